"""The list of boxes that a README shows."""

from studytui.domain.boxes import Box, BoxGroup, Tally
from studytui.journal.box_list import box_blocks

GROUPS = (
    BoxGroup("First", (Box("W1", "Trees\nand forests", True, (1, 1), "CART"), Box("W2", "Capstone", False, (2, 3)))),
    BoxGroup("Projects", (Box("post", "Post", True, counts=False), Box("talk", "Talk", False, counts=False))),
)


def test_boxes_are_a_markdown_list() -> None:
    """A line each, with weeks and deliverable; optional ones without a box, so that counting boxes gives the total."""
    badge, boxes = box_blocks("mine", "My plan", GROUPS, Tally(1, 2), "progress-mine.svg")
    assert (badge.id, badge.text) == ("badge-mine", "![My plan: 50%](progress-mine.svg)")
    assert boxes.id == "boxes-mine"
    assert boxes.text.splitlines() == [
        "## My plan: 1 of 2",
        "",
        "### First",
        "",
        "- [x] W1: Trees and forests → CART",
        "- [ ] W2-W3: Capstone",
        "",
        "### Projects",
        "",
        "- Optional: Post (done)",
        "- Optional: Talk",
    ]
