"""The badge: an SVG that says what it shows, whatever the title holds."""

from xml.etree import ElementTree as ET

import pytest

from studytui.journal.badge import MARK, badge_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_it_reads_label_and_value() -> None:
    """The two texts, and a title for those who do not see it."""
    root = ET.fromstring(badge_svg("Progress", 7, "4 of 50 boxes"))  # noqa: S314  # our own text
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Progress", "7%"]
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == root.attrib["aria-label"] == "Progress: 7% (4 of 50 boxes)"


def test_any_title_keeps_it_well_formed() -> None:
    """Signs that mean something in XML are escaped, and the mark is there to be known by."""
    text = badge_svg('A < B & "C"', 0, "boxes of <!-- & 'me' -->")
    root = ET.fromstring(text)  # noqa: S314  # our own text
    assert root.attrib["aria-label"].startswith('A < B & "C": 0%')
    assert MARK in text


@pytest.mark.parametrize("percent", [0, 5, 42, 100])
def test_texts_lie_within_their_fields(percent: int) -> None:
    """Each text begins and ends within the badge, the value after the label."""
    root = ET.fromstring(badge_svg("Progress", percent, ""))  # noqa: S314  # our own text
    label, value = ((int(text.attrib["x"]), int(text.attrib["textLength"])) for text in root.iter(f"{SVG}text"))
    assert 0 < label[0] < sum(label) < value[0] < sum(value) < int(root.attrib["width"])


def test_colours_tell_begun_and_done() -> None:
    """Nothing yet, some and all are three colours."""
    assert len({badge_svg("Progress", percent, "").split('fill="')[2][:7] for percent in (0, 50, 100)}) == 3
