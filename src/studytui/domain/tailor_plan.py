"""From a wish to a plan: blocks are chosen, laid out in weeks with checkpoints, and the reasons kept."""

from collections.abc import Collection, Mapping, Sequence

from studytui.domain import tailor_checkpoints
from studytui.domain.plan import Plan, Source
from studytui.domain.rhythm import DEFAULT_RHYTHM
from studytui.domain.tailor_checkpoints import Checkpoint
from studytui.domain.tailor_choice import Chosen, choose
from studytui.domain.tailor_hours import Stretch, stretches_of
from studytui.domain.tailoring import SEED, Block, Catalogue, Lesson, Reason, Tailored, Wish
from studytui.domain.unit import Named, Phase, Unit, UnitKind, UnitMode
from studytui.frozen import replace

MIN_WEEKS, MAX_WEEKS = 2, 104
MIN_MINUTES, MAX_MINUTES = 15, 480
HIGHEST_LEVEL = 5


def tailor(wish: Wish, blocks: Sequence[Block], lessons: Mapping[str, Lesson], done: Collection[str] = ()) -> Tailored:
    """The plan for a wish; the same wish and material give the same plan.

    Args:
        wish: what is asked for, within the bounds above.
        blocks: everything there is to borrow, in the order of plans.
        lessons: every exercise by its id.
        done: addresses of units that were done before.

    Raises:
        LookupError: nothing is left to study; its message says why.
    """
    catalogue = Catalogue(lessons, wish.level)
    looks_back = tailor_checkpoints.count_in(wish.weeks)
    chosen = choose(wish, blocks, catalogue, done, (wish.weeks - looks_back) * wish.minutes)
    if not chosen.blocks:
        raise LookupError(_why_empty(chosen))
    why = {block.address: reason for block, reason in chosen.blocks}
    stretches = stretches_of([block for block, _ in chosen.blocks], wish.minutes)
    units, taken = _Layout(wish, catalogue, why, stretches, looks_back).units()
    return Tailored(_plan(wish, units, chosen), taken, chosen.left_out)


def _why_empty(chosen: Chosen) -> str:
    if not chosen.left_out:
        return "no unit of any plan teaches that; `studytui plan list` shows the plans, `studytui list` the tracks"
    first = chosen.left_out[0]
    return f"this leaves no unit to study; the first left out is {first.title} ({first.address}): {first.why}"


