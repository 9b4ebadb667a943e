"""The small parts by themselves: Markdown, heatmap, bar, marks."""

from datetime import date, timedelta

import pytest
from textual.binding import Binding
from textual.content import Content
from textual.widgets import TextArea

from studytui.tui.links import is_remote
from studytui.tui.marks import cells, spread
from studytui.tui.text_fields import RESERVED, without_reserved
from studytui.tui.widgets.heatmap import bar, heatmap, shade
from studytui.tui.widgets.markdown import lines, parse

MONDAY = date(2026, 3, 2)


def rendered(text: str, width: int = 60) -> list[str]:
    """Markdown as plain lines."""
    return [line.text.plain.rstrip() for line in lines(list(parse(text)), width)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Title\n\nText *with* `code`.", ["Title", "", "Text with code."]),
        ("- one\n- two\n  - deeper", ["• one", "• two", "  • deeper"]),
        ("3. three\n4. four", ["3. three", "4. four"]),
        ("    indented\n      code", [" indented", "   code"]),
        ("```python\nx = [1]\n```", [" x = [1]"]),
        ("| a | b |\n| --- | --- |\n| long cell | `x` |", ["a          b", "long cell  x"]),
        ("> said\n\nafter", ["  said", "", "after"]),
        ("brackets [i]stay[/i] [/x]", ["brackets [i]stay[/i] [/x]"]),
        ("<b>html</b> is text", ["<b>html</b> is text"]),
        ("one\ntwo  \nthree", ["one two", "three"]),
        ("", []),
        ("<sub>60 of 300</sub>", ["60 of 300"]),
    ],
)
def test_markdown_becomes_lines(text: str, wanted: list[str]) -> None:
    """Every construct of a prompt or a note has its plain form, and nothing in it is markup."""
    assert rendered(text) == wanted


def test_code_too_long_for_the_page_is_wrapped_whole() -> None:
    """No character of a long line of code is lost."""
    rows = rendered("    " + "x" * 95, width=42)
    assert "".join(row.strip() for row in rows) == "x" * 95
    assert all(len(row) <= 42 for row in rows)


@pytest.mark.parametrize(
    ("minutes", "sign"), [(0, "·"), (1, "░"), (29, "░"), (30, "▒"), (50, "▓"), (89, "▓"), (90, "█"), (600, "█")]
)
def test_more_minutes_are_a_denser_mark(minutes: int, sign: str) -> None:
    """The steps lie at 1, 30, 50 and 90 minutes."""
    assert shade(minutes) == sign


def test_heatmap_begins_with_the_plan_and_leaves_the_future_blank() -> None:
    """In the plan's second week there are two columns; what has not come yet is no mark at all."""
    rows = [row.plain.rstrip() for row in heatmap({MONDAY: 60}, MONDAY, MONDAY + timedelta(days=8), 80)]
    assert rows[1] == "Mon  ▓·"
    assert rows[2] == "Tue  ··"
    assert rows[3] == "Wed  ·"


def test_heatmap_of_a_later_year_holds_its_last_weeks() -> None:
    """After a year the current week is the last column, and the page is not wider for it."""
    today = MONDAY + timedelta(days=800)
    rows = heatmap({today: 60}, MONDAY, today, 75)
    assert max(row.cell_length for row in rows) <= 75
    weekday = rows[1 + today.weekday()].plain
    assert len(weekday) == 5 + 53
    assert weekday.endswith("▓")


def test_heatmap_shows_a_weekend_only_where_something_was_done() -> None:
    """Saturday appears once it holds minutes."""
    saturday = MONDAY + timedelta(days=5)
    names = [[row.plain[:3] for row in heatmap(done, MONDAY, saturday, 80)] for done in ({}, {saturday: 5})]
    assert "Sat" not in names[0]
    assert "Sat" in names[1]


@pytest.mark.parametrize(("part", "whole", "drawn"), [(0, 52, 0), (1, 52, 1), (26, 52, 10), (52, 52, 20), (0, 0, 0)])
def test_a_bar_shows_a_beginning(part: int, whole: int, drawn: int) -> None:
    """The least progress is one cell, none is none, all is the whole width."""
    assert bar(part, whole, 20).plain == "━" * drawn + "╌" * (20 - drawn)


def test_spread_gives_way_on_the_right() -> None:
    """Where both ends do not fit, the left one stays and is cut only if it must be."""
    assert spread(Content("ab"), Content("cd"), 8).plain == "ab    cd"
    assert spread(Content("abcdef"), Content("cd"), 8).plain == "abcdef"
    assert spread(Content("abcdefghij"), Content("cd"), 8).plain == "abcdefg…"


def test_cells_are_exact() -> None:
    """Padding and cutting count cells, so that wide letters do not push a column aside."""
    assert cells("ab", 4) == "ab  "
    assert Content(cells("日本語", 5)).cell_length == 5


def test_text_areas_leave_the_reserved_keys_alone() -> None:
    """Of Textual's own keys only the reserved ones are taken out."""
    kept = {binding.key for binding in Binding.make_bindings(without_reserved(TextArea.BINDINGS))}
    assert not kept & RESERVED
    assert {"home", "end", "ctrl+e", "ctrl+z"} <= kept


@pytest.mark.parametrize(
    ("environ", "remote"), [({}, False), ({"SSH_TTY": "/dev/pts/1"}, True), ({"SSH_TTY": ""}, False)]
)
def test_ssh_is_known_by_its_variables(environ: dict[str, str], *, remote: bool) -> None:
    """Any of ssh's variables tells that the terminal is elsewhere; an empty one does not."""
    assert is_remote(environ) is remote
