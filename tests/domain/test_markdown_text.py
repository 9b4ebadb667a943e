from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.markdown_text import closed, demoted, fenced, without_private


def test_what_stands_under_private_is_left_out() -> None:
    """A Private heading hides its lines and its deeper headings, up to the next heading of its level."""
    text = "seen\n## Private\nhidden\n### deeper\nhidden too\n## Public\nseen again"
    assert without_private(text) == "seen\n## Public\nseen again"


def test_private_in_code_is_no_heading() -> None:
    """A comment in a fenced block that reads like a Private heading hides nothing."""
    text = "```python\n# Private\nx = 1\n```\nafter"
    assert without_private(text) == text


def test_a_private_heading_with_marks_still_hides() -> None:
    """Emphasis, a colon or capitals do not defeat the heading."""
    assert without_private("# **Private:**\nsecret") == ""
    assert without_private("### PRIVATE\nsecret") == ""


def test_a_heading_that_begins_with_private_hides() -> None:
    """What follows the word does not matter, at any level; another word that begins so is another word."""
    for heading in ("## Private notes", "# private: a", "###### **PRIVATE** (mine)", "#private b", "_Private_ x\n---"):
        assert without_private(f"{heading}\nsecret\n\n# Open\nseen") == "# Open\nseen"
    assert without_private("## Privateers\nseen") == "## Privateers\nseen"
    assert without_private("## Not private\nseen") == "## Not private\nseen"


def test_headings_move_below_the_notes_own() -> None:
    """The highest heading of an entry lands one level under the given one; those in code stay."""
    assert demoted("# A\n## B\n```\n# c\n```", below=3) == "#### A\n##### B\n```\n# c\n```"


@given(
    st.lists(st.sampled_from(["# Private", "## Private", "# Open", "## Open", "SECRET", "```", "open"]), max_size=12)
)
def test_no_line_right_under_private_survives(lines: list[str]) -> None:
    """A line that follows a Private heading outside code is never kept."""
    kept = without_private("\n".join([*lines, "```" if lines.count("```") % 2 else "", "# Private", "SECRET-42"]))
    assert "SECRET-42" not in kept


def test_an_underlined_private_heading_hides_too() -> None:
    """So do those set in by a few blanks, and one whose mark lacks its blank."""
    assert without_private("Private\n-------\nsecret\nOpen\n====\nseen") == "Open\n====\nseen"
    assert without_private("  ## Private\nsecret") == ""
    assert without_private("#private\nsecret") == ""


def test_a_block_left_open_is_closed() -> None:
    """What follows the text stays outside of its code."""
    assert closed("a\n```python\nx") == "a\n```python\nx\n```"
    assert closed("```\nx\n```") == "```\nx\n```"


def test_a_fence_is_longer_than_those_within() -> None:
    """Code that holds marks of code stays one block."""
    assert fenced("```\nx\n```", "text") == "````text\n```\nx\n```\n````"
