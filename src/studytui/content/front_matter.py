"""What some Markdown files carry above their text: lines of `name: value` between two lines of dashes."""

import re
from dataclasses import dataclass

_FACT = re.compile(r"^(?:[\w-]+:(?:\s.*)?|\s*-(?:\s.*)?|\s+\S.*|#.*|)$")
_TITLE = re.compile(r"^title:\s+(.+?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title it names, its other lines with their numbers, and the text without it, line for line."""

    title: str
    others: tuple[tuple[int, str], ...]
    rest: str


def front_matter_of(text: str) -> FrontMatter:
    """The front matter that a text begins with; nothing but the text where it has none."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() in ("---", "...")), 0)
    if lines[0].rstrip() != "---" or not end or not all(_FACT.match(line.rstrip()) for line in lines[1:end]):
        return FrontMatter("", (), text)
    title, others = "", []
    for number, line in enumerate(lines[1:end], start=2):
        found = _TITLE.match(line)
        if found and not title:
            title = found[1].strip("\"'")
        elif line.strip():
            others.append((number, line.strip()))
    return FrontMatter(title, tuple(others), "\n".join([""] * (end + 1) + lines[end + 1 :]))
