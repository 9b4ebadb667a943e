"""The tracker plan: nothing of the list it was made from is lost, and each hour is concrete."""

import re
from pathlib import Path

import pytest

from studytui.content.plan_linked import read_linked
from studytui.content.plan_reader import load_plan
from studytui.domain.plan import Plan, Unit, UnitKind, UnitMode

FOLDER = Path(__file__).parents[2] / "curriculum"

# Phase, first and last week, goal.
PHASES = (
    ("Statistical Foundations", (1, 10), "Bridge from descriptive to inferential and Bayesian statistics"),
    ("Mathematical Foundations", (11, 16), "Strengthen and refresh mathematical tools for ML"),
    ("Python ML Stack", (17, 20), "Get comfortable with the practical tools"),
    ("ML Theory & Algorithms", (21, 36), "Understand how ML algorithms actually work"),
    ("Modern AI & LLMs", (37, 44), "Understand current state-of-the-art"),
    ("MLOps & Production", (45, 52), "Leverage SWE skills for production ML systems"),
)

Topic = tuple[str, str, tuple[int, int]]

# Module, its folder, and its topics: what each title must name, the unit's id, its weeks.
MODULES: dict[str, tuple[str, tuple[Topic, ...]]] = {
    "01 - Statistics Refresher": (
        "./01-statistics/README.md",
        (
            ("inferential statistics fundamentals", "phase1/inferential-fundamentals", (1, 2)),
            ("hypothesis testing; confidence intervals", "phase1/hypothesis-tests-ci", (3, 4)),
            ("bayesian thinking; inference", "phase1/bayesian-inference", (5, 6)),
            ("probability theory deep dive", "phase1/probability-deep-dive", (7, 8)),
        ),
    ),
    "02 - Math for ML": (
        "./02-math-foundations/README.md",
        (
            ("linear algebra refresher; eigenvalues; svd; matrix calculus", "phase2/linear-algebra", (11, 12)),
            ("optimization theory; gradient descent; convex optimization", "phase2/optimisation", (13, 14)),
            ("information theory basics", "phase2/information-theory", (15, 15)),
            ("probability distributions; sampling", "phase2/distributions-sampling", (16, 16)),
        ),
    ),
    "03 - Python ML Tools": (
        "./03-python-tools/README.md",
        (
            ("numpy/scipy deep dive", "phase3/numpy-scipy", (17, 17)),
            ("pandas for data manipulation", "phase3/pandas", (18, 18)),
            ("matplotlib/seaborn for visualization", "phase3/visualisation", (19, 19)),
            ("scikit-learn ecosystem", "phase3/scikit-learn", (20, 20)),
        ),
    ),
    "04 - Classical ML": (
        "./04-classical-ml/README.md",
        (
            ("supervised learning; regression; classification", "phase4/supervised", (21, 22)),
            ("unsupervised learning; clustering; dimensionality reduction", "phase4/unsupervised", (23, 24)),
            ("model evaluation; selection", "phase4/evaluation-selection", (25, 25)),
            ("bias-variance tradeoff", "phase4/bias-variance", (26, 26)),
        ),
    ),
    "05 - Deep Learning Theory": (
        "./05-deep-learning/README.md",
        (
            ("neural network fundamentals", "phase4/nn-fundamentals", (29, 29)),
            ("backpropagation from first principles", "phase4/backprop", (30, 30)),
            ("cnns; rnns; transformers", "phase4/cnn-rnn-transformer", (31, 32)),
            ("modern architectures", "phase4/modern-architectures", (33, 34)),
        ),
    ),
    "06 - Modern AI": (
        "./06-modern-ai/README.md",
        (
            ("transformer architecture deep dive", "phase5/transformer-deep-dive", (37, 37)),
            ("attention mechanisms", "phase5/attention", (38, 38)),
            ("pre-training; fine-tuning", "phase5/pretrain-finetune", (39, 39)),
            ("rag; embeddings; vector databases", "phase5/rag-embeddings-vectordb", (40, 41)),
            ("prompt engineering; llm applications", "phase5/prompt-llm-apps", (42, 42)),
        ),
    ),
    "07 - MLOps": (
        "./07-mlops/README.md",
        (
            ("experiment tracking; versioning", "phase6/tracking-versioning", (45, 45)),
            ("model deployment strategies", "phase6/deployment-strategies", (46, 47)),
            ("monitoring; observability", "phase6/monitoring-observability", (48, 48)),
            ("ci/cd for ml", "phase6/cicd", (49, 49)),
            ("scaling; infrastructure", "phase6/scaling-infra", (50, 50)),
        ),
    ),
}

