"""The week's lesson: a text of its own, else the line that the Friday review has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain import weekly
from studytui.domain.weekly import REVIEW_ASKS, Opening
from studytui.errors import UsageError
from studytui.store import drafts, entries
from studytui.study import day_texts, enrolled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studytui.domain.enrolment import Enrolment
    from studytui.study.context import Context

FIELD = "lesson"
SHIPPED, TAUGHT, NEXT = REVIEW_ASKS
LONGEST = 20_000


def of_week(ctx: Context, number: int, enrolment: Enrolment | None = None) -> str:
    """What the week taught, in the learner's words; empty where nothing was written yet."""
    place = enrolment or enrolled.required(ctx)
    return of_days(_texts(ctx, place, number))


def of_days(written: Mapping[date, Mapping[str, str]]) -> str:
    """The lesson among the texts of a week's days."""
    own = [texts[FIELD].strip() for _, texts in sorted(written.items()) if texts.get(FIELD, "").strip()]
    return "\n\n".join(own) or answered(written, TAUGHT)


def answered(written: Mapping[date, Mapping[str, str]], question: str) -> str:
    """What the review says to one of its questions; of several reviews in a week the last."""
    said = (weekly.read(texts.get(Opening.REVIEW, "")).get(question, "") for _, texts in sorted(written.items()))
    return next(filter(None, reversed(list(said))), "")


def own_of_week(ctx: Context, number: int) -> str:
    """The lesson's own text, without the review's line; the draft of one that is being written."""
    enrolment = enrolled.required(ctx)
    on = _day(ctx, enrolment, number)
    return _texts(ctx, enrolment, number).get(on, {}).get(FIELD, "")


def save(ctx: Context, number: int, text: str) -> None:
    """Keep the lesson of a week of the main plan; an empty text leaves it to the review.

    Raises:
        UsageError: the plan has no such week, or the text is too long.
    """
    from studytui.study import notes

    notes.check_week(ctx, number)
    enrolment = enrolled.required(ctx)
    if len(text) > LONGEST:
        raise UsageError(f"a lesson is at most {LONGEST} letters long, not {len(text)}; keep the long form elsewhere")
    entries.save(ctx.store, ctx.moment(), enrolment.plan, _day(ctx, enrolment, number), FIELD, text.strip())


def keep_draft(ctx: Context, number: int, text: str) -> None:
    """Keep what has been typed so far; call it within a second of a keypress."""
    enrolment = enrolled.required(ctx)
    key = drafts.key_of(enrolment.plan, _day(ctx, enrolment, number), FIELD)
    drafts.save(ctx.store, ctx.moment(), key, text)


def _day(ctx: Context, enrolment: Enrolment, number: int) -> date:
    """The day that the lesson is kept under: where it stands already, else today, else the week's last day."""
    first, last = enrolment.span(number)
    standing = [on for on, texts in _texts(ctx, enrolment, number).items() if texts.get(FIELD, "").strip()]
    today = ctx.today()
    return standing[-1] if standing else today if first <= today <= last else enrolment.schedule.dates_of(number)[-1]


def _texts(ctx: Context, enrolment: Enrolment, number: int) -> dict[date, dict[str, str]]:
    return day_texts.between(ctx, enrolment.plan, *enrolment.span(number))
