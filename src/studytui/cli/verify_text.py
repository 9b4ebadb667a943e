"""The table of `verify`: which check caught which mistake."""

from __future__ import annotations

from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.grading.proof import Proof


def table(proof: Proof) -> Iterator[str]:
    """The lines of an exercise's table: a row for each check, a column for each mistake, and what the columns are."""
    yield f"{proof.exercise}: {proof.checks} checks, {proof.mistakes} mistakes"
    if not proof.catches or not proof.check_ids:
        return
    letters = [ascii_letters[number % len(ascii_letters)] for number in range(len(proof.catches))]
    width = max(map(len, proof.check_ids))
    yield f"  {'':{width}}  {' '.join(letters)}"
    for check in proof.check_ids:
        marks = ("." if check not in catch.failed else "X" if check == catch.named else "x" for catch in proof.catches)
        yield f"  {check:{width}}  {' '.join(marks)}"
    yield ""
    for letter, catch in zip(letters, proof.catches, strict=True):
        yield f"  {letter}  {catch.mistake} (names {catch.named})"
    yield "  X caught by the check it names, x by another one too, . passed; on seed 0"
    yield ""
