"""Plans as YAML: what is written loads back equal, for this reader and for any other."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.content.plan_reader import load_plan, parse_plan
from studytui.content.plan_writer import plan_to_yaml, save_plan
from studytui.domain.plan import (
    Automation,
    Choice,
    Interview,
    JournalField,
    JournalTemplate,
    Named,
    Part,
    Phase,
    Plan,
    PlanDay,
    Project,
    Reading,
    ReadingArea,
    Recall,
    Source,
    StackGroup,
    Task,
    TimelineRow,
    Unit,
    UnitKind,
    UnitMode,
    WorkRules,
)
from studytui.domain.rhythm import DEFAULT_RHYTHM, DayKind, RhythmDay, Weekday
from studytui.errors import ContentError

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(str.strip).filter(bool)
maybe = st.just("") | words
many = st.lists(words, max_size=2).map(tuple)
numbers = st.none() | st.integers(1, 1000)
named = st.lists(st.builds(Named, words, maybe), max_size=2).map(tuple)


def projects(prefix: str) -> st.SearchStrategy[tuple[Project, ...]]:
    """Projects with ids of their own."""
    one = st.builds(Project, st.just("x"), words, maybe, st.booleans(), st.booleans(), maybe)
    return st.lists(one, max_size=2).map(
        lambda found: tuple(
            Project(f"{prefix}{n}", each.title, each.detail, each.optional, each.done, each.link)
            for n, each in enumerate(found)
        )
    )


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """A unit of week 1 with an hour a day."""
    tasks = st.builds(
        Task,
        st.sampled_from(["a", "b-c", "d1"]),
        words,
        st.none(),
        st.none() | st.just("la-pca-svd"),
        st.none() | st.builds(Reading, words, maybe, maybe, maybe, numbers),
        many,
        st.booleans(),
    )
    days = [
        PlanDay(day, draw(words), (Task(f"t-{day.value}", draw(words)), replace(draw(tasks), id=f"u-{day.value}")))
        for day in list(Weekday)[:5]
    ]
    return Unit(
        id="W1",
        kind=draw(st.sampled_from(UnitKind)),
        title=draw(words),
        weeks=(1, 1),
        group=draw(maybe),
        link=draw(maybe),
        checkbox=draw(st.booleans()),
        shared_checkbox=draw(st.none() | st.just("W1")),
        done=draw(st.booleans()),
        optional=draw(st.booleans()),
        targets=draw(many),
        study=draw(many),
        build=draw(many),
        assess=draw(many),
        deliverable=draw(maybe),
        details=draw(many),
        mode=draw(st.sampled_from(UnitMode)),
        checklist=draw(many),
        exercises=("la-pca-svd",),
        recall=draw(st.lists(st.builds(Recall, words, words), max_size=1).map(tuple)),
        days=tuple(days),
        same_as=draw(st.none() | st.just("other:W1")),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of one week that uses every field."""
    phase = Phase(
        "p1",
        draw(words),
        (draw(units()),),
        draw(st.sampled_from(["phase", "track"])),
        "one",
        draw(maybe),
        draw(st.booleans()),
        (1, 1),
        draw(maybe),
        draw(st.none() | st.just(Choice(1, 2))),
        draw(st.none() | st.builds(Named, words, maybe)),
        draw(maybe),
    )
    return Plan(
        id="full",
        title=draw(words),
        phases=(phase,),
        weeks_total=1,
        source=draw(st.just(Source("")) | st.builds(Source, words, maybe, many)),
        status=draw(st.sampled_from(["active", "draft"])),
        summary=draw(maybe),
        note=draw(maybe),
        goals=draw(many),
        focus_areas=draw(named),
        rhythm=draw(
            st.just(DEFAULT_RHYTHM) | st.just((*DEFAULT_RHYTHM, RhythmDay(Weekday.SAT, DayKind.CODE, "More", 9)))
        ),
        rhythm_is_default=draw(st.booleans()),
        work_rules=draw(st.just(WorkRules()) | st.builds(WorkRules, st.just(50), st.just(30), st.just(20), many, many)),
        strengths=draw(named),
        growth=draw(named),
        core_stack=draw(st.lists(st.builds(StackGroup, words, many, many, st.just("later")), max_size=1).map(tuple)),
        folders=draw(st.lists(st.builds(Named, words, words), max_size=1).map(tuple)),
        parts=(Part("one", draw(words), draw(maybe), draw(maybe), draw(maybe), draw(maybe)),),
        projects=draw(projects("p")),
        portfolio=draw(projects("q")),
        interview=draw(
            st.lists(st.builds(Interview, st.just("i"), words, many, numbers, numbers), max_size=1).map(tuple)
        ),
        timeline=draw(st.lists(st.builds(TimelineRow, words, many, maybe, st.just((1, 2))), max_size=1).map(tuple)),
        reading=draw(st.lists(st.builds(ReadingArea, words, many, maybe), max_size=1).map(tuple)),
        journal=draw(
            st.just(JournalTemplate())
            | st.just(JournalTemplate("a/{week}.md", "# {title}", (JournalField("a", "A", "h"),), is_default=False))
        ),
        current_focus=draw(maybe),
        resources_completed=draw(many),
        automation=draw(
            st.just(Automation()) | st.just(Automation("b", ("daily",), Weekday.TUE, "UTC", False, ("Plan?",)))
        ),
        tailoring=draw(maybe),
    )


@settings(max_examples=80, deadline=None)
@given(plans())
def test_a_written_plan_loads_back_equal(plan: Plan) -> None:
    """Whatever its texts hold, a plan comes back from its YAML as it was."""
    reading = parse_plan(plan_to_yaml(plan), "f")
    assert [str(problem) for problem in reading.problems.listed()] == []
    assert reading.plan == plan


@settings(max_examples=80, deadline=None)
@given(words)
def test_other_readers_read_the_same_text(text: str) -> None:
    """A text that looks like a number, a flag or markup is the same text to a plain YAML reader."""
    plan = Plan("p", text, (), 1, goals=(text,))
    data = yaml.safe_load(plan_to_yaml(plan))
    assert (data["title"], data["goals"]) == (text, [text])


def test_a_plan_is_saved_under_its_id(tmp_path: Path) -> None:
    """A saved plan lies where the library looks for it."""
    days = tuple(PlanDay(day.day, "Hour", (Task("do", "Do it."),)) for day in DEFAULT_RHYTHM[:1])
    unit = Unit("W1", UnitKind.WEEK, "One", (1, 1), days=days)
    plan = Plan("mine", "Mine", (Phase("p", "P", (unit,)),), 1, rhythm=DEFAULT_RHYTHM[:1])
    path = save_plan(plan, tmp_path / "plans")
    assert path == tmp_path / "plans" / "mine.yaml"
    assert load_plan(path) == plan


@pytest.mark.parametrize("plan", [Plan("p", "", (), 1), Plan("p", "T", (), 1), Plan("P q", "T", (), 1)])
def test_a_plan_that_would_not_load_is_not_saved(tmp_path: Path, plan: Plan) -> None:
    """A plan that breaks the rules is refused before anything is written."""
    with pytest.raises(ContentError):
        save_plan(plan, tmp_path)
    assert list(tmp_path.iterdir()) == []
