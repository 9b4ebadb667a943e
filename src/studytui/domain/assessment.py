"""What a week is judged by: the assess items and checklists of its units, else its tasks that have a rubric."""

from collections.abc import Iterator, Sequence

from studytui.domain.slug import slug
from studytui.domain.unit import Task, Unit
from studytui.frozen import dataclass

WORD = "assess"


@dataclass(frozen=True, slots=True)
class AssessItem:
    """One thing to assess, at `<unit>/assess/<name>` or at its task's address; `rubric` says when it is well done."""

    address: str
    text: str
    rubric: tuple[str, ...] = ()


def items_of(unit: Unit, tasks: Sequence[tuple[str, Task]] = ()) -> tuple[AssessItem, ...]:
    """The items of a unit.

    Args:
        unit: the unit.
        tasks: its tasks in the week at hand, with their addresses. Those with a rubric are the items of a unit that
            lists none itself; where it lists as many as there are rubrics, each item has one of them, in order, else
            all have all.
    """
    judged = [(name, task) for name, task in tasks if task.rubric]
    if not unit.assess and not unit.checklist:
        return tuple(AssessItem(name, task.text, task.rubric) for name, task in judged)
    every = tuple(line for _, task in judged for line in task.rubric)
    matched = len(judged) == len(unit.assess)
    rubrics = [task.rubric for _, task in judged] if matched else [every for _ in unit.assess]
    names = addresses(unit)
    listed = zip(names, (*unit.assess, *unit.checklist), (*rubrics, *(() for _ in unit.checklist)), strict=True)
    return tuple(AssessItem(*one) for one in listed)


def addresses(unit: Unit) -> tuple[str, ...]:
    """The addresses of what a unit itself lists to be assessed; they stay when other items come or go."""
    return tuple(f"{unit.id}/{WORD}/{name}" for name in _names((*unit.assess, *unit.checklist)))


def _names(texts: Sequence[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for text in texts:
        name = slug(text, longest=40)
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
