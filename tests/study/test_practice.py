"""The list of exercises, hints one at a time, the reference when it is earned or given up."""

from datetime import date

import pytest
from tests.study.conftest import REFERENCE

from studytui.domain.exercise import ExerciseState
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.errors import UsageError
from studytui.store import attempts
from studytui.study import plans, practice
from studytui.study.context import Context

SANDBOX = SandboxReport(SandboxLevel.LIMITED)


def attempt(ctx: Context, *, accepted: bool) -> Report:
    """Record a run of softmax; its report."""
    verdict = Verdict.ACCEPTED if accepted else Verdict.WRONG_ANSWER
    report = Report("softmax", verdict, 4 if accepted else 1, 4, 1, 1.0, True, SANDBOX, (), "")
    attempts.add(ctx.store, ctx.moment(), b"", report)
    return report


def test_cards_show_every_exercise_and_how_it_stands(ctx: Context) -> None:
    """One is tried, the other new."""
    attempt(ctx, accepted=False)
    first, second = practice.cards(ctx)
    assert (first.id, first.state, first.best, first.max_score, first.attempts) == (
        "softmax",
        ExerciseState.TRIED,
        1,
        4,
        1,
    )
    assert (second.id, second.state, second.best, second.max_score, second.attempts) == (
        "k-means",
        ExerciseState.NEW,
        None,
        None,
        0,
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [("", ["softmax", "k-means"]), ("MEANS", ["k-means"]), ("k basics", ["k-means"]), ("soft k-m", [])],
)
def test_search_wants_every_word(ctx: Context, text: str, found: list[str]) -> None:
    """In id, title or track, in any case."""
    assert [card.id for card in practice.cards(ctx, text=text)] == found


def test_cards_of_a_track_and_of_a_week(ctx: Context) -> None:
    """A week's exercises are those the plan names and the library has."""
    plans.use(ctx, "small", date(2026, 11, 23))
    assert [card.id for card in practice.cards(ctx, week=2)] == ["k-means"]
    assert [card.id for card in practice.cards(ctx, track="basics", week=1)] == ["softmax"]
    assert practice.cards(ctx, track="elsewhere") == ()


@pytest.mark.parametrize("week", [0, 4, -1])
def test_a_week_that_is_not_there_is_refused(ctx: Context, week: int) -> None:
    """The sentence names the weeks there are."""
    plans.use(ctx, "small", date(2026, 11, 23))
    with pytest.raises(UsageError, match="1 to 3"):
        practice.cards(ctx, week=week)


def test_hints_come_one_at_a_time_and_are_remembered(ctx: Context, second_window: Context) -> None:
    """Each is shown once as new; all seen ones can be read again; after the last there is none."""
    first = practice.hint(ctx, "softmax")
    assert first == practice.HintView(1, 2, "Subtract something")
    second = practice.hint(second_window, "softmax")
    assert second == practice.HintView(2, 2, "Subtract the maximum")
    assert practice.hint(ctx, "softmax") is None
    assert practice.hints_seen(ctx, "softmax") == (first, second)
    assert practice.standing(ctx, "softmax").hints == 2


def test_an_exercise_without_hints_gives_none(ctx: Context) -> None:
    """Nothing is recorded then."""
    assert practice.hint(ctx, "k-means") is None
    assert practice.hints_seen(ctx, "k-means") == ()


def test_the_reference_opens_on_acceptance(ctx: Context) -> None:
    """Before it the sentence says how to give up; afterwards nothing is recorded as given up."""
    attempt(ctx, accepted=False)
    for read in (practice.reference, practice.notes):
        with pytest.raises(UsageError, match="once your solution is accepted"):
            read(ctx, "softmax")
    attempt(ctx, accepted=True)
    assert practice.reference(ctx, "softmax", give_up=True) == REFERENCE.format(name="softmax")
    assert practice.notes(ctx, "softmax") == "Notes of softmax\n"
    assert not practice.standing(ctx, "softmax").gave_up


def test_giving_up_is_remembered(ctx: Context) -> None:
    """From then on reference and notes are open, and the standing says why."""
    assert practice.reference(ctx, "softmax", give_up=True) == REFERENCE.format(name="softmax")
    assert practice.reference(ctx, "softmax") == REFERENCE.format(name="softmax")
    assert practice.notes(ctx, "softmax") == "Notes of softmax\n"
    standing = practice.standing(ctx, "softmax")
    assert (standing.gave_up, standing.state) == (True, ExerciseState.NEW)


def test_history_and_the_last_report(ctx: Context) -> None:
    """Oldest attempt first; the newest one's report comes back whole."""
    assert (practice.history(ctx, "softmax"), practice.last_report(ctx, "softmax")) == ((), None)
    attempt(ctx, accepted=False)
    report = attempt(ctx, accepted=True)
    assert [run.score for run in practice.history(ctx, "softmax")] == [1, 4]
    assert practice.last_report(ctx, "softmax") == report


def test_an_unknown_exercise_is_refused(ctx: Context) -> None:
    """Whatever is asked of it."""
    for ask in (practice.hint, practice.history, practice.last_report, practice.notes, practice.reference):
        with pytest.raises(UsageError, match="no exercise nonsense"):
            ask(ctx, "nonsense")
