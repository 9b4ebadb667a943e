"""The core of a reference: the part that a review asks to rebuild, between two comment lines."""

import re

from studytui.frozen import dataclass

BEGINS, ENDS = "# core: begin", "# core: end"
_NAMED = re.compile(r"([ \t]*)(?:async +def|def|class) +(\w+)")


@dataclass(frozen=True, slots=True)
class Core:
    """One marked part: its first and last line, counted from 1 and without the marks, and the function around it."""

    first: int
    last: int
    inside: str


def cores(source: str) -> tuple[Core, ...]:
    """The marked parts of a program, in the order of the file.

    Raises:
        ValueError: a mark lacks its partner, or nothing stands between the two; says which, with its line.
    """
    found, begun, inside = [], 0, ""
    around: list[tuple[int, str]] = []
    for number, line in enumerate(source.splitlines(), start=1):
        text = line.strip()
        if text in (BEGINS, ENDS) or (text and not text.startswith("#")):
            around = _around(around, line)
        if text == BEGINS:
            if begun:
                raise ValueError(f"line {number}: a core begins within the core of line {begun}")
            begun, inside = number, ".".join(name for _, name in around)
        elif text == ENDS:
            if not begun:
                raise ValueError(f"line {number}: a core ends that never began")
            if begun == number - 1:
                raise ValueError(f"line {number}: nothing stands in this core")
            found.append(Core(begun + 1, number - 1, inside))
            begun = 0
    if begun:
        raise ValueError(f"line {begun}: a core begins and never ends")
    return tuple(found)


def without_cores(source: str) -> str:
    """The program with each core cut out: what a review gives.

    Raises:
        ValueError: the marks do not pair.
    """
    lines = source.splitlines()
    for core in reversed(cores(source)):
        mark = lines[core.first - 2]
        lines[core.first - 2 : core.last + 1] = [mark[: len(mark) - len(mark.lstrip())] + "raise NotImplementedError"]
    return "\n".join(lines) + "\n"


def disagreement(source: str, named: tuple[str, ...]) -> str:
    """A sentence where the marks of a reference and the names under `core` do not fit; empty where they do.

    A mark in a function within the one named is in it as well.
    """
    try:
        marked = tuple(core.inside for core in cores(source))
    except ValueError as error:
        return str(error)
    if len(marked) == len(named) and all(
        inside == name or inside.startswith(f"{name}.") for inside, name in zip(marked, named, strict=True)
    ):
        return ""
    told = [", ".join(names) or "none" for names in (marked, named)]
    return f"the marks `{BEGINS}` stand in {told[0]}, but `core` names {told[1]}; they are to agree, in order"


def _around(around: list[tuple[int, str]], line: str) -> list[tuple[int, str]]:
    """The functions and classes, with their indents, that a line lies in; its own name joins them."""
    indent = len(line) - len(line.lstrip())
    if line.lstrip()[:1] in (")", "]", "}"):
        return around  # the end of a signature over several lines closes nothing
    kept = [each for each in around if each[0] < indent]
    named = _NAMED.match(line)
    return [*kept, (indent, named[2])] if named else kept
