# ruff: noqa: RUF001  # en dashes are what plans are written with
"""Markdown to a plan: what is understood, what is kept as notes, and ids that stay when the file changes."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytui.content.markdown_import import Imported, import_markdown, import_text
from studytui.content.markdown_words import weeks_of, without_weeks
from studytui.content.plan_proof import problems_of_plan
from studytui.content.plan_reader import load_plan
from studytui.content.plan_writer import save_plan
from studytui.domain.plan import Plan, UnitKind
from studytui.domain.rhythm import DayKind, Weekday
from studytui.errors import ContentError

ONE_LINE_WEEKS = """\
# A year of retrieval

> One hour a day.

**Weekly rhythm**
- **Mon:** theory (videos) ~60m
- **Tue:** skim papers ~60m
- **Wed:** code from scratch ~60m
- **Thu:** extend and experiment ~60m
- **Fri:** write it up ~60m

## Phase 1 — Lexical (Weeks 1–2)
- [x] **W1 — Inverted index** → a tiny search engine
- [ ] **W2 — BM25** → scores that match a library

## Phase 2 — Dense (Weeks 3-6)
- [ ] **W3–W5 — Capstone** → Pick one: index or ranker
- [ ] **W6 — Polish** → slides
"""

WEEK_HEADINGS = """\
# Two months

## Weeks 1-2: Basics
### Week 1
- **Targets:** vectors; matrices.
- **Study:** norms; projections.
- **Build:** PCA.
- **Assess:** tests.

### Week 2: Trees
- [x] Read chapter 9
- [ ] Build CART
- [ ] Compare with a library

## Week 3
- Mon: read the paper
- Wed: [x] code it
"""

BLOCKS = """\
# Topics

## Phase I Plan – Core
Each topic should include notes.

