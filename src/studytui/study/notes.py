"""The journal's entries: fields, drafts while typing, saved versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.errors import UsageError
from studytui.store import drafts, entries
from studytui.study import day_texts, plans

if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.entry import Entry
    from studytui.domain.plan import JournalField
    from studytui.study.context import Context


def fields(ctx: Context) -> tuple[JournalField, ...]:
    """The fields of an entry, as the current plan's journal template has them."""
    enrolment = plans.current(ctx)
    if enrolment is not None:
        return ctx.library.plan(enrolment.plan).journal.fields
    from studytui.domain.plan import DEFAULT_JOURNAL_FIELDS

    return DEFAULT_JOURNAL_FIELDS


def day(ctx: Context, on: date) -> dict[str, str]:
    """What stands in each field of a day; a draft, where there is one, is newer than what was saved."""
    return _days(ctx, on, on).get(on, {field.id: "" for field in fields(ctx)})


def week(ctx: Context, number: int) -> dict[date, dict[str, str]]:
    """Each day of a week with its fields: its study days, and any other day on which something was written.

    Raises:
        UsageError: the plan has no such week.
    """
    enrolment = plans.required(ctx)
    check_week(ctx, number)
    days = _days(ctx, *enrolment.span(number))
    blank = {field.id: "" for field in fields(ctx)}
    return {on: days.get(on, dict(blank)) for on in sorted({*days, *enrolment.schedule.dates_of(number)})}


def versions(ctx: Context, on: date) -> tuple[Entry, ...]:
    """Everything that was ever saved for a day, in any plan: of two machines' versions only the newer one shows."""
    return entries.of_day(ctx.store, on)


def save_draft(ctx: Context, on: date, field: str, text: str) -> None:
    """Keep what has been typed so far; call it within a second of a keypress."""
    drafts.save(ctx.store, ctx.moment(), drafts.key_of(_plan(ctx), on, field), text)


def save(ctx: Context, on: date, field: str, text: str) -> Entry:
    """Save a field as a new version; the same text again adds none.

    Raises:
        UsageError: the entry has no such field.
    """
    _check(ctx, field)
    return entries.save(ctx.store, ctx.moment(), _plan(ctx), on, field, text)


def settle(ctx: Context, on: date) -> None:
    """Make entries of what was typed on a day and not saved; fields in which nothing was typed stay as they are."""
    found = drafts.of_days(ctx.store, _plan(ctx), on, on)
    for field in fields(ctx):
        if (on, field.id) in found:
            save(ctx, on, field.id, found[on, field.id].text)


def append(ctx: Context, on: date, field: str, text: str) -> Entry:
    """Add a paragraph to what stands in a field, in one step: what another window wrote meanwhile stays.

    Raises:
        UsageError: the entry has no such field.
    """
    _check(ctx, field)
    return entries.append(ctx.store, ctx.moment(), _plan(ctx), on, field, text)


def check_week(ctx: Context, number: int) -> None:
    """Raise a UsageError when the current plan has no such week."""
    total = ctx.library.plan_header(plans.required(ctx).plan).weeks_total
    if not 1 <= number <= total:
        raise UsageError(f"there is no week {number}; the weeks of your plan are 1 to {total}")


def _days(ctx: Context, first: date, last: date) -> dict[date, dict[str, str]]:
    """Days on which something was written, with all their fields."""
    blank = dict.fromkeys((field.id for field in fields(ctx)), "")
    return {on: {**blank, **texts} for on, texts in day_texts.between(ctx, _plan(ctx), first, last).items()}


def _plan(ctx: Context) -> str:
    enrolment = plans.current(ctx)
    return enrolment.plan if enrolment else ""


def _check(ctx: Context, field: str) -> None:
    known = [item.id for item in fields(ctx)]
    if field not in known:
        raise UsageError(f"there is no field {field}; the entry has {', '.join(known)}")
