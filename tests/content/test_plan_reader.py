"""Plan files: the whole schema, and every problem by its line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.content.plan_reader import load_plan, parse_plan
from studytui.content.plan_rules import problems_of_filling, problems_of_layout
from studytui.domain.plan import JournalTemplate, Named, Plan, Reading, Recall, UnitKind, UnitMode
from studytui.domain.rhythm import DEFAULT_RHYTHM, DayKind, Weekday
from studytui.errors import ContentError

FULL = """\
schema: studytui.curriculum/1
id: full
title: Everything
status: paused
summary: In short
audience: Engineers
role_target: Expert
note: A note
source: {seed: seed.md, sha256: "00", corrections: [One]}
cadence:
  weeks_total: 3
  minutes_per_day: 30
  rhythm_is_default: false
  rhythm:
    - {day: tue, kind: code, label: Build}
    - {day: sat, kind: papers, label: Read, minutes: 90}
work_rules:
  split_percent: {building: 60, reading: 30, notes: 10}
  every_week: [One experiment]
  artefact: {every: week, kinds: [PR]}
  per_topic: [{label: notes}, {label: post, optional: true}]
  motto: Ship
  pace_note: Adjust
goals: [Goal]
focus_areas: [{title: Area, detail: Wide}]
self_assessment: {strengths: [{title: Maths}], growth: [{title: Ops, detail: New}]}
core_stack: [{group: G, items: [numpy], optional_items: [polars], when: later}]
folders: [{path: projects, purpose: Capstones}]
getting_started: [Begin]
parts: [{id: one, title: Part one, timeframe: 3 weeks, focus: F, goal: G, note: A note}]
projects: [{id: p, title: P, detail: D, optional: true, done: true, link: L}]
portfolio: [{id: q, title: Q}]
interview: [{id: dsa, title: DSA, topics: [heaps], target_min: 100, target_max: 150}]
timeline: [{months: 0-2, phases: [first], extra: X, weeks: [1, 3]}]
reading: [{area: Math, items: [Book], note: A note}]
journal: {path: "j/{week}.md", heading: "# {title}", fields: [{id: log, label: Log, hint: H}]}
tracking: {current_focus: F, weekly_goals: W, resources_completed: [papers]}
automation:
  progress_badge: {from: checkboxes, runs: [daily], local_equivalent: badge}
  weekly_checkin: {day: mon, timezone: UTC, adjustable: true, asks: [Plan]}
  email: {optional: true, needs: [KEY], local_equivalent: ics}
tailoring: Twelve weeks
phases:
  - id: first
    kind: track
    part: one
    title: First
    goal: G
    priority: true
    weeks: [1, 3]
    months: 0-1
    choose: {min: 1, max: 2}
    project_idea: {title: Garden, detail: Grow}
    note: A note
    units:
      - id: wk1-2/knn
        kind: topic
        title: Neighbours
        weeks: [1, 2]
        group: Classical
        link: ./a.md
        checkbox: true
        shared_checkbox: W3
        done: true
        optional: true
        targets: [T]
        study: [S]
        build: [B]
        assess: [A]
        deliverable: D
        details: [E]
        mode: mixed
        checklist: [C]
        exercises: [knn]
        recall: [{question: "Why?", answer: Because}]
        days:
          - day: tue
            title: Build it
            tasks:
              - id: build
                text: Build neighbours.
                minutes: 30
                exercise: knn
                rubric: [works]
              - {id: extra, text: More., minutes: 20, optional: true}
          - day: sat
            title: Read it
            tasks:
              - id: read
                text: Read.
                reading: {title: Book, section: "2", link: "https://x.org", free: PDF, minutes: 40}
          - {day: tue, week: 1, title: Again, tasks: [{id: again, text: Once more.}]}
          - {day: sat, week: 1, same_as: "other:W1/sat"}
      - {id: W3, kind: checkpoint, title: Check, weeks: [3, 3], same_as: "other:W9"}
"""


def found_in(text: str) -> list[str]:
    """What `load_plan` says about a text, without the file's name."""
    reading = parse_plan(text, "f")
    return [str(problem) for problem in reading.problems.listed()]


def loaded(tmp_path: Path, text: str) -> Plan:
    """The plan of a text, by way of a file."""
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


def refused(tmp_path: Path, text: str) -> list[str]:
    """The problems of a text as `line: sentence`, by way of a file."""
    with pytest.raises(ContentError) as caught:
        loaded(tmp_path, text)
    prefix = str(tmp_path / "plan.yaml")
    return [str(problem).removeprefix(prefix).removeprefix(":") for problem in caught.value.problems]


