from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Error(NamedTuple):
    """One thing that is wrong: where, as a JSON pointer, and the keyword that is not met."""

    path: str
    rule: str


def validate(value: Any, schema: dict) -> list[Error]:
    """Every error of a JSON value; none if it is valid."""
    raise NotImplementedError


def coerce(value: Any, schema: dict) -> Any:
    """A copy of the value with defaults filled in, and strings turned into what x-coerce asks for."""
    raise NotImplementedError


def tool_schema(fn: Callable) -> dict:
    """name, description and parameters of a function."""
    raise NotImplementedError


def dispatch(call_json: str, tools: Mapping[str, Callable]) -> dict:
    """Call the tool that a JSON text asks for: {"ok": True, "result": ...} or {"ok": False, "error": text}."""
    raise NotImplementedError