# Project, what its title must name, its weeks.
PROJECTS = {
    "projects/ab-framework": ("statistical inference project; a/b testing framework", (9, 10)),
    "projects/classical-pipeline": ("classical ml project; end-to-end supervised learning pipeline", (27, 28)),
    "projects/dl-project": ("deep learning project; image or nlp task", (35, 36)),
    "projects/llm-app": ("llm application; rag system or fine-tuning", (43, 44)),
    "projects/mlops-project": ("mlops project; deploy and monitor", (51, 52)),
}

STRENGTHS = {
    "Mathematics": "calculus; undergraduate linear algebra",
    "Programming": "professional; cs master; software architecture",
    "Statistics": "descriptive",
    "Systems": "differential equations; rusty",
}
GROWTH = {
    "Statistics": "inferential; bayesian",
    "Scientific Python": "numpy; scipy; refreshing",
    "ML theory": "foundations",
    "ML practice": "hands-on; evaluation",
    "MLOps": "deployment; monitoring; scaling",
}

OTHER_TIME = re.compile(r"weeks? \d|yesterday|tomorrow|last week|(mon|tues|wednes|thurs|fri)day", re.IGNORECASE)

# Every task of the plan's own hours starts with one of these, so that a learner knows at once what to do.
DOING = frozenset(
    re.findall(
        r"\w+",
        """add answer argue assert break build change check choose classify collect compare compute conclude construct
        correct criticise cut decide deploy derive describe draft draw evaluate explain extend extract fit grade hand
        hide inspect label list make note overfit pack plan plant predict probe read rebuild record repair replay
        review revise rewrite run ship simulate solve sort state stretch tabulate test trace translate vary wire
        write""",
    )
)

# Borrowed hours that speak of another day, and the day they mean is borrowed, or written here, as well.
WITH_NEIGHBOUR = frozenset(
    (
        "plan52-agentic-recsys:W1/fri",  # "yesterday's digits plot": W1/thu stands on the day before
        "plan52-agentic-recsys:W19/thu",  # "Friday's benchmark": the capacity estimate measures a replica
        "week-by-week:W14/wed",  # "tomorrow's network": the shift experiment trains one
    )
)


@pytest.fixture(scope="module")
def tracker() -> Plan:
    """The plan as its file has it, borrowed hours left as links."""
    return load_plan(FOLDER / "tracker.yaml")


@pytest.fixture(scope="module")
def own(tracker: Plan) -> dict[str, Unit]:
    """Its units by id."""
    return {unit.id: unit for _, unit in tracker.units()}


@pytest.fixture(scope="module")
def whole() -> dict[str, Unit]:
    """Its units with the hours that they borrow."""
    plan = read_linked(FOLDER / "tracker.yaml", lambda plan_id: FOLDER / f"{plan_id}.yaml").plan
    return {unit.id: unit for _, unit in plan.units()}


def lacks(text: str, names: str) -> list[str]:
    """Which of the names, separated by semicolons, the text does not hold."""
    return [name for name in names.split("; ") if name not in text.lower()]


def test_six_phases_have_goals_and_weeks(tracker: Plan) -> None:
    """Titles, goal sentences and spans are kept, and the first phase alone is the priority."""
    for number, (phase, (title, weeks, goal)) in enumerate(zip(tracker.phases, PHASES, strict=True), 1):
        assert phase.title == f"Phase {number}: {title}"
        assert (phase.weeks, phase.goal, phase.priority) == (weeks, goal, number == 1)


