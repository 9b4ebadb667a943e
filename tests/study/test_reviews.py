"""Reviews as use cases: the cut file, what counts, what is kept, and what stays untouched."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

import pytest

from studytui.config import Config
from studytui.content.library import Library
from studytui.domain.exercise import ExerciseState
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.review import Rating
from studytui.errors import UsageError
from studytui.grading.engine import Engine
from studytui.store import attempts
from studytui.study import plans, practice, reviews
from studytui.study.context import Context
from studytui.study.grading import Outcome, grade
from studytui.study.today import today

MONDAY = date(2026, 11, 23)
SANDBOX = SandboxReport(SandboxLevel.STRONG)
CUT = "# reference of softmax\ndef softmax(x):\n    raise NotImplementedError\n"
RIGHT = "def softmax(x):\n    return shares(x)\n"


@dataclass
class Judge:
    """An engine that gives the verdict it was told to give."""

    verdict: Verdict = Verdict.ACCEPTED

    async def grade(self, files: object, _source: bytes, **_: object) -> Report:
        """One run."""
        name = files.exercise.id  # type: ignore[attr-defined]  # the files of an exercise
        return Report(
            name, self.verdict, 4 if self.verdict is Verdict.ACCEPTED else 1, 4, 7, 2.0, True, SANDBOX, (), ""
        )


@dataclass
class Desk:
    """A learner who has a study, a clock and a judge."""

    ctx: Context
    clock: list[datetime]

    def practise(self, name: str, *verdicts: Verdict) -> None:
        """Practice of an exercise, each run of another source."""
        for number, verdict in enumerate(verdicts):
            asyncio.run(grade(self.ctx, cast("Engine", Judge(verdict)), name, source=b"%d" % number))

    def rebuild(self, name: str, source: str, verdict: Verdict = Verdict.ACCEPTED) -> Outcome:
        """A graded run in a review."""
        run = reviews.grade(self.ctx, cast("Engine", Judge(verdict)), name, source=source.encode(), skip_unchanged=True)
        return asyncio.run(run)

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.clock[0] += timedelta(**time)

    def due(self) -> tuple[str, ...]:
        """What today asks for."""
        return reviews.due(self.ctx, self.ctx.today())


@pytest.fixture
def desk(ctx: Context, clock: list[datetime]) -> Desk:
    """The small plan since Monday, softmax accepted on that day."""
    plans.use(ctx, "small", MONDAY)
    made = Desk(ctx, clock)
    made.practise("softmax", Verdict.ACCEPTED)
    return made


def test_an_accepted_exercise_comes_back_on_a_study_day(desk: Desk) -> None:
    """Good at first, so due after two days: on Wednesday and until it is done, but never on a weekend."""
    assert desk.due() == ()
    desk.later(days=1)
    assert desk.due() == ()
    desk.later(days=1)
    assert desk.due() == ("softmax",) == today(desk.ctx).reviews_due
    desk.later(days=3)
    assert desk.due() == ()
    desk.later(days=2)
    assert desk.due() == ("softmax",)


def test_what_it_took_to_be_accepted_is_its_first_rating(desk: Desk) -> None:
    """Failed runs, hints and giving up before acceptance bring it back sooner; what came after counts for nothing."""
    wrong = Verdict.WRONG_ANSWER
    practice.reference(desk.ctx, "k-means", give_up=True)
    desk.practise("k-means", wrong, Verdict.COMPILE_ERROR, Verdict.ACCEPTED, wrong, wrong)
    weak, firm = sorted(reviews.cards(desk.ctx), key=lambda card: card.back)
    assert (weak.exercise, firm.exercise) == ("k-means", "softmax")
    assert weak.back == date(2026, 11, 24) < firm.back == date(2026, 11, 25)


def test_a_review_gives_all_but_the_core(desk: Desk) -> None:
    """The file holds the reference with its core cut out, apart from the solution."""
    found = reviews.begin(desk.ctx, "softmax")
    assert found.path == desk.ctx.paths.workspace / "reviews" / "basics" / "softmax.py"
    assert found.path.read_text() == CUT
    assert (found.core, found.before) == (("softmax",), False)


def test_only_what_is_accepted_and_has_a_core_is_reviewed(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anything else is refused in a sentence."""
    with pytest.raises(UsageError, match="k-means is not accepted yet"):
        reviews.begin(desk.ctx, "k-means")
    with pytest.raises(UsageError, match="no review of softmax is begun"):
        desk.rebuild("softmax", RIGHT)
    with pytest.raises(UsageError, match="no review of softmax is begun"):
        reviews.hint(desk.ctx, "softmax")
    monkeypatch.setattr(library, "reference", lambda _: "def softmax(x): ...\n")
    with pytest.raises(UsageError, match="marks no core"):
        reviews.begin(desk.ctx, "softmax")


