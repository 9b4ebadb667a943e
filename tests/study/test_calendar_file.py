"""The coming study hours as a calendar file."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from studytui.errors import UsageError
from studytui.study import plans
from studytui.study.calendar_file import events_of, write_calendar
from studytui.study.context import Context


def lines(path: Path) -> list[str]:
    """The content lines of a calendar, put together again."""
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def test_hours_from_today_on(ctx: Context) -> None:
    """Each study day of two weeks is an event at its time, with the day's tasks as text."""
    plans.use(ctx, "small")
    written = write_calendar(ctx, 2, at=time(6, 30))
    assert (written.hours, written.first, written.last) == (10, date(2026, 11, 23), date(2026, 12, 4))
    found = lines(written.path)
    assert "DTSTART:20261123T063000" in found
    assert "SUMMARY:W01 Code from scratch: Build" in found
    assert "DESCRIPTION:Week 1: Week of softmax\\n\\n- Build it (60 min)\\n\\nBegin with: studytui" in found
    assert found.count("TRIGGER:-PT10M") == 10


def test_an_hour_keeps_its_uid_when_it_moves(ctx: Context, clock: list[datetime], tmp_path: Path) -> None:
    """Starting a week later gives the same UIDs on other dates, so that an import moves the events."""

    def by_uid(path: Path) -> dict[str, str]:
        found = lines(path)
        uids = [line for line in found if line.startswith("UID:")]
        return dict(zip(uids, (line for line in found if line.startswith("DTSTART:")), strict=True))

    plans.use(ctx, "small", date(2026, 11, 23))
    before = by_uid(write_calendar(ctx, 1, to=tmp_path / "a.ics").path)
    plans.use(ctx, "other", date(2026, 11, 23))
    clock[0] += timedelta(minutes=1)
    assert not set(by_uid(write_calendar(ctx, 1, to=tmp_path / "b.ics").path)) & set(before)
    plans.use(ctx, "small", date(2026, 11, 30))
    after = by_uid(write_calendar(ctx, 1, to=tmp_path / "c.ics").path)
    assert set(after) == set(before)
    assert after["UID:small-w01-mon@studytui"] == "DTSTART:20261130T070000"


def test_no_alarm_is_no_alarm(ctx: Context) -> None:
    """Without reminders none is written."""
    plans.use(ctx, "small")
    assert "VALARM" not in write_calendar(ctx, alarm=None).path.read_text(encoding="utf-8")


def test_tasks_are_told_as_they_are(ctx: Context) -> None:
    """Optional tasks are called so, and an hour lasts as long as the learner's."""
    enrolment = plans.use(ctx, "small")
    thursday = events_of(ctx, enrolment, 1, time(7), None)[3]
    assert "- Vary it\n- Optional: Vary more" in thursday.text
    assert thursday.minutes == enrolment.minutes


def test_nothing_to_write_is_said(ctx: Context, clock: list[datetime]) -> None:
    """After the plan's end, without a plan, and for no weeks at all."""
    with pytest.raises(UsageError, match="no plan is chosen"):
        write_calendar(ctx)
    plans.use(ctx, "small")
    with pytest.raises(UsageError, match="1 to 104"):
        write_calendar(ctx, 0)
    clock[0] += timedelta(weeks=5)
    with pytest.raises(UsageError, match="no study day"):
        write_calendar(ctx)
