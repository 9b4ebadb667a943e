"""Friday's checklist: what every week is to leave behind."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from studytui.frozen import dataclass


class Mark(StrEnum):
    """One of the four."""

    EXPERIMENT = "experiment"
    IMPROVEMENT = "improvement"
    LESSON = "lesson"
    ARTEFACT = "artefact"

    @property
    def label(self) -> str:
        """What is asked for."""
        return _LABELS[self]


_LABELS = {
    Mark.EXPERIMENT: "One reproducible experiment",
    Mark.IMPROVEMENT: "One measured improvement",
    Mark.LESSON: "One lesson",
    Mark.ARTEFACT: "One artefact shipped",
}
PREFIX = "friday"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A line of the checklist: whether it is done, what shows it, and whether the learner's hand said so."""

    mark: Mark
    done: bool
    why: str = ""
    by_hand: bool = False


def address(week: int, mark: Mark) -> str:
    """Where a tick by hand is kept, beside those of the plan's tasks."""
    return f"{PREFIX}/{week}/{mark.value}"


def checklist(shown: Mapping[Mark, Sequence[str]], said: Mapping[Mark, bool]) -> tuple[CheckItem, ...]:
    """The four, from the evidence of each and what the learner's hand said of it, which holds against evidence."""
    items = []
    for mark in Mark:
        found = shown.get(mark, ())
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        why = f"{found[0]}{more}" if found else ""
        items.append(CheckItem(mark, said.get(mark, bool(found)), why, mark in said))
    return tuple(items)


def in_words(items: Sequence[CheckItem]) -> str:
    """`2 of 4: a lesson and an artefact to come`, as one quiet line."""
    missing = [_SHORT[item.mark] for item in items if not item.done]
    done = len(items) - len(missing)
    if not missing:
        return f"all {len(items)}"
    listed = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
    return f"{done} of {len(items)}; to come: {listed}"


_SHORT = {
    Mark.EXPERIMENT: "an experiment",
    Mark.IMPROVEMENT: "an improvement",
    Mark.LESSON: "a lesson",
    Mark.ARTEFACT: "an artefact",
}
