"""Exercises: list, show, hint, reference, edit."""

from __future__ import annotations

import click

from studytui.cli import failure
from studytui.cli.opened import opened
from studytui.cli.options import exercise_argument, json_option
from studytui.cli.output import complain, say, say_json
from studytui.errors import UsageError
from studytui.study import practice


@click.command("list")
@click.option("--track", metavar="T", help="Only that track.")
@click.option("--week", type=int, metavar="N", help="Only what serves that week of your plan.")
@click.option("--search", "text", default="", metavar="TEXT", help="Only those with TEXT in id or title.")
@json_option
def list_command(track: str | None, week: int | None, text: str, as_json: bool) -> int:
    """List the exercises and how far you are with each."""
    with opened() as ctx:
        cards = practice.cards(ctx, track=track, week=week, text=text)
        if track is not None and not cards:
            _known_track(track, {exercise.track for exercise in ctx.library.exercises()})
    if as_json:
        say_json({"exercises": [_card_shape(card) for card in cards]})
        return 0
    width = max((len(card.id) for card in cards), default=0)
    for card in cards:
        score = f"{card.best}/{card.max_score}" if card.best is not None else ""
        say(f"{card.state.value:<9}{score:>7}  {card.id:<{width}}  {card.title}  ({card.track}, {card.minutes} min)")
    if not cards:
        say("No exercise fits.")
    return 0


def _known_track(track: str, known: set[str]) -> None:
    if track not in known:
        raise UsageError(f"there is no track `{track}`; the tracks are {', '.join(sorted(known)) or 'none yet'}")


def _card_shape(card: practice.ExerciseCard) -> dict[str, object]:
    return {
        "id": card.id,
        "title": card.title,
        "track": card.track,
        "backend": card.backend.value,
        "difficulty": card.difficulty,
        "minutes": card.minutes,
        "state": card.state.value,
        "best": card.best,
        "max_score": card.max_score,
        "attempts": card.attempts,
    }


@click.command("show")
@exercise_argument
@click.option("--notes", is_flag=True, help="The author's notes instead, once your solution is accepted.")
def show_command(exercise: str, notes: bool) -> int:
    """Print an exercise's task, as the Markdown its author wrote."""
    with opened() as ctx:
        if notes:
            say(practice.notes(ctx, exercise))
            return 0
        found = ctx.library.exercise(exercise)
        say(f"{found.id}  {found.track}, {found.backend.value}, {found.minutes} minutes, {found.difficulty} of 5\n")
        say(ctx.library.prompt(found).rstrip("\n"))
    return 0


@click.command("hint")
@exercise_argument
@click.option("--seen", is_flag=True, help="Repeat the hints you have seen; opens no new one.")
def hint_command(exercise: str, seen: bool) -> int:
    """Print the next hint, from a nudge to nearly the answer."""
    with opened() as ctx:
        if seen:
            hints = practice.hints_seen(ctx, exercise)
            for hint in hints:
                say(f"Hint {hint.number} of {hint.total}: {hint.text}")
            if not hints:
                say("No hint seen yet.")
            return 0
        found = practice.hint(ctx, exercise)
        if found is None:
            say(f"You have seen every hint; `studytui reference {exercise} --give-up` shows the answer.")
        else:
            say(f"Hint {found.number} of {found.total}: {found.text}")
    return 0


@click.command("reference")
@exercise_argument
@click.option("--give-up", is_flag=True, help="See it before your solution is accepted; that is remembered.")
def reference_command(exercise: str, give_up: bool) -> int:
    """Print the author's own right answer, once your solution is accepted."""
    with opened() as ctx:
        say(practice.reference(ctx, exercise, give_up=give_up).rstrip("\n"))
    return 0


@click.command("edit")
@exercise_argument
def edit_command(exercise: str) -> int:
    """Open your solution in $VISUAL or $EDITOR; it is created once, from the starter."""
    from studytui.study import editor

    with opened() as ctx:
        path = practice.solution_path(ctx, exercise)
        command = editor.command(ctx, path)
    code = editor.run(command)
    if code != 0:
        complain(f"studytui: {command[0]} ended with code {code}; your solution is at {path}")
    return failure.FELL_SHORT if code else failure.OK
