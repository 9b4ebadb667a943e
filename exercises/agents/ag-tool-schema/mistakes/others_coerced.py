"""coerce also goes through additionalProperties.

caught by: strings
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


def apart(value: Any) -> Any:
    """Equal to another one only if both are equal as JSON: True beside 1 says that it is a boolean."""
    if isinstance(value, list):
        return [apart(item) for item in value]
    if isinstance(value, dict):
        return {key: apart(inner) for key, inner in value.items()}
    return isinstance(value, bool), value


def validate(value: Any, schema: dict) -> list[Error]:
    errors: list[Error] = []

    def walk(value: Any, schema: dict, path: str) -> None:
        # core: begin
        def refuse(rule: str, broken: Callable[[Any], bool]) -> None:
            if rule in schema and broken(schema[rule]):
                errors.append(Error(path, rule))

        refuse("type", lambda of: not any(TYPES[name](value) for name in ([of] if isinstance(of, str) else of)))
        refuse("enum", lambda choices: apart(value) not in apart(choices))
        refuse("anyOf", lambda branches: all(validate(value, branch) for branch in branches))
        if isinstance(value, dict):
            known, others = schema.get("properties", {}), schema.get("additionalProperties")
            refuse("required", lambda keys: any(key not in value for key in keys))
            refuse("additionalProperties", lambda others: others is False and any(key not in known for key in value))
            for key, inner in value.items():
                rules = known.get(key, others)
                if isinstance(rules, dict):
                    walk(inner, rules, path + "/" + key.replace("~", "~0").replace("/", "~1"))
        elif isinstance(value, list):
            refuse("minItems", lambda least: len(value) < least)
            refuse("maxItems", lambda most: len(value) > most)
            for place, item in enumerate(value):
                walk(item, schema.get("items", {}), f"{path}/{place}")
        elif isinstance(value, str):
            refuse("minLength", lambda least: len(value) < least)
            refuse("pattern", lambda pattern: not re.search(pattern, value))
        elif is_number(value):
            refuse("minimum", lambda least: value < least)
            refuse("maximum", lambda most: value > most)
        # core: end

    walk(value, schema, "")
    return errors


JSON_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"
READABLE = {"integer": r"-?(0|[1-9][0-9]*)", "number": JSON_NUMBER, "boolean": "true|false"}


def coerce(value: Any, schema: dict) -> Any:
    # core: begin
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        others = others if isinstance(others, dict) else {}
        filled = {key: coerce(inner, known.get(key, others)) for key, inner in value.items()}
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
    # core: end


def schema_of(annotation: Any) -> dict:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is type(None):
        return {"type": "null"}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(each) for each in inner]}
    if origin is list:
        (item,) = inner
        return {"type": "array", "items": schema_of(item)}
    name = NAMES.get(annotation)
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
    faults = [f"{error.path}: {error.rule}" for error in validate(arguments, schema)]
    if faults:
        return {"ok": False, "error": f"the arguments do not fit: {', '.join(faults)}"}
    try:
        return {"ok": True, "result": tools[name](**arguments)}
    except Exception as error:  # noqa: BLE001 - whatever a tool raises is told to the model
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