class _Layout:
    """Lays stretches and checkpoints out in weeks."""

    def __init__(
        self, wish: Wish, catalogue: Catalogue, why: Mapping[str, str], stretches: Sequence[Stretch], looks_back: int
    ) -> None:
        self._wish = wish
        self._catalogue = catalogue
        self._why = why
        self._stretches = stretches
        weeks = sum(stretch.weeks for stretch in stretches)
        count = min(looks_back, -(-weeks // 6))
        self._marks = [-(-weeks * number // count) for number in range(1, count + 1)]

    def units(self) -> tuple[tuple[Unit, ...], tuple[Reason, ...]]:
        """The units in their order, and why each block is among them."""
        units: list[Unit] = []
        spans: dict[str, tuple[Block, int, int]] = {}
        since: list[Block] = []
        week, studied, checkpoints = 1, 0, 0
        for number, stretch in enumerate(self._stretches, start=1):
            units.append(_content(stretch, week, self._wish.minutes))
            for block in stretch.blocks:
                first = spans.get(block.address, (block, week, week))[1]
                spans[block.address] = block, first, week + stretch.weeks - 1
            since += [block for block in stretch.blocks if block not in since]
            week, studied = week + stretch.weeks, studied + stretch.weeks
            is_last = number == len(self._stretches)
            if is_last or studied >= self._marks[checkpoints]:
                checkpoints += 1
                place = Checkpoint(checkpoints, week, tuple(since), is_last)
                units.append(tailor_checkpoints.unit_of(place, self._wish.minutes, self._to_rebuild(since)))
                since, week = [], week + 1
        reasons = [
            Reason(address, block.title, self._why[address], (first, last))
            for address, (block, first, last) in spans.items()
        ]
        return tuple(self._explained(unit, spans) for unit in units), tuple(reasons)

    def _to_rebuild(self, since: Sequence[Block]) -> list[str]:
        """The exercises since the last checkpoint, of wanted tracks and hard ones first."""
        names = dict.fromkeys(name for block in since for name in block.exercises)
        lessons = [lesson for name in names if (lesson := self._catalogue.get(name)) is not None]
        wanted = self._wish.tracks
        ordered = sorted(lessons, key=lambda lesson: (lesson.track not in wanted, -lesson.difficulty))
        return [lesson.id for lesson in ordered]

    def _explained(self, unit: Unit, spans: Mapping[str, tuple[Block, int, int]]) -> Unit:
        """The unit with the reasons for what it holds."""
        if unit.kind is UnitKind.CHECKPOINT or unit.weeks is None:
            return unit
        here = [
            address for address, (_, first, last) in spans.items() if first <= unit.weeks[1] and last >= unit.weeks[0]
        ]
        return replace(unit, details=tuple(f"Why: {self._why[address]} ({address})" for address in here))


def _content(stretch: Stretch, week: int, minutes: int) -> Unit:
    built = dict.fromkeys(name for block in stretch.blocks for name in block.exercises)
    listed = dict.fromkeys(name for block in stretch.blocks for name in block.listed)
    shipped = dict.fromkeys(block.deliverable for block in stretch.blocks if block.deliverable)
    return Unit(
        id=f"W{week}",
        kind=UnitKind.WEEK,
        title="; ".join(dict.fromkeys(block.title for block in stretch.blocks)) or f"Hours of {minutes} minutes",
        weeks=(week, week + stretch.weeks - 1),
        checkbox=True,
        deliverable="; ".join(shipped),
        mode=UnitMode.MIXED if built else UnitMode.CHECKLIST,
        assess=tuple(f"{name} is accepted" for name in built),
        exercises=tuple(listed),
        days=stretch.days,
        same_as=stretch.borrowed,
    )


def _plan(wish: Wish, units: tuple[Unit, ...], chosen: Chosen) -> Plan:
    weeks = max(unit.weeks[1] for unit in units if unit.weeks)
    about = ", ".join(wish.tracks) or "units of your choice"
    rhythm = tuple(replace(day, minutes=wish.minutes) for day in DEFAULT_RHYTHM)
    levels = [f"{track} at level {level}" for track, level in wish.levels]
    skills = [(Named(track, f"level {level} of {HIGHEST_LEVEL}"), level) for track, level in wish.levels]
    left = [f"{reason.title} ({reason.address}): {reason.why}." for reason in chosen.left_out]
    return Plan(
        id=wish.id,
        title=wish.title or f"{weeks} weeks: {about}",
        phases=_phases(units),
        weeks_total=weeks,
        source=Source(SEED),
        summary=f"Made to measure: {weeks} weeks of {wish.minutes} minutes a day on {about}.",
        note="\n".join(["Left out:", *left]) if left else "",
        goals=tuple(f"Build {track} from scratch and have it graded" for track in wish.tracks),
        minutes_per_day=wish.minutes,
        rhythm=rhythm,
        rhythm_is_default=True,
        strengths=tuple(named for named, level in skills if level >= 3),
        growth=tuple(named for named, level in skills if level < 3),
        tailoring="; ".join([f"{wish.weeks} weeks of {wish.minutes} minutes", about, *wish.units, *levels]),
    )


def _phases(units: tuple[Unit, ...]) -> tuple[Phase, ...]:
    """A phase up to each checkpoint."""
    phases: list[Phase] = []
    held: list[Unit] = []
    for unit in units:
        held.append(unit)
        if unit.kind is UnitKind.CHECKPOINT:
            spans = [each.weeks for each in held if each.weeks]
            number = len(phases) + 1
            weeks = spans[0][0], spans[-1][1]
            phases.append(Phase(f"part{number}", f"Part {number}", tuple(held), weeks=weeks))
            held = []
    return tuple(phases)
