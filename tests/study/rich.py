"""A plan with everything beside its weeks, and one that borrows its hours."""

from dataclasses import replace
from typing import cast

from tests.study.conftest import SmallLibrary, week

from studytui.content.library import Library
from studytui.domain.plan import Automation, Interview, Plan, Project, ReadingArea
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Choice, Named, Phase, PlanDay, Task, Unit, UnitKind
from studytui.study.context import Context


def rich_plan() -> Plan:
    """Two weeks, a milestone, a choice of two tracks, goals, reading, skills and a counter."""
    milestone = Unit("m1", UnitKind.MILESTONE, "Ship a demo", checkbox=True, deliverable="A demo")
    tracks = tuple(
        Unit(f"track-{name}", UnitKind.TOPIC, f"Track {name}", weeks=(2, 2), checkbox=True) for name in ("a", "b")
    )
    last = Phase("p2", "Last phase", (*tracks, milestone), choose=Choice(1, 1))
    return Plan(
        "rich",
        "The rich plan",
        (Phase("p1", "First phase", (week(1, builds="softmax"),)), last),
        2,
        strengths=(Named("Software Engineering", "ten years"),),
        growth=(Named("Statistics", "rusty"),),
        projects=(Project("tool", "A tool"), Project("extra", "An extra", optional=True)),
        portfolio=(Project("talk", "A talk", done=True),),
        interview=(Interview("dsa", "Problems", ("arrays",), 100, 150), Interview("theory", "Theory", ("bias",))),
        reading=(ReadingArea("Maths", ("Strang, Linear Algebra", "Boyd, Convex Optimization"), "chapters"),),
        resources_completed=("Boyd, Convex Optimization",),
        automation=Automation(checkin_asks=("What must exist on Friday?",)),
    )


def borrower() -> Plan:
    """A plan whose first week is the small plan's second, but for a Friday of its own."""
    source = week(2, builds="k-means")
    days = tuple(replace(day, same_as=f"small:W2/{day.day.value}") for day in source.days[:4])
    own = PlanDay(Weekday.FRI, "Own", (Task("ship", "Ship something else"),))
    unit = replace(source, id="B1", weeks=(1, 1), days=(*days, own), same_as="small:W2")
    return Plan("borrower", "The borrower", (Phase("p", "Phase", (unit,)),), 1)


def with_plans(ctx: Context, *plans: Plan) -> Context:
    """The same study with these plans instead; a plan of a known id is a newer version of it."""
    kept = ctx.library
    made = SmallLibrary(plans, tuple(kept.exercises()))
    return Context(ctx.paths, ctx.config, ctx.now, library=cast("Library", made), zone=ctx.zone)
