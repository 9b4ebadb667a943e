"""What was printed, made safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.grading.output import plain


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]52;c;aGFja2Vk\x1b\\text", "text"),
        ("\x1bP1;2|dcs\x1b\\text", "text"),
        ("\x1b[?1049l\x1b[2J.", "."),
        ("a\x9b31mb", "ab"),
        ("over\rwritten\b\x00", "overwritten"),
        ("tab\tand\r\nline\n", "tab\tand\nline\n"),
        ("\u202eolleh\u2066", "olleh"),
        ("[bold]kept[/bold]", "[bold]kept[/bold]"),
        ("\ud800", "?"),
    ],
)
def test_escapes_are_stripped(printed: str, shown: str) -> None:
    """Escape sequences, control characters and turns of direction go; text, tabs and markup stay."""
    assert plain(printed) == shown


@given(st.text(alphabet=st.characters(), max_size=300) | st.text(alphabet="\x1b[]?;07mP\\\x07\x9b", max_size=100))
def test_nothing_that_acts_is_left(printed: str) -> None:
    """No text whatever leaves an escape or control character behind, and every result can be encoded."""
    shown = plain(printed)
    assert not any((ord(char) < 32 and char not in "\t\n") or 127 <= ord(char) < 160 for char in shown)
    assert shown.encode("utf-8").decode("utf-8") == shown
