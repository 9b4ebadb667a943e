"""The roadmap: nothing of the document it was made from is lost, and every unit is worth its weeks."""

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.curriculum.roadmap_facts import DOING, MILESTONES, PHASES

from studytui.content.plan_linked import read_linked
from studytui.content.plan_reader import load_plan
from studytui.domain.plan import Choice, Plan, Unit, UnitKind, UnitMode
from studytui.domain.rhythm import DEFAULT_RHYTHM

FOLDER = Path(__file__).parents[2] / "curriculum"
PATH = FOLDER / "ai-engineer-roadmap.yaml"


@pytest.fixture(scope="module")
def roadmap() -> Plan:
    """The plan as its file has it."""
    return load_plan(PATH)


@pytest.fixture(scope="module")
def followed() -> dict[str, Unit]:
    """Its units by id, with the hours they borrow."""
    plan = read_linked(PATH, lambda plan_id: FOLDER / f"{plan_id}.yaml").plan
    return {unit.id: unit for _, unit in plan.units()}


def missing(facts: str, text: str) -> list[str]:
    """The facts that a text does not name."""
    return [fact for fact in facts.split() if fact.lower() not in text.lower()]


def test_forty_nine_boxes_and_nothing_else_weighs(roadmap: Plan) -> None:
    """The 38 topics and 11 milestones of the document have a box; portfolio and interviews have none."""
    boxes = roadmap.boxes()
    kinds = Counter(unit.kind for _, unit in roadmap.units() if unit.id in boxes)
    assert len(boxes) == 49
    assert kinds == {UnitKind.TOPIC: 38, UnitKind.MILESTONE: 11}
    assert all(goal.optional for goal in roadmap.portfolio)


@pytest.mark.parametrize("phase_id", PHASES)
def test_phase_keeps_its_weeks_and_facts(roadmap: Plan, phase_id: str) -> None:
    """The phase has its weeks, its numbers of topics and milestones, and its topics name what the document names."""
    weeks, topics, milestones, facts = PHASES[phase_id]
    phase = next(phase for phase in roadmap.phases if phase.id == phase_id)
    kinds = Counter(unit.kind for unit in phase.units)
    assert phase.weeks == weeks
    assert (kinds[UnitKind.TOPIC], kinds[UnitKind.MILESTONE]) == (topics, milestones)
    assert missing(facts, " ".join(unit.title for unit in phase.units)) == []


@pytest.mark.parametrize("unit_id", MILESTONES)
def test_milestone_names_what_must_be_shipped(followed: dict[str, Unit], unit_id: str) -> None:
    """Title and deliverable of a milestone carry what the document asks for, and it lies in its phase's last week."""
    unit = followed[unit_id]
    assert missing(MILESTONES[unit_id], f"{unit.title} {unit.deliverable}") == []
    assert unit.kind is UnitKind.MILESTONE


def test_milestones_close_their_phases(roadmap: Plan) -> None:
    """The last week of every phase belongs to a milestone."""
    for phase in roadmap.phases[:7]:
        assert phase.weeks is not None
        assert phase.units[-1].kind is UnitKind.MILESTONE, phase.id
        assert phase.units[-1].weeks is not None
        assert phase.units[-1].weeks[1] == phase.weeks[1], phase.id


def test_sub_headings_of_the_first_phase_stand(roadmap: Plan) -> None:
    """Programming holds three topics and mathematics four."""
    groups = Counter(unit.group for unit in roadmap.phases[1].units)
    assert groups == {"Programming": 3, "Math": 4, "": 1}


def test_one_or_two_tracks_of_five_lie_side_by_side(roadmap: Plan) -> None:
    """Phase 6 is a choice; whichever track is chosen has the six weeks to itself, and the milestone follows."""
    phase = roadmap.phases[6]
    assert phase.choose == Choice(1, 2)
    tracks = [unit for unit in phase.units if unit.kind is UnitKind.TOPIC]
    assert [unit.weeks for unit in tracks] == [(53, 58)] * 5
    for track in tracks:
        assert track.id in [unit.id for unit in roadmap.week(56, (track.id,)).units]
    assert "phase6/milestone-project" in [unit.id for unit in roadmap.week(64).units]


def test_interviews_run_beside_phase_six(roadmap: Plan, followed: dict[str, Unit]) -> None:
    """Four areas with their topics; a strand that is optional from week 53: Tuesday problems, Thursday drills."""
    assert [(area.id, len(area.topics)) for area in roadmap.interview] == [
        ("interview/dsa", 7),
        ("interview/ml-theory", 6),
        ("interview/systems", 8),
        ("interview/debug-drills", 5),
    ]
    assert (roadmap.interview[0].target_min, roadmap.interview[0].target_max) == (100, 150)
    days = {"interview/dsa": "tue", "interview/debug-drills": "thu"}
    for area in roadmap.interview:
        unit = followed[area.id]
        assert unit.optional
        assert unit.weeks == (53, 64)
        assert [day.week for day in unit.days] == list(range(12))
        assert {day.day.value for day in unit.days} == {days.get(area.id) or unit.days[0].day.value}
    problems = {task.exercise for day in followed["interview/dsa"].days for task in day.tasks if task.exercise}
    assert len(problems) == 24


