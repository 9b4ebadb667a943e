"""Whether a mutant is the reference in other words: the answers of both, compared on generated inputs.

The inputs are those that the exercise's own checks draw. Each seed is a new set of them; both programs run every check
on the same seed, and what they answer is compared to six digits. Only calls whose answers have not been seen before
count, so that a check without random draws counts once; checks in which the reference itself answers differently from
run to run are left out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.domain.exercise import ExerciseFiles
    from studytui.grading.engine import Answers, Engine

CALLS = 1000
"""How many calls of the submission are compared."""

_FIRST_SEED = 1000
_MOST_SEEDS = 600
_MORE_RUNS = 8


class Reproduction:
    """Compares mutants with one reference; its answers are kept from one mutant to the next."""

    def __init__(self, engine: Engine, files: ExerciseFiles) -> None:
        self._engine = engine
        self._files = files
        self._known: list[Mapping[str, Answers]] = []
        self._unsteady: set[str] = set()

    async def differs(self, source: bytes) -> str:
        """Empty if a thousand calls answered as the reference's did; else what was different, or why nobody knows."""
        from studytui.grading.lanes import side_by_side

        compared = 0
        for number in range(_MOST_SEEDS):
            seed = _FIRST_SEED + number
            if number == len(self._known):
                once, again, told = await side_by_side([*[partial(self._ask, self._files.reference, seed)] * 2,
                                                        partial(self._ask, source, seed)])  # fmt: skip
                self._known.append(self._take(once, again))
            else:
                told = await self._ask(source, seed)
            for check, expected in self._known[number].items():
                if check in self._unsteady:
                    continue
                if told.get(check) != expected and await self._is_steady(check, expected, seed):
                    return f"its answers differ in `{check}` (seed {seed})"
            compared = self._fresh(number + 1)
            if compared >= CALLS:
                return ""
        return f"only {compared} different calls could be compared, and {CALLS} are needed"

    async def _ask(self, source: bytes, seed: int) -> dict[str, Answers]:
        return await self._engine.answers(self._files, source, seed=seed)

    def _take(self, once: Mapping[str, Answers], again: Mapping[str, Answers]) -> Mapping[str, Answers]:
        self._unsteady |= {check for check in once.keys() | again.keys() if once.get(check) != again.get(check)}
        return once

    async def _is_steady(self, check: str, expected: Answers, seed: int) -> bool:
        """Whether the reference answers a check in one way only; equal answers of two runs may be chance."""
        for _ in range(_MORE_RUNS):
            if (await self._ask(self._files.reference, seed)).get(check) != expected:
                self._unsteady.add(check)
                return False
        return True

    def _fresh(self, seeds: int) -> int:
        """The calls of that many seeds whose answers were not seen before, in checks that are steady."""
        seen = {
            (check, told)
            for answers in self._known[:seeds]
            for check, told in answers.items()
            if check not in self._unsteady
        }
        return sum(told.calls for _, told in seen)
