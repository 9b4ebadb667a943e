"""A few lines of a program, to be shown inside a text."""

import re
from collections.abc import Sequence

from studytui.frozen import dataclass

LONGEST = 15
_DEFINED = re.compile(r"(?:async +def|def|class) +(\w+)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a program; `whole` says that they are all of it."""

    text: str
    whole: bool


def excerpt(source: str, wanted: Sequence[str] = (), *, longest: int = LONGEST) -> Excerpt:
    """At most that many lines: the whole program if it fits, else the first part of the first of those definitions.

    Docstrings are left out, since the exercise wrote them. The text is cut by its lines alone; it is never parsed.
    """
    lines = _without_docstrings([line.rstrip() for line in source.expandtabs(4).splitlines()])
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    if len(lines) <= longest:
        return Excerpt("\n".join(lines), whole=True)
    part = _definition(lines, wanted)
    if len(part) > longest:
        part = [*part[: longest - 1], f"{' ' * _indent(part[longest - 1])}..."]
    return Excerpt("\n".join(part), whole=False)


def _definition(lines: list[str], wanted: Sequence[str]) -> list[str]:
    """The lines of the first wanted definition, else of the first one there is, else everything."""
    starts = {found[1]: number for number, line in reversed(list(enumerate(lines))) if (found := _DEFINED.match(line))}
    names = [name.partition(".")[0] for name in wanted]
    begin = next((starts[name] for name in names if name in starts), min(starts.values(), default=0))
    end = begin + 1
    while end < len(lines) and (not lines[end] or lines[end][0] in " )]}"):
        end += 1
    part = lines[begin:end]
    while part and not part[-1]:
        part.pop()
    return part


def _without_docstrings(lines: list[str]) -> list[str]:
    """The lines without a text in triple quotes that stands alone at the top or right below a definition."""
    kept: list[str] = []
    inside = ""
    for line in lines:
        text = line.strip()
        if inside:
            inside = "" if inside in text else inside
            continue
        opening = re.match(r"[rRuU]?(\"\"\"|''')", text)
        if opening and (not any(kept) or kept[-1].endswith(":")):
            rest = text[opening.end() :]
            inside = "" if opening[1] in rest else opening[1]
            continue
        kept.append(line)
    return kept


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
