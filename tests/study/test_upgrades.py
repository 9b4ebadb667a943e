"""A newer version of a plan: no week moves, and no tick is lost."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.study.conftest import week
from tests.study.rich import with_plans

from studytui.domain.overlay import Place
from studytui.domain.plan import Plan
from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Standing
from studytui.domain.unit import Phase, Task
from studytui.store import ticks
from studytui.study import boxes, goals, living, plans, progress
from studytui.study.context import Context
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)
ADDRESSES = ("W1/read", "W1/note", "W1/skim", "W1/build", "W2/read", "W2/ship", "W1", "W2")


def first() -> Plan:
    """Two weeks."""
    return Plan("grown", "The plan", (Phase("p", "Phase", (week(1, builds=None), week(2, builds=None))),), 2)


def second() -> Plan:
    """A third week; a task of the first is gone, another reads better, a new one has come before them."""
    old = first().phases[0].units[0]
    monday = replace(old.days[0], tasks=(Task("warm-up", "Warm up"), Task("read", "Read a better chapter")))
    units = (replace(old, days=(monday, *old.days[1:])), week(2, builds=None), week(3, builds=None))
    return replace(first(), phases=(Phase("p", "Phase", units),), weeks_total=3)


def test_a_plan_that_grew_goes_on_after_its_old_end(ctx: Context) -> None:
    """The weeks there were keep their dates; the new one follows, and is remembered."""
    old = with_plans(ctx, first())
    plans.use(old, "grown", MONDAY)
    dates = [card.date for card in today(old, MONDAY + timedelta(days=7)).strip]
    assert today(old, MONDAY + timedelta(days=14)).standing is Standing.AFTER
    new = with_plans(ctx, second())
    assert [card.date for card in today(new, MONDAY + timedelta(days=7)).strip] == dates
    assert (today(new, MONDAY + timedelta(days=14)).week, plans.required(new).schedule.weeks_total) == (3, 3)
    old.close()
    new.close()


def test_ticks_of_tasks_that_are_gone_are_kept(ctx: Context) -> None:
    """They are told as such, and stand again where a later version has the task back."""
    old = with_plans(ctx, first())
    plans.use(old, "grown", MONDAY)
    tick(old, "W1/note", done=True)
    tick(old, "W1/read", done=True)
    new = with_plans(ctx, second())
    assert [(task.address, task.done) for task in today(new).tasks] == [("W1/warm-up", False), ("W1/read", True)]
    assert goals.vanished(new) == ("W1/note",)
    assert [task.done for task in today(old).tasks] == [True, True]
    old.close()
    new.close()


def test_changes_lie_over_the_newer_plan_too(ctx: Context) -> None:
    """An author's better words show in a moved task, the learner's own words stay, a task that is gone stays moved."""
    old = with_plans(ctx, first())
    plans.use(old, "grown", MONDAY)
    living.edit(old, "W1/skim", text="Skim two papers")
    living.move(old, "W1/note", Place(1, Weekday.TUE))
    new = with_plans(ctx, second())
    living.move(new, "W1/read", Place(1, Weekday.WED))
    assert [task.text for task in today(new, MONDAY + timedelta(days=1)).tasks] == ["Skim two papers", "Note it"]
    assert today(new, MONDAY + timedelta(days=2)).tasks[-1].text == "Read a better chapter"
    old.close()
    new.close()


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("tick", "untick", "drop", "restore", "move", "upgrade", "downgrade")),
        st.sampled_from(ADDRESSES),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_nothing_done_is_lost_whatever_happens_to_the_plan(ctx: Context, deeds: list[tuple[str, str]]) -> None:
    """Through upgrades and changes each address stands as it was last ticked, and percentages stay within bounds."""
    versions = {"upgrade": with_plans(ctx, second()), "downgrade": with_plans(ctx, first())}
    present = versions["downgrade"]
    plans.use(present, "grown", MONDAY)
    stands = {address: word.done for address, word in ticks.of_plan(present.store, "grown").items()}
    for deed, address in deeds:
        present = versions.get(deed, present)
        if deed in ("tick", "untick"):
            ticks.set_done(
                present.store, present.moment(), "grown", address, ticks.TickSource.HAND, done=deed == "tick"
            )
            stands[address] = deed == "tick"
        elif "/" in address and address != "W1/note" and deed in ("drop", "restore", "move"):
            getattr(living, deed)(present, address)
    said = {address: word.done for address, word in ticks.of_plan(present.store, "grown").items()}
    assert {address for address in stands if stands[address]} == {address for address in said if said[address]}
    share = progress.per_plan(present)[0].share
    assert isinstance(share, boxes.PlanShare)
    assert 0 <= share.boxes_done <= share.boxes_total
    for version in versions.values():
        version.close()
