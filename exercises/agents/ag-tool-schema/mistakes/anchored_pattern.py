"""re.match asks for the pattern at the start of the string.

caught by: patterns
"""

import copy
import inspect
import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Error(NamedTuple):
    path: str
    rule: str


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: is_number(value) and value % 1 == 0,
    "number": is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array", dict: "object"}


def same(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def validate(value: Any, schema: dict) -> list[Error]:
    errors: list[Error] = []

    def walk(value: Any, schema: dict, path: str) -> None:
        def refuse(rule: str, broken: bool) -> None:
            if rule in schema and broken:
                errors.append(Error(path, rule))

        names = schema.get("type", [])
        refuse("type", not any(TYPES[name](value) for name in ([names] if isinstance(names, str) else names)))
        refuse("enum", not any(same(value, choice) for choice in schema.get("enum", [])))
        refuse("anyOf", all(validate(value, branch) for branch in schema.get("anyOf", [])))
        if isinstance(value, dict):
            known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
            refuse("required", any(key not in value for key in schema.get("required", [])))
            refuse("additionalProperties", others is False and any(key not in known for key in value))
            for key, inner in value.items():
                rules = known.get(key, others)
                if isinstance(rules, dict):
                    walk(inner, rules, path + "/" + key.replace("~", "~0").replace("/", "~1"))
        elif isinstance(value, list):
            refuse("minItems", len(value) < schema.get("minItems", 0))
            refuse("maxItems", len(value) > schema.get("maxItems", len(value)))
            for place, item in enumerate(value):
                walk(item, schema.get("items", {}), f"{path}/{place}")
        elif isinstance(value, str):
            refuse("minLength", len(value) < schema.get("minLength", 0))
            refuse("pattern", not re.match(schema.get("pattern", ""), value))
        elif is_number(value):
            refuse("minimum", value < schema.get("minimum", value))
            refuse("maximum", value > schema.get("maximum", value))

    walk(value, schema, "")
    return errors


JSON_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"
READABLE = {"integer": r"-?(0|[1-9][0-9]*)", "number": JSON_NUMBER, "boolean": "true|false"}


def coerce(value: Any, schema: dict) -> Any:
    if isinstance(value, dict):
        known = schema.get("properties", {})
        filled = {key: coerce(inner, known.get(key, {})) for key, inner in value.items()}
        for key, rules in known.items():
            if key not in value and "default" in rules:
                filled[key] = coerce(rules["default"], rules)
        return filled
    if isinstance(value, list):
        return [coerce(item, schema.get("items", {})) for item in value]
    if isinstance(value, str) and schema.get("x-coerce") is True:
        form = READABLE.get(schema.get("type", ""))
        if form and re.fullmatch(form, value):
            return json.loads(value)
    return value


def schema_of(annotation: Any) -> dict:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is type(None):
        return {"type": "null"}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(each) for each in inner]}
    if origin is list:
        return {"type": "array", "items": schema_of(inner[0])}
    name = NAMES.get(origin or annotation)
    return {"type": name} if name else {}


def tool_schema(fn: Callable) -> dict:
    hints = typing.get_type_hints(fn)
    properties, required = {}, []
    for name, parameter in inspect.signature(fn).parameters.items():
        properties[name] = schema_of(hints[name]) if name in hints else {}
        if parameter.default is parameter.empty:
            required.append(name)
        else:
            properties[name]["default"] = copy.deepcopy(parameter.default)
    parameters = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    description = (inspect.getdoc(fn) or "").partition("\n")[0]
    return {"name": fn.__name__, "description": description, "parameters": parameters}


def not_json(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def dispatch(call_json: str, tools: Mapping[str, Callable]) -> dict:
    try:
        call = json.loads(call_json, parse_constant=not_json)
    except (ValueError, RecursionError) as error:
        return {"ok": False, "error": f"the call is not JSON: {error}"}
    name = call.get("name") if isinstance(call, dict) else None
    if not isinstance(name, str) or name not in tools:
        return {"ok": False, "error": f"there is no such tool; known are: {', '.join(tools)}"}
    schema = tool_schema(tools[name])["parameters"]
    arguments = coerce(call.get("arguments", {}), schema)
    errors = validate(arguments, schema)
    if errors:
        return {"ok": False, "error": "; ".join(f"{error.path}: {error.rule}" for error in errors)}
    try:
        return {"ok": True, "result": tools[name](**arguments)}
    except Exception as error:  # noqa: BLE001 - whatever a tool raises is told to the model
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