def test_thirty_topics_stand_in_their_modules(own: dict[str, Unit]) -> None:
    """Every topic names what it must, in the weeks of the map, under its module and the link of its folder."""
    topics = [(module, link, topic) for module, (link, rows) in MODULES.items() for topic in rows]
    assert len(topics) == 30
    for module, link, (names, unit_id, weeks) in topics:
        unit = own[unit_id]
        assert lacks(unit.title, names) == [], unit_id
        assert (unit.kind, unit.weeks, unit.group, unit.link) == (UnitKind.TOPIC, weeks, module, link), unit_id
    assert [unit.id for unit in own.values() if unit.kind is UnitKind.TOPIC] == [row[1] for _, _, row in topics]


def test_every_module_closes_with_a_milestone(own: dict[str, Unit]) -> None:
    """Seven milestones carry the modules' boxes and links, each with a line of the checklist for every topic."""
    milestones = [unit for unit in own.values() if unit.kind is UnitKind.MILESTONE]
    for unit, (module, (link, rows)) in zip(milestones, MODULES.items(), strict=True):
        assert unit.title == f"Module {module}"
        assert (unit.checkbox, unit.link) == (True, link)
        last = own[rows[-1][1]].weeks
        assert last is not None
        assert unit.weeks == (last[1], last[1])
        for line, (names, _, _) in zip(unit.checklist, rows, strict=True):
            assert lacks(line, names.split("; ")[0]) == [], unit.id


def test_five_projects_share_the_address_of_their_hours(tracker: Plan, own: dict[str, Unit]) -> None:
    """A project's box and its two weeks of hours are one thing to tick; the rule of quality is kept."""
    assert [project.id for project in tracker.projects] == list(PROJECTS)
    for project in tracker.projects:
        names, weeks = PROJECTS[project.id]
        assert lacks(project.title, names) == []
        assert project.link == "./projects/README.md"
        assert not project.optional
        assert (own[project.id].kind, own[project.id].weeks) == (UnitKind.WEEK, weeks)
        assert not own[project.id].checkbox
    assert lacks(tracker.projects[0].detail, "tests; documentation; production-quality code") == []


def test_twelve_boxes_count(tracker: Plan) -> None:
    """Seven modules and five projects; topics can be ticked, and do not weigh."""
    modules = tuple(unit.id for _, unit in tracker.units() if unit.kind is UnitKind.MILESTONE)
    assert tracker.boxes() == (*modules, *PROJECTS)
    assert len(tracker.boxes()) == len(set(tracker.boxes())) == 12


def test_self_assessment_is_kept(tracker: Plan) -> None:
    """Four strengths and five growth areas, each with its detail."""
    for found, wanted in ((tracker.strengths, STRENGTHS), (tracker.growth, GROWTH)):
        assert [item.title for item in found] == list(wanted)
        assert [lacks(item.detail, wanted[item.title]) for item in found] == [[]] * len(wanted)


def test_tracking_and_notes_are_kept(tracker: Plan) -> None:
    """Objective, current focus, weekly goals, kinds of resources, the living document and the missing files."""
    assert lacks(tracker.goals[0], "strong foundations; deep theoretical; practical deployment") == []
    assert tracker.current_focus == "Phase 1: Statistical Foundations"
    assert lacks(tracker.weekly_goals, "specific; measurable; each week") == []
    assert tracker.resources_completed == ("papers", "courses", "books")
    assert lacks(tracker.note, "living document; interests; career goals; technologies that emerge") == []
    assert lacks(tracker.summary, "theoretical and applied knowledge; models, applications and operations") == []
    assert any("resources.md" in item for area in tracker.reading for item in area.items)
    assert any("resources.md" in text and "missing" in text for text in tracker.source.corrections)
    assert tracker.journal.is_default
    assert tracker.rhythm_is_default


def test_folders_are_those_of_the_modules(tracker: Plan) -> None:
    """Seven module folders and one for projects, as the links name them."""
    linked = [link.split("/")[1] for link, _ in MODULES.values()]
    assert [folder.title for folder in tracker.folders] == [*linked, "projects"]