def test_every_key_reaches_its_field(tmp_path: Path) -> None:
    """A plan that uses the whole schema is read without loss."""
    plan = loaded(tmp_path, FULL)
    assert (plan.id, plan.weeks_total, plan.minutes_per_day, plan.status) == ("full", 3, 30, "paused")
    assert [(day.day, day.kind, day.minutes) for day in plan.rhythm] == [
        (Weekday.TUE, DayKind.CODE, 30),
        (Weekday.SAT, DayKind.PAPERS, 90),
    ]
    assert plan.source.corrections == ("One",)
    assert (plan.work_rules.building, plan.work_rules.reading, plan.work_rules.notes) == (60, 30, 10)
    assert plan.work_rules.per_topic == (Named("notes"), Named("post", "optional"))
    assert plan.growth == (Named("Ops", "New"),)
    assert plan.core_stack[0].when == "later"
    assert plan.parts[0].note == "A note"
    assert (plan.projects[0].optional, plan.projects[0].done, plan.projects[0].link) == (True, True, "L")
    assert (plan.interview[0].target_min, plan.interview[0].target_max) == (100, 150)
    assert plan.timeline[0].weeks == (1, 3)
    assert plan.journal.fields[0].hint == "H"
    assert not plan.journal.is_default
    assert plan.resources_completed == ("papers",)
    assert (plan.automation.badge, plan.automation.checkin_asks, plan.automation.email) == ("badge", ("Plan",), "ics")


def test_every_key_of_a_unit_reaches_its_field(tmp_path: Path) -> None:
    """Phases, units, days and tasks are read without loss."""
    (phase,) = loaded(tmp_path, FULL).phases
    assert (phase.kind, phase.part, phase.priority, phase.months) == ("track", "one", True, "0-1")
    assert phase.project_idea == Named("Garden", "Grow")
    unit, check = phase.units
    assert (unit.kind, unit.mode, unit.weeks, unit.shared_checkbox) == (UnitKind.TOPIC, UnitMode.MIXED, (1, 2), "W3")
    assert (unit.targets, unit.study, unit.build, unit.assess) == (("T",), ("S",), ("B",), ("A",))
    assert unit.recall == (Recall("Why?", "Because"),)
    task = unit.days[0].tasks[0]
    assert (task.id, task.minutes, task.exercise, task.rubric) == ("build", 30, "knn", ("works",))
    assert unit.days[1].tasks[0].reading == Reading("Book", "2", "https://x.org", "PDF", 40)
    assert (unit.days[2].week, unit.days[3].same_as) == (1, "other:W1/sat")
    assert (check.kind, check.same_as) == (UnitKind.CHECKPOINT, "other:W9")


def test_what_a_plan_leaves_out_has_defaults(tmp_path: Path, plan_yaml: Callable[..., str]) -> None:
    """Rhythm and journal fall back to the program's own and say so."""
    plan = loaded(tmp_path, plan_yaml())
    assert plan.rhythm == DEFAULT_RHYTHM
    assert plan.rhythm_is_default
    assert plan.journal == JournalTemplate()


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ("title: A small plan", "titel: A small plan", "3: the plan has an unknown key `titel`; did you mean `title`?"),
        ("title: A small plan", "title:", "3: `title` of the plan is empty"),
        ("curriculum/1", "curriculum/9", "1: this program reads"),
        ("id: small", "id: Small Plan", "2: the plan's id must be"),
        ("weeks_total: 2", "weeks_total: 10000", "5: `weeks_total` of `cadence` must be a whole number from 1 to 520"),
        ("weeks_total: 2", "weeks_total: 02", "5: `weeks_total` of `cadence` must be a whole number"),
        ("kind: week", "kind: weak", "12: `kind` of unit W1 is `weak`, but must be one of week, topic"),
        ("weeks: [1, 1]", "weeks: [1]", "14: `weeks` of unit W1 must be [first, last]"),
        ("weeks: [1, 1]", "weeks: [2, 1]", "14: `weeks` of unit W1 must be [first, last]"),
        ("weeks: [1, 1]", "weeks: [1, 9]", "11: unit W1 ends in week 9, but the plan has 2 weeks"),
        ("checkbox: true", "checkbox: maybe", "15: `checkbox` of unit W1 must be true or false"),
        ("checkbox: true", "shared_checkbox: W7", "11: unit W1 shares the box of `W7`, which is no unit"),
        ("checkbox: true", "same_as: W7", "15: `same_as` of unit W1 must be a plan and a unit"),
        ("day: tue", "day: mon", "23: day 2 of unit W1 is Mon once more, first on line 17; keep one"),
        ("day: tue", "day: sat", "23: Sat of unit W1 is no day of the rhythm (mon, tue, wed, thu, fri)"),
        ("day: tue", "day: tues", "23: `day` of day 2 of unit W1 is `tues`, but must be one of"),
        ("id: do-tue", "id: do-mon", "26: the task id `do-mon` stands twice, first on line 20; rename one"),
        ("id: do-tue", "id: Do Tue", "26: the task id must be"),
        ("minutes: 60", "minutes: 50", "17: tasks of Mon in unit W1 add up to 50 minutes; make it 60"),
        ("minutes: 60", "minutes: an hour", "22: `minutes` of task do-mon must be a whole number"),
        ("id: W2", "id: W1", "47: the unit id `W1` stands twice, first on line 11; rename one"),
        ("- day: mon\n", "- day: mon\n            week: 1\n", "17: Mon of unit W1 has `week: 1`, past its last week"),
        ("weeks: [2, 2]", "weeks: [1, 1]", "53: Mon of week 1 is filled by unit W1 already"),
        ("weeks: [2, 2]", "weeks: [1, 1]", " no unit covers week 2"),
    ],
)
def test_each_problem_tells_its_line(
    tmp_path: Path, plan_yaml: Callable[..., str], old: str, new: str, want: str
) -> None:
    """One wrong thing in a plan is told with its line and the way out."""
    text = plan_yaml()
    assert old in text
    found = refused(tmp_path, text.replace(old, new, 1))
    assert any(problem.startswith(want) for problem in found), found


