from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.excerpt import LONGEST, excerpt

LONG = "\n".join(f"    x{number} = {number}" for number in range(20))


def test_a_short_program_is_shown_whole_without_what_the_exercise_wrote() -> None:
    """Docstrings of module and function are left out; the rest stays."""
    source = '"""Softmax."""\n\nimport numpy as np\n\n\ndef softmax(x):\n    """Of\n\n    x.\n    """\n    return x\n'
    found = excerpt(source)
    assert found.text == "import numpy as np\n\n\ndef softmax(x):\n    return x"
    assert found.whole


def test_of_a_long_one_the_wanted_definition_is_cut() -> None:
    """The first of the names that is there, at most fifteen lines, and a sign that more follows."""
    source = f"import os\n\n\ndef helper():\n{LONG}\n\n\nclass Fit:\n    def go(self):\n        return 1\n\n\nz = 1\n"
    assert excerpt(source, ("Fit.go",)).text == "class Fit:\n    def go(self):\n        return 1"
    cut = excerpt(source, ("missing",))
    assert len(cut.text.splitlines()) == LONGEST
    assert cut.text.startswith("def helper():")
    assert cut.text.endswith("\n    ...")
    assert not cut.whole


@given(st.text(alphabet=" \n\tdef():x\"'#", max_size=400), st.lists(st.text(max_size=3), max_size=2))
def test_an_excerpt_is_never_longer_than_it_may_be(source: str, wanted: list[str]) -> None:
    """Whatever the program looks like."""
    assert len(excerpt(source, wanted).text.splitlines()) <= LONGEST
