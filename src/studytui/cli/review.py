"""`studytui review`: what is due again, and one review from its cut file to its rating."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from studytui.cli import failure
from studytui.cli.opened import opened
from studytui.cli.options import consent_option, json_option, maybe_exercise_argument
from studytui.cli.output import complain, say, say_json
from studytui.cli.review_text import card_line, card_shape
from studytui.domain.review import MINUTES, Rating
from studytui.errors import UsageError
from studytui.study import reviews

if TYPE_CHECKING:
    from studytui.study.context import Context
    from studytui.study.grading import Outcome
    from studytui.study.reviews import Kept, Proposal

PROPOSED = "proposed"
RATINGS = {rating.word: rating for rating in Rating} | {str(int(rating)): rating for rating in Rating}

RATE_HELP = "Keep a rating: proposed, again, hard, good or easy, or 1 to 4; with --grade once it is accepted."


@click.command("review")
@maybe_exercise_argument
@click.option("--grade", is_flag=True, help="Grade the rebuilt core.")
@click.option("--hint", is_flag=True, help="The next hint; it lowers the rating.")
@click.option("--give-up", is_flag=True, help="Show the reference; rated again.")
@click.option("--snooze", is_flag=True, help="Let it wait a week.")
@click.option("--retire", is_flag=True, help="Let it come back no more.")
@click.option("--resume", is_flag=True, help="Take back that it was snoozed or retired.")
@click.option("--rate", metavar="RATING", type=click.Choice([PROPOSED, *RATINGS]), help=RATE_HELP)
@click.option("--all", "whole", is_flag=True, help="Every exercise that may come back, the most at risk first.")
@consent_option
@json_option
def review_command(
    exercise: str | None, rate: str | None, whole: bool, agreed: bool, as_json: bool, **flags: bool
) -> int:
    """Print what is due again; with ID write its cut file, to rebuild its core in about ten minutes.

    With --grade ends with 0 when the core is accepted and 1 when it is not. The rating that is then proposed comes from
    failed attempts and hints; nothing is kept until you say which.
    """
    given = [name.replace("_", "-") for name, on in flags.items() if on]
    doing = given[0] if given else None
    if len(given) > 1 or (rate and doing not in (None, "grade")):
        raise UsageError(f"--{given[0]} and --{given[1] if len(given) > 1 else 'rate'} do not go together")
    with opened() as ctx:
        if exercise is None:
            if doing or rate:
                raise UsageError("name the exercise, as in `studytui review la-pca-svd --grade`")
            return _list(ctx, whole=whole, as_json=as_json)
        if whole or as_json:
            raise UsageError("--all and --json list the reviews; leave the exercise out")
        if doing == "grade":
            return _grade(ctx, exercise, rate, agreed=agreed)
        if rate:
            _kept(reviews.rate(ctx, exercise, RATINGS.get(rate)))
            return failure.OK
        return _do(ctx, exercise, doing)


def _do(ctx: Context, exercise: str, doing: str | None) -> int:
    """What needs no grading."""
    match doing:
        case "hint":
            hint = reviews.hint(ctx, exercise)
            say(f"Hint {hint.number} of {hint.total}: {hint.text}" if hint else "No more hints.")
        case "give-up":
            kept = reviews.give_up(ctx, exercise)
            say(ctx.library.reference(ctx.library.exercise(exercise)).rstrip("\n"))
            _kept(kept)
        case "snooze":
            say(f"Snoozed until {reviews.snooze(ctx, exercise).isoformat()}.")
        case "retire":
            reviews.retire(ctx, exercise)
            say(f"Retired; `studytui review {exercise} --resume` has it back.")
        case "resume":
            reviews.resume(ctx, exercise)
            say("It comes back as before.")
        case _:
            found = reviews.begin(ctx, exercise)
            say(str(found.path))
            state = "begun earlier, as you left it" if found.before else f"rebuild {', '.join(found.core)}"
            complain(f"{MINUTES} minutes, {state}; `studytui review {exercise} --grade` grades it")
    return failure.OK


def _grade(ctx: Context, exercise: str, rate: str | None, *, agreed: bool) -> int:
    from studytui.cli.grade import print_rest

    outcome = asyncio.run(_run(ctx, exercise, agreed=agreed))
    print_rest(outcome, reviews.location(ctx, ctx.library.exercise(exercise)))
    if outcome.lost:
        return failure.DATA
    if not outcome.report.accepted:
        return failure.FELL_SHORT
    found = reviews.proposal(ctx, exercise)
    if found is not None:
        chosen = RATINGS.get(rate, found.rating) if rate else _ask(found)
        if chosen is None:
            say(f"Proposed: {found.rating.word} ({found.reason}).")
            say(f"`studytui review {exercise} --rate proposed` keeps it; again, hard, good or easy keeps another.")
        else:
            _kept(reviews.rate(ctx, exercise, chosen))
    return failure.OK


async def _run(ctx: Context, exercise: str, *, agreed: bool) -> Outcome:
    from studytui.cli.grade import print_event
    from studytui.grading.engine import Engine

    async with Engine() as engine:
        return await reviews.grade(ctx, engine, exercise, on_event=print_event, agreed=agreed)


def _ask(found: Proposal) -> Rating | None:
    """The rating that a person at the terminal keeps; None where nobody is there."""
    from studytui.cli.asking import can_ask

    if not can_ask():
        return None
    question = f"Rating ({found.reason}); 1 again, 2 hard, 3 good, 4 easy"
    answer = click.prompt(question, default=str(int(found.rating)), type=click.Choice(list("1234")), err=True)
    return Rating(int(answer))


def _kept(kept: Kept) -> None:
    say(f"Kept as {kept.rating.word}; it may come back on {kept.back.isoformat()}.")


def _list(ctx: Context, *, whole: bool, as_json: bool) -> int:
    due = reviews.due(ctx, ctx.today())
    cards = {card.exercise: card for card in reviews.cards(ctx)}
    shown = list(cards.values()) if whole else [cards[name] for name in due]
    if as_json:
        say_json({"due": list(due), "reviews": [card_shape(card) for card in shown]})
        return failure.OK
    for card in shown:
        say(card_line(card) if whole else f"Review  {card.title}  {MINUTES} min  ({card.exercise})")
    if not shown:
        say("Nothing has been accepted yet." if whole else "Nothing is due.")
    return failure.OK