```bash
tree/
  never closed

### 📘 Weeks 1–2: Warmups
- [✔️] Linear regression (theory)
- [ ] Logistic regression
- [X] Bayes
- [ ] Boundaries

## Phase II Plan – More

### Track 1: Tuning (Weeks 1–2)
- [ ] Optuna
- [ ] Calibration

🛠️ *Project Idea:*
**“Garden”** – Build a set of models.

## Portfolio goals
- [ ] ✅ One dashboard
- [x] One paper

## Projects
- [ ] A/B testing framework
"""

NO_WEEKS = """\
# Roadmap

# Phase 0 — Habits

- Reading code daily.
- Unit tests.

Milestones

- A template repository.

# Phase 1 — Maths (choose 1–2)

Programming

- Python: typing.

Math

1. Linear algebra
2. Probability
   - Bayes
   - Sampling

# Interview prep

- DSA: arrays. Solve 100–150 problems.

# Sequence

- Months 0–2: Phase 0.
- Months 3+: Phase 1.

# Resources

- Core: Murphy
- Goodfellow

# Anything else

Some words.
"""


STRANGE = """\
# My systems year

Goals
=====
* write an allocator
* ship a crate

| a | table |
|---|-------|

## January (Month 1)

1. [ ] Read "The Book" ch. 1–4 -> notes in the repository
2. [x] Ownership drills
   - [x] puzzles
   - [ ] lifetimes

## Month 2-3: Concurrency
- [ ] Atomics (W5-W6)
- [ ] Async runtime (week 7 to 9)
  see https://example.org
- Not a box but an idea

### Wk 10
- [ ] Wrap up

## Q2

### Sprint 1 (weeks 14-15)
- [ ] queue
- [ ] pointers

### Week 16: Profiling
- Tue - [x] flamegraphs

## Someday
- [ ] formal methods
"""


def units(imported: Imported) -> dict[str, tuple[int, int] | None]:
    """The titles of the units with their weeks."""
    return {unit.title: unit.weeks for _, unit in imported.plan.units()}


def test_weeks_on_one_line() -> None:
    """Boxes such as `W3 — title → deliverable` are weeks, a shared box spans several, ticks are taken over."""
    imported = import_text(ONE_LINE_WEEKS, "file")
    plan = imported.plan
    assert (plan.id, plan.title, plan.weeks_total) == ("a-year-of-retrieval", "A year of retrieval", 6)
    assert units(imported) == {"Inverted index": (1, 1), "BM25": (2, 2), "Capstone": (3, 5), "Polish": (6, 6)}
    kinds = [unit.kind for _, unit in plan.units()]
    assert kinds == [UnitKind.WEEK, UnitKind.WEEK, UnitKind.CAPSTONE, UnitKind.WEEK]
    assert plan.week(1).deliverable == "a tiny search engine"
    assert imported.ticked == ("phase1/inverted-index",)
    assert [(phase.title, phase.weeks) for phase in plan.phases] == [
        ("Phase 1 — Lexical", (1, 2)),
        ("Phase 2 — Dense", (3, 6)),
    ]


def test_the_rhythm_is_read() -> None:
    """A list of weekdays becomes the plan's rhythm, its kinds by its words."""
    plan = import_text(ONE_LINE_WEEKS, "file").plan
    assert [(day.day, day.kind, day.label) for day in plan.rhythm] == [
        (Weekday.MON, DayKind.THEORY, "theory"),
        (Weekday.TUE, DayKind.PAPERS, "skim papers"),
        (Weekday.WED, DayKind.CODE, "code from scratch"),
        (Weekday.THU, DayKind.EXPERIMENT, "extend and experiment"),
        (Weekday.FRI, DayKind.DELIVERABLE, "write it up"),
    ]
    assert not plan.rhythm_is_default


def test_week_headings() -> None:
    """Headings such as `Week 2: Trees` are weeks, with labelled fields, boxes as tasks and hours by weekday."""
    imported = import_text(WEEK_HEADINGS, "file")
    first, second, third = (unit for _, unit in imported.plan.units())
    assert (first.title, first.targets, first.study) == (
        "vectors; matrices",
        ("vectors", "matrices"),
        ("norms", "projections"),
    )
    assert (second.title, second.weeks, second.done) == ("Trees", (2, 2), False)
    tasks = [task.text for day in second.days for task in day.tasks]
    assert [text for text in tasks if text in ("Read chapter 9", "Build CART", "Compare with a library")] == [
        "Read chapter 9",
        "Build CART",
        "Compare with a library",
    ]
    by_day = {day.day: day.tasks[0].text for day in third.days}
    assert (by_day[Weekday.MON], by_day[Weekday.WED]) == ("read the paper", "code it")
    assert set(imported.ticked) == {f"{second.id}/read-chapter-9", f"{third.id}/code-it"}


def test_blocks_of_topics() -> None:
    """Topics share their block's weeks, a second part counts on, an open fence ends, odd ticks count."""
    imported = import_text(BLOCKS, "file")
    assert units(imported) == {
        "Linear regression (theory)": (1, 1),
        "Logistic regression": (1, 1),
        "Bayes": (2, 2),
        "Boundaries": (2, 2),
        "Optuna": (3, 3),
        "Calibration": (4, 4),
    }
    plan = imported.plan
    assert [phase.part for phase in plan.phases] == [part.id for part in plan.parts]
    idea = plan.phases[1].project_idea
    assert idea is not None
    assert (idea.title, idea.detail) == ("Garden", "Build a set of models.")
    assert [(goal.title, goal.done) for goal in plan.portfolio] == [("One dashboard", False), ("One paper", True)]
    assert [goal.title for goal in plan.projects] == ["A/B testing framework"]
    assert len(imported.ticked) == 3
    assert len(plan.boxes()) == 9


def test_a_plan_without_weeks_or_boxes() -> None:
    """Bullets under phases are units; months lay them out; groups, milestones, reading and interview are known."""
    imported = import_text(NO_WEEKS, "file")
    plan = imported.plan
    assert [phase.weeks for phase in plan.phases] == [(1, 9), (10, 21)]
    assert [(unit.title, unit.group, unit.kind) for _, unit in plan.units()] == [
        ("Reading code daily.", "", UnitKind.TOPIC),
        ("Unit tests.", "", UnitKind.TOPIC),
        ("A template repository.", "Milestones", UnitKind.MILESTONE),
        ("Python: typing.", "Programming", UnitKind.TOPIC),
        ("Linear algebra", "Math", UnitKind.TOPIC),
        ("Probability", "Math", UnitKind.TOPIC),
    ]
    choose = plan.phases[1].choose
    assert choose is not None
    assert (choose.min, choose.max) == (1, 2)
    assert (plan.interview[0].target_min, plan.interview[0].target_max) == (100, 150)
    assert [area.area for area in plan.reading] == ["Core", "Resources"]
    assert [note.text for note in imported.notes] == ["Anything else: Some words."]
    assert "Some words." in plan.note


def test_a_strangers_mixture() -> None:
    """Months, weeks, sprints, numbered and nested boxes in one file end where their author would look for them."""
    imported = import_text(STRANGE, "mine")
    assert units(imported) == {
        'Read "The Book" ch. 1–4': (1, 1),
        "Ownership drills": (2, 2),
        "Room to catch up": (11, 13),
        "Atomics": (5, 6),
        "Async runtime": (7, 9),
        "Wk 10": (10, 10),
        "queue": (14, 14),
        "pointers": (15, 15),
        "Profiling": (16, 16),
        "formal methods": (17, 17),
    }
    assert imported.plan.week(3).title == "Room to catch up"
    assert imported.plan.goals == ("write an allocator", "ship a crate")
    assert imported.plan.phases[1].note == "Not a box but an idea"
    ticked = [address.rpartition("/")[2] for address in imported.ticked]
    assert ticked == ["ownership-drills", "puzzles", "profiling", "flamegraphs"]
    assert imported.plan.week(1).deliverable == "notes in the repository"
    assert "| a | table |" in imported.notes[0].text
    assert imported.summary.startswith("My systems year: 17 weeks, 5 phases, 11 units, ")


def test_bare_boxes_are_a_plan() -> None:
    """A file of nothing but boxes, nested and numbered, is one phase with a unit for each outer box."""
    imported = import_text("1. [ ] One\n   - [x] inner\n2. [x] Two\n- [-] no box\n- [ ] Three\n", "todo")
    assert [unit.title for _, unit in imported.plan.units()] == ["One", "Two", "Three"]
    assert imported.plan.title == "todo"
    one = next(unit for _, unit in imported.plan.units())
    assert imported.ticked == (f"{one.id}/inner", "two/two" if one.id == "two/one" else f"{one.id[:-3]}two")


@pytest.mark.parametrize(
    ("heading", "weeks", "title"),
    [
        ("Week 7 & 8: Trees", (7, 8), "Trees"),
        ("Weeks 1, 2 and 3 \u2013 Start", (1, 3), "Start"),
        ("Week 3 and week 4", (3, 4), ""),
        ("Week 3 & 5: Trees", (3, 3), "& 5: Trees"),
        ("Week 3, 4 papers", (3, 3), ", 4 papers"),
    ],
)
def test_weeks_joined_by_and(heading: str, weeks: tuple[int, int], title: str) -> None:
    """The next week may be joined by a sign or a word; a number that is not the next week is part of the title."""
    assert weeks_of(heading) == weeks
    assert without_weeks(heading) == title


def test_boxes_behind_a_tab_are_boxes() -> None:
    """What Markdown takes for code because of a tab, its author wrote as a list; real code stays as it is."""
    text = (
        "# P\n## Week 1\n\t- [x] read\n\t\t- [ ] more\n\n\t1. [ ] build\n## Week 2\n- [ ] a\n\n```\n- [ ] code\n```\n"
    )
    plan = import_text(text, "tabs").plan
    names = [[task.id for day in unit.days for task in day.tasks if not task.id.isdigit()] for _, unit in plan.units()]
    assert {"read", "more", "build"} <= set(names[0])
    assert "- [ ] code" in str(plan)


def test_text_beside_a_list_of_reading_is_kept() -> None:
    """A section that is understood as a list keeps what else stands in it as a note."""
    imported = import_text("# P\n## Week 1\n- [ ] a\n## Reading list\n- Strang\n\nAsk Ana for the second one.\n", "p")
    assert imported.plan.reading[0].items == ("Strang",)
    assert "Ask Ana for the second one." in str(imported.notes)


def test_every_day_of_every_week_has_an_hour(tmp_path: Path) -> None:
    """What is imported passes the proof of a plan: no week and no day is empty."""
    for number, text in enumerate((ONE_LINE_WEEKS, WEEK_HEADINGS, BLOCKS, NO_WEEKS, "- [ ] a\n", "## Week 4\n- b\n")):
        plan = import_text(text, f"plan-{number}").plan
        path = save_plan(plan, tmp_path)
        assert problems_of_plan(path, ()) == []
        assert load_plan(path) == plan


def test_weeks_that_are_skipped_are_for_catching_up() -> None:
    """A gap between written weeks is filled with a week without a box."""
    imported = import_text("## Week 1\n- [ ] a\n\n## Week 3\n- [ ] b\n", "gap")
    assert imported.plan.week(2).title == "Room to catch up"
    assert len(imported.plan.boxes()) == 2


def test_wrongly_decoded_text_is_mended(tmp_path: Path) -> None:
    """UTF-8 that was read as Mac Roman or Windows-1252 once is read right; real accents stay."""
    text = "# Plän → é\n\n## Ziele 🎯\n\n- [ ] Übung ✅ one\n- [✔️] Naïve Bayes\n"
    for codec in ("mac_roman", "cp1252"):
        lines = []
        for line in text.split("\n"):
            try:
                lines.append(line.encode().decode(codec))
            except UnicodeDecodeError:
                lines.append(line)
        path = tmp_path / f"{codec}.md"
        path.write_text("\n".join(lines), encoding="utf-8")
        imported = import_markdown(path)
        assert imported.plan.title == "Plän → é"
        assert "Naïve Bayes" in units(imported)


def test_edits_keep_ids() -> None:
    """Reordering, rewording, adding and removing leave the ids of what is still there."""
    text = "# P\n\n## Phase 1\n- [ ] Linear regression\n- [ ] Decision trees\n- [ ] Clustering with k-means\n"
    first = import_text(text, "p")
    ids = {unit.title: unit.id for _, unit in first.plan.units()}
    edited = "# P\n\n## Phase 1\n- [ ] Gradient boosting\n- [x] Clustering with k-means and k-medoids\n"
    edited += "- [ ] Linear regression\n"
    second = import_text(edited, "p", first.plan)
    found = {unit.title: unit.id for _, unit in second.plan.units()}
    assert found["Linear regression"] == ids["Linear regression"]
    assert found["Clustering with k-means and k-medoids"] == ids["Clustering with k-means"]
    assert found["Gradient boosting"] not in ids.values()
    assert second.ticked == (ids["Clustering with k-means"],)


def test_a_removed_units_id_is_not_given_to_another() -> None:
    """Two units of the same short id never trade ticks: the gone one's id stays unused."""
    first = import_text("## Phase 1\n- [x] C++\n- [ ] Other\n", "p")
    second = import_text("## Phase 1\n- [ ] Zebra stripes\n- [ ] Other\n", "p", first.plan)
    assert first.ticked[0] not in {unit.id for _, unit in second.plan.units()}


def test_task_ids_stay_with_their_text() -> None:
    """A task moved to another day of its week keeps its id."""
    first = import_text("## Week 1: A\n- [x] Read chapter one\n- [ ] Build it\n", "p")
    second = import_text("## Week 1: A\n- [ ] Warm up\n- [ ] Build it\n- [x] Read chapter one\n", "p", first.plan)
    assert first.ticked == second.ticked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "nothing here looks like a plan", id="empty"),
        pytest.param("Only words.\n", "nothing here looks like a plan", id="words"),
        pytest.param("## Week 10000\n- [ ] a\n", "reaches week 10000", id="week 10000"),
        pytest.param("- [ ] a\n" * 2500, "more than 2000 units", id="units"),
        pytest.param("- [ ] a\n" * 25_000, "25001 lines", id="lines"),
        pytest.param("a" * 6000 + "\n- [ ] b\n", "the line has 6000 characters", id="long line"),
    ],
)
def test_what_is_no_plan_is_refused(text: str, words: str) -> None:
    """Nothing, too much and weeks beyond all measure are told, and nothing is imported."""
    with pytest.raises(ContentError) as caught:
        import_text(text, "file")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\x00\x01", "zero byte"), (b"\xff\xfe#\x00", "UTF-16"), (b"# \xe9\n", "not UTF-8"), (b"#" * 1_000_001, "1 MB")],
    ids=["binary", "utf-16", "latin-1", "huge"],
)
def test_files_that_are_no_text_are_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """Binary, wrongly encoded and huge files are one problem each."""
    path = tmp_path / "plan.md"
    path.write_bytes(data)
    with pytest.raises(ContentError, match=words):
        import_markdown(path)


HOSTILE = {
    "quotes": ">" * 4_000,
    "nested lists": "\n".join("  " * depth + "- [ ] a" for depth in range(1_500)),
    "brackets": ("[" * 4_900 + "\n") * 150,
    "stars": ("*" * 4_900 + "\n") * 150,
    "links": ("[a](b" * 900 + "\n") * 150,
    "same boxes": "- [ ] same\n" * 1_900,
    "nested boxes": "- [ ] a\n" + "  - [ ] same words\n" * 9_000,
    "weeks": "".join(f"## Week {number}\n- [ ] a{number}\n" for number in range(1, 521)),
    "long numbers": "## Week " + "9" * 4_000 + "\n- [ ] a\n",
    "dashes": "- " * 2_400 + "\n- [ ] a\n",
    "spaces": ("a" + " " * 4_900 + "b\n") * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_little(name: str) -> None:
    """Texts made to be slow to parse end in a plan or in problems, far below a minute of processor time."""
    started = time.process_time()
    try:
        plan: Plan | None = import_text(HOSTILE[name], "hostile").plan
    except ContentError:
        plan = None
    assert plan is None or plan.weeks_total <= 520
    assert time.process_time() - started < 60


word = st.sampled_from(
    ["trees", "Week 2", "[ ]", "[x]", "**W3**", "→", ": ", "(", "é", "\U0001f4d8", "Mon: read", "`", "a_b"]
)
line = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ["", "- ", "  - ", "1. ", "- [ ] ", "- [x] ", "  - [ ] ", "# ", "## ", "### Week 1 ", "## Phase 2 ", "> "]
    ),
    st.lists(word, max_size=3).map(" ".join),
    st.text(alphabet="ab #*[]-\x07\u2028\ufeff", max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(line, min_size=1, max_size=12))
