"""A generator of errors with one small function per keyword; JSON equality by canonical text."""

import copy
import inspect
import json
import re
import typing
from dataclasses import dataclass


@dataclass(frozen=True)
class Error:
    path: str
    rule: str


def canonical(v):
    if isinstance(v, bool) or v is None or isinstance(v, str):
        return json.dumps(v)
    if isinstance(v, (int, float)):
        return f"#{float(v)!r}"
    if isinstance(v, list):
        return "[" + ",".join(map(canonical, v)) + "]"
    return "{" + ",".join(f"{json.dumps(k)}:{canonical(v[k])}" for k in sorted(v)) + "}"


def kinds(v):
    match v:
        case None:
            return {"null"}
        case bool():
            return {"boolean"}
        case int():
            return {"integer", "number"}
        case float():
            return {"integer", "number"} if v.is_integer() else {"number"}
        case str():
            return {"string"}
        case list():
            return {"array"}
        case _:
            return {"object"}


RULES = {
    "type": ("any", lambda v, s: kinds(v) & set([s] if isinstance(s, str) else s)),
    "enum": ("any", lambda v, s: canonical(v) in {canonical(each) for each in s}),
    "anyOf": ("any", lambda v, s: any(not validate(v, each) for each in s)),
    "required": ("object", lambda v, s: set(s) <= v.keys()),
    "minItems": ("array", lambda v, s: len(v) >= s),
    "maxItems": ("array", lambda v, s: len(v) <= s),
    "minimum": ("number", lambda v, s: v >= s),
    "maximum": ("number", lambda v, s: v <= s),
    "minLength": ("string", lambda v, s: len(v) >= s),
    "pattern": ("string", lambda v, s: re.compile(s).search(v)),
}


def errors_of(v, schema, at):
    for rule, (kind, holds) in RULES.items():
        if rule in schema and (kind == "any" or kind in kinds(v)) and not holds(v, schema[rule]):
            yield Error(at, rule)
    if isinstance(v, list) and "items" in schema:
        for i, item in enumerate(v):
            yield from errors_of(item, schema["items"], at + "/" + str(i))
    if isinstance(v, dict):
        for key in v:
            inside = at + "/" + re.sub("[~/]", lambda m: {"~": "~0", "/": "~1"}[m[0]], key)
            if key in schema.get("properties", {}):
                yield from errors_of(v[key], schema["properties"][key], inside)
            elif schema.get("additionalProperties") is False:
                yield Error(at, "additionalProperties")
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from errors_of(v[key], schema["additionalProperties"], inside)


def validate(value, schema):
    return list(errors_of(value, schema, ""))


def coerce(value, schema):
    value = copy.deepcopy(value)
    fill({"": value}, "", schema)
    return value if not isinstance(value, str) else read(value, schema)


def fill(holder, key, schema):
    v = holder[key]
    if isinstance(v, str):
        holder[key] = read(v, schema)
    elif isinstance(v, list):
        for i in range(len(v)):
            fill(v, i, schema.get("items", {}))
    elif isinstance(v, dict):
        for name, inner in schema.get("properties", {}).items():
            if name not in v and "default" in inner:
                v[name] = copy.deepcopy(inner["default"])
            if name in v:
                fill(v, name, inner)


def read(text, schema):
    wanted = schema.get("type")
    if schema.get("x-coerce") is not True or wanted not in ("integer", "number", "boolean"):
        return text
    if text.strip() != text or text in ("NaN", "Infinity", "-Infinity"):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    fits = wanted in kinds(found) and not (wanted == "integer" and isinstance(found, float))
    return found if fits else text


def as_schema(hint):
    args = typing.get_args(hint)
    if hint in (None, type(None)):
        return {"type": "null"}
    if typing.get_origin(hint) is typing.Literal:
        return {"enum": list(args)}
    if typing.get_origin(hint) is list:
        return {"type": "array", "items": as_schema(args[0])}
    if args:
        return {"anyOf": list(map(as_schema, args))}
    plain = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array", dict: "object"}
    return {"type": plain[hint]}


def tool_schema(fn):
    hints = typing.get_type_hints(fn)
    listed = inspect.signature(fn).parameters
    props = {n: as_schema(hints[n]) if n in hints else {} for n in listed}
    for n, p in listed.items():
        if p.default is not p.empty:
            props[n] = props[n] | {"default": p.default}
    return {
        "name": fn.__name__,
        "description": inspect.cleandoc(fn.__doc__ or "").split("\n")[0],
        "parameters": {
            "type": "object",
            "properties": props,
            "required": [n for n, p in listed.items() if p.default is p.empty],
            "additionalProperties": False,
        },
    }


def dispatch(call_json, tools):
    def refuse(_):
        raise ValueError("not a number")

    try:
        asked = json.loads(call_json, parse_constant=refuse)
        fn = tools[asked["name"]]
    except ValueError as bad:
        return {"ok": False, "error": str(bad) or "not JSON"}
    except (TypeError, KeyError):
        return {"ok": False, "error": f"tools: {sorted(tools)}"}
    rules = tool_schema(fn)["parameters"]
    given = coerce(asked.get("arguments", {}), rules)
    if wrong := validate(given, rules):
        return {"ok": False, "error": repr(wrong)}
    try:
        return {"ok": True, "result": fn(**given)}
    except Exception as bad:  # noqa: BLE001 - told to the model
        return {"ok": False, "error": repr(bad)}
