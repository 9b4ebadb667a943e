"""A paper note's headline, its questions, and texts of one line."""

from datetime import date

import pytest

from studytui.domain.paper import PaperNote

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("texts", "headline"),
    [
        ({"title": "Attention", "claim": "All of it"}, "Attention"),
        ({"link": "https://example.org", "claim": "\n All of \nit"}, "All of"),
        ({"link": "https://example.org"}, "https://example.org"),
        ({"title": "  "}, "Untitled"),
    ],
)
def test_a_note_is_called_by_the_first_thing_written(texts: dict[str, str], headline: str) -> None:
    """Its title, else its first line, else its link."""
    assert PaperNote("n", DAY).with_fields(texts).headline == headline


def test_questions_are_lines() -> None:
    """Bullets and numbers are no part of them, nor is a sign that belongs to the question; each once."""
    note = PaperNote("n", DAY, questions="- Why?\n  * How  so?\n1. When?\n2) Who?\n\nWhy?\n-1 or +1?\n3.5 of what?")
    assert note.asked == ("Why?", "How so?", "When?", "Who?", "-1 or +1?", "3.5 of what?")


def test_title_and_link_are_one_line() -> None:
    """Other texts stay as they were written; what is no field is left out."""
    note = PaperNote("n", DAY, version=3).with_fields({"title": "Two\nlines ", "claim": "Two\nlines", "about": "never"})
    assert (note.title, note.claim, note.about, note.version) == ("Two lines", "Two\nlines", DAY, 3)
    assert not note.empty
    assert note.with_fields({"title": " ", "claim": "\n"}).empty
