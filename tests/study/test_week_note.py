"""A whole Friday: a week with everything in it, exported, committed; the plans, the checkpoint and the year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.journal.repositories import apart, committed, git, repository
from tests.study.conftest import week
from tests.study.rich import with_plans

from studytui.domain.checklist import Mark
from studytui.domain.plan import Plan
from studytui.domain.reading import ReadingState
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.unit import Phase, UnitKind
from studytui.domain.weekly import Opening
from studytui.errors import MissingError, UsageError
from studytui.frozen import replace as frozen_replace
from studytui.store import attempts
from studytui.store import evidence as kept
from studytui.study import (
    assessing,
    evidence,
    experiment_take,
    experiments,
    export,
    friday,
    goals,
    lesson,
    notes,
    papers,
    plans,
    publish,
    readings,
    solutions,
    weekly,
    year,
)
from studytui.study import clock as session_clock
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)
CODE = "def softmax(x):\n    shifted = x - x.max()\n    return shifted\n"


def graded(ctx: Context, verdict: Verdict, score: int, source: str = CODE, exercise: str = "softmax") -> None:
    """Record a run."""
    report = Report(exercise, verdict, score, 4, 1, 1.0, True, SandboxReport(SandboxLevel.STRONG), (), "")
    attempts.add(ctx.store, ctx.moment(), source.encode(), report)


def tried(ctx: Context, folder: Path) -> str:
    """An experiment with a prediction and five seeded results from elsewhere."""
    record = experiments.new(ctx, "Shift or not", hypothesis="The shift costs nothing", prediction="acc 0.8..0.9 80%")
    path = folder / "results.csv"
    path.write_text("seed,acc\n" + "".join(f"{seed},0.8{seed}\n" for seed in range(5)), encoding="utf-8")
    experiment_take.take(ctx, record.id, path, metrics=["acc"], parameters=[])
    experiments.conclude(ctx, record.id, "Shift always")
    return record.id


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of the learner's."""
    apart(monkeypatch, tmp_path / "nobody")
    return repository(tmp_path / "tool")


@pytest.fixture
def full(ctx: Context, clock: list[datetime], project: Path, tmp_path: Path) -> Context:
    """A week with everything in it; now it is its Friday evening."""
    plans.use(ctx, "small", MONDAY)
    evidence.link(ctx, project)
    readings.mark(ctx, "W1/read", ReadingState.FINISHED, "Norms bound everything")
    notes.save(ctx, MONDAY, "notes", "Shift by the maximum\n\n# Private\nSECRET")
    clock[0] += timedelta(days=1)
    papers.write(ctx, {"title": "Softmax considered", "claim": "It is stable", "questions": "Is it?"})
    clock[0] += timedelta(days=1)
    session_clock.start(ctx)
    solutions.solution_path(ctx, "softmax")
    graded(ctx, Verdict.WRONG_ANSWER, 1)
    graded(ctx, Verdict.ACCEPTED, 4)
    clock[0] += HOUR
    session_clock.finish(ctx)
    committed(project, "loader.py", "Cut the copies", at="2026-11-25T08:30:00+00:00")
    committed(project, "late.py", "Made at night", at="2026-11-25T22:30:00+00:00")
    clock[0] += timedelta(days=1)
    tried(ctx, tmp_path)
    clock[0] += timedelta(days=1)
    weekly.save(ctx, Opening.REVIEW, ("The note, on the site", "Scale first", "Profile the loader"))
    return ctx


