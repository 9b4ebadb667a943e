"""Mutants of a program: each one slip away from it, and each a program."""

import ast

import pytest

from studytui.mutation.mutants import difference, mutants

KMEANS = b'''\
import numpy as np

LIMIT = 3


class Means:
    """Keeps nothing."""

    def fit(self, X: np.ndarray, k: int = 2) -> "Means":
        X = np.asarray(X, dtype=np.float64)
        if len(X) < k:
            raise ValueError(f"only {len(X)} rows")
        total = X[1:k].sum(axis=0) - X.mean() * 0.5
        for _ in range(k):
            total += 1
        self.total = total
        return self
'''


def becomes(source: str) -> set[str]:
    """What the changed lines of a one-function program may become."""
    return {mutant.becomes for mutant in mutants(source.encode())}


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("y = a + b\n", {"y = a - b", "y = a", "y = b"}),
        ("y = a / b\n", {"y = a * b", "y = b / a", "y = a", "y = b"}),
        ("y = a @ b\n", {"y = a * b", "y = b @ a"}),
        ("y = a < b\n", {"y = a <= b", "y = a > b"}),
        ("y = a == b\n", {"y = a != b"}),
        ("y = not a\n", {"y = a"}),
        ("y = -a\n", {"y = a"}),
        ("y = a and b\n", {"y = a or b", "y = a", "y = b"}),
        ("y = 0\n", {"y = 1", "y = -1"}),
        ("y = True\n", {"y = False"}),
        ("y = 0.5\n", {"y = 1.5", "y = 1.0"}),
        ("y = f(a, b)\n", {"y = f(b, a)"}),
        ("y = np.maximum(a, b)\n", {"y = np.minimum(a, b)"}),
        ("y = f(a, axis=b)\n", {"y = f(a)"}),
        ("y = x.argmin(a)\n", {"y = x.argmax(a)"}),
        ("y = range(n)\n", {"y = range(n + 1)", "y = range(n - 1)"}),
        ("y = x[:k]\n", {"y = x[:]", "y = x[:k + 1]", "y = x[:k - 1]"}),
        ("y = a if b else c\n", {"y = a if not b else c"}),
        ("y += a\n", {"y -= a", "y = a", "pass"}),
        ("if a: b = c\n", {"if not a: b = c", "pass"}),
        ("while not a: b = c\n", {"while a: b = c"}),
        ("f(a)\n", {"pass"}),
        ("y = f(y)\n", {"pass"}),
        ("y = f(x)\n", set()),
    ],
)
def test_each_kind_of_slip(source: str, wrong: set[str]) -> None:
    """A line becomes exactly what its slips make of it."""
    assert becomes(source) == wrong


def test_every_mutant_is_another_program() -> None:
    """All parse, no two are the same program, and none is the reference."""
    dumps = [ast.dump(ast.parse(mutant.source)) for mutant in mutants(KMEANS)]
    assert len(dumps) > 25
    assert len({*dumps, ast.dump(ast.parse(KMEANS))}) == len(dumps) + 1


def test_a_mutant_says_where_it_lies() -> None:
    """The function's dotted name, the line, and both texts; the diff shows these two lines alone."""
    found = next(mutant for mutant in mutants(KMEANS) if "axis=1" in mutant.becomes)
    assert (found.inside, found.number) == ("Means.fit", 13)
    assert found.line == "total = X[1:k].sum(axis=0) - X.mean() * 0.5"
    assert found.becomes == "total = X[1:k].sum(axis=1) - X.mean() * 0.5"
    removed, added = difference(KMEANS, found).splitlines()
    assert removed == f"-        {found.line}"
    assert added == f"+        {found.becomes}"


def test_what_no_check_may_ask_for_stays() -> None:
    """Docstrings, annotations, f-strings and the words of exceptions never change."""
    for mutant in mutants(KMEANS):
        assert b'"""Keeps nothing."""' in mutant.source
        assert b"X: np.ndarray, k: int =" in mutant.source
        assert b'raise ValueError(f"only {len(X)} rows")' in mutant.source or mutant.becomes == "pass"


def test_text_beyond_ascii_does_not_shift_a_change() -> None:
    """Columns count bytes: a change after an umlaut lands where it should."""
    assert "y = 'größe' + g(b, a)" in becomes("y = 'größe' + g(a, b)\n")


def test_precedence_is_kept() -> None:
    """A change within a product is put in parentheses where it needs them."""
    (mutant,) = [each for each in mutants(b"y = a * x[k]\n") if each.becomes == "y = a"]
    assert mutant.source == b"y = a\n"
    assert "y = a * (b if not c else d)" in becomes("y = a * (b if c else d)\n")


def test_a_program_that_is_none_is_refused() -> None:
    """A syntax error is the caller's to tell."""
    with pytest.raises(SyntaxError):
        mutants(b"def f(:\n")
