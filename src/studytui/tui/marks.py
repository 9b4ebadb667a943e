"""The few marks and colours of the screens, each with one meaning; a colour is never the only sign."""

from textual.content import Content

DONE = "✓"
OPEN = "·"
HERE = "▸"
FAILED = "✗"

TITLE = "bold"
ACCENT = "$accent"
"""You are here, or this runs now."""
QUIET = "$text-muted"
"""Second in rank: labels, what is done, what may wait."""
WRONG = "$text-error"
"""A check that did not pass."""


def box(done: bool) -> str:
    """A checkbox as text."""
    return f"[{DONE}]" if done else "[ ]"


def mark(done: bool, current: bool = False) -> str:
    """The mark of a day or week: done, here, or still to come."""
    if done:
        return DONE
    return HERE if current else OPEN


def plain(text: str, style: str = "") -> Content:
    """Text as it is, whatever brackets it holds."""
    return Content.styled(text, style) if style else Content(text)


def spread(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at the two ends of a line; where both do not fit, `left` alone."""
    gap = width - left.cell_length - right.cell_length
    if gap < 2:
        return left.truncate(width, ellipsis=True) if left.cell_length > width else left
    return Content.assemble(left, " " * gap, right)


def cells(text: str, width: int) -> str:
    """Text cut or padded to exactly `width` cells."""
    content = Content(text)
    if content.cell_length > width:
        return content.truncate(width, ellipsis=True).plain
    return text + " " * (width - content.cell_length)