def test_a_week_with_everything_says_so_in_order(full: Context) -> None:
    """Shipped, lesson, days, built with code and commits, experiment with plot, read, next, the small last line."""
    evidence.add_link(full, 1, "https://github.com/l/tool/pull/3", "The loader")
    lesson.save(full, 1, "Scale first.\n\n# Private\nSECRET")
    done = export.export_week(full, 1)
    text = done.path.read_text(encoding="utf-8")
    sought = [
        "**Shipped:** A note 1",
        "\n\nThe note, on the site",
        "## Lesson\n\nScale first.",
        "**Notes:** Shift by the maximum",
        "accepted, 2 attempts (1 → 4)",
        "      shifted = x - x.max()",
        ": Cut the copies",
        "[Pull request](https://github.com/l/tool/pull/3): The loader",
        "## Experiment\n\n### Shift or not",
        "**Predicted:** acc 0.8..0.9 80%",
        "**Got:** acc: 0.820 ± 0.016 (n=5)",
        "**Outcome:** confirmed: acc is 0.820",
        f"![Shift or not]({done.files[1].name})",
        "Run with seeds 0 to 4.",
        "- [Book](https://example.org/book): Norms bound everything",
        "- Softmax considered: It is stable",
        "- Profile the loader",
        "<sub>60 of 300 minutes · Mon 0, Tue 0, Wed 60, Thu 0, Fri 0 · building 100 % (70), reading 0 % (20)",
    ]
    places = [text.find(part) for part in sought]
    assert -1 not in places, sought[places.index(-1)]
    assert places == sorted(places)
    assert "SECRET" not in text
    assert "Made at night" not in text
    assert done.files[1].read_text(encoding="utf-8").startswith("<svg")
    again = export.export_week(full, 1)
    assert (again.changed, again.kept, again.files) == (False, (), done.files)


def test_a_picture_edited_by_hand_stays(full: Context) -> None:
    """It is named as kept; one that was deleted comes back."""
    picture = export.export_week(full, 1).files[1]
    mine = picture.read_text(encoding="utf-8").replace("<svg", "<svg id='mine'", 1)
    picture.write_text(mine, encoding="utf-8")
    assert export.export_week(full, 1).kept == (picture.name,)
    assert picture.read_text(encoding="utf-8") == mine
    picture.unlink()
    assert export.export_week(full, 1).changed
    assert picture.is_file()


def test_the_checklist_ticks_itself_from_evidence(full: Context) -> None:
    """Each mark by what shows it; the hand has the last word and can take it back."""
    items = {item.mark: item for item in friday.of_week(full, 1)}
    assert items[Mark.EXPERIMENT].why == "Shift or not, 5 seeds"
    assert items[Mark.IMPROVEMENT].why == "softmax: 1 → 4 of 4"
    assert items[Mark.LESSON].why == "Scale first"
    assert not items[Mark.ARTEFACT].done
    export.export_week(full, 1)
    assert not friday.of_week(full, 1)[3].done, "the export ticks the week by its date, which shows nothing"
    evidence.add_link(full, 1, "https://asciinema.org/a/1")
    assert friday.of_week(full, 1)[3].why == "Demo: https://asciinema.org/a/1"
    friday.tick(full, 1, Mark.LESSON, done=False)
    assert not friday.of_week(full, 1)[2].done
    assert "friday/1/lesson" not in goals.vanished(full)
    friday.tick(full, 1, Mark.LESSON, done=True)
    assert "friday/1/lesson" not in goals.vanished(full)
    with pytest.raises(UsageError, match="experiment, improvement, lesson, artefact"):
        friday.mark_of("badge")


