"""A plan's boxes as a Markdown list, with the badge above it: what the README of a journal shows."""

from studytui.domain.boxes import Box, BoxGroup, Tally
from studytui.journal.blocks import Block


def box_blocks(plan_id: str, title: str, groups: tuple[BoxGroup, ...], counted: Tally, badge: str) -> tuple[Block, ...]:
    """The two parts of a README that belong to a plan; `badge` is the picture's address as seen from the README."""
    shown = f"![{_line(title)}: {counted.percent}%]({badge})"
    heading = f"## {_line(title)}: {counted.done} of {counted.total}"
    lists = [f"### {_line(group.title)}\n\n" + "\n".join(_item(box) for box in group.boxes) for group in groups]
    return (
        Block(f"badge-{plan_id}", shown),
        Block(f"boxes-{plan_id}", "\n\n".join([heading, *lists])),
    )


def _item(box: Box) -> str:
    """A box that counts as a Markdown box; an optional one without, so that whoever counts boxes gets it right."""
    text = _line(f"{_weeks(box)}{box.title}")
    if box.deliverable:
        text += f" → {_line(box.deliverable)}"
    if box.counts:
        return f"- [{'x' if box.done else ' '}] {text}"
    return f"- Optional: {text}{' (done)' if box.done else ''}"


def _weeks(box: Box) -> str:
    if box.weeks is None:
        return ""
    first, last = box.weeks
    return f"W{first}: " if first == last else f"W{first}-W{last}: "


def _line(text: str) -> str:
    return " ".join(text.split())