def test_a_review_changes_nothing_of_practice(desk: Desk) -> None:
    """History, best score, state, last report and ticks are those of before, whatever the review's verdicts."""
    before = practice.standing(desk.ctx, "softmax"), practice.history(desk.ctx, "softmax"), today(desk.ctx).tasks
    reviews.begin(desk.ctx, "softmax")
    desk.rebuild("softmax", "worse", Verdict.WRONG_ANSWER)
    desk.rebuild("softmax", RIGHT)
    assert (practice.standing(desk.ctx, "softmax"), practice.history(desk.ctx, "softmax")) == before[:2]
    assert today(desk.ctx).tasks == before[2]
    assert practice.standing(desk.ctx, "softmax").state is ExerciseState.ACCEPTED
    assert len(reviews.history(desk.ctx, "softmax")) == 2
    assert len(attempts.between(desk.ctx.store, MONDAY, MONDAY)) == 1


def test_the_proposal_counts_failed_attempts_and_hints_only(desk: Desk) -> None:
    """The untouched cut, the same source twice, syntax errors and the time it takes are no failures."""
    reviews.begin(desk.ctx, "softmax")
    assert reviews.proposal(desk.ctx, "softmax") is None
    desk.rebuild("softmax", CUT, Verdict.RUNTIME_ERROR)
    desk.rebuild("softmax", "typo", Verdict.COMPILE_ERROR)
    for _ in range(3):
        desk.rebuild("softmax", "wrong", Verdict.WRONG_ANSWER)
    desk.later(hours=5)
    desk.rebuild("softmax", RIGHT)
    desk.rebuild("softmax", "afterwards", Verdict.WRONG_ANSWER)
    found = reviews.proposal(desk.ctx, "softmax")
    assert found is not None
    assert (found.rating, found.failed, found.hints, found.seconds) == (Rating.GOOD, 1, 0, 5 * 3600)
    assert found.reason == "1 failed attempt, no hints"


def test_hints_begin_anew_in_a_review_and_lower_the_rating(desk: Desk) -> None:
    """Hints seen in practice are not held against the review; those of the review are, and practice keeps its own."""
    practice.hint(desk.ctx, "softmax")
    reviews.begin(desk.ctx, "softmax")
    first = reviews.hint(desk.ctx, "softmax")
    assert first == practice.HintView(1, 2, "Subtract something")
    assert reviews.hints_seen(desk.ctx, "softmax") == (first,)
    desk.rebuild("softmax", RIGHT)
    found = reviews.proposal(desk.ctx, "softmax")
    assert found is not None
    assert found.rating is Rating.HARD
    reviews.hint(desk.ctx, "softmax")
    assert reviews.hint(desk.ctx, "softmax") is None
    assert len(practice.hints_seen(desk.ctx, "softmax")) == 1


def test_a_kept_rating_ends_the_review(desk: Desk) -> None:
    """It is kept once, with what was proposed beside it, and says on which study day the exercise comes back."""
    desk.later(days=2)
    reviews.begin(desk.ctx, "softmax")
    with pytest.raises(UsageError, match="not rebuilt yet"):
        reviews.rate(desk.ctx, "softmax")
    desk.rebuild("softmax", RIGHT)
    kept = reviews.rate(desk.ctx, "softmax", Rating.EASY)
    assert kept.rating is Rating.EASY
    assert kept.back.weekday() < 5
    assert desk.due() == ()
    with pytest.raises(UsageError, match="no review of softmax is begun"):
        reviews.rate(desk.ctx, "softmax")
    (note,) = reviews.between(desk.ctx, MONDAY, desk.ctx.today())
    assert (note.exercise, note.rating, note.failed, note.hints) == ("softmax", Rating.EASY, 0, 0)
    (card,) = reviews.cards(desk.ctx)
    assert (card.reviews, card.begun, card.back) == (1, False, kept.back)


def test_giving_up_is_rated_again(desk: Desk) -> None:
    """A core that could not be rebuilt comes back within days; one that was rebuilt cannot be given up."""
    reviews.begin(desk.ctx, "softmax")
    desk.rebuild("softmax", "wrong", Verdict.WRONG_ANSWER)
    kept = reviews.give_up(desk.ctx, "softmax")
    assert (kept.rating, kept.back) == (Rating.AGAIN, MONDAY + timedelta(days=1))
    reviews.begin(desk.ctx, "softmax")
    desk.rebuild("softmax", RIGHT)
    with pytest.raises(UsageError, match="is rebuilt"):
        reviews.give_up(desk.ctx, "softmax")


def test_an_interrupted_review_loses_nothing_and_rates_nothing(desk: Desk) -> None:
    """Days later the file, the failed attempts and the hints are there still, and the review goes on."""
    path = reviews.begin(desk.ctx, "softmax").path
    path.write_text("half of it\n")
    desk.rebuild("softmax", "half of it\n", Verdict.WRONG_ANSWER)
    reviews.hint(desk.ctx, "softmax")
    desk.ctx.close()
    desk.later(days=4)
    again = reviews.begin(desk.ctx, "softmax")
    assert (again.before, again.path.read_text()) == (True, "half of it\n")
    assert reviews.between(desk.ctx, MONDAY, desk.ctx.today()) == ()
    path.unlink()
    assert reviews.begin(desk.ctx, "softmax").path.read_text() == CUT
    desk.later(minutes=8)
    desk.rebuild("softmax", RIGHT)
    found = reviews.proposal(desk.ctx, "softmax")
    assert found is not None
    assert (found.failed, found.hints, round(found.seconds)) == (1, 1, 8 * 60)


