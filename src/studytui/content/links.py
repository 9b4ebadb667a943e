"""`same_as`: an hour that is written once, in one plan, and used by others."""

from collections.abc import Callable

from studytui.content.nearest import suggestion
from studytui.domain.plan import Plan, PlanDay, Unit
from studytui.domain.rhythm import Weekday
from studytui.frozen import replace

FindPlan = Callable[[str], Plan | None]


class Links:
    """Follows the links of one plan; `broken` maps each link that leads nowhere to a sentence about it.

    A borrowed hour says in `same_as` where it was written, so that what is done in one plan counts in the other.
    """

    def __init__(self, find: FindPlan) -> None:
        self._find = find
        self.broken: dict[str, str] = {}

    def follow(self, plan: Plan) -> Plan:
        """The plan with the hours it borrows; a unit whose link leads nowhere stays as it is written."""
        phases = tuple(
            replace(phase, units=tuple(self._unit(unit, (f"{plan.id}:{unit.id}",)) for unit in phase.units))
            for phase in plan.phases
        )
        return plan if phases == plan.phases else replace(plan, phases=phases)

    def _unit(self, unit: Unit, trail: tuple[str, ...]) -> Unit:
        days = tuple(self._day(day, trail) for day in unit.days)
        if unit.same_as is None:
            return unit if days == unit.days else replace(unit, days=days)
        other = self._target(unit.same_as, unit.same_as, trail)
        if other is None:
            return replace(unit, days=days)
        span = 1 if unit.weeks is None else unit.weeks[1] - unit.weeks[0] + 1
        own = {(day.week, day.day) for day in days}
        borrowed = (
            replace(day, same_as=day.same_as or f"{unit.same_as}/{day.day.value}")
            for day in other.days
            if day.week < span and (day.week, day.day) not in own
        )
        merged = sorted((*days, *borrowed), key=lambda day: (day.week, day.day.number))
        return replace(
            unit,
            days=tuple(merged),
            recall=unit.recall or other.recall,
            exercises=unit.exercises or other.exercises,
            deliverable=unit.deliverable or other.deliverable,
            checklist=unit.checklist or other.checklist,
        )

    def _day(self, day: PlanDay, trail: tuple[str, ...]) -> PlanDay:
        if day.same_as is None:
            return day
        address, _, name = day.same_as.rpartition("/")
        if name not in tuple(Weekday):
            self.broken[day.same_as] = f"`{day.same_as}` must end in a weekday, such as /wed"
            return day
        other = self._target(address, day.same_as, trail)
        if other is None:
            return day
        found = next((each for each in other.days if each.day == name), None)
        if found is None:
            self.broken[day.same_as] = f"`{day.same_as}` leads nowhere: {other.id} has no {Weekday(name).short}"
            return day
        title = day.title or found.title
        if day.tasks:
            return replace(day, title=title, same_as=None)
        return replace(day, title=title, tasks=found.tasks, same_as=found.same_as or day.same_as)

    def _target(self, address: str, link: str, trail: tuple[str, ...]) -> Unit | None:
        """The unit at an address with its own links followed, or None and a sentence in `broken`."""
        if address in trail:
            self.broken[link] = f"`{link}` leads back to where it starts; write the hour out in one place"
            return None
        plan_id, _, unit_id = address.partition(":")
        plan = self._find(plan_id)
        if plan is None:
            self.broken[link] = f"`{link}` leads nowhere: there is no plan {plan_id} that can be read"
            return None
        units = {unit.id: unit for _, unit in plan.units()}
        if unit_id not in units:
            near = suggestion(unit_id, units)
            self.broken[link] = f"`{link}` leads nowhere: {plan_id} has no unit {unit_id}{near}"
            return None
        return self._unit(units[unit_id], (*trail, address))
