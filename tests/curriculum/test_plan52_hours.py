"""The hours of the 52-week plan: each one full, concrete and written for its week."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

from studytui.domain.plan import Task, Unit
from studytui.domain.rhythm import Weekday

STUDY_DAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)

# Every task starts with one of these, so that a learner knows at once what to do.
DOING = frozenset(
    re.findall(
        r"\w+",
        """ablate answer ask assert attack audit bound break budget build cause check choose collect
        compare compile compress compute conclude confuse construct count crash cross cut decide
        define demonstrate derive design draft draw explain extract feed fetch fill find freeze
        grade guess hand imagine inspect kill list look map match measure name note outline pick
        plan plant predict price probe profile prove put quote read rebuild record refit rehearse
        repair replan reproduce rerun review revise run score script set ship simulate sketch skim
        solve specify split state swap switch tag test time tour trace try vary verify veto work
        wrap write""",
    )
)


def tasks_of(unit: Unit) -> list[Task]:
    """All tasks of a unit, Monday first."""
    return [task for day in unit.days for task in day.tasks]


def sentences(unit: Unit) -> set[str]:
    """Every sentence that the unit's hours, rubrics, recall questions and details put before the learner."""
    texts = [*unit.details, *(text for pair in unit.recall for text in (pair.question, pair.answer))]
    for task in tasks_of(unit):
        texts += [task.text, *task.rubric]
    return {sentence.strip().lower() for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text)}


def test_every_day_is_an_hour(units: dict[str, Unit]) -> None:
    """Monday to Friday of every week hold two to four timed tasks that add up to 60 minutes; extras are untimed."""
    for unit in units.values():
        assert tuple(day.day for day in unit.days) == STUDY_DAYS, unit.id
        for day in unit.days:
            timed = [task.minutes for task in day.tasks if task.minutes is not None]
            assert sum(timed) == 60, (unit.id, day.day)
            assert 2 <= len(timed) <= 4, (unit.id, day.day)
            assert all(task.optional == (task.minutes is None) for task in day.tasks), (unit.id, day.day)


def test_every_task_starts_with_a_doing_word(units: dict[str, Unit]) -> None:
    """No task starts with a noun: its first word is a known verb."""
    first = {re.split(r"\W", task.text)[0].lower() for unit in units.values() for task in tasks_of(unit)}
    assert first <= DOING, first - DOING


def test_rhythm_shows_in_every_week(units: dict[str, Unit]) -> None:
    """Monday and Tuesday name something to read, Thursday runs something, Friday ships with a rubric of 2 to 4."""
    for unit in units.values():
        monday, tuesday, _, thursday, friday = unit.days
        for day in (monday, tuesday):
            assert any(task.reading for task in day.tasks), (unit.id, day.day)
        assert any(task.id.startswith("run-") for task in thursday.tasks), unit.id
        assert any(2 <= len(task.rubric) <= 4 for task in friday.tasks), unit.id


def test_two_recall_questions_a_week(units: dict[str, Unit]) -> None:
    """Each week ends with two questions that have answers."""
    for unit in units.values():
        assert len(unit.recall) == 2, unit.id
        assert all(pair.question.endswith(("?", ".")) and pair.answer for pair in unit.recall), unit.id


def test_no_sentence_stands_in_more_than_two_units(units: dict[str, Unit]) -> None:
    """Each hour is written for its week: a sentence may recur once, never more."""
    seen: dict[str, set[str]] = defaultdict(set)
    for unit in units.values():
        for sentence in sentences(unit):
            seen[sentence].add(unit.id)
    assert {sentence: where for sentence, where in seen.items() if len(where) > 2} == {}


def test_exercises_of_a_week_have_their_task(units: dict[str, Unit]) -> None:
    """Every exercise of a week stands on one of its tasks, and no task names another week's exercise."""
    for unit in units.values():
        on_tasks = [task.exercise for task in tasks_of(unit) if task.exercise]
        assert sorted(on_tasks) == sorted(unit.exercises), unit.id
    assert len({exercise for unit in units.values() for exercise in unit.exercises}) == 118


def test_links_are_well_formed(units: dict[str, Unit]) -> None:
    """Every link is a plain web address; arXiv ids look like ids; what has no link names a free alternative."""
    for unit in units.values():
        for reading in (task.reading for task in tasks_of(unit) if task.reading):
            assert reading.title, unit.id
            assert reading.section, (unit.id, reading.title)
            assert reading.link or "http" in reading.free, (unit.id, reading.title)
            for link in (reading.link, *re.findall(r"https?://\S+", reading.free)):
                parts = urlsplit(link)
                assert not link or (parts.scheme in ("http", "https") and "." in parts.netloc), link
                assert parts.netloc != "arxiv.org" or re.fullmatch(r"/abs/\d{4}\.\d{4,5}", parts.path), link
