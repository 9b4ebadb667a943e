"""What the learner wrote, on its way into a note: nothing private, headings below those of the note."""

import re
from collections.abc import Iterator

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_PRIVATE = re.compile(r"[*_ \t]*private(?![^\W_])", re.IGNORECASE)
_PRIVATE_LINE = re.compile(rf"^ {{0,3}}#{{1,6}}{_PRIVATE.pattern}", re.IGNORECASE)


def without_private(text: str) -> str:
    """The text without what stands under a `Private` heading, up to the next heading of the same or a higher level.

    A heading whose first word that is will do. It may be underlined instead, and this one alone may lack the space
    after its mark: in doubt, more is hidden.
    """
    kept: list[str] = []
    hidden_level = 0
    for line, level, title in _lines(text):
        if level and _PRIVATE.match(title):
            hidden_level = min(level, hidden_level or level)
            continue
        if level and hidden_level and level <= hidden_level:
            hidden_level = 0
        if not hidden_level:
            kept.append(line)
    return "\n".join(kept).strip("\n")


def demoted(text: str, *, below: int) -> str:
    """The text with its headings moved under level `below`, so that an entry never breaks the note's outline."""
    lines = list(_lines(text))
    levels = [level for _, level, _ in lines if level]
    if not levels:
        return text
    shift = max(below + 1 - min(levels), 0)
    return "\n".join(f"{'#' * min(level + shift, 6)} {title}" if level else line for line, level, title in lines)


def one_line(text: str) -> str:
    """What may be shown of a text, on one line."""
    return " ".join(without_private(text).split())


def closed(text: str) -> str:
    """The text with a block of code that was left open ended, so that what follows it stays outside."""
    fence = ""
    for line in text.splitlines():
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
    return f"{text.rstrip()}\n{fence}" if fence else text


def fenced(text: str, language: str = "") -> str:
    """The text as a block of code, between marks that it does not hold itself."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _lines(text: str) -> Iterator[tuple[str, int, str]]:
    """Each line with the level and the title of its heading, 0 where it is none; a heading's underline goes with it."""
    lines = text.splitlines()
    fence = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if mark or fence:
            yield line, 0, ""
            continue
        below = _UNDERLINE.match(lines[number]) if number < len(lines) else None
        heading = _HEADING.match(line)
        if heading or _PRIVATE_LINE.match(line):
            hashes = len(line.lstrip()) - len(line.lstrip().lstrip("#"))
            yield line, hashes, (heading[2] or "") if heading else line.lstrip().lstrip("#")
        elif below and line.strip() and not line.lstrip().startswith(("-", ">", "|", "*", "+")):
            number += 1
            yield f"{line}\n{lines[number - 1]}", 1 if below[1][0] == "=" else 2, line.strip()
        else:
            yield line, 0, ""
