"""Marks of equivalent mutants, as an exercise's folder holds them."""

from pathlib import Path

from studytui.content.equivalents import read_equivalents

GOOD = """\
equivalent:
  - in: PCA.fit
    line: variance = s**2 / (n - 1)
    becomes: variance = s * s / (n - 1)
    reason: A square is a product of a number with itself.
"""


def read(tmp_path: Path, text: str) -> list[str]:
    """The problems of a file with that text."""
    (tmp_path / "equivalent.yaml").write_text(text, encoding="utf-8")
    marks, problems = read_equivalents(tmp_path)
    assert problems or marks
    return [str(problem) for problem in problems]


def test_no_file_is_no_mark(tmp_path: Path) -> None:
    """The file is not needed."""
    assert read_equivalents(tmp_path) == ((), [])


def test_a_mark_is_read_with_its_line(tmp_path: Path) -> None:
    """Function, both texts, the reason and the place in the file."""
    assert read(tmp_path, GOOD) == []
    ((mark,), _) = read_equivalents(tmp_path)
    assert (mark.inside, mark.line, mark.number) == ("PCA.fit", "variance = s**2 / (n - 1)", 2)
    assert mark.becomes == "variance = s * s / (n - 1)"
    assert mark.reason.startswith("A square")


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    """A missing reason, one that says nothing, an unknown key, and a file without marks."""
    told = read(tmp_path, GOOD.replace("    reason: A square is a product of a number with itself.\n", ""))
    assert "equivalent.yaml:2: mark 1 lacks `reason`" in told[0]
    assert "too short" in read(tmp_path, GOOD.replace("A square is a product of a number with itself.", "Same."))[0]
    assert "unknown key `becoms`" in " ".join(read(tmp_path, GOOD.replace("becomes:", "becoms:")))
    assert "no mark stands here" in read(tmp_path, "equivalent: []\n")[0]
