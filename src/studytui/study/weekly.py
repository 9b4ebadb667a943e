"""The Monday check-in and the Friday review: three lines each, kept as entries of their day, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain import weekly
from studytui.domain.weekly import Opening
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import drafts, entries
from studytui.study import enrolled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of a day with what was answered; `skipped` says that the day went without."""

    which: Opening
    date: date
    lines: tuple[tuple[str, str], ...]
    skipped: bool = False

    @property
    def written(self) -> bool:
        """Whether anything was answered."""
        return any(answer for _, answer in self.lines)


def sheet(ctx: Context, which: Opening, on: date | None = None) -> Sheet:
    """The check-in or review of a day, today's by default, in the main plan; a draft is newer than what was saved."""
    day = on or ctx.today()
    enrolment = enrolled.required(ctx)
    asked = weekly.questions(which, ctx.library.plan(enrolment.plan).automation.checkin_asks)
    entry = entries.get(ctx.store, enrolment.plan, day, which.value)
    draft = drafts.get(ctx.store, drafts.key_of(enrolment.plan, day, which.value))
    newest = draft or entry
    answers = weekly.read(newest.text) if newest else {}
    lines = {question: answers.get(question, "") for question in asked} | answers
    return Sheet(which, day, tuple(lines.items()), skipped=entry is not None and not entry.text)


def save(ctx: Context, which: Opening, answers: Sequence[str], on: date | None = None) -> Sheet:
    """Answer the questions in their order; an empty answer leaves what stands there.

    Raises:
        UsageError: there are more answers than questions, or none at all.
    """
    before = sheet(ctx, which, on)
    if len(answers) > len(before.lines):
        raise UsageError(f"there are {len(before.lines)} questions; put an answer of several words in quotes")
    given = [*answers, *("" for _ in before.lines[len(answers) :])]
    lines = [(asked, new.strip() or old) for (asked, old), new in zip(before.lines, given, strict=True)]
    text = weekly.written(lines)
    if not text:
        raise UsageError("there is nothing to save; answer at least one question, or skip it with --skip")
    _keep(ctx, which, before.date, text)
    return sheet(ctx, which, before.date)


def keep_draft(ctx: Context, which: Opening, answers: Sequence[str], on: date | None = None) -> None:
    """Keep the answers typed so far, one for each question; call it within a second of a keypress."""
    before = sheet(ctx, which, on)
    pairs = zip((question for question, _ in before.lines), answers, strict=True)
    key = drafts.key_of(enrolled.required(ctx).plan, before.date, which.value)
    drafts.save(ctx.store, ctx.moment(), key, weekly.written(pairs))


def skip(ctx: Context, which: Opening, on: date | None = None) -> Sheet:
    """Go without on that day; what was written stays."""
    before = sheet(ctx, which, on)
    if not before.written:
        _keep(ctx, which, before.date, "")
    return sheet(ctx, which, before.date)


def _keep(ctx: Context, which: Opening, day: date, text: str) -> None:
    entries.save(ctx.store, ctx.moment(), enrolled.required(ctx).plan, day, which.value, text)