def test_portfolio_keeps_its_one_optional_goal(roadmap: Plan) -> None:
    """Five goals, of which the document calls the kernel optional."""
    assert [goal.id for goal in roadmap.portfolio] == [
        f"portfolio/{name}"
        for name in ("tabular-api", "rag-service", "finetuned-model", "k8s-bluegreen", "cuda-kernel")
    ]
    assert [goal.id for goal in roadmap.portfolio if goal.title.startswith("Optional")] == ["portfolio/cuda-kernel"]


def test_sequence_by_time_is_whole(roadmap: Plan) -> None:
    """Six rows from month 0 to an open end, each with its phases, extras and weeks without a gap."""
    rows = roadmap.timeline
    assert [row.months for row in rows] == ["0-2", "3-4", "5-7", "8-10", "11-12", "13+"]
    assert [phase for row in rows for phase in row.phases] == [f"phase-{number}" for number in range(7)]
    extras = ("", "first project", "mini-projects", "LLM project", "Kubernetes", "interview preparation in parallel")
    assert all(extra in row.extra for extra, row in zip(extras, rows, strict=True))
    spans = [row.weeks for row in rows if row.weeks]
    assert [first for first, _ in spans] == [1, *(last + 1 for _, last in spans[:-1])]


def test_rules_and_reading_are_kept(roadmap: Plan) -> None:
    """70/20/10, three things a week, three kinds of artefact; three areas of reading, with the author corrected."""
    rules = roadmap.work_rules
    assert (rules.building, rules.reading, rules.notes) == (70, 20, 10)
    assert (len(rules.every_week), rules.artefact_kinds) == (3, ("pull request", "blog note", "demo"))
    assert [len(area.items) for area in roadmap.reading] == [3, 2, 2]
    assert any("Chip Huyen" in item for item in roadmap.reading[2].items)
    assert len(roadmap.source.corrections) == 1
    assert missing("Huyen Lakshmanan", roadmap.source.corrections[0]) == []


def test_role_status_and_offer_are_kept(roadmap: Plan) -> None:
    """The role, the status and the closing offer of a 12-week plan; what the document lacks is marked as default."""
    assert (
        missing(
            "design train evaluate deploy users scale data models APIs infrastructure monitoring", roadmap.role_target
        )
        == []
    )
    assert roadmap.status == "active"
    assert missing("12 weeks tasks checkpoints rubrics level constraints", roadmap.tailoring) == []
    assert roadmap.rhythm == DEFAULT_RHYTHM
    assert roadmap.rhythm_is_default
    assert roadmap.journal.is_default


def test_units_close_as_the_catalogue_says(roadmap: Plan) -> None:
    """What is not graded by code alone has a checklist; six units with a box are checklists only."""
    units = [unit for _, unit in roadmap.units() if unit.checkbox]
    assert {unit.id for unit in units if unit.mode is UnitMode.CHECKLIST} == {
        *("phase0/os-tooling", "phase0/python-env", "phase0/milestone-template", "phase1/cpp-intro"),
        *("phase5/containers-k8s", "phase5/cloud", "phase6/milestone-project"),
    }
    assert all(bool(unit.checklist) == (unit.mode is not UnitMode.CODE) for unit in units)


def test_every_unit_ends_with_a_rubric_and_asks_for_recall(followed: dict[str, Unit]) -> None:
    """The last hour of a unit is assessed by two to four points; a question or more stands for each two days."""
    for unit in followed.values():
        if unit.optional:
            continue
        last = max(unit.days, key=lambda day: (day.week, day.day.number))
        hours = [day for day in unit.days if day.day.value == "fri"] or [last]
        if unit.id not in ENDS_MIDWEEK:
            assert all(any(2 <= len(task.rubric) <= 4 for task in day.tasks) for day in hours), unit.id
        assert len(unit.recall) >= max(1, round(len(unit.days) * 2 / 5) - 1), unit.id
        assert all(pair.question.endswith(("?", ".")) and pair.answer for pair in unit.recall), unit.id


ENDS_MIDWEEK = ("phase1/linear-algebra", "phase1/calculus-optimisation")
"""Topics whose week another topic closes on Friday."""


def test_exercises_of_a_unit_stand_on_its_tasks(followed: dict[str, Unit]) -> None:
    """Whatever exercise a unit lists, one of its hours asks for it."""
    lost = {}
    for unit in followed.values():
        on_tasks = {task.exercise for day in unit.days for task in day.tasks}
        lost[unit.id] = sorted(set(unit.exercises) - on_tasks)
    assert {name: exercises for name, exercises in lost.items() if exercises} == {}


def test_own_tasks_start_with_a_doing_word(roadmap: Plan) -> None:
    """The first word of every task is a verb of doing."""
    first = {
        re.split(r"\W", task.text)[0].lower() for _, unit in roadmap.units() for day in unit.days for task in day.tasks
    }
    assert first - DOING == set()


def test_borrowed_hours_speak_of_no_other_plan(roadmap: Plan, followed: dict[str, Unit]) -> None:
    """No borrowed hour counts its weeks by the plan it comes from."""
    for _, unit in roadmap.units():
        links = {(day.week, day.day) for day in unit.days if day.same_as}
        for day in followed[unit.id].days:
            if (day.week, day.day) in links:
                text = " ".join((day.title, *(task.text for task in day.tasks)))
                assert not re.search(r"\bweeks? \d|\bweek-\d|\bphase \d", text), (unit.id, day.week, day.day)
