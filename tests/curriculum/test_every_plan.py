"""What holds for all built-in plans, one by one and together."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from studytui.content.plan_linked import read_linked
from studytui.content.plan_proof import problems_of_plan
from studytui.content.plan_reader import load_plan
from studytui.domain.plan import Plan, Reading, Unit

FOLDER = Path(__file__).parents[2] / "curriculum"
FILES = sorted(FOLDER.glob("*.yaml"))
each_plan = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


@cache
def written(path: Path) -> Plan:
    """The plan as its file has it; borrowed hours are links."""
    return load_plan(path)


@cache
def followed(path: Path) -> Plan:
    """The plan with the hours it borrows."""
    return read_linked(path, lambda plan_id: FOLDER / f"{plan_id}.yaml").plan


def exercises_of(plan: Plan) -> set[str]:
    """Every exercise that a plan names."""
    on_tasks = {task.exercise for _, unit in plan.units() for day in unit.days for task in day.tasks if task.exercise}
    return on_tasks | {exercise for _, unit in plan.units() for exercise in unit.exercises}


def sentences_of(unit: Unit) -> set[str]:
    """Every sentence of a unit's own hours, rubrics, recall questions and details."""
    texts = [*unit.details, *(text for pair in unit.recall for text in (pair.question, pair.answer))]
    for task in (task for day in unit.days for task in day.tasks):
        texts += [task.text, *task.rubric]
    return {sentence.strip().lower() for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text)}


def readings_of(plan: Plan) -> list[Reading]:
    """Everything that the plan's own hours give to read."""
    return [task.reading for _, unit in plan.units() for day in unit.days for task in day.tasks if task.reading]


@each_plan
def test_nothing_is_wrong_once_hours_are_borrowed(path: Path) -> None:
    """Links lead to hours, every study day of every week is filled, and hours add up."""
    assert problems_of_plan(path, exercises_of(written(path))) == []


@each_plan
def test_every_hour_holds_to_its_minutes(path: Path) -> None:
    """Every day of every week, borrowed ones too, has two to four timed tasks that fill the day; extras are untimed.

    Where the plan offers a choice this holds for each unit of it; optional strands beside the weeks are untimed.
    """
    plan = followed(path)
    minutes = {day.day: day.minutes for day in plan.rhythm}
    strands = {id(day) for _, unit in plan.units() if unit.optional for day in unit.days}
    for number in range(1, plan.weeks_total + 1):
        for week in (plan.week(number, (unit.id,)) for unit in plan.units_in(number)[1]):
            days = [day for day in week.days if id(day) not in strands]
            assert [day.day for day in days] == list(minutes), number
            for day in days:
                timed = [task.minutes for task in day.tasks if task.minutes is not None]
                assert sum(timed) == minutes[day.day], (number, day.day)
                assert 2 <= len(timed) <= 4, (number, day.day)
            extras = [task for day in week.days for task in day.tasks if id(day) in strands or task.minutes is None]
            assert all(task.optional and task.minutes is None for task in extras), number


@each_plan
def test_task_ids_are_unique_in_a_unit_with_borrowed_hours(path: Path) -> None:
    """A tick's address means one task, whoever wrote the hour."""
    plan = followed(path)
    for _, unit in plan.units():
        ids = [task.id for day in unit.days for task in day.tasks]
        assert len(set(ids)) == len(ids), unit.id


@each_plan
def test_links_are_plain_addresses(path: Path) -> None:
    """Every reading has a title, every link is a web address, and arXiv links name an id."""
    for reading in readings_of(written(path)):
        assert reading.title
        for link in (reading.link, *re.findall(r"https?://[^\s)]+", reading.free)):
            parts = urlsplit(link)
            assert not link or (parts.scheme in ("http", "https") and "." in parts.netloc), link
            assert parts.netloc != "arxiv.org" or re.fullmatch(r"/abs/\d{4}\.\d{4,5}", parts.path), link


def test_no_sentence_stands_in_more_than_three_units() -> None:
    """Over all plans together an hour is written once; borrowing is by link and not by copy."""
    seen: dict[str, set[str]] = defaultdict(set)
    for plan in map(written, FILES):
        for _, unit in plan.units():
            for sentence in sentences_of(unit):
                seen[sentence].add(f"{plan.id}:{unit.id}")
    assert {sentence: where for sentence, where in seen.items() if len(where) > 3} == {}
