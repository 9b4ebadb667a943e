"""The core of a reference: found by its marks, cut out, and compared with what the exercise says."""

import pytest

from studytui.domain.core import Core, cores, disagreement, without_cores

REFERENCE = """\
import math


def half(
    x: float,
) -> float:
    # core: begin
    y = x / 2
    return y
    # core: end


class Model:
    def fit(self, xs):
        total = 0
        for x in xs:
            # core: begin
            total += x
            # core: end
        return total

    async def later(self):
        def inner():
            # core: begin
            return 1
            # core: end
        return inner()
"""


def test_each_marked_part_knows_its_function() -> None:
    """Lines are counted from 1, and the name is dotted, through classes, long signatures and nested functions."""
    assert cores(REFERENCE) == (
        Core(8, 9, "half"),
        Core(18, 18, "Model.fit"),
        Core(25, 25, "Model.later.inner"),
    )


def test_the_cut_leaves_a_program_that_raises_where_the_core_was() -> None:
    """Each core becomes one line at its indent; everything else stays, mark lines apart."""
    cut = without_cores(REFERENCE)
    assert cut.count("raise NotImplementedError") == 3
    assert "core:" not in cut
    assert "            raise NotImplementedError\n        return total\n" in cut
    compile(cut, "cut", "exec")


def test_a_program_without_marks_is_given_whole() -> None:
    """No mark, no cut."""
    assert without_cores("x = 1\n") == "x = 1\n"
    assert cores("x = 1\n") == ()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("# core: begin\nx = 1\n", "line 1: a core begins and never ends"),
        ("# core: end\n", "line 1: a core ends that never began"),
        ("# core: begin\n# core: begin\nx\n# core: end\n", "line 2: a core begins within"),
        ("# core: begin\n# core: end\n", "line 2: nothing stands"),
    ],
)
def test_marks_that_do_not_pair_are_refused(source: str, said: str) -> None:
    """The line is named, and `disagreement` says the same."""
    with pytest.raises(ValueError, match=said):
        without_cores(source)
    assert said in disagreement(source, ())


def test_marks_and_names_are_to_agree() -> None:
    """Every marked part lies in the function named in its place; a function within that one is in it as well."""
    assert disagreement(REFERENCE, ("half", "Model.fit", "Model.later")) == ""
    assert "Model.fit" in disagreement(REFERENCE, ("half",))
    assert "names Model.fit, half, Model.later" in disagreement(REFERENCE, ("Model.fit", "half", "Model.later"))
    assert "stand in none" in disagreement("x = 1\n", ("half",))