def test_a_new_review_begins_with_the_cut_and_keeps_what_stood_there(desk: Desk) -> None:
    """What was written after the last rating and never graded is put aside; the last review's runs do not count."""
    path = reviews.begin(desk.ctx, "softmax").path
    desk.rebuild("softmax", RIGHT)
    reviews.rate(desk.ctx, "softmax")
    path.write_text("a thought\n")
    reviews.begin(desk.ctx, "softmax")
    assert path.read_text() == CUT
    assert [kept.read_text() for kept in desk.ctx.paths.kept.iterdir()] == ["a thought\n"]
    assert reviews.history(desk.ctx, "softmax") == ()
    assert not desk.rebuild("softmax", RIGHT).unchanged


def test_a_clock_set_back_during_a_review_loses_no_run(desk: Desk) -> None:
    """The run counts although the clock says it came before the review began."""
    reviews.begin(desk.ctx, "softmax")
    desk.later(hours=-3)
    desk.rebuild("softmax", RIGHT)
    assert reviews.rate(desk.ctx, "softmax").rating is Rating.GOOD
    assert len(reviews.between(desk.ctx, MONDAY, MONDAY)) == 1


def test_a_snoozed_one_waits_a_week_and_its_place_stays_free(desk: Desk) -> None:
    """No other moves up for it; resumed, it is there again."""
    desk.practise("k-means", Verdict.ACCEPTED)
    desk.ctx.config = Config(reviews=1)
    desk.later(days=2)
    (asked,) = desk.due()
    assert reviews.snooze(desk.ctx, asked) == MONDAY + timedelta(days=9)
    assert desk.due() == ()
    reviews.resume(desk.ctx, asked)
    assert desk.due() == (asked,)
    reviews.snooze(desk.ctx, asked)
    desk.later(days=5)
    assert desk.due() == tuple({"softmax", "k-means"} - {asked})


def test_a_retired_one_comes_back_only_when_resumed(desk: Desk) -> None:
    """Retiring takes no part of the log away, and its place in the week goes to another."""
    reviews.retire(desk.ctx, "softmax")
    desk.later(days=28)
    assert desk.due() == ()
    assert reviews.at_risk(desk.ctx) == ()
    assert [card.retired for card in reviews.cards(desk.ctx)] == [True]
    reviews.resume(desk.ctx, "softmax")
    assert desk.due() == ("softmax",)
    assert [card.exercise for card in reviews.at_risk(desk.ctx)] == ["softmax"]


def test_none_a_week_is_a_setting_too(desk: Desk) -> None:
    """With `reviews = 0` nothing is ever asked for."""
    desk.later(days=7)
    assert desk.due() == ("softmax",)
    desk.ctx.config = Config(reviews=0)
    assert desk.due() == ()


def test_retention_is_told_by_track(desk: Desk) -> None:
    """Reviews that went, those that did not, and how much is likely still there."""
    desk.later(days=2)
    for rating in (Rating.GOOD, Rating.AGAIN):
        reviews.begin(desk.ctx, "softmax")
        desk.rebuild("softmax", RIGHT)
        reviews.rate(desk.ctx, "softmax", rating)
    (track,) = reviews.retention(desk.ctx)
    assert (track.track, track.cards, track.reviews, track.recalled, track.likely) == ("basics", 1, 2, 1, 1.0)


def test_the_cards_are_laid_anew_from_the_log(desk: Desk) -> None:
    """Whatever the derived table held, a rebuild gives the same; a card that lacks is laid when it is asked for."""
    desk.practise("k-means", Verdict.WRONG_ANSWER, Verdict.ACCEPTED)
    desk.later(days=3)
    reviews.begin(desk.ctx, "softmax")
    desk.rebuild("softmax", RIGHT)
    reviews.rate(desk.ctx, "softmax", Rating.HARD)
    reviews.snooze(desk.ctx, "k-means")
    reviews.begin(desk.ctx, "softmax")
    rows = [tuple(row) for row in desk.ctx.store.rows("SELECT * FROM review_standing ORDER BY item")]
    desk.ctx.store.run("UPDATE review_standing SET stability = 1, snoozed_until = NULL, begun_at = NULL")
    reviews.rebuild(desk.ctx)
    assert [tuple(row) for row in desk.ctx.store.rows("SELECT * FROM review_standing ORDER BY item")] == rows
    desk.ctx.store.run("DELETE FROM review_standing")
    assert len(reviews.cards(desk.ctx)) == 2
    assert [tuple(row) for row in desk.ctx.store.rows("SELECT * FROM review_standing ORDER BY item")] == rows
