"""Plans of one's own: previewed, saved with their ticks, imported again without losing any."""

from pathlib import Path

import pytest

from studytui.config import Config
from studytui.content.library import Library
from studytui.content.plan_reader import load_plan
from studytui.errors import ContentError, UsageError
from studytui.store import ticks
from studytui.study import plan_import, plans
from studytui.study.context import Context

MARKDOWN = """\
# Six weeks of Rust

Some words.

## Phase 1: Basics
- [x] Week 1: ownership -> a CLI
- [ ] Week 2: traits
  - [ ] Mon: read chapter 10
  - [x] Wed: write a trait

## Phase 2
- [ ] Weeks 3-4: async -> a server
"""


@pytest.fixture
def study(ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    """A study whose library is made of files: one built-in plan, none of the learner's own yet."""
    builtin = tmp_path / "builtin"
    builtin.mkdir()
    monkeypatch.setattr("studytui.paths._builtin", lambda _: builtin)
    library = Library([builtin, ctx.paths.user_plans], [], ctx.paths.cache_dir)
    return Context(ctx.paths, Config(), ctx.now, library=library, zone=ctx.zone)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Markdown plan as a stranger would write it."""
    path = tmp_path / "rust.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


def take(ctx: Context, file: Path, plan_id: str | None = None) -> plan_import.Taken:
    """Import in one go."""
    return plan_import.take(ctx, plan_import.preview(ctx, file, plan_id))


def done(ctx: Context, plan_id: str = "six-weeks-of-rust") -> set[str]:
    """What is ticked in a plan."""
    return {address for address, tick in ticks.of_plan(ctx.store, plan_id).items() if tick.done}


def test_a_preview_writes_nothing(study: Context, file: Path) -> None:
    """It says what was understood, what is ticked and what stays as a note; no plan and no tick exists after it."""
    seen = plan_import.preview(study, file)
    assert (seen.plan.id, seen.plan.weeks_total, seen.replaces) == ("six-weeks-of-rust", 4, None)
    assert len(seen.ticked) == 2
    assert [line for line, _ in seen.notes] == [3]
    assert not study.paths.user_plans.exists()
    assert not study.paths.database.exists()


def test_a_plan_is_saved_with_its_ticks(study: Context, file: Path) -> None:
    """It is in the library, can be followed, passes the proof, and what the file ticks is done."""
    taken = take(study, file)
    assert "six-weeks-of-rust" in study.library.plan_ids()
    assert study.library.problems_of_plan(taken.saved.path) == []
    assert len(taken.ticked) == 2
    assert done(study) == set(taken.ticked)
    plans.use(study, "six-weeks-of-rust")
    assert [line.done for phase in plans.outline(study) for line in phase.weeks] == [True, False, False]


def test_importing_again_keeps_progress(study: Context, file: Path) -> None:
    """After edits the same units keep their ticks, by hand and from the file; the old version is set aside."""
    first = take(study, file)
    plans.use(study, "six-weeks-of-rust")
    plans.tick_week(study, load_plan(first.saved.path).phases[1].units[0].id, True)
    before = done(study)
    file.write_text(
        MARKDOWN.replace("Six weeks", "Two months")
        .replace("traits", "traits and generics")
        .replace("[x] Week", "[ ] Week")
        + "- [ ] Week 5: ship it\n",
        encoding="utf-8",
    )
    seen = plan_import.preview(study, file)
    assert (len(seen.units_added), seen.units_gone) == (1, ())
    taken = plan_import.take(study, seen)
    assert (seen.plan.id, taken.ticked) == ("six-weeks-of-rust", ())
    assert done(study) == before
    assert len(before) == 3
    assert taken.saved.set_aside is not None
    assert taken.saved.set_aside.read_text(encoding="utf-8").count("Six weeks of Rust") > 0
    enrolment = plans.current(study)
    assert enrolment is not None
    assert enrolment.schedule.weeks_total == 5


def test_what_was_unticked_by_hand_stays_so(study: Context, file: Path) -> None:
    """A box of the file is taken over once."""
    box = take(study, file).ticked[0]
    plans.use(study, "six-weeks-of-rust")
    plans.tick_week(study, box, False)
    again = take(study, file)
    assert (again.saved.changed, again.ticked) == (False, ())
    assert box not in done(study)


def test_another_file_of_the_same_title_is_refused(study: Context, file: Path, tmp_path: Path) -> None:
    """Unless the id is said: a plan is never replaced by chance."""
    take(study, file)
    other = tmp_path / "other.md"
    other.write_text("# Six weeks of Rust\n- [ ] Week 1: macros\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--id"):
        plan_import.preview(study, other)
    assert plan_import.preview(study, other, "macros").plan.id == "macros"
    assert plan_import.preview(study, other, "six-weeks-of-rust").replaces is not None


def test_a_readme_of_another_project_is_another_plan(study: Context, file: Path, tmp_path: Path) -> None:
    """A file of the same name that shares no unit does not take the place of an earlier one."""
    take(study, file)
    other = tmp_path / "elsewhere" / "rust.md"
    other.parent.mkdir()
    other.write_text("# Rust for games\n- [ ] Week 1: entities\n- [ ] Week 2: rendering\n", encoding="utf-8")
    assert plan_import.preview(study, other).plan.id == "rust-for-games"


@pytest.mark.parametrize("plan_id", ["Mine", "a--b", "../x", "a" * 81, ""])
def test_an_id_that_cannot_be_is_refused(study: Context, file: Path, plan_id: str) -> None:
    """Ids become file names."""
    with pytest.raises(UsageError, match="lower-case"):
        plan_import.preview(study, file, plan_id)


def test_a_built_in_plan_keeps_its_id(study: Context, file: Path) -> None:
    """A plan of one's own cannot hide behind it."""
    (study.paths.builtin_plans / "ours.yaml").write_text("id: ours\n", encoding="utf-8")
    with pytest.raises(UsageError, match="built-in"):
        plan_import.preview(study, file, "ours")


def test_yaml_comes_in_as_it_is(study: Context, file: Path, tmp_path: Path) -> None:
    """Comments stay, the id may be changed, and the file's name does not matter."""
    text = "# mine\n" + take(study, file).saved.path.read_text(encoding="utf-8")
    yaml = tmp_path / "any name.yml"
    yaml.write_text(text, encoding="utf-8")
    taken = take(study, yaml, "renamed")
    assert taken.saved.path == study.paths.user_plans / "renamed.yaml"
    assert taken.saved.path.read_text(encoding="utf-8") == text.replace("id: six-weeks-of-rust", "id: renamed", 1)
    assert load_plan(taken.saved.path).id == "renamed"


def test_bad_yaml_is_told_whole_and_by_its_own_name(study: Context, file: Path, tmp_path: Path) -> None:
    """Every problem has the line of the file that was given, and nothing is saved."""
    text = take(study, file).saved.path.read_text(encoding="utf-8")
    yaml = tmp_path / "mine.yaml"
    broken = text.replace("id: six-weeks-of-rust", "id: mine").replace("day: wed", "day: sat", 1)
    yaml.write_text(broken.replace("day: thu", "day: sun", 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        plan_import.preview(study, yaml)
    assert len(caught.value.problems) > 1
    assert all(problem.where.startswith(str(yaml)) for problem in caught.value.problems)
    assert not (study.paths.user_plans / "mine.yaml").exists()


def test_an_id_in_flow_style_is_not_guessed_at(study: Context, tmp_path: Path) -> None:
    """Where the id stands on no line of its own it cannot be changed, and that is said."""
    yaml = tmp_path / "flow.yaml"
    body = "phases: [{id: p, title: P, units: [{id: W1, title: One, weeks: [1, 1]}]}]"
    yaml.write_text("{schema: studytui.curriculum/1, id: flow, title: Flow, " + body + "}\n", encoding="utf-8")
    with pytest.raises(ContentError, match="line of its own"):
        plan_import.preview(study, yaml, "other")
    assert study.library.plan_ids() == ()
