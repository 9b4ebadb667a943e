"""The hours of a tailored plan: borrowed as they are, copied, or cut to another length."""

from collections.abc import Iterator, Sequence

from studytui.domain.tailoring import STUDY_DAYS, Block
from studytui.domain.unit import PlanDay, Task
from studytui.frozen import dataclass, replace

_LONGEST_ID = 80
_REST = "Catch up on what is open; then write down, from memory, what this week was about and what is still unclear."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole weeks of study: the blocks in them, and the days, counted from week 0; no days if they are borrowed."""

    blocks: tuple[Block, ...]
    weeks: int
    days: tuple[PlanDay, ...] = ()
    borrowed: str | None = None


def stretches_of(blocks: Sequence[Block], minutes: int) -> tuple[Stretch, ...]:
    """The blocks as stretches of weeks with hours of that many minutes.

    Hours of the same length are borrowed, or copied where a link cannot say it. Others are cut: all Mondays are one
    strand of tasks, all Tuesdays another, and each is dealt out anew, so that the rhythm stays and no minute is lost.
    """
    if all(block.minutes == minutes for block in blocks):
        return tuple(
            Stretch((block,), block.weeks, borrowed=block.address)
            if block.linked
            else Stretch((block,), block.weeks, _with_own_ids(block.days))
            for block in blocks
        )
    return tuple(_dealt(blocks, minutes))


def weeks_needed(blocks: Sequence[Block], minutes: int) -> int:
    """How many weeks of such hours the blocks take."""
    return -(-sum(block.cost for block in blocks) // minutes)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A task, or part of one, in a strand; `block` counts the block it is from."""

    task: Task
    minutes: int
    block: int
    title: str


def _dealt(blocks: Sequence[Block], minutes: int) -> Iterator[Stretch]:
    total = weeks_needed(blocks, minutes)
    strands = {day: list(_strand(blocks, day)) for day in STUDY_DAYS}
    for week in range(total):
        pieces = {day: _deal(strands[day], minutes) for day in STUDY_DAYS}
        if week == total - 1:
            for day in STUDY_DAYS:
                pieces[day] += [_if_time(piece) for piece in strands[day]]
        present = sorted({piece.block for dealt in pieces.values() for piece in dealt if piece.block >= 0})
        days = tuple(
            PlanDay(day, _title(pieces[day]), tuple(_task(piece) for piece in pieces[day])) for day in STUDY_DAYS
        )
        yield Stretch(tuple(blocks[number] for number in present), 1, _with_own_ids(days))


def _strand(blocks: Sequence[Block], weekday: str) -> Iterator[_Piece]:
    """All tasks of a weekday, each with its minutes; a day's optional ones stay, without any."""
    for number, block in enumerate(blocks):
        for day in block.days:
            if day.day == weekday:
                for task, minutes in _timed(day, block.minutes):
                    yield _Piece(task, minutes, number, day.title)


def _timed(day: PlanDay, whole: int) -> Iterator[tuple[Task, int]]:
    """The tasks of a day with minutes that add up to the whole of it."""
    needed = [task for task in day.tasks if not task.optional]
    unsaid = sum(task.minutes is None for task in needed)
    free = whole - sum(task.minutes or 0 for task in needed)
    share = max(5, free // unsaid) if unsaid else 0
    for task in day.tasks:
        yield task, 0 if task.optional else task.minutes or share


def _deal(strand: list[_Piece], minutes: int) -> list[_Piece]:
    """Take the next hour off a strand; what does not fit whole is cut and goes on in the next."""
    dealt: list[_Piece] = []
    free = minutes
    while strand and (free or not strand[0].minutes):
        piece = strand.pop(0)
        if piece.minutes > free:
            rest = replace(piece.task, text=_gone_on(piece.task.text))
            strand.insert(0, replace(piece, task=rest, minutes=piece.minutes - free))
            piece = replace(piece, task=replace(piece.task, rubric=()), minutes=free)
        dealt.append(piece)
        free -= piece.minutes
    if free:
        dealt.append(_Piece(Task("catch-up", _REST), free, -1, "Catch up"))
    return dealt


def _if_time(piece: _Piece) -> _Piece:
    """What an hour planned too full leaves over at the end."""
    return replace(piece, task=replace(piece.task, optional=True), minutes=0)


def _gone_on(text: str) -> str:
    return text if text.startswith("Go on: ") else f"Go on: {text}"


def _task(piece: _Piece) -> Task:
    return replace(piece.task, minutes=piece.minutes or None)


def _title(pieces: list[_Piece]) -> str:
    return "; ".join(dict.fromkeys(piece.title for piece in pieces if piece.title)) or "Study"


def _with_own_ids(days: tuple[PlanDay, ...]) -> tuple[PlanDay, ...]:
    """The days, borrowed from nowhere, with no task id twice."""
    taken: set[str] = set()
    made = []
    for day in days:
        tasks = []
        for task in day.tasks:
            name, number = task.id, 1
            while name in taken:
                number += 1
                name = f"{task.id[: _LONGEST_ID - 4].rstrip('-')}-{number}"
            taken.add(name)
            tasks.append(replace(task, id=name))
        made.append(replace(day, tasks=tuple(tasks), same_as=None))
    return tuple(made)
