"""The week-by-week plan: nothing of the source it was made from is lost, and each hour is concrete."""

import re
from pathlib import Path

import pytest
from tests.curriculum.week_by_week_facts import FACTS, SECTION_NAMES, SECTIONS, WORK

from studytui.content.plan_linked import read_linked
from studytui.content.plan_reader import load_plan
from studytui.domain.plan import Plan, Unit, UnitMode
from studytui.domain.rhythm import DayKind, Weekday

FOLDER = Path(__file__).parents[2] / "curriculum"
FIELDS = ("targets", "study", "build", "assess")

# Every task of the plan's own hours starts with one of these, so that a learner knows at once what to do.
DOING = frozenset(
    re.findall(
        r"\w+",
        """ablate add answer attack backfill begin break build change check choose collect compare compile compute
        conclude convert count crash cut decide define demonstrate derive dissect document draft draw estimate explain
        export extract extrapolate feed find flip freeze grade guess hide hunt inject inspect interpret judge list log
        make match measure name note outline persist place plan plant plot predict price probe profile prove put rank
        read record rehearse repair replay report resample review revise run score set show split spot state switch
        test trace vary wire wrap write""",
    )
)


@pytest.fixture(scope="module")
def own() -> dict[str, Unit]:
    """The plan's units as its file has them, borrowed hours left as links."""
    return {unit.id: unit for _, unit in load_plan(FOLDER / "week-by-week.yaml").units()}


@pytest.fixture(scope="module")
def whole() -> Plan:
    """The plan with the hours that it borrows."""
    return read_linked(FOLDER / "week-by-week.yaml", lambda plan_id: FOLDER / f"{plan_id}.yaml").plan


@pytest.mark.parametrize("unit_id", FACTS)
def test_each_week_keeps_its_four_fields(own: dict[str, Unit], unit_id: str) -> None:
    """Targets, study, build and assess name what the source names, in its order."""
    for field, names in zip(FIELDS, (*FACTS[unit_id], *WORK[unit_id]), strict=True):
        text, at = "; ".join(getattr(own[unit_id], field)).lower(), 0
        for name in names.split("; "):
            found = text.find(name, at)
            assert found >= 0, (unit_id, field, name)
            at = found


def test_208_fields_are_filled(own: dict[str, Unit]) -> None:
    """52 weeks of four fields each, one unit a week, in order."""
    assert [(unit.id, unit.weeks) for unit in own.values()] == [(f"W{n}", (n, n)) for n in range(1, 53)]
    assert sum(bool(getattr(unit, field)) for unit in own.values() for field in FIELDS) == 208
    assert all(unit.deliverable for unit in own.values())


def test_ten_sections_have_their_weeks(whole: Plan) -> None:
    """The ten sections span their weeks, hold exactly those weeks' units and keep their names."""
    assert tuple(phase.weeks for phase in whole.phases) == SECTIONS
    for phase, names in zip(whole.phases, SECTION_NAMES, strict=True):
        assert phase.kind == "section"
        assert phase.weeks == (int(phase.units[0].id[1:]), int(phase.units[-1].id[1:]))
        assert [name for name in names if name not in phase.title.lower()] == []


def test_52_boxes_count(whole: Plan) -> None:
    """Every week has a box, and the running artefacts do not weigh on them."""
    assert whole.boxes() == tuple(f"W{n}" for n in range(1, 53))
    assert [project.id for project in whole.projects] == ["datasanity", "mltoolkit", "capstone"]


def test_running_artefacts_can_be_followed(own: dict[str, Unit]) -> None:
    """The weeks in which an artefact grows say so in their details."""
    tagged = {unit.id for unit in own.values() if any("artefact" in text or "chain" in text for text in unit.details)}
    assert tagged == {"W1", "W4", "W5", "W11", "W12", "W45", "W46"}


def test_study_build_and_assess_lie_on_their_days(whole: Plan) -> None:
    """The default rhythm in the source's words; the pace may be adjusted."""
    assert [(day.day, day.kind) for day in whole.rhythm] == list(zip(list(Weekday)[:5], DayKind, strict=True))
    assert [day.label.split()[0] for day in whole.rhythm] == ["Study", "Study", "Build", "Build", "Assess"]
    assert whole.rhythm_is_default
    assert whole.journal.is_default
    assert "pace" in whole.work_rules.pace_note


def test_modes_and_checklists(own: dict[str, Unit]) -> None:
    """28 weeks close by code, 20 by code and a checklist, 4 by a checklist alone."""
    by_mode = {mode: [unit.id for unit in own.values() if unit.mode is mode] for mode in UnitMode}
    assert by_mode[UnitMode.CHECKLIST] == ["W45", "W50", "W51", "W52"]
    assert (len(by_mode[UnitMode.CODE]), len(by_mode[UnitMode.MIXED])) == (28, 20)
    assert all(bool(unit.checklist) == (unit.mode is not UnitMode.CODE) for unit in own.values())
    assert all(bool(unit.exercises) == (unit.mode is not UnitMode.CHECKLIST) for unit in own.values())


def test_exercises_of_a_week_have_their_task(whole: Plan) -> None:
    """Every exercise of a week stands on exactly one of its tasks, and no task names another week's exercise."""
    for _, unit in whole.units():
        on_tasks = [task.exercise for day in unit.days for task in day.tasks if task.exercise]
        assert sorted(on_tasks) == sorted(unit.exercises), unit.id
    assert len({exercise for _, unit in whole.units() for exercise in unit.exercises}) == 138


def test_own_tasks_start_with_a_doing_word(own: dict[str, Unit]) -> None:
    """No task starts with a noun: its first word is a known verb."""
    tasks = [task for unit in own.values() for day in unit.days for task in day.tasks]
    assert {re.split(r"\W", task.text)[0].lower() for task in tasks} - DOING == set()


def test_rhythm_shows_in_every_week(whole: Plan) -> None:
    """Monday and Tuesday name something to read, Thursday runs something, Friday has a rubric of 2 to 4 items."""
    for _, unit in whole.units():
        monday, tuesday, _, thursday, friday = unit.days
        for day in (monday, tuesday):
            assert any(task.reading for task in day.tasks), (unit.id, day.day)
        assert any(task.id.startswith("run-") for task in thursday.tasks), unit.id
        assert any(2 <= len(task.rubric) <= 4 for task in friday.tasks), unit.id
        assert len(unit.recall) == 2, unit.id


def test_own_readings_name_part_and_place(own: dict[str, Unit]) -> None:
    """Every reading says which part to read and where it is, beside a free way where the work is paid."""
    for unit in own.values():
        for reading in (task.reading for day in unit.days for task in day.tasks if task.reading):
            assert reading.section, (unit.id, reading.title)
            assert reading.minutes, (unit.id, reading.title)
            assert reading.link or "http" in reading.free, (unit.id, reading.title)


def test_borrowed_hours_stand_on_their_own(own: dict[str, Unit], whole: Plan) -> None:
    """44 hours come from the 52-week plan; none of them speaks of a numbered week or of another day there."""
    followed = {unit.id: unit for _, unit in whole.units()}
    links = [(unit.id, day) for unit in own.values() for day in unit.days if day.same_as]
    assert len(links) == 44
    for unit_id, link in links:
        assert link.same_as is not None
        assert link.same_as.startswith("plan52-agentic-recsys:")
        hour = next(day for day in followed[unit_id].days if day.day is link.day)
        text = " ".join(part for task in hour.tasks for part in (task.text, *task.rubric))
        assert re.search(r"weeks? \d|yesterday|last week|(mon|tues|wednes|thurs)day", text, re.IGNORECASE) is None, text
