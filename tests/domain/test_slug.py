"""Short names made from titles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.slug import slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Boyd & Vandenberghe, Convex Optimization", "boyd-vandenberghe-convex-optimization"),
        ("Übung: Größe", "ubung-grosse"),
        ("!?", "untitled"),
        ("x" * 80, "x" * 60),
    ],
)
def test_titles_as_names(title: str, name: str) -> None:
    """Letters and digits remain; accents go; nothing at all has a name too."""
    assert slug(title) == name


@given(st.text(max_size=200), st.integers(8, 60))
def test_a_name_is_always_one(title: str, longest: int) -> None:
    """Lower case, digits, single hyphens, no longer than asked for, and the name of itself."""
    name = slug(title, longest=longest)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= longest
    assert slug(name, longest=longest) == name
