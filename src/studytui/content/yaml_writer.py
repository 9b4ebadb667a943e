"""YAML that any reader understands alike: block style, one line a text, quotes wherever a text could be misread."""

import json
import re
from collections.abc import Mapping, Sequence
from enum import Enum

# Words and spaces that begin with a letter; what is shorter or looks like a flag, a number or a null gets quotes.
_PLAIN = re.compile(r"[^\W\d_](?:[\w()+*/.,;!?='\u2019\u201c\u201d\u2192&-]| (?=[^\s#]))*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def to_yaml(data: Mapping[str, object]) -> str:
    """The YAML of a mapping; empty texts, lists and mappings are left out, numbers and flags are not."""
    lines: list[str] = []
    _mapping(data, 0, lines)
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, object], indent: int, lines: list[str]) -> None:
    for key, value in data.items():
        if _is_empty(value):
            continue
        start = f"{' ' * indent}{key}:"
        if isinstance(value, Mapping):
            lines.append(start)
            _mapping(value, indent + 2, lines)
        elif isinstance(value, (str, Enum)) or not isinstance(value, Sequence):
            lines.append(f"{start} {_scalar(value)}")
        elif all(isinstance(item, int) for item in value):
            lines.append(f"{start} [{', '.join(map(str, value))}]")
        else:
            lines.append(start)
            _items(value, indent + 2, lines)


def _items(items: Sequence[object], indent: int, lines: list[str]) -> None:
    for item in items:
        if isinstance(item, Mapping):
            at = len(lines)
            _mapping(item, indent + 2, lines)
            lines[at] = f"{' ' * indent}- {lines[at][indent + 2 :]}"
        else:
            lines.append(f"{' ' * indent}- {_scalar(item)}")


def _is_empty(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(_is_empty(item) for item in value.values())
    return value is None or (isinstance(value, Sequence) and len(value) == 0)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value.value if isinstance(value, Enum) else value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and len(text) < 2000:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
