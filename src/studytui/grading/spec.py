"""A check as the checker announced it, believed only as far as it makes sense."""

from dataclasses import dataclass

from studytui.domain.exercise import Limits
from studytui.domain.report import CheckMeta, Verdict
from studytui.grading import endings
from studytui.grading.endings import PairLost, Trouble
from studytui.grading.memory import Watermark
from studytui.grading.output import plain
from studytui.grading.wire import Tree

_LONGEST_CHECK = 600
_MOST_MEMORY_MB = 10**6
_MOST_CHECKS = 100
_MESSAGE = 2500


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of a check before it runs: how it is shown, its seconds, MB by which the learner may grow."""

    meta: CheckMeta
    seconds: float
    memory_mb: int | None

    def over_budget(self, memory: Watermark) -> Trouble | None:
        """What is wrong with the memory used during this check; None if nothing is, or nothing could be measured."""
        grown = memory.growth_mb() if self.memory_mb is not None else None
        if grown is None or self.memory_mb is None or grown <= self.memory_mb:
            return None
        return Trouble(Verdict.MEMORY_LIMIT, f"memory grew by {grown:.0f} MB; {self.memory_mb} MB are allowed")


def specs_of(rows: list[Tree], limits: Limits) -> list[Spec]:
    """The checks of a checker's list; `limits` are the exercise's.

    Raises:
        PairLost: it is no such list, or an empty one.
    """
    specs = [_spec(row, limits) for row in rows[:_MOST_CHECKS]]
    if not specs:
        raise PairLost(endings.garbage())
    return specs


def _spec(row: Tree, limits: Limits) -> Spec:
    match row:
        case [
            str(name),
            str(title),
            int(points),
            int() | float() | None as seconds,
            int() | None as memory,
        ] if _sound(seconds, _LONGEST_CHECK) and _sound(memory, _MOST_MEMORY_MB):
            limit = limits.check_seconds if seconds is None else float(seconds)
            return Spec(CheckMeta(clean(name, 100), clean(title, 200), min(max(points, 1), 1000)), limit, memory)
    raise PairLost(endings.garbage())


def _sound(limit: float | None, most: int) -> bool:
    """Whether a limit that a pack announced is none, or a number within reason; NaN is not."""
    return limit is None or 0 < limit <= most


def clean(text: str, most: int = _MESSAGE) -> str:
    """Text from a child, cut, and safe to show as plain text."""
    return plain(text[:most])
