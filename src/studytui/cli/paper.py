"""Paper notes from the shell, and the questions they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from studytui.cli.opened import opened
from studytui.cli.options import json_option
from studytui.cli.output import say, say_json
from studytui.domain.paper import PAPER_FIELDS
from studytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.paper import PaperNote, QuestionAnswer
    from studytui.study.context import Context

_note = click.argument("note")
_number = click.argument("number", type=click.IntRange(1))
_LABELS = {name: label for name, label, _ in PAPER_FIELDS}


def _texts(command: Callable[..., int]) -> Callable[..., int]:
    """The options that take the texts of a note."""
    for name, option, text in (
        ("question", "--question", "What it leaves open; may be given several times."),
        ("figure", "--figure", "One figure of it in words."),
        ("change_mind", "--change-mind", "What would change your mind."),
        ("evidence", "--evidence", "On what evidence."),
        ("claim", "--claim", "What it claims."),
        ("link", "--link", "Where it is."),
    ):
        command = click.option(option, name, metavar="TEXT", multiple=name == "question", help=text)(command)
    return command


@click.group("paper", invoke_without_command=True)
@json_option
@click.pass_context
def paper_command(called: click.Context, as_json: bool) -> None:
    """Your paper notes, the newest first. A NOTE is its id, the beginning of it, or words of its title."""
    if called.invoked_subcommand is not None:
        return
    from studytui.study import papers

    with opened() as ctx:
        notes = papers.every(ctx)
        shapes = [_shape(note, papers.questions(ctx, note)) for note in notes] if as_json else []
    if as_json:
        say_json({"papers": shapes})
        return
    for note in notes:
        say(f"{note.about.isoformat()}  {note.headline}  ({note.id[:8]})")
    if not notes:
        say("No paper notes yet; `studytui paper new TITLE` begins one.")


@paper_command.command("new")
@click.argument("title")
@_texts
def new(title: str, **texts: Any) -> int:
    """Begin a note about a paper of that TITLE."""
    return _write({"title": title, **_given(texts)}, None)


@paper_command.command("edit")
@_note
@click.option("--title", metavar="TEXT", help="Another title.")
@_texts
def edit(note: str, title: str | None, **texts: Any) -> int:
    """Change texts of a NOTE; what is not given stays, and a question is added to those that it has."""
    given = _given({"title": title, **texts})
    if not given:
        raise UsageError("say what is to change, for example `--claim TEXT`; see `studytui paper edit --help`")
    return _write(given, note)


@paper_command.command("show")
@_note
@json_option
def show(note: str, as_json: bool) -> int:
    """Print a NOTE with what became of its questions."""
    from studytui.study import papers

    with opened() as ctx:
        found = papers.find(ctx, note)
        asked = papers.questions(ctx, found)
    if as_json:
        say_json(_shape(found, asked))
        return 0
    say(f"# {found.headline}\n\n{found.about.isoformat()}  ({found.id[:8]})")
    for name, text in found.fields.items():
        if text.strip() and name not in ("title", "questions"):
            say(f"\n## {_LABELS[name]}\n\n{text.strip()}")
    if asked:
        say(f"\n## {_LABELS['questions']}\n")
    for number, (question, said) in enumerate(asked, start=1):
        say(f"{number}. {question}  ({_word(said)})")
        if said and said.answer:
            say(f"   {said.answer}")
    return 0


@paper_command.command("drop")
@_note
@click.option("--undo", is_flag=True, help="Have a note back that was let go.")
def drop(note: str, undo: bool) -> int:
    """Let a NOTE go."""
    from studytui.study import papers

    with opened() as ctx:
        found = papers.find(ctx, note, dropped=undo)
        (papers.restore if undo else papers.drop)(ctx, found)
    say(f"{'Back again' if undo else 'Let go'}: {found.headline}")
    return 0


@paper_command.command("questions")
@json_option
def questions(as_json: bool) -> int:
    """Print every question that is open, with the note it stands in and its number there."""
    from studytui.study import papers

    with opened() as ctx:
        found = papers.open_questions(ctx)
    if as_json:
        rows = [{"note": item.note, "paper": item.paper, "number": item.number, "question": item.question,
                 "date": item.about.isoformat()} for item in found]  # fmt: skip
        say_json({"questions": rows})
        return 0
    for item in found:
        say(f"{item.question}  ({item.paper}: {item.note[:8]} {item.number})")
    if not found:
        say("No question is open.")
    return 0


@paper_command.command("answer")
@_note
@_number
@click.argument("text")
def answer(note: str, number: int, text: str) -> int:
    """Answer question NUMBER of a NOTE."""
    return _settle(note, number, text)


@paper_command.command("close")
@_note
@_number
def close(note: str, number: int) -> int:
    """Close question NUMBER of a NOTE without an answer."""
    return _settle(note, number, "")


@paper_command.command("reopen")
@_note
@_number
def reopen(note: str, number: int) -> int:
    """Ask question NUMBER of a NOTE again."""
    return _settle(note, number, None)


def _settle(name: str, number: int, text: str | None) -> int:
    """Answer or close a question; open it again where there is no text."""
    from studytui.study import papers

    with opened() as ctx:
        note, question = _question(ctx, name, number)
        if text is None:
            papers.reopen(ctx, note.id, question)
        else:
            papers.answer(ctx, note.id, question, text)
        said = dict(papers.questions(ctx, note))[question]
    say(f"{question}  ({_word(said)})")
    return 0


def _question(ctx: Context, name: str, number: int) -> tuple[PaperNote, str]:
    from studytui.study import papers

    note = papers.find(ctx, name)
    if number > len(note.asked):
        raise UsageError(f"{note.headline} has {len(note.asked)} questions; `studytui paper show` numbers them")
    return note, note.asked[number - 1]


def _write(texts: dict[str, str], name: str | None) -> int:
    from studytui.study import papers

    with opened() as ctx:
        note = papers.write(ctx, texts, name)
    say(f"Saved: {note.headline}  ({note.id[:8]})")
    return 0


def _given(texts: dict[str, Any]) -> dict[str, str]:
    """What was given; several questions are a line each."""
    asked = texts.pop("question")
    given = {name: text for name, text in texts.items() if text is not None}
    return {**given, "questions": "\n".join(asked)} if asked else given


def _word(said: QuestionAnswer | None) -> str:
    if said is None or not said.closed:
        return "open"
    return "answered" if said.answer else "closed"


def _shape(note: PaperNote, asked: tuple[tuple[str, QuestionAnswer | None], ...]) -> dict[str, object]:
    texts = {name: text for name, text in note.fields.items() if name != "questions"}
    shapes = [
        {"question": question, "state": _word(said), "answer": said.answer if said else ""} for question, said in asked
    ]
    return {"id": note.id, "date": note.about.isoformat(), **texts, "questions": shapes}