def test_no_mojibake_is_left(tracker: Plan) -> None:
    """The file holds letters, digits and plain signs; emoji were dropped, and that is said."""
    text = (FOLDER / "tracker.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"[^\x00-\x7f]", text)) <= set("é")
    assert any("Mac Roman" in correction for correction in tracker.source.corrections)


def test_modes_and_checklists(own: dict[str, Unit]) -> None:
    """26 units close by code, 9 by code and a checklist; what is not code alone has its checklist."""
    study = [unit for unit in own.values() if unit.kind is not UnitKind.MILESTONE]
    assert len(study) == 35
    assert sum(unit.mode is UnitMode.CODE for unit in study) == 26
    assert sum(unit.mode is UnitMode.MIXED for unit in study) == 9
    assert all(bool(unit.checklist) == (unit.mode is not UnitMode.CODE) for unit in own.values())
    assert all(unit.deliverable and unit.exercises for unit in study)


def test_exercises_of_a_unit_have_their_task(whole: dict[str, Unit]) -> None:
    """Every exercise of a unit stands on one of its tasks, and no task names another unit's exercise."""
    for unit in whole.values():
        on_tasks = {task.exercise for day in unit.days for task in day.tasks if task.exercise}
        assert on_tasks == set(unit.exercises), unit.id
    assert len({exercise for unit in whole.values() for exercise in unit.exercises}) == 101


def test_rhythm_shows_in_every_week(whole: dict[str, Unit]) -> None:
    """Monday and Tuesday name something to read, Thursday runs something, Friday has a rubric of 2 to 4 items."""
    for unit in whole.values():
        for day in unit.days:
            if day.day in ("mon", "tue"):
                assert any(task.reading for task in day.tasks), (unit.id, day.week, day.day)
            if day.day == "thu":
                assert any(task.id.startswith("run-") for task in day.tasks), (unit.id, day.week)
            if day.day == "fri":
                assert any(2 <= len(task.rubric) <= 4 for task in day.tasks), (unit.id, day.week)


def test_two_recall_questions_a_week(own: dict[str, Unit]) -> None:
    """Each week of a unit brings two questions that have answers."""
    for unit in own.values():
        weeks = {day.week for day in unit.days}
        assert len(unit.recall) == 2 * len(weeks), unit.id
        assert all(pair.question.endswith(("?", ".")) and pair.answer for pair in unit.recall), unit.id


def test_own_tasks_start_with_a_doing_word(own: dict[str, Unit]) -> None:
    """No task starts with a noun: its first word is a known verb."""
    tasks = [task for unit in own.values() for day in unit.days for task in day.tasks]
    assert {re.split(r"\W", task.text)[0].lower() for task in tasks} - DOING == set()


def test_own_readings_name_part_and_place(own: dict[str, Unit]) -> None:
    """Every reading says which part to read, where it is, and for how long."""
    for unit in own.values():
        for reading in (task.reading for day in unit.days for task in day.tasks if task.reading):
            assert reading.section, (unit.id, reading.title)
            assert reading.minutes, (unit.id, reading.title)
            assert reading.link, (unit.id, reading.title)


def test_borrowed_hours_fit_where_they_stand(own: dict[str, Unit], whole: dict[str, Unit]) -> None:
    """92 hours come from two other plans, none twice, and none speaks of a week or a day that is not there."""
    links = {(unit.id, day.week, day.day): day.same_as for unit in own.values() for day in unit.days if day.same_as}
    assert len(links) == len(set(links.values())) == 92
    assert {link.split(":")[0] for link in links.values()} == {"plan52-agentic-recsys", "week-by-week"}
    for (unit_id, week, weekday), link in links.items():
        hour = next(day for day in whole[unit_id].days if (day.week, day.day) == (week, weekday))
        text = " ".join(part for task in hour.tasks for part in (task.text, *task.rubric))
        spoken = OTHER_TIME.search(text)
        assert spoken is None or link in WITH_NEIGHBOUR, text
