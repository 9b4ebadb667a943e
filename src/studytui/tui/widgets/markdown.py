"""Markdown as plain lines: what a prompt, a note or a week need, without a widget per paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from textual.content import Content

from studytui.tui.marks import ACCENT, QUIET
from studytui.tui.widgets.lines import BLANK, Line, Lines

CODE = "on $surface"
SMALL = ("<sub>", "</sub>")
"""Marks of small print, which a terminal has not: it is set more quietly instead."""
STYLES = {"strong": "bold", "em": "italic", "code_inline": f"{ACCENT} on $surface", "link": "underline", "s": "strike"}


class Preview(Lines):
    """A page of Markdown that scrolls with the keys of every list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widest=100, **kwargs)
        self.text = ""

    def show_text(self, text: str) -> None:
        """Show another document, from its beginning."""
        if text == self.text:
            return
        self.text = text
        blocks = list(parse(text))
        self.show(lambda width: list(lines(blocks, width)))


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code as it stands."""

    text: str
    indent: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first one the header."""

    rows: tuple[tuple[Content, ...], ...]
    indent: int


Block = Line | Code | Table


def parse(text: str) -> Iterator[Block]:
    """The blocks of a document; a blank line stands between paragraphs, not between the items of a list."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    yield from _blocks(SyntaxTreeNode(parser.parse(text)).children, 0)


def lines(blocks: Sequence[Block], width: int) -> Iterator[Line]:
    """The lines of the blocks at a width."""
    for block in blocks:
        if isinstance(block, Code):
            yield from _code(block, width)
        elif isinstance(block, Table):
            yield from _table(block)
        else:
            yield block


def _blocks(nodes: Sequence[SyntaxTreeNode], indent: int) -> Iterator[Block]:
    for number, node in enumerate(nodes):
        if number:
            yield BLANK
        yield from _block(node, indent)


def _block(node: SyntaxTreeNode, indent: int) -> Iterator[Block]:
    match node.type:
        case "heading":
            style = "bold" if node.tag == "h1" else f"bold {ACCENT}"
            yield from _paragraph(node, indent, style)
        case "fence" | "code_block":
            yield Code(node.content.rstrip("\n"), indent)
        case "bullet_list" | "ordered_list":
            yield from _list(node, indent)
        case "table":
            rows = tuple(
                tuple(_inline(cell) for cell in row.children) for part in node.children for row in part.children
            )
            yield Table(rows, indent)
        case "blockquote":
            for block in _blocks(node.children, indent + 2):
                yield replace(block, text=block.text.stylize(QUIET)) if isinstance(block, Line) else block
        case "hr":
            yield Line(Content.styled("· · ·", QUIET))
        case "html_block":
            yield from (Line(Content(" " * indent + row), hang=indent) for row in node.content.splitlines())
        case _:
            yield from _paragraph(node, indent)


def _paragraph(node: SyntaxTreeNode, indent: int, style: str = "") -> Iterator[Line]:
    if any(child.content in SMALL for child in node.walk() if child.type == "html_inline"):
        style = style or QUIET
    for row in _inline(node).split("\n", allow_blank=True):
        yield Line(Content.assemble(" " * indent, row.stylize(style) if style else row), hang=indent)


def _list(node: SyntaxTreeNode, indent: int) -> Iterator[Block]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, start=first):
        sign = f"{number}. " if node.type == "ordered_list" else "• "
        for position, child in enumerate(item.children):
            blocks = list(_block(child, indent + len(sign)))
            if position == 0 and blocks and isinstance(blocks[0], Line):
                text = blocks[0].text[indent + len(sign) :]
                blocks[0] = replace(blocks[0], text=Content.assemble(" " * indent, (sign, ACCENT), text))
            yield from blocks


def _inline(node: SyntaxTreeNode) -> Content:
    """The text of a node with its styles; nothing in it is markup."""
    match node.type:
        case "text" | "html_inline":
            return Content("" if node.type == "html_inline" and node.content in SMALL else node.content)
        case "code_inline":
            return Content.styled(node.content, STYLES["code_inline"])
        case "softbreak":
            return Content(" ")
        case "hardbreak":
            return Content("\n")
        case "image":
            return Content(f"[{node.content}]")
    text = Content("").join(_inline(child) for child in node.children)
    return text.stylize(STYLES[node.type]) if node.type in STYLES else text


def _code(block: Code, width: int) -> Iterator[Line]:
    """Code on a ground of its own; a line too long for the page is wrapped and set in."""
    rows = block.text.expandtabs(4).splitlines()
    room = width - block.indent - 2
    widest = min(max((len(row) for row in rows), default=0), room)
    for row in rows:
        for start in range(0, max(len(row), 1), max(room, 8)):
            part = row[start : start + room]
            yield Line(Content.assemble(" " * block.indent, (f" {part:<{widest}} ", CODE)))


def _table(block: Table) -> Iterator[Line]:
    """Columns two cells apart; only the last one wraps."""
    columns = max(len(row) for row in block.rows)
    widths = [max(row[at].cell_length for row in block.rows if at < len(row)) for at in range(columns)]
    hang = block.indent + sum(widths[:-1]) + 2 * (columns - 1)
    for number, row in enumerate(block.rows):
        padded = [cell.pad_right(width - cell.cell_length) for cell, width in zip(row, widths, strict=False)]
        text = Content("  ").join([*padded[:-1], row[-1]])
        yield Line(Content.assemble(" " * block.indent, text.stylize("bold") if number == 0 else text), hang=hang)
