"""Tuesday's paper notes, and the questions they leave open for Thursday."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studytui.domain.links import fault_of_link
from studytui.domain.paper import OpenQuestion, PaperNote, QuestionAnswer
from studytui.errors import UsageError
from studytui.store import drafts, papers
from studytui.store.database import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studytui.domain.entry import Draft
    from studytui.study.context import Context

LONGEST_TEXT = 20_000


def every(ctx: Context) -> tuple[PaperNote, ...]:
    """All notes, the newest first; what was typed and not saved is newer than what was saved."""
    typed = {draft.key.removeprefix(papers.PREFIX): draft for draft in drafts.beginning(ctx.store, papers.PREFIX)}
    saved = {note.id: note for note in papers.every(ctx.store)}
    notes = [_laid_over(ctx, saved.get(name), typed.get(name), name) for name in {**typed, **saved}]
    return tuple(sorted(notes, key=lambda note: (note.about, note.headline), reverse=True))


def between(ctx: Context, first: date, last: date) -> tuple[PaperNote, ...]:
    """The notes begun on those days, first and last included, the oldest first."""
    saved = {note.id: note for note in papers.between(ctx.store, first, last)}
    for draft in drafts.beginning(ctx.store, papers.PREFIX):
        name = draft.key.removeprefix(papers.PREFIX)
        saved[name] = _laid_over(ctx, saved.get(name) or papers.newest(ctx.store, name), draft, name)
    notes = (note for note in saved.values() if first <= note.about <= last)
    return tuple(sorted(notes, key=lambda note: (note.about, note.headline)))


def find(ctx: Context, name: str, *, dropped: bool = False) -> PaperNote:
    """A note by its id, the beginning of its id, or words of its headline; of those let go if so wanted.

    Raises:
        UsageError: none fits, or several do.
    """
    notes = papers.let_go(ctx.store) if dropped else every(ctx)
    whole = [note for note in notes if note.id == name]
    short = [note for note in notes if note.id.startswith(name)] if len(name) >= 4 else []
    words = [note for note in notes if name.casefold() in note.headline.casefold()]
    found = whole or short or words
    if not found or not name.strip():
        if dropped:
            raise UsageError(f"no paper note {name!r} was let go; name it by its id or words of its title")
        raise UsageError(f"there is no paper note {name!r}; `studytui paper` lists them")
    if len(found) > 1:
        several = ", ".join(f"{note.id[:8]} ({note.headline})" for note in found[:5])
        raise UsageError(f"{name!r} fits several paper notes: {several}; name one by its id")
    return found[0]


def begin(ctx: Context) -> PaperNote:
    """A new note about something read today, not kept until something is written in it."""
    return PaperNote(new_id(), ctx.today())


def keep_draft(ctx: Context, note: PaperNote) -> None:
    """Keep what has been typed so far; call it within a second of a keypress."""
    text = json.dumps({"about": note.about.isoformat(), **note.fields}, ensure_ascii=False)
    drafts.save(ctx.store, ctx.moment(), papers.draft_key(note.id), text)


def has_draft(ctx: Context, note: PaperNote) -> bool:
    """Whether something typed in a note was never saved: the program was killed."""
    return drafts.get(ctx.store, papers.draft_key(note.id)) is not None


def save(ctx: Context, note: PaperNote) -> PaperNote:
    """Save a note as a new version; the same texts again add none, and one never filled in leaves nothing behind.

    Raises:
        UsageError: a text is too long.
    """
    for name, text in note.fields.items():
        if len(text) > LONGEST_TEXT:
            raise UsageError(f"the {name.replace('_', ' ')} of a paper note has at most {LONGEST_TEXT} characters")
    if note.empty and papers.newest(ctx.store, note.id) is None:
        drafts.drop(ctx.store, papers.draft_key(note.id))
        return note
    return papers.save(ctx.store, ctx.moment(), note)


def write(ctx: Context, texts: Mapping[str, str], name: str | None = None) -> PaperNote:
    """Make a note of those texts, or change them in the one that is named, whose questions are added to.

    Raises:
        UsageError: there is no such note, nothing to write, or its link is none that a reader may have.
    """
    before = find(ctx, name) if name is not None else begin(ctx)
    asked = "\n".join(filter(None, (before.questions.rstrip("\n"), texts.get("questions"))))
    note = before.with_fields({**texts, "questions": asked})
    if note.empty:
        raise UsageError("a paper note without a word is none; give it a title at least")
    if texts.get("link", "").strip() and (fault := fault_of_link(note.link)):
        raise UsageError(f"{note.link} {fault}")
    return save(ctx, note)


def drop(ctx: Context, note: PaperNote) -> None:
    """Let a note go; its questions are asked no more."""
    papers.drop(ctx.store, ctx.moment(), note)


def restore(ctx: Context, note: PaperNote) -> PaperNote:
    """Have a note back that was let go."""
    return papers.save(ctx.store, ctx.moment(), note)


def questions(ctx: Context, note: PaperNote) -> tuple[tuple[str, QuestionAnswer | None], ...]:
    """The questions of a note, each with the last word on it."""
    said = papers.answers(ctx.store, (note.id,))
    return tuple((question, said.get((note.id, question))) for question in note.asked)


def open_questions(ctx: Context, since: date | None = None) -> tuple[OpenQuestion, ...]:
    """The questions that are neither answered nor closed, the newest paper's first; of notes begun since that day."""
    notes = papers.asking(ctx.store, since)
    said = papers.answers(ctx.store, [note.id for note in notes])
    return tuple(
        OpenQuestion(note.id, note.headline, question, note.about, number)
        for note in notes
        for number, question in enumerate(note.asked, start=1)
        if (note.id, question) not in said or not said[note.id, question].closed
    )


def answer(ctx: Context, note: str, question: str, text: str) -> None:
    """Answer a question of a note, which closes it; without a text it is closed all the same.

    Raises:
        UsageError: the note has no such question, or the answer is too long.
    """
    _check(ctx, note, question)
    line = text.strip()
    if len(line) > LONGEST_TEXT:
        raise UsageError(f"an answer has at most {LONGEST_TEXT} characters")
    papers.answer(ctx.store, ctx.moment(), note, question, line, closed=True)


def reopen(ctx: Context, note: str, question: str) -> None:
    """Ask a question again; the answer it had stays beside it."""
    _check(ctx, note, question)
    said = papers.answers(ctx.store, (note,)).get((note, question))
    papers.answer(ctx.store, ctx.moment(), note, question, said.answer if said else "", closed=False)


def _check(ctx: Context, note: str, question: str) -> None:
    found = papers.newest(ctx.store, note)
    if found is None or question not in found.asked:
        raise UsageError("that question is no longer in its paper note; `studytui paper questions` shows those open")


def _laid_over(ctx: Context, saved: PaperNote | None, draft: Draft | None, name: str) -> PaperNote:
    """A note with what was typed in it since."""
    note = saved or PaperNote(name, ctx.today())
    if draft is None:
        return note
    typed: dict[str, str] = json.loads(draft.text)
    if saved is None:
        from datetime import date

        note = PaperNote(name, date.fromisoformat(typed["about"]))
    return note.with_fields(typed)