def test_a_day_without_tasks_and_a_week_without_days(tmp_path: Path, plan_yaml: Callable[..., str]) -> None:
    """An empty day, and weekdays missing from a week that has days, are problems."""
    body = (
        "      - {id: W1, title: One, weeks: [1, 1], days: [{day: mon, title: None yet, tasks: []}]}\n"
    )  # fmt: skip
    found = refused(tmp_path, plan_yaml(weeks=1, body=body))
    assert "11: day 1 of unit W1 (Mon) has no tasks; give it at least one" in found
    assert "11: week 1 has no hour for Tue, Wed, Thu, Fri; add the days" in found


def test_problems_of_sections_are_found() -> None:
    """Shares that miss 100, a rhythm out of order and a braced path are problems."""
    text = FULL.replace("building: 60", "building: 50").replace("day: tue, kind: code", "day: sun, kind: code")
    text = text.replace("{week}", "{month}")
    found = found_in(text)
    assert "f:18: `split_percent` adds up to 90; make it 100" in found
    assert "f:14: the rhythm must name its days in the order of the week, mon first" in found
    assert "f:36: `path` of the journal may hold {week}, {week:02d} and {title}, no other braces" in found


def test_values_of_the_wrong_shape_are_problems() -> None:
    """A list where a text belongs, a text where a list or mapping belongs: each is told, none raises."""
    text = FULL.replace("goals: [Goal]", "goals: Goal").replace("\nnote: A note", "\nnote: [A, note]")
    text = text.replace("work_rules:\n", "work_rules: words\nextra:\n")
    found = found_in(text)
    assert any("`goals` of the plan must be a list" in problem for problem in found)
    assert any("`note` of the plan must be one text" in problem for problem in found)
    assert any("`work_rules` must be written as `key: value` lines" in problem for problem in found)


def test_all_problems_come_at_once(tmp_path: Path, plan_yaml: Callable[..., str]) -> None:
    """Mistakes all over a file are problems in the order of their lines."""
    text = plan_yaml().replace("kind: phase", "kind: fase").replace("do-wed", "do wed").replace("weeks_total", "weeks")
    lines = [int(problem.split(":")[0]) for problem in refused(tmp_path, text) if problem[0].isdigit()]
    assert lines == [5, 8, 32, 68]


SCRAPS = [
    "[]",
    "{}",
    "''",
    "null",
    "~",
    "-1",
    "9999999999",
    "1.5",
    "true",
    "[1, 2]",
    "{a: b}",
    "- x",
    "W1",
    "mon",
    "|",
    "x: y",
]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_breaks_the_reader(data: st.DataObject) -> None:
    """A plan with values replaced, lines lost, doubled or indented gives a plan that keeps the rules, or problems."""
    lines = FULL.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        deed = data.draw(st.sampled_from(["replace", "drop", "double", "indent"]))
        key, colon, _ = lines[at].partition(": ")
        if deed == "replace" and colon:
            lines[at] = f"{key}: {data.draw(st.sampled_from(SCRAPS))}"
        elif deed == "drop":
            del lines[at]
        elif deed == "double":
            lines.insert(at, lines[at])
        else:
            lines[at] = f"  {lines[at]}"
    reading = parse_plan("\n".join(lines) + "\n", "f")
    if reading.plan is not None:
        problems_of_layout(reading.plan, reading.lines, reading.problems)
        problems_of_filling(reading.plan, reading.lines, reading.problems)
    assert reading.plan is not None or reading.problems
    for problem in reading.problems.listed():
        assert "\n" not in str(problem)
    if reading.plan is not None and not reading.problems:
        assert [reading.plan.week(number).number for number in range(1, reading.plan.weeks_total + 1)]