def test_commits_become_evidence_once_and_stay(full: Context, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Amended they replace themselves, dropped they stay away, and a repository that is gone takes nothing along."""
    export.export_week(full, 1)
    (one,) = evidence.of_week(full, 1)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2027-01-02T00:00:00+00:00")
    git(project, "rebase", "--quiet", "--root", "--exec", "true", "--force-rebase")
    enrolment = plans.required(full)
    assert evidence.collect(full, enrolment, 1) == ()
    (two,) = evidence.of_week(full, 1)
    assert (one.text, one.at) == (two.text, two.at)
    assert one.value != two.value
    project.rename(project.with_name("moved"))
    (trouble,) = evidence.collect(full, enrolment, 1)
    assert "is gone" in trouble
    assert evidence.of_week(full, 1) == (two,)
    project.with_name("moved").rename(project)
    evidence.drop(full, 1, two.value)
    evidence.collect(full, enrolment, 1)
    assert evidence.of_week(full, 1) == ()
    assert evidence.unlink(full, Path("tool")) == project
    with pytest.raises(UsageError, match="linked are: none"):
        evidence.unlink(full, Path("tool"))


def test_a_commit_seen_in_two_work_trees_is_one(full: Context, project: Path) -> None:
    """It is kept and listed by its number, whatever the folder is called; dropped it comes back from neither."""
    tree = project.with_name("branch")
    git(project, "worktree", "add", "--quiet", str(tree))
    evidence.link(full, tree)
    export.export_week(full, 1)
    (one,) = evidence.of_week(full, 1)
    assert one.text == "Cut the copies"
    evidence.drop(full, 1, one.value)
    evidence.collect(full, plans.required(full), 1)
    assert evidence.of_week(full, 1) == ()


def test_a_commit_that_two_machines_kept_is_shown_once(full: Context) -> None:
    """A clone in a folder of another name calls it by that, and the note lists it once."""
    evidence.collect(full, plans.required(full), 1)
    (one,) = evidence.of_week(full, 1)
    kept.add(full.store, full.moment(), "small", 1, frozen_replace(one, value=f"clone@{one.what}"))
    assert len(evidence.of_week(full, 1)) == 2
    assert export.preview(full, 1).count("Cut the copies") == 1


def test_items_are_assessed_with_evidence(ctx: Context) -> None:
    """Those a unit lists have their Friday rubrics in order; ticked with a commit or link they stand in the note."""
    unit = week(1, builds="softmax")
    friday_hour = replace(
        unit.days[4], tasks=tuple(replace(task, rubric=("Well done",)) for task in unit.days[4].tasks)
    )
    unit = replace(unit, days=(*unit.days[:4], friday_hour))
    listed = replace(unit, assess=("Unit tests", "Unit tests"), checklist=("On a branch",))
    plan = Plan("small", "The small plan", (Phase("p1", "First", (listed,)),), 1)
    made = with_plans(ctx, plan)
    plans.use(made, "small", MONDAY)
    names = [item.address for item in assessing.of_week(made, 1)]
    assert names == ["W1/assess/unit-tests", "W1/assess/unit-tests-2", "W1/assess/on-a-branch"]
    assert [item.rubric for item in assessing.of_week(made, 1)] == [("Well done",), ("Well done",), ()]
    evidence.add_link(made, 1, "https://github.com/l/tool/pull/3", "The suite", item=names[0])
    assert assessing.tick(made, 1, names[0], done=True).evidence[0].text == "The suite"
    assert "- Unit tests: The suite" in export.preview(made, 1)
    assert goals.vanished(made) == ()
    with pytest.raises(UsageError, match="its items are: W1/assess/unit-tests"):
        assessing.tick(made, 1, "W1/nope", done=True)
    made.close()
    plain = with_plans(ctx, replace(plan, phases=(Phase("p1", "First", (unit,)),)))
    assert [item.address for item in assessing.of_week(plain, 1)] == ["W1/ship", "W1/tell"]
    plain.close()


def test_each_plan_has_its_own_in_its_note(ctx: Context, clock: list[datetime]) -> None:
    """Sessions by their plan, attempts by session or by what they serve; what nothing tells apart stands in both."""
    plans.use(ctx, "small", MONDAY)
    session_clock.start(ctx)
    graded(ctx, Verdict.WRONG_ANSWER, 1, exercise="elsewhere")
    clock[0] += HOUR
    session_clock.finish(ctx, "small things")
    clock[0] += HOUR
    graded(ctx, Verdict.WRONG_ANSWER, 2)
    graded(ctx, Verdict.WRONG_ANSWER, 3, exercise="of-nobody")
    clock[0] += timedelta(days=1)
    papers.write(ctx, {"title": "Unplanned"})
    small = export.preview(ctx, 1)
    plans.use(ctx, "other", MONDAY)
    session_clock.start(ctx)
    papers.write(ctx, {"title": "Studied"})
    clock[0] += HOUR
    session_clock.finish(ctx, "other things")
    other = export.preview(ctx, 1)
    assert ("small things" in other, "other things" in other) == (False, True)
    assert ("`elsewhere`" in other, "`softmax`" in other, "`of-nobody`" in other) == (False, True, True)
    assert "60 of 150 minutes · Mon 0, Tue 60" in other
    plans.use(ctx, "small")
    again = export.preview(ctx, 1)
    assert ("`elsewhere`" in again, "`softmax`" in again, "`of-nobody`" in again) == (True, True, True)
    assert "60 of 300 minutes · Mon 60" in again
    assert ("Unplanned" in small, "Unplanned" in other, "Studied" in other, "Studied" in again) == (
        True, True, True, False,
    )  # fmt: skip


def test_an_experiment_with_a_title_alone_waits(full: Context) -> None:
    """It makes no empty section; what is expected of it brings it into the note."""
    clear = experiments.new(full, "Only a title")
    assert "Only a title" not in export.preview(full, 1)
    experiments.predict(full, clear.id, "acc > 0.9")
    assert "### Only a title\n\n**Predicted:** acc > 0.9" in export.preview(full, 1)


def test_each_plan_has_its_own_in_its_year(ctx: Context, clock: list[datetime], tmp_path: Path) -> None:
    """A prediction and a question of a day on which another plan was studied are that plan's."""
    for plan, title in (("small", "Softmax considered"), ("other", "Elsewhere considered")):
        plans.use(ctx, plan, MONDAY)
        session_clock.start(ctx)
        (tmp_path / plan).mkdir()
        tried(ctx, tmp_path / plan)
        papers.write(ctx, {"title": title, "questions": "Is it?"})
        clock[0] += HOUR
        session_clock.finish(ctx)
        clock[0] += timedelta(days=1)
    for plan, title, foreign in (("small", "Softmax", "Elsewhere"), ("other", "Elsewhere", "Softmax")):
        plans.use(ctx, plan)
        text = year.export_year(ctx, to=tmp_path / f"{plan}-notes").path.read_text(encoding="utf-8")
        assert "1 of 1 predictions held." in text
        assert (f"- Is it? ({title} considered)" in text, foreign in text) == (True, False)


@pytest.fixture
def checkpoint(ctx: Context) -> Iterator[Context]:
    """A plan whose second week is a checkpoint."""
    last = replace(week(2, builds=None), kind=UnitKind.CHECKPOINT)
    plan = Plan("small", "The small plan", (Phase("p1", "First phase", (week(1, builds="softmax"), last)),), 2)
    made = with_plans(ctx, plan)
    plans.use(made, "small", MONDAY)
    yield made
    made.close()


def test_a_checkpoint_opens_with_what_the_phase_taught(checkpoint: Context, clock: list[datetime]) -> None:
    """Its lessons and the questions left open, and nothing where there are none."""
    assert "Looking back" not in export.preview(checkpoint, 2)
    lesson.save(checkpoint, 1, "Scale first.\nThen rotate.")
    papers.write(checkpoint, {"title": "Softmax considered", "questions": "Is it?\nWhy?"})
    clock[0] += timedelta(days=8)
    papers.answer(checkpoint, papers.every(checkpoint)[0].id, "Why?", "Because")
    text = export.preview(checkpoint, 2)
    digest = "## Looking back: First phase\n\n- Week 1: Scale first. Then rotate.\n\n"
    assert f"{digest}Still open:\n\n- Is it? (Softmax considered)" in text
    assert "Looking back" not in export.preview(checkpoint, 1)


def test_the_year_has_a_line_for_everything(full: Context, clock: list[datetime]) -> None:
    """Weeks with links, lessons, what was built, tried, read; once written it stays, and an empty year says so."""
    export.export_week(full, 1)
    evidence.add_link(full, 1, "https://asciinema.org/a/1", "The loader at work")
    clock[0] += timedelta(days=7)
    written = year.export_year(full)
    text = written.path.read_text(encoding="utf-8")
    assert written.path.name == "Year_2026.md"
    for part in (
        "# 2026 — The small plan",
        "- [Week 1](Week_01.md) Week of softmax: The note, on the site",
        "- [Week 1](Week_01.md): Scale first",
        "- [Softmax](../solutions/basics/softmax.py): 1 → 4 of 4",
        "- [Demo](https://asciinema.org/a/1): The loader at work",
        "- Shift or not: predicted acc 0.8..0.9 80%; confirmed: acc is",
        "1 of 1 predictions held.",
        "- Softmax considered: It is stable",
        "- Is it? (Softmax considered)",
        "<sub>60 of 300 minutes in 1 weeks",
    ):
        assert part in text
    assert not year.export_year(full, 2026).changed
    with pytest.raises(UsageError, match="nothing was done in 2020"):
        year.export_year(full, 2020)


def test_the_note_is_committed_alone(full: Context) -> None:
    """Into a repository made on demand, with words of its own; again there is nothing new; changed it is updated."""
    note = export.export_week(full, 1)
    with pytest.raises(UsageError, match="--commit --init"):
        publish.commit(full, [note])
    made = publish.initialise(full)
    git(made.root, "config", "user.name", "Learner")
    git(made.root, "config", "user.email", "learner@example.org")
    (made.root / "mine.md").write_text("mine", encoding="utf-8")
    done = publish.commit(full, [note])
    assert git(made.root, "log", "--format=%B").strip() == (
        "Week 01: Week of softmax\n\nShipped: The note, on the site\nLesson: Scale first"
    )
    assert done.committed is not None
    assert sorted(done.committed.files) == sorted(path.name for path in note.files)
    assert done.told.startswith(f"Committed 2 files to {made.root} on {made.branch} (")
    assert publish.commit(full, [note]).told == f"Nothing new to commit in {made.root}"
    lesson.save(full, 1, "Another")
    assert publish.commit(full, [export.export_week(full, 1)]).subject == "Update week 01: Week of softmax"
    assert git(made.root, "status", "--porcelain") == "?? mine.md\n"


def test_a_foreign_repository_is_not_committed_to_unasked(full: Context, tmp_path: Path) -> None:
    """One that keeps other things needs a word in the settings; then it is committed to, and pushed if that is set."""
    root = repository(tmp_path / "home")
    note = export.export_week(full, 1)
    with pytest.raises(UsageError, match="keeps other things too"):
        publish.commit(full, [note])
    full.config = replace_config(full, journal_repository=str(root), push_journal=True)
    done = publish.commit(full, [note])
    assert done.committed is not None
    assert "follows no remote branch" in str(done.trouble)
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "far.git")
    git(root, "remote", "add", "origin", str(tmp_path / "far.git"))
    git(root, "push", "--quiet", "-u", "origin", "main")
    lesson.save(full, 1, "Another")
    assert publish.commit(full, [export.export_week(full, 1)]).pushed == "origin/main"
    assert git(tmp_path / "far.git", "log", "-1", "--format=%s").startswith("Update week 01")


def replace_config(ctx: Context, **changes: Any) -> Any:
    """The settings with some changed."""
    return frozen_replace(ctx.config, **changes)


def test_without_git_the_note_is_written_all_the_same(full: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """The linked repository is told as a trouble, the commit refused, the file there."""
    monkeypatch.setenv("PATH", "")
    note = export.export_week(full, 1)
    assert note.path.is_file()
    assert "git is not installed" in note.troubles[0]
    with pytest.raises(MissingError, match="git is not installed"):
        publish.commit(full, [note])


def test_the_lesson_keeps_its_day(full: Context, clock: list[datetime]) -> None:
    """Its own text before the review's line; a draft is newer; written later it stays one text."""
    assert (lesson.own_of_week(full, 1), lesson.of_week(full, 1)) == ("", "Scale first")
    lesson.keep_draft(full, 1, "Scale f")
    assert lesson.of_week(full, 1) == "Scale f"
    lesson.save(full, 1, "Scale, then fit")
    clock[0] += timedelta(days=9)
    lesson.save(full, 1, "Scale, then fit, then stop")
    assert lesson.of_week(full, 1) == "Scale, then fit, then stop"
    with pytest.raises(UsageError, match="no week 9"):
        lesson.save(full, 9, "x")
