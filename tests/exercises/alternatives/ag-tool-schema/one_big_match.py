"""A loop over the schema's keywords with an explicit stack of things to visit."""

import copy
import inspect
import json
import re
import types
import typing
from numbers import Real
from typing import NamedTuple


class Error(NamedTuple):
    path: str
    rule: str


def of_type(value, name):
    if isinstance(value, bool):
        return name == "boolean"
    if isinstance(value, Real):
        return name == "number" or (name == "integer" and value == int(value))
    return name == {type(None): "null", str: "string", list: "array", dict: "object"}[type(value)]


def tagged(value):
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, list):
        return ("list", [tagged(v) for v in value])
    if isinstance(value, dict):
        return ("dict", {k: tagged(v) for k, v in value.items()})
    return ("other", value)


def validate(value, schema):
    found = set()
    todo = [("", value, schema)]
    while todo:
        path, v, s = todo.pop()
        number = isinstance(v, Real) and not isinstance(v, bool)
        others = s.get("additionalProperties", {})
        if isinstance(v, dict):
            for key, inner in v.items():
                rules = s.get("properties", {}).get(key, {} if others is True else others)
                if rules is False:
                    found.add((path, "additionalProperties"))
                else:
                    todo.append((f"{path}/{key.replace('~', '~0').replace('/', '~1')}", inner, rules))
        if isinstance(v, list):
            todo += [(f"{path}/{i}", item, s.get("items", {})) for i, item in enumerate(v)]
        for rule, want in s.items():
            if rule == "type":
                fine = any(of_type(v, name) for name in (want if isinstance(want, list) else [want]))
            elif rule == "enum":
                fine = tagged(v) in [tagged(each) for each in want]
            elif rule == "anyOf":
                fine = [] in [validate(v, each) for each in want]
            elif rule == "required" and isinstance(v, dict):
                fine = all(key in v for key in want)
            elif rule == "minItems" and isinstance(v, list):
                fine = want <= len(v)
            elif rule == "maxItems" and isinstance(v, list):
                fine = len(v) <= want
            elif rule == "minLength" and isinstance(v, str):
                fine = want <= len(v)
            elif rule == "pattern" and isinstance(v, str):
                fine = next(re.finditer(want, v), None) is not None
            elif rule == "minimum" and number:
                fine = want <= v
            elif rule == "maximum" and number:
                fine = v <= want
            else:
                fine = True
            if not fine:
                found.add((path, rule))
    return [Error(*each) for each in found]


def coerce(value, schema):
    kind = schema.get("type") if schema.get("x-coerce") else None
    if type(value) is str and kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if type(value) is str and kind == "integer" and re.fullmatch("-?(0|[1-9][0-9]*)", value):
        return int(value)
    form = r"-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?"
    if type(value) is str and kind == "number" and re.fullmatch(form, value):
        return float(value)
    if type(value) is list:
        return [coerce(each, schema.get("items", {})) for each in value]
    if type(value) is not dict:
        return value
    rules = schema.get("properties", {})
    absent = {k: copy.deepcopy(r["default"]) for k, r in rules.items() if "default" in r and k not in value}
    return {k: coerce(v, rules.get(k, {})) for k, v in {**value, **absent}.items()}


def tool_schema(fn):
    hints = typing.get_type_hints(fn)
    properties = {}
    required = []
    for p in inspect.signature(fn).parameters.values():
        properties[p.name] = described(hints.get(p.name, inspect.Parameter.empty))
        if p.default is inspect.Parameter.empty:
            required.append(p.name)
        else:
            properties[p.name]["default"] = p.default
    lines = (fn.__doc__ or "").strip().splitlines() or [""]
    inner = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"name": fn.__name__, "description": lines[0], "parameters": inner}


def described(hint):
    if hint is inspect.Parameter.empty:
        return {}
    match typing.get_origin(hint):
        case typing.Literal:
            return {"enum": list(hint.__args__)}
        case typing.Union | types.UnionType:
            return {"anyOf": [described(each) for each in hint.__args__]}
        case x if x is list:
            return {"type": "array", "items": described(hint.__args__[0])}
    words = {int: "integer", str: "string", bool: "boolean", float: "number", dict: "object", list: "array"}
    return {"type": words.get(hint, "null")}


def dispatch(call_json, tools):
    ok, told = attempt(call_json, tools)
    return {"ok": True, "result": told} if ok else {"ok": False, "error": told}


def attempt(text, tools):
    try:
        call = json.loads(text)
        json.dumps(call, allow_nan=False)
    except ValueError:
        return False, "this is not JSON"
    if type(call) is not dict or type(call.get("name")) is not str or call["name"] not in tools:
        return False, "no such tool; there are " + " ".join(tools)
    tool = tools[call["name"]]
    schema = tool_schema(tool)["parameters"]
    arguments = coerce(call.get("arguments", {}), schema)
    errors = validate(arguments, schema)
    if errors:
        return False, "\n".join(f"{e.rule} at {e.path}" for e in errors)
    try:
        return True, tool(**arguments)
    except Exception as error:  # noqa: BLE001 - told to the model
        return False, f"{type(error)} {error}"
