"""Whether a mutant is the reference in other words: the answers of both, compared on generated inputs.

The inputs are those that the exercise's own checks draw. Each seed is a new set of them; both programs run every check
on the same seed, and what they answer is compared to six digits. Only calls whose answers have not been seen before
count, so that a check without random draws counts once; checks in which the reference itself answers differently from
run to run are left out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studytui.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.domain.exercise import ExerciseFiles
    from studytui.grading.engine import Answers, Engine

CALLS = 1000
"""How many calls of the submission are compared."""

_FIRST_SEED = 1000
_MOST_SEEDS = 600


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reference answers on a seed, by check, and how many of these calls are new."""

    answers: Mapping[str, str]
    fresh: int


class Reproduction:
    """Compares mutants with one reference; its answers are kept from one mutant to the next."""

    def __init__(self, engine: Engine, files: ExerciseFiles) -> None:
        self._engine = engine
        self._files = files
        self._known: list[_Seen] = []
        self._names: set[tuple[str, str]] = set()

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
            expected = self._known[number]
            for check, name in expected.answers.items():
                if check not in told or told[check].name != name:
                    return f"its answers differ in `{check}` (seed {seed})"
            compared += expected.fresh
            if compared >= CALLS:
                return ""
        return f"only {compared} different calls could be compared, and {CALLS} are needed"

    async def _ask(self, source: bytes, seed: int) -> dict[str, Answers]:
        return await self._engine.answers(self._files, source, seed=seed)

    def _take(self, once: Mapping[str, Answers], again: Mapping[str, Answers]) -> _Seen:
        steady = {check: told for check, told in once.items() if again.get(check) == told}
        new = {check: told for check, told in steady.items() if (check, told.name) not in self._names}
        self._names |= {(check, told.name) for check, told in new.items()}
        return _Seen({check: told.name for check, told in steady.items()}, sum(told.calls for told in new.values()))
