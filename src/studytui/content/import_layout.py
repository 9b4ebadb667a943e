"""Weeks for what was imported: as written where weeks are written, else spread evenly, with no week left out."""

from studytui.content.import_draft import Draft, DraftPhase, DraftUnit
from studytui.content.markdown_words import months_of, phases_named, weeks_of_months
from studytui.content.sources import Problems
from studytui.domain.unit import UnitKind

MAX_WEEKS = 520
_COMFORT = 260
"""Without written weeks each topic has one; beyond this many, topics share weeks."""
MAX_UNITS = 2_000


def lay_weeks(draft: Draft, problems: Problems) -> int:
    """Give every phase and unit its weeks; returns the number of weeks of the plan."""
    draft.phases = [phase for phase in draft.phases if phase.units]
    count = sum(unit.weight for phase in draft.phases for unit in phase.units)
    if sum(len(phase.units) for phase in draft.phases) > MAX_UNITS:
        problems.add(0, f"there are more than {MAX_UNITS} units (boxes and weeks); split the file")
        return 0
    shared = max(1, -(-count // _COMFORT))
    spans = _spans_by_months(draft)
    offset = high = 0
    part: str | None = None
    for phase in draft.phases:
        written = _written(phase)
        if written is None:
            phase.weeks = spans.get(id(phase)) or (high + 1, high + _needed(phase, shared))
            if phase.weeks[0] <= high and id(phase) in spans and part != phase.part:
                phase.weeks = (phase.weeks[0] + high, phase.weeks[1] + high)
        else:
            if phase.part != part and written[0] + offset <= high:
                offset = high
            phase.weeks = (written[0] + offset, written[1] + offset)
            _shift(phase, offset)
        part = phase.part
        if phase.weeks[1] > MAX_WEEKS:
            problems.add(phase.line, f"this reaches week {phase.weeks[1]}; a plan may have {MAX_WEEKS} weeks")
            return 0
        _spread(phase)
        high = max(high, phase.weeks[1])
    _fill_gaps(draft, high)
    return high


def _written(phase: DraftPhase) -> tuple[int, int] | None:
    """The weeks that a phase and its units name."""
    spans = [unit.weeks for unit in phase.units if unit.weeks] + ([phase.weeks] if phase.weeks else [])
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None


def _shift(phase: DraftPhase, offset: int) -> None:
    for unit in phase.units:
        if unit.weeks:
            unit.weeks = (unit.weeks[0] + offset, unit.weeks[1] + offset)


def _needed(phase: DraftPhase, shared: int) -> int:
    """Weeks for a phase that names none: one a topic, milestones in the last."""
    return max(1, -(-sum(unit.weight for unit in phase.units if unit.kind is not UnitKind.MILESTONE) // shared))


def _spread(phase: DraftPhase) -> None:
    """Give the units without weeks their share of the phase's, in order and by the number of their topics."""
    if phase.weeks is None:
        return
    first, last = phase.weeks
    open_units = [unit for unit in phase.units if unit.weeks is None and unit.kind is not UnitKind.MILESTONE]
    width, total, done = last - first + 1, sum(unit.weight for unit in open_units), 0
    for unit in open_units:
        start = first + done * width // total
        done += unit.weight
        unit.weeks = (start, max(start, first + done * width // total - 1))
    for unit in phase.units:
        unit.weeks = unit.weeks or (last, last)


def _spans_by_months(draft: Draft) -> dict[int, tuple[int, int]]:
    """Weeks of phases (by identity) from months in their titles or from the plan's sequence by months."""
    spans: dict[int, tuple[int, int]] = {}
    for phase in draft.phases:
        months = months_of(phase.months)
        if months:
            spans[id(phase)] = weeks_of_months(*months)
    by_number = {
        str(numbers[0]): phase for phase in draft.phases if len(numbers := phases_named(phase.title)) == 1
    }  # fmt: skip
    for row in draft.timeline:
        phases = [by_number[name] for name in row.phases if name in by_number and id(by_number[name]) not in spans]
        if row.weeks is None or not phases or row.weeks[1] - row.weeks[0] + 1 < len(phases):
            continue
        spans |= _shares(phases, row.weeks)
    # Months that place only some of the phases would leave the others to fall between them.
    return spans if len(spans) == len(draft.phases) else {}


def _shares(phases: list[DraftPhase], span: tuple[int, int]) -> dict[int, tuple[int, int]]:
    """A row's weeks divided among its phases by their number of units, at least a week each."""
    shares: dict[int, tuple[int, int]] = {}
    start, left = span[0], sum(len(phase.units) for phase in phases)
    for number, phase in enumerate(phases):
        after = len(phases) - number - 1
        room = span[1] - start + 1 - after
        width = room if not after else max(1, min(room, round(room * len(phase.units) / left)))
        shares[id(phase)] = (start, start + width - 1)
        start, left = start + width, left - len(phase.units)
    return shares


def _fill_gaps(draft: Draft, high: int) -> None:
    """Put room to catch up in wherever the file names no week."""
    spans = [unit.weeks for phase in draft.phases for unit in phase.units if unit.weeks]
    covered = {week for first, last in spans for week in range(first, last + 1)}
    open_weeks = [week for week in range(1, high + 1) if week not in covered]
    for first, last in _runs(open_weeks):
        owner = next((phase for phase in draft.phases if phase.weeks and last <= phase.weeks[1]), draft.phases[-1])
        unit = DraftUnit("Room to catch up", owner.line, (first, last), UnitKind.WEEK, box=False)
        place = next((n for n, each in enumerate(owner.units) if each.weeks and each.weeks[0] > last), len(owner.units))
        owner.units.insert(place, unit)
        if owner.weeks:
            owner.weeks = (min(owner.weeks[0], first), owner.weeks[1])


def _runs(weeks: list[int]) -> list[tuple[int, int]]:
    """Weeks that follow each other, as first and last."""
    runs: list[tuple[int, int]] = []
    for week in weeks:
        if runs and runs[-1][1] == week - 1:
            runs[-1] = (runs[-1][0], week)
        else:
            runs.append((week, week))
    return runs
