"""The library: cheap when warm, whole when parts are broken, and never fooled by its cache."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.content import compiled, exercise_shelf, plan_linked
from studytui.content.library import Library
from studytui.domain.rhythm import Weekday
from studytui.errors import ContentError, UsageError

Text = Callable[..., str]
NewExercise = Callable[..., Path]


@pytest.fixture
def home(tmp_path: Path, plan_yaml: Text, new_exercise: NewExercise) -> Path:
    """Two plan folders, two packs and a cache, with a plan and an exercise in the first of each."""
    for name in ("plans", "mine", "pack", "other", "cache"):
        (tmp_path / name).mkdir()
    (tmp_path / "plans" / "small.yaml").write_text(plan_yaml(), encoding="utf-8")
    new_exercise(tmp_path / "pack")
    return tmp_path


def library_of(home: Path) -> Library:
    """A library as a new start of the program would have it."""
    packs = [("builtin", home / "pack"), ("other", home / "other")]
    return Library([home / "plans", home / "mine"], packs, home / "cache")


def settle(*paths: Path) -> None:
    """Let the files look as if they were written a while ago, so that times alone tell them apart."""
    for path in paths:
        os.utime(path, ns=(10**18, 10**18))


def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, reading a plan's YAML is a failure."""

    def refuse(*_: object) -> None:
        raise AssertionError("the YAML was read again")

    monkeypatch.setattr(plan_linked, "read_linked", refuse)


