"""Rules that a plan keeps as a whole: every week covered, every day filled once, hours that add up."""

from collections import defaultdict

from studytui.content.nearest import suggestion
from studytui.content.plan_units import Lines
from studytui.content.sources import Problems
from studytui.domain.plan import Plan, PlanDay, Unit


def problems_of_layout(plan: Plan, lines: Lines, problems: Problems) -> None:
    """Add what is wrong with weeks, days, hours and boxes; days that are linked elsewhere count as filled."""
    _weeks(plan, lines, problems)
    _days(plan, lines, problems, followed=False)
    _boxes(plan, lines, problems)
    _parts(plan, problems)


def problems_of_filling(plan: Plan, lines: Lines, problems: Problems) -> None:
    """Add every study day of every week that has no hour; for plans whose links have been followed."""
    filled = {number for _, unit in plan.units() for number, _ in _numbered(unit)}
    empty = [str(week) for week in range(1, plan.weeks_total + 1) if week not in filled]
    if empty:
        few = ", ".join(empty[:12]) + (" and more" if len(empty) > 12 else "")
        problems.add(0, f"no days are written for week {few}; give a unit of each week its `days`")
    _days(plan, lines, problems, followed=True)


def _numbered(unit: Unit) -> list[tuple[int, PlanDay]]:
    """The days of a unit with the week of the plan that each falls in."""
    return [] if unit.weeks is None else [(unit.weeks[0] + day.week, day) for day in unit.days]


def _weeks(plan: Plan, lines: Lines, problems: Problems) -> None:
    covered: set[int] = set()
    for _, unit in plan.units():
        line = lines.units.get(unit.id, 0)
        if unit.weeks is None:
            if unit.days:
                problems.add(line, f"unit {unit.id} has days but no weeks; add `weeks: [first, last]`")
            continue
        first, last = unit.weeks
        if last > plan.weeks_total:
            problems.add(line, f"unit {unit.id} ends in week {last}, but the plan has {plan.weeks_total} weeks")
        covered.update(range(first, min(last, plan.weeks_total) + 1))
        for day in unit.days:
            if first + day.week > last:
                at = lines.days.get((unit.id, day.week, day.day), line)
                problems.add(
                    at, f"{day.day.short} of unit {unit.id} has `week: {day.week}`, past its last week; count from 0"
                )
    missing = [str(week) for week in range(1, plan.weeks_total + 1) if week not in covered]
    if plan.weeks_total == 0:
        problems.add(0, "no unit has `weeks`; give each unit its first and last week, such as `weeks: [1, 1]`")
    elif missing:
        few = ", ".join(missing[:12]) + (" and more" if len(missing) > 12 else "")
        problems.add(0, f"no unit covers week {few}; give every week a unit, or lower `weeks_total`")


def _days(plan: Plan, lines: Lines, problems: Problems, *, followed: bool) -> None:
    rhythm = {day.day: day for day in plan.rhythm}
    taken: dict[int, dict[str, str]] = defaultdict(dict)
    linked: set[int] = set()
    choices = {unit.id: phase.id for phase, unit in plan.units() if phase.choose is not None}
    for _, unit in plan.units():
        if unit.weeks and unit.same_as and not followed:
            linked.update(range(unit.weeks[0], unit.weeks[1] + 1))
        for number, day in _numbered(unit):
            line = lines.days.get((unit.id, day.week, day.day), lines.units.get(unit.id, 0))
            if day.day not in rhythm:
                known = ", ".join(plan_day.value for plan_day in rhythm)
                problems.add(line, f"{day.day.short} of unit {unit.id} is no day of the rhythm ({known})")
                continue
            _hours(unit, day, rhythm[day.day].minutes, line, problems)
            if unit.optional:
                continue  # a strand beside the week's own hours
            other = taken[number].setdefault(day.day, unit.id)
            if other != unit.id and (unit.id not in choices or choices[unit.id] != choices.get(other)):
                problems.add(line, f"{day.day.short} of week {number} is filled by unit {other} already; move one")
    for number, days in taken.items():
        missing = [day.short for day in rhythm if day not in days]
        if missing and number not in linked:
            owner = next(iter(days.values()))
            problems.add(lines.units.get(owner, 0), f"week {number} has no hour for {', '.join(missing)}; add the days")


def _hours(unit: Unit, day: PlanDay, minutes: int, line: int, problems: Problems) -> None:
    tasks = [task.minutes for task in day.tasks if not task.optional]
    given = [value for value in tasks if value is not None]
    if tasks and len(given) == len(tasks) and sum(given) != minutes:
        problems.add(
            line, f"tasks of {day.day.short} in unit {unit.id} add up to {sum(given)} minutes; make it {minutes}"
        )


def _boxes(plan: Plan, lines: Lines, problems: Problems) -> None:
    for _, unit in plan.units():
        owner = unit.shared_checkbox
        if owner is not None and owner not in lines.units:
            near = suggestion(owner, lines.units)
            problems.add(
                lines.units.get(unit.id, 0), f"unit {unit.id} shares the box of `{owner}`, which is no unit{near}"
            )


def _parts(plan: Plan, problems: Problems) -> None:
    known = {part.id for part in plan.parts}
    for phase in plan.phases:
        if phase.part is not None and phase.part not in known:
            problems.add(0, f"phase {phase.id} names the part `{phase.part}`, which `parts` does not list")
