"""A Markdown file as an outline: sections by heading, in them paragraphs and lists with their boxes.

Only Markdown's blocks are parsed; what stands inside a line is read by `markdown_words`, in linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studytui.content.markdown_words import box_of, plain
from studytui.content.sources import Problems

MAX_BYTES = 1_000_000
MAX_LINES = 20_000
MAX_LINE = 5_000

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_BOXES = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX\u2713\u2714\u2705]?\ufe0f?\][ \t]", re.MULTILINE)
_STRUCTURE = re.compile(r"^ {0,3}(?:#{1,6}[ \t]|[-*+][ \t]+\[[ xX\u2713\u2714\u2705]?\ufe0f?\][ \t])")


@dataclass(slots=True)
class Item:
    """An item of a list: its own text, its box (None without one) and the items under it."""

    text: str
    line: int
    ticked: bool | None = None
    items: "list[Item]" = field(default_factory=list)

    def walk(self) -> "Iterator[Item]":
        """This item and all under it."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(slots=True)
class Passage:
    """Text between lists: a paragraph, a quotation, code."""

    text: str
    line: int


@dataclass(slots=True)
class Section:
    """A heading with what stands under it; level 0 is the whole file."""

    title: str
    level: int
    line: int
    body: "list[Passage | list[Item]]" = field(default_factory=list)
    sections: "list[Section]" = field(default_factory=list)

    def lists(self) -> list[list[Item]]:
        """The lists of the section itself."""
        return [block for block in self.body if isinstance(block, list)]

    def items(self) -> list[Item]:
        """The top-level items of the section itself."""
        return [item for block in self.lists() for item in block]

    def boxes(self) -> list[Item]:
        """Every item with a box in the section itself, at any depth."""
        return [item for top in self.items() for item in top.walk() if item.ticked is not None]

    def walk(self) -> "Iterator[Section]":
        """This section and all under it."""
        yield self
        for section in self.sections:
            yield from section.walk()


def outline_of(text: str, problems: Problems) -> Section:
    """The outline of a Markdown text; what is too much for a plan is among the problems."""
    root = Section("", 0, 1)
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        problems.add(0, f"the file has {len(lines)} lines; a plan may have {MAX_LINES}, so split it")
        return root
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            problems.add(number, f"the line has {len(line)} characters; a plan's line may have {MAX_LINE}, so break it")
    if problems:
        return root
    _Builder(root).build(_tokens("\n".join(_closed(lines))))
    return root


def _tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").disable("inline").parse(text)


def _closed(lines: list[str]) -> list[str]:
    """The lines, with a code fence that is never closed ended before the next heading or box after it."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if found is None:
            continue
        if opened is None:
            opened = (number, found[1])
        elif found[1].startswith(opened[1]) and not line.strip().strip(found[1][0]):
            opened = None
    if opened is None:
        return lines
    start, fence = opened
    end = next((n for n in range(start + 1, len(lines)) if _STRUCTURE.match(lines[n])), None)
    if end is None:
        return lines
    if not lines[end - 1].strip() and end - 1 > start:
        return [*lines[: end - 1], fence, *lines[end:]]
    return [*lines[:start], "", *lines[start + 1 :]]


class _Builder:
    """Reads block tokens one after the other; every nesting it keeps is bounded by the parser's own."""

    def __init__(self, root: Section) -> None:
        self._path = [root]
        self._lists: list[list[Item]] = []
        self._owners: list[Item] = []
        self._heading: int | None = None

    def build(self, tokens: list[Token], above: int = 0) -> None:
        for token in tokens:
            line = token.map[0] + 1 + above if token.map else self._path[-1].line
            if token.type == "heading_open" and not self._lists:
                self._heading = int(token.tag[1])
            elif token.type == "inline":
                self._text(token.content, line)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                self._open_list()
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif token.type == "list_item_open":
                self._owners.append(Item("", line))
                self._lists[-1].append(self._owners[-1])
            elif token.type == "list_item_close":
                self._owners.pop()
            elif token.type == "code_block" and not above and not self._owners and _BOXES.search(token.content):
                # Boxes indented by a tab are code to Markdown and boxes to whoever wrote them.
                self.build(_tokens(dedent(token.content.expandtabs(4))), line - 1)
            elif token.type in ("fence", "code_block", "html_block"):
                self._raw(token, line)

    def _open_list(self) -> None:
        items: list[Item] = self._owners[-1].items if self._owners else []
        if not self._owners:
            self._path[-1].body.append(items)
        self._lists.append(items)

    def _text(self, content: str, line: int) -> None:
        if self._heading is not None:
            self._section(plain(content), self._heading, line)
            self._heading = None
        elif not self._owners:
            self._path[-1].body.append(Passage(content.strip(), line))
        elif self._owners[-1].text:
            self._owners[-1].text += f"\n{content.strip()}"
        else:
            box = box_of(content.strip())
            self._owners[-1].text = box.text if box else content.strip()
            self._owners[-1].ticked = box.ticked if box else None

    def _section(self, title: str, level: int, line: int) -> None:
        while self._path[-1].level >= level:
            self._path.pop()
        section = Section(title, level, line)
        self._path[-1].sections.append(section)
        self._path.append(section)

    def _raw(self, token: Token, line: int) -> None:
        text = token.content.strip("\n")
        if token.type == "html_block" and text.lstrip().startswith("<!--") and text.rstrip().endswith("-->"):
            return
        if not text.strip():
            return
        if self._owners:
            self._owners[-1].text += f"\n{text}"
        else:
            self._path[-1].body.append(Passage(text, line))
