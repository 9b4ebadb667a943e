"""The days of a week's note: what was written on each, how long it was studied, and how the time was shared out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studytui.domain import weekly
from studytui.domain.rhythm import SHARE_OF_KIND, Share
from studytui.domain.week import DayNote, FieldNote, ShareNote
from studytui.domain.weekly import REVIEW_ASKS, Opening
from studytui.study import lesson

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.plan import Plan, Week
    from studytui.domain.session import Session

ELSEWHERE = ("goals", "next", lesson.FIELD)
"""Fields that stand in sections of their own."""


def days(
    enrolment: Enrolment, plan: Plan, week: Week, written: dict[date, dict[str, str]], held: Iterable[Session]
) -> tuple[DayNote, ...]:
    """Every day of the plan's week, and any other on which something was written or studied."""
    rhythm = sorted(plan.rhythm, key=lambda item: item.day.number)
    slots = dict(zip(enrolment.schedule.dates_of(week.number), rhythm, strict=False))
    time: dict[date, timedelta] = {}
    for session in _finished(held):
        time[session.day] = time.get(session.day, timedelta()) + session.elapsed(session.ended_at or session.started_at)
    found = []
    for on in sorted({*slots, *written, *time}):
        slot = slots.get(on)
        hour = week.day(slot.day) if slot else None
        found.append(
            DayNote(
                date=on,
                label=slot.label if slot else "Besides",
                title=hour.title if hour else "",
                studied=time.get(on, timedelta()),
                planned=timedelta(minutes=enrolment.minutes if slot else 0),
                fields=_fields(plan, written.get(on, {})),
            )
        )
    return tuple(found)


def shares(plan: Plan, held: Iterable[Session]) -> tuple[ShareNote, ...]:
    """Time by what it was for, beside what the plan's rules make of it."""
    rules = plan.work_rules
    planned = {Share.BUILDING: rules.building, Share.READING: rules.reading, Share.NOTES: rules.notes}
    studied = dict.fromkeys(Share, timedelta())
    for session in _finished(held):
        studied[SHARE_OF_KIND[session.kind]] += session.elapsed(session.ended_at or session.started_at)
    return tuple(ShareNote(share, planned[share], time) for share, time in studied.items())


def column(written: Iterable[dict[str, str]], field: str) -> tuple[str, ...]:
    """What was written in one field over the week, each text once."""
    return tuple(dict.fromkeys(day[field].strip() for day in written if day.get(field, "").strip()))


def _finished(held: Iterable[Session]) -> list[Session]:
    return [one for one in held if one.ended_at is not None and not one.abandoned]


def _fields(plan: Plan, texts: dict[str, str]) -> tuple[FieldNote, ...]:
    """What was written on a day: the check-in, the fields of the plan's template, what the review says besides."""
    own = [
        FieldNote(field.label, texts[field.id])
        for field in plan.journal.fields
        if field.id not in ELSEWHERE and texts.get(field.id, "").strip()
    ]
    checkin = texts.get(Opening.CHECKIN, "")
    review = weekly.read(texts.get(Opening.REVIEW, ""))
    besides = weekly.written((asked, said) for asked, said in review.items() if asked not in REVIEW_ASKS)
    return (
        *([FieldNote(Opening.CHECKIN.label, checkin)] if checkin.strip() else []),
        *own,
        *([FieldNote(Opening.REVIEW.label, besides)] if besides else []),
    )