@example(["[", "trees", "- [ ] ", "- "])
@example(["# Week 2", "## ", "\U0001f4d8"])
@example(["## Projects", "- [ ] a"])
@example(["- [ ] [ ]"])
@example(["## Week 1 ", "- Mon: [x]"])
def test_any_text_gives_a_plan_that_loads_or_problems(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    """Whatever is imported can be saved, loads back equal, is laid out whole, and imports again to the same plan."""
    text = "\n".join(lines) + "\n"
    try:
        imported = import_text(text, "any")
    except ContentError:
        return
    path = save_plan(imported.plan, tmp_path_factory.mktemp("plan"))
    assert load_plan(path) == imported.plan
    assert problems_of_plan(path, ()) == []
    assert import_text(text, "any", imported.plan) == imported
    known = {unit.id for _, unit in imported.plan.units()}
    known |= {f"{unit.id}/{task.id}" for _, unit in imported.plan.units() for day in unit.days for task in day.tasks}
    known |= {goal.id for goal in (*imported.plan.projects, *imported.plan.portfolio)}
    assert set(imported.ticked) <= known


titles = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"]),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(titles.map(" ".join), st.booleans()), min_size=1, max_size=20), st.booleans())
def test_no_box_is_lost(boxes: list[tuple[str, bool]], phases: bool) -> None:
    """Every box of a file is a unit, and exactly the ticked ones are done."""
    lines = []
    for number, (title, ticked) in enumerate(boxes):
        if phases and number % 4 == 0:
            lines.append(f"\n## Phase {number // 4 + 1}\n")
        lines.append(f"- [{'x' if ticked else ' '}] {title}")
    imported = import_text("\n".join(lines), "boxes")
    assert [(unit.title, unit.done) for _, unit in imported.plan.units()] == boxes
    assert len(imported.plan.boxes()) == len(set(imported.plan.boxes())) == len(boxes)


def test_front_matter_gives_a_title_and_notes() -> None:
    """Its title names a file without a heading of its own; what else it says is kept as notes with their lines."""
    front = "---\ntitle: 'A quiet year'\ntags: [a, b]\n---\n"
    imported = import_text(f"{front}\n## Week 1\n- [ ] Ownership\n", "file")
    assert imported.plan.title == "A quiet year"
    assert [(note.line, note.text) for note in imported.notes] == [(3, "tags: [a, b]")]
    assert import_text(f"{front}\n# My own\n\n## Week 1\n- [ ] Ownership\n", "file").plan.title == "My own"
    ruled = import_text("---\nNo front matter at all\n---\n\n# My own\n\n## Week 1\n- [ ] Ownership\n", "file")
    assert ruled.plan.title != "A quiet year"
    assert units(ruled) == {"Week 1": (1, 1)}


def test_weeks_as_items_without_boxes() -> None:
    """A list in which every item begins with its week is a list of weeks."""
    imported = import_text("# Items\n\n- Week 1: Intro\n  - Read the book\n- **W2** Vectors\n", "file")
    assert units(imported) == {"Intro": (1, 1), "Vectors": (2, 2)}


def test_a_week_below_a_week_is_one_of_its_own() -> None:
    """As where the first is underlined with = and the others with -."""
    imported = import_text("Week 1\n=====\n\n- [ ] Ownership\n\nWeek 2\n-----\n\n- [ ] Lifetimes\n", "file")
    assert list(units(imported).values()) == [(1, 1), (2, 2)]


def test_hours_of_a_week_without_a_name_are_about_its_tasks() -> None:
    """`Week 1` says nothing to read a paper about; what is to be done in it does."""
    plan = import_text("## Week 1\n- [ ] Ownership\n- [ ] Borrowing: the rules\n", "file").plan
    texts = [task.text for _, unit in plan.units() for day in unit.days for task in day.tasks]
    assert any("Ownership, Borrowing" in text for text in texts)
    assert not any("Week 1" in text for text in texts)