def test_a_week_comes_from_the_cache_and_equals_the_plans(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second start reads weeks and the plan without YAML, and they are the same values."""
    first = library_of(home)
    plan, week = first.plan("small"), first.week("small", 2)
    no_yaml(monkeypatch)
    second = library_of(home)
    assert second.week("small", 2) == week == plan.week(2)
    assert second.plan("small") == plan
    assert second.plan("small") is second.plan("small")
    assert [(header.id, header.title, header.weeks_total) for header in second.plan_headers()] == [
        ("small", "A small plan", 2)
    ]


def test_a_warm_start_imports_no_yaml(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that finds a warm cache reaches week and exercise without yaml, hashlib, difflib or tempfile."""
    now = time.time_ns
    # Both processes look a second after the files were made: what is of the same instant is not trusted by its times.
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10**9)
    library_of(home).week("small", 1)
    library_of(home).exercise("py-twice")
    code = (
        "import sys, time; from pathlib import Path; from studytui.content.library import Library\n"
        "now = time.time_ns; time.time_ns = lambda: now() + 10**9\n"
        f"home = Path({str(home)!r})\n"
        "library = Library([home / 'plans', home / 'mine'],"
        " [('builtin', home / 'pack'), ('other', home / 'other')], home / 'cache')\n"
        "assert library.week('small', 1).title == 'Week 1'\n"
        "assert library.exercise('py-twice').title == 'Twice'\n"
        "print([name for name in ('yaml', 'hashlib', 'difflib', 'tempfile', 'studytui.domain.plan')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_a_changed_plan_is_read_again(home: Path, plan_yaml: Text) -> None:
    """A plan edited while the program runs, even to the same length, shows its new text."""
    library = library_of(home)
    assert library.week("small", 1).title == "Week 1"
    path = home / "plans" / "small.yaml"
    path.write_text(plan_yaml().replace("title: Week 1", "title: Weak 1"), encoding="utf-8")
    assert library.week("small", 1).title == "Weak 1"
    assert library.plan("small").week(1).title == "Weak 1"
    assert library_of(home).week("small", 1).title == "Weak 1"


def test_a_touched_plan_is_not_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New file times with the same content leave the compiled form valid."""
    library_of(home).plan("small")
    settle(home / "plans" / "small.yaml")
    no_yaml(monkeypatch)
    assert library_of(home).week("small", 1).title == "Week 1"


@pytest.mark.parametrize("number", [0, 3, -1, 53])
def test_a_week_that_is_not_there(home: Path, number: int) -> None:
    """A week outside the plan is a usage error that names the range, warm and cold."""
    library = library_of(home)
    for _ in range(2):
        with pytest.raises(UsageError, match=rf"^A small plan has no week {number}; give a week from 1 to 2$"):
            library.week("small", number)


@pytest.mark.parametrize("name", ["smal", "", "../plans/small", "a\0b", "x" * 500])
def test_an_unknown_plan(home: Path, name: str) -> None:
    """A plan that is not there is a usage error that names the known ones."""
    with pytest.raises(UsageError, match="known are small"):
        library_of(home).plan(name)
    with pytest.raises(UsageError, match="known are small"):
        library_of(home).week(name, 1)


def test_a_broken_plan_leaves_the_rest_alone(home: Path) -> None:
    """A plan that cannot be read is left out, listed among the problems, and told when asked for."""
    (home / "mine" / "broken.yaml").write_text("a: yes\n", encoding="utf-8")
    library = library_of(home)
    assert library.plan_ids() == ("small",)
    with pytest.raises(ContentError) as caught:
        library.plan("broken")
    assert any(problem.where.endswith("broken.yaml:1") for problem in caught.value.problems)
    assert {problem.where.rpartition("/")[2].partition(":")[0] for problem in library.problems()} == {"broken.yaml"}


def test_the_first_folder_wins(home: Path, plan_yaml: Text) -> None:
    """A second plan of the same name is not used, and said to be in the way."""
    (home / "mine" / "small.yaml").write_text(plan_yaml(title="Another"), encoding="utf-8")
    library = library_of(home)
    assert library.plan("small").title == "A small plan"
    assert "in use already" in library.problems()[0].what


def test_a_plan_under_another_name_is_a_problem(home: Path, plan_yaml: Text) -> None:
    """A file whose name is not the plan's id cannot be found by its id, so it is refused."""
    (home / "mine" / "wrong.yaml").write_text(plan_yaml("right"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"call the file right\.yaml"):
        library_of(home).plan("wrong")


@pytest.mark.parametrize("damage", [b"", b"{}", b"00000000 {}\n", b"\xff\x00", b"[" * 100_000])
def test_a_damaged_cache_is_made_anew(home: Path, damage: bytes) -> None:
    """A cache file that was overwritten with anything is as good as none."""
    week, exercise = library_of(home).week("small", 1), library_of(home).exercise("py-twice")
    for name in ("plans/small.json", "exercises.json"):
        (home / "cache" / name).write_bytes(damage)
    assert library_of(home).week("small", 1) == week
    assert library_of(home).exercise("py-twice") == exercise
    assert len((home / "cache" / "plans" / "small.json").read_bytes()) > 1000


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_byte_never_shows(home: Path, data: st.DataObject) -> None:
    """Whatever byte of the cache is changed, the library gives what the files say."""
    plan = library_of(home).plan("small")
    path = home / "cache" / "plans" / "small.json"
    body = bytearray(path.read_bytes())
    body[data.draw(st.integers(0, len(body) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(body)
    library = library_of(home)
    assert library.week("small", 1) == plan.week(1)
    assert library.week("small", 2) == plan.week(2)
    assert library.plan("small") == plan


def test_a_cache_that_cannot_be_written_is_no_error(home: Path) -> None:
    """Where the cache folder cannot be made, everything works without it."""
    (home / "cache").rmdir()
    (home / "cache").write_text("a file in the way", encoding="utf-8")
    library = library_of(home)
    assert library.week("small", 1).title == "Week 1"
    assert library.plan("small") == library.plan("small")
    assert library.exercise("py-twice").title == "Twice"


def test_another_program_version_compiles_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program has compiled is not trusted."""
    library_of(home).plan("small")
    monkeypatch.setattr(compiled, "made_by", lambda: "another")
    assert compiled.read_compiled(home / "cache" / "plans" / "small.json") is None


def test_many_at_once(home: Path) -> None:
    """Several readers that find no cache all get the plan, and leave a cache that is whole."""
    with ThreadPoolExecutor(8) as pool:
        plans = list(pool.map(lambda _: library_of(home).plan("small"), range(16)))
    assert all(plan == plans[0] for plan in plans)
    assert compiled.read_compiled(home / "cache" / "plans" / "small.json") is not None
    assert [path.name for path in (home / "cache" / "plans").iterdir()] == ["small.json"]


def test_exercises_are_found_by_id_and_by_path(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id, the path of a folder and that of its exercise.yaml name the same exercise."""
    library = library_of(home)
    exercise = library.exercise("py-twice")
    assert exercise.pack == "builtin"
    assert library.exercise(str(exercise.folder)) == exercise
    assert library.exercise(str(exercise.folder / "exercise.yaml")) == exercise
    monkeypatch.chdir(exercise.folder)
    assert library.exercise(".") == exercise
    assert library.exercises() == (exercise,)


def test_exercises_are_found_by_a_list_of_ids(home: Path, new_exercise: NewExercise) -> None:
    """Ids that name nothing, or something broken, are left out of what a week asks for."""
    new_exercise(home / "other", "py-again")
    new_exercise(home / "other", "py-broken", facts="schema: 1\n")
    names = ("py-again", "gone", "py-twice", "py-broken", "py-again")
    for _ in range(2):
        assert [exercise.id for exercise in library_of(home).exercises_named(names)] == ["py-again", "py-twice"]


def test_an_exercise_still_to_come_costs_no_walk(
    home: Path, new_exercise: NewExercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan may name it: nothing is walked for it until a folder has its name, in whichever track and pack."""
    settle(*(home / "pack").rglob("exercise.yaml"))
    library_of(home).exercises()
    with monkeypatch.context() as patch:
        patch.setattr(exercise_shelf, "exercise_folders", None)
        named = library_of(home).exercises_named(("py-twice", "py-to-come"))
    assert [exercise.id for exercise in named] == ["py-twice"]
    new_exercise(home / "other", name="py-to-come")
    assert [exercise.id for exercise in library_of(home).exercises_named(("py-to-come",))] == ["py-to-come"]


def test_a_folder_outside_the_packs_is_nobodys(home: Path, new_exercise: NewExercise) -> None:
    """An exercise named by its path that lies in no pack is marked as such, for the sandbox to know."""
    folder = new_exercise(home / "elsewhere")
    assert library_of(home).exercise(str(folder)).pack == "folder"


@pytest.mark.parametrize("name", ["py-twise", "nowhere/at-all", "a\0b", "~nobody/x", "x" * 5000, ""])
def test_an_unknown_exercise(home: Path, name: str) -> None:
    """What is neither exercise nor folder is a usage error in one sentence."""
    with pytest.raises(UsageError) as caught:
        library_of(home).exercise(name)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_the_nearest_exercise_is_suggested(home: Path) -> None:
    """A mistyped id is answered with the one that was meant."""
    with pytest.raises(UsageError, match=r"did you mean py-twice\?"):
        library_of(home).exercise("py-twise")


def test_a_second_exercise_of_the_same_id(home: Path, new_exercise: NewExercise) -> None:
    """The first pack's exercise stands; the other is a problem."""
    new_exercise(home / "other")
    library = library_of(home)
    assert [exercise.pack for exercise in library.exercises()] == ["builtin"]
    assert "the id py-twice is in use already" in library.problems()[0].what


def test_a_broken_exercise_leaves_the_rest_alone(home: Path, new_exercise: NewExercise) -> None:
    """An exercise that cannot be read is left out of the list and told when asked for."""
    new_exercise(home / "other", "py-broken", facts="schema: 1\n")
    new_exercise(home / "other", "py-astray", track="elsewhere")
    library = library_of(home)
    assert [exercise.id for exercise in library.exercises()] == ["py-twice"]
    with pytest.raises(ContentError, match="lacks `title`"):
        library.exercise("py-broken")
    with pytest.raises(ContentError, match="its track is basics, but it lies in elsewhere/"):
        library.exercise("py-astray")


def test_a_changed_exercise_is_read_again(home: Path) -> None:
    """Facts edited while the program runs show, by id and in the list."""
    library = library_of(home)
    path = library.exercise("py-twice").folder / "exercise.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Twice", "Thrice"), encoding="utf-8")
    assert library.exercise("py-twice").title == "Thrice"
    assert library.exercises()[0].title == "Thrice"
    path.unlink()
    assert library.exercises() == ()


def test_the_index_survives_and_notices(home: Path, new_exercise: NewExercise) -> None:
    """A new start takes known exercises from the index and finds those that were added."""
    settle(home / "pack" / "basics" / "py-twice" / "exercise.yaml")
    library_of(home).exercises()
    new_exercise(home / "other", "py-again")
    assert [exercise.id for exercise in library_of(home).exercises()] == ["py-twice", "py-again"]
    header = json.loads((home / "cache" / "exercises.json").read_bytes().split(b"\n")[0][9:])
    assert [place[0] for place in header["places"]] == ["builtin", "other"]


def test_texts_of_an_exercise(home: Path) -> None:
    """Prompt, notes, starter and reference come as text; one that is gone is a content error."""
    library = library_of(home)
    exercise = library.exercise("py-twice")
    assert library.prompt(exercise).startswith("# Twice")
    assert library.notes(exercise) == "Addition.\n"
    assert "def twice" in library.starter(exercise)
    assert "2 * x" in library.reference(exercise)
    assert library.files(exercise).mistakes[0].name == "adds_one"
    (exercise.folder / "prompt.md").unlink()
    with pytest.raises(ContentError, match=r"prompt\.md: there is no such file"):
        library.prompt(exercise)


def test_hours_are_borrowed(home: Path, plan_yaml: Text, week_yaml: Text) -> None:
    """A unit with `same_as` has the other's days and keeps its own where it wrote some."""
    own = '\nsame_as: "small:W1"\ndays:\n  - {day: fri, title: Mine, tasks: [{id: mine, text: Ship.}]}'
    body = week_yaml(1, days=False, extra=own) + week_yaml(2, days=False, extra='same_as: "small:W2"')
    (home / "mine" / "borrower.yaml").write_text(plan_yaml("borrower", body=body), encoding="utf-8")
    week = library_of(home).week("borrower", 1)
    assert [day.title for day in week.days] == ["Hour of mon", "Hour of tue", "Hour of wed", "Hour of thu", "Mine"]
    assert [day.same_as for day in week.days] == [*(f"small:W1/{day}" for day in ("mon", "tue", "wed", "thu")), None]
    assert library_of(home).problems() == []
    source = home / "plans" / "small.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("Hour of mon", "Hour of Mon"), encoding="utf-8")
    assert library_of(home).week("borrower", 1).days[0].title == "Hour of Mon"


def test_single_days_are_borrowed(home: Path, plan_yaml: Text, week_yaml: Text) -> None:
    """A day with `same_as` has the tasks of that day in another plan."""
    days = "\n".join(f'  - {{day: {day}, same_as: "small:W2/wed"}}' for day in list(Weekday)[:5])
    text = plan_yaml("borrower", 1, body=week_yaml(1, days=False, extra=f"days:\n{days}"))
    (home / "mine" / "borrower.yaml").write_text(text, encoding="utf-8")
    week = library_of(home).week("borrower", 1)
    assert {day.title for day in week.days} == {"Hour of wed"}
    assert {task.text for day in week.days for task in day.tasks} == {"Do the work of wed in week 2."}


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("gone:W1", "there is no plan gone that can be read"),
        ("small:W9", "small has no unit W9"),
        ("borrower:W1", "leads back to where it starts"),
    ],
)
def test_links_that_lead_nowhere(home: Path, plan_yaml: Text, week_yaml: Text, link: str, words: str) -> None:
    """A broken link is a problem with its line, and the plan can still be used."""
    body = week_yaml(1, days=False, extra=f'same_as: "{link}"')
    path = home / "mine" / "borrower.yaml"
    path.write_text(plan_yaml("borrower", 1, body=body), encoding="utf-8")
    library = library_of(home)
    assert library.week("borrower", 1).days == ()
    (problem,) = library.problems()
    assert words in problem.what
    assert problem.where == f"{path}:16"


def test_a_plan_is_proved_against_the_library(home: Path, plan_yaml: Text, week_yaml: Text) -> None:
    """Unknown exercises and weeks without days are problems of a plan that is to be followed."""
    body = week_yaml(1, extra="exercises: [py-twice, py-twise]") + week_yaml(2, days=False)
    path = home / "mine" / "other.yaml"
    path.write_text(plan_yaml("other", body=body), encoding="utf-8")
    found = [str(problem).removeprefix(f"{path}") for problem in library_of(home).problems_of_plan(path)]
    assert found == [
        ": no days are written for week 2; give a unit of each week its `days`",
        ":16: there is no exercise `py-twise`; did you mean `py-twice`?",
    ]
    assert library_of(home).problems_of_plan(home / "plans" / "small.yaml") == []
