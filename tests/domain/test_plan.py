import pytest

from studytui.domain.plan import Choice, Phase, Plan, PlanDay, Task, Unit, UnitKind
from studytui.domain.rhythm import Weekday


def unit(name: str, *, weeks: tuple[int, int] = (1, 2), optional: bool = False) -> Unit:
    """A topic with an hour on every Monday and Thursday of its weeks."""
    days = tuple(
        PlanDay(day, f"{name} {day}", (Task("do", "Do it."),), week)
        for week in range(weeks[1] - weeks[0] + 1)
        for day in (Weekday.MON, Weekday.THU)
    )
    return Unit(name, UnitKind.TOPIC, name.title(), weeks, optional=optional, deliverable=f"{name}.md", days=days)


@pytest.fixture
def plan() -> Plan:
    """Two weeks with a choice of two tracks, a third week for all, and a strand beside all three."""
    tracks = Phase(
        "tracks", "Tracks", (unit("vision"), unit("speech"), unit("final", weeks=(3, 3))), choose=Choice(1, 2)
    )
    lane = Phase("lane", "Lane", (unit("lane", weeks=(1, 3), optional=True),))
    return Plan("p", "P", (tracks, lane), 3)


def test_first_of_a_choice_has_the_week(plan: Plan) -> None:
    """Without a word from the learner, the week is that of the first track, and the other's hours stay out."""
    week = plan.week(1)
    assert [each.id for each in week.units] == ["vision", "lane"]
    assert [day.title for day in week.days] == ["vision mon", "lane mon", "vision thu", "lane thu"]


def test_chosen_track_has_the_week(plan: Plan) -> None:
    """The learner's choice takes the place of the first, in every week the two share and in no other."""
    assert [plan.week(number, ("speech",)).units[0].id for number in (1, 2, 3)] == ["speech", "speech", "final"]
    assert [each.id for each in plan.units_in(2)[1]] == ["vision", "speech", "lane"]


def test_strand_keeps_out_of_the_title(plan: Plan) -> None:
    """An optional unit beside others adds its hours but not its name; alone it would name the week."""
    assert plan.week(2).title == "Vision"
    alone = Plan("p", "P", plan.phases[1:], 3)
    assert alone.week(2).title == "Lane"


def test_units_of_a_phase_without_choice_all_stay(plan: Plan) -> None:
    """Only a phase that offers a choice leaves units out of a week."""
    both = Plan("p", "P", (Phase("both", "Both", plan.phases[0].units[:2]),), 2)
    assert [each.id for each in both.week(1).units] == ["vision", "speech"]
