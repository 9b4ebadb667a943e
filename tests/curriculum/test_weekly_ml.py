"""The weekly machine-learning plan: nothing of the source it was made from is lost, and each hour is concrete."""

import re
from pathlib import Path

import pytest

from studytui.content.plan_linked import read_linked
from studytui.content.plan_reader import load_plan
from studytui.domain.plan import Plan, Unit, UnitKind, UnitMode
from studytui.domain.rhythm import DayKind, Weekday

FOLDER = Path(__file__).parents[2] / "curriculum"

# Block or track: its weeks here, and its topics in the source's order with what their titles must name.
TOPICS = {
    "wk1-2": (
        (1, 2),
        {
            "linear-regression": "linear regression; theory; from scratch",
            "logistic-regression": "logistic regression; sigmoid; loss function",
            "probability-bayes": "probability; bayes' theorem; refresher",
            "decision-boundaries": "visualisation; decision boundaries; scikit-learn",
        },
    ),
    "wk3-4": (
        (3, 4),
        {
            "knn": "k-nearest neighbours; from scratch; sklearn",
            "naive-bayes": "naive bayes; real datasets",
            "decision-trees": "decision trees; entropy; gini",
            "bias-variance": "overfitting; bias-variance",
        },
    ),
    "wk5-6": (
        (5, 6),
        {
            "random-forest-bagging": "random forests; bagging; ensemble intuition",
            "svm": "support vector machines; linear; kernel trick",
            "pca": "dimensionality reduction; pca",
            "evaluation": "evaluation; precision; recall; auc; cross-val",
        },
    ),
    "wk7-9": (
        (7, 9),
        {
            "forward-propagation": "neural networks; forward propagation",
            "backprop-numpy": "back-propagation; derivation; code; numpy",
            "activations-losses": "activation functions; loss functions",
            "mlp-from-scratch": "1-layer mlp; from scratch",
            "pytorch-basics": "pytorch; tensors; autograd",
            "pytorch-classifier": "classifier; pytorch; mnist/fashionmnist",
        },
    ),
    "wk10-11": (
        (10, 11),
        {
            "mle": "likelihood; mle",
            "hypothesis-tests": "hypothesis testing; z-test; t-test",
            "confidence-intervals": "confidence intervals; error",
            "distributions": "distributions; normal; bernoulli",
        },
    ),
    "wk12-13": (
        (12, 13),
        {
            "dvc-mlflow": "dvc or mlflow",
            "pandas-sklearn-pipeline": "pandas; sklearn pipeline; clean, model, evaluate",
            "fastapi-deploy": "deploy; fastapi",
            "save-load-versions": "save; load; models; data versions",
        },
    ),
    "wk14-16": (
        (14, 16),
        {
            "tabular-project": "tabular; classification or regression",
            "kaggle-replication": "kaggle mini-challenge; notebook replication",
            "blog-summary": "medium; full pipeline or project",
            "paper-summary": "paper summary; dropout; attention",
        },
    ),
    "p2-wk1-5": (
        (17, 22),
        {
            "regularisation": "l1; l2; elasticnet; early stopping",
            "ensembling": "xgboost; lightgbm; catboost",
            "bayesian-optimisation": "bayesian optimisation; hyperparameters; optuna",
            "probabilistic-programming": "probabilistic programming; pymc; tensorflow probability",
            "calibration-uncertainty": "calibration; uncertainty; brier score; confidence curves",
        },
    ),
    "p2-wk6-11": (
        (23, 28),
        {
            "cicd-pytest": "ci/cd; github actions; pytest",
            "docker-fastapi": "dockerised; services; fastapi",
            "registry-dvc": "mlflow model registry; dvc pipelines",
            "orchestration": "airflow or prefect; directed ml pipelines",
            "drift-monitoring": "data drift; model monitoring; evidentlyai or custom logging",
        },
    ),
    "p2-wk12-15": (
        (29, 33),
        {
            "ab-at-scale": "a/b/n testing; power; p-hacking",
            "bandits": "multi-armed bandits; thompson sampling; ucb",
            "uplift": "uplift modelling",
            "dags-docalculus": "dags; do-calculus; causal inference",
        },
    ),
    "p2-wk16-19": (
        (34, 38),
        {
            "shap-lime": "shap; lime; advanced",
            "counterfactuals": "counterfactual explanations",
            "fairness": "fairness; fairlearn or aif360",
            "explain-nlp-vision": "explainability; nlp or vision",
        },
    ),
    "p2-wk20-24": (
        (39, 44),
        {
            "transformers": "transformers; hugging face",
            "feature-stores": "feature stores; feast",
            "streaming": "streaming; kafka; spark",
            "time-series": "time-series modelling; prophet; darts",
            "graph-ml": "graph ml; node2vec; gnns",
        },
    ),
}
PROJECTS = {
    "p2-wk1-5/project-model-garden": (22, "Model Garden", "medium-sized; optuna; shap"),
    "p2-wk6-11/project-full-stack-pipeline": (28, "Full-Stack ML Pipeline", "docker; version; rest; schema; drift"),
    "p2-wk12-15/project-experiment-manager": (
        33,
        "Experiment Manager",
        "dashboards; false conclusions; streamlit",
    ),
    "p2-wk16-19/project-ethics-dashboard": (
        38,
        "ML Ethics Dashboard",
        "disparate impact; explanation; mitigation",
    ),
    "p2-wk20-24/project-sandbox": (44, "Special Topics Sandbox", "two; forecasting; transformers; jupyter"),
}
PORTFOLIO = {
    "portfolio/full-stack-projects": "1 to 2; full-stack",
    "portfolio/dashboard": "dashboard or app",
    "portfolio/replication": "research replication or paper summary",
    "portfolio/posts": "medium posts or notebooks; 5 to 8; advanced",
    "portfolio/tooling": "docker; ci/cd; mlflow; monitoring; at least one",
}

# Every task of the plan's own hours starts with one of these, so that a learner knows at once what to do.
DOING = frozenset(
    re.findall(
        r"\w+",
        """ask break build change check choose compare compile compute conclude count cut decide decompose defend define
        derive dissect draft draw explain extract follow frame grade inspect match measure name note outline plan plant
        plot predict prove prune publish randomise rank read rebuild rehearse repair rerun return review rewrite run
        scan script ship sketch solve split start submit take test tick trace translate tune vary watch wire work
        write""",
    )
)


@pytest.fixture(scope="module")
def own() -> dict[str, Unit]:
    """The plan's units as its file has them, borrowed hours left as links."""
    return {unit.id: unit for _, unit in load_plan(FOLDER / "weekly-ml.yaml").units()}


@pytest.fixture(scope="module")
def whole() -> Plan:
    """The plan with the hours that it borrows."""
    return read_linked(FOLDER / "weekly-ml.yaml", lambda plan_id: FOLDER / f"{plan_id}.yaml").plan


def names_all(text: str, names: str) -> bool:
    """Whether the text names each of the words, in any order and case."""
    return all(name in text.lower() for name in names.split("; "))


@pytest.mark.parametrize("phase_id", TOPICS)
def test_each_block_and_track_keeps_its_topics(whole: Plan, phase_id: str) -> None:
    """Topics stand in the source's order under titles that name what it names, each with a box, within the weeks."""
    weeks, topics = TOPICS[phase_id]
    phase = next(phase for phase in whole.phases if phase.id == phase_id)
    units = [unit for unit in phase.units if unit.kind is UnitKind.TOPIC]
    assert phase.weeks == weeks
    assert [unit.id for unit in units] == [f"{phase_id}/{name}" for name in topics]
    for unit, names in zip(units, topics.values(), strict=True):
        assert names_all(unit.title, names), unit.title
        assert unit.checkbox
        assert unit.deliverable


def test_phases_lie_in_two_parts(whole: Plan) -> None:
    """Seven blocks over 16 weeks, then five tracks whose weeks began at 1 again; ids keep those first weeks."""
    assert [part.id for part in whole.parts] == ["phase-1", "phase-2"]
    assert [(phase.kind, phase.part) for phase in whole.phases] == [("block", "phase-1")] * 7 + [
        ("track", "phase-2")
    ] * 5
    assert "24 to 28 weeks" in whole.parts[1].timeframe
    assert "mastery" in whole.parts[1].note
    assert whole.weeks_total == 16 + 24 + 4


def test_topics_are_spread_over_the_weeks(whole: Plan) -> None:
    """Two topics a week up to week 13, project weeks 14 to 16, then one topic or project a week."""
    per_week = [len(whole.week(number).units) for number in range(1, 45)]
    assert per_week == [2] * 13 + [1, 1, 2] + [1] * 28


def test_58_boxes_count_and_one_is_ticked(whole: Plan, own: dict[str, Unit]) -> None:
    """30 topics, 23 topics and 5 portfolio goals; linear regression alone was done, and projects have no box."""
    topics = [f"{phase}/{name}" for phase, (_, names) in TOPICS.items() for name in names]
    assert whole.boxes() == (*topics, *PORTFOLIO)
    assert len([topic for topic in topics if topic.startswith("p2-")]) == 23
    assert len(whole.boxes()) == 58
    assert [unit.id for unit in own.values() if unit.done] == ["wk1-2/linear-regression"]
    assert not any(goal.done or goal.optional for goal in whole.portfolio)


def test_five_project_ideas_have_a_week_each(whole: Plan, own: dict[str, Unit]) -> None:
    """The idea stands on its track with title and detail, and in a week of its own without a box."""
    ideas = [phase.project_idea for phase in whole.phases if phase.project_idea]
    assert [idea.title for idea in ideas] == [title for _, title, _ in PROJECTS.values()]
    for idea, (unit_id, (week, title, names)) in zip(ideas, PROJECTS.items(), strict=True):
        assert names_all(idea.detail, names), idea.detail
        assert own[unit_id].kind is UnitKind.CAPSTONE
        assert own[unit_id].weeks == (week, week)
        assert own[unit_id].title == f"Project: {title}"
        assert not own[unit_id].checkbox


def test_portfolio_goals_keep_their_thresholds(whole: Plan) -> None:
    """Five goals with the counts that the source names."""
    assert [goal.id for goal in whole.portfolio] == list(PORTFOLIO)
    for goal in whole.portfolio:
        assert names_all(goal.title, PORTFOLIO[goal.id]), goal.title


def test_goal_focus_folders_and_slots_are_kept(whole: Plan) -> None:
    """Four focus areas, eight folders with their purpose, three slots a topic of which the post is optional."""
    assert len(whole.goals) == 4
    assert [area.title.split()[0] for area in whole.focus_areas] == [
        "Statistical",
        "Algorithms",
        "MLOps",
        "Miscellaneous",
    ]
    assert {folder.title.rstrip("/") for folder in whole.folders} == {
        *("deep_learning", "mathematical_foundations", "misc", "ml_algorithms"),
        *("mlops_pipeline", "projects", "research_summaries", "statistical_theory"),
    }
    assert [slot.detail for slot in whole.work_rules.per_topic] == ["", "", "optional"]
    assert [(day.day, day.kind) for day in whole.rhythm] == list(zip(list(Weekday)[:5], DayKind, strict=True))
    assert whole.rhythm_is_default
    assert whole.journal.is_default


def test_corrections_are_recorded(whole: Plan) -> None:
    """What the source has wrong or unusual is listed: PyMC3, the open code block, the tick, the restarting weeks."""
    corrections = " ".join(whole.source.corrections)
    assert len(whole.source.corrections) == 5
    assert all(name in corrections for name in ("PyMC3 is now PyMC", "never closed", "check mark", "from 1 again"))


def test_modes_and_checklists(own: dict[str, Unit]) -> None:
    """46 units close by code, 8 by code and a checklist, 4 by a checklist alone."""
    by_mode = {mode: [unit.id for unit in own.values() if unit.mode is mode] for mode in UnitMode}
    assert [len(by_mode[mode]) for mode in (UnitMode.CODE, UnitMode.MIXED, UnitMode.CHECKLIST)] == [46, 8, 4]
    assert all(bool(unit.checklist) == (unit.mode is not UnitMode.CODE) for unit in own.values())


def test_exercises_of_a_unit_have_a_task(whole: Plan) -> None:
    """Every exercise of a unit stands on one of its tasks, borrowed ones included."""
    for _, unit in whole.units():
        on_tasks = {task.exercise for day in unit.days for task in day.tasks if task.exercise}
        assert set(unit.exercises) <= on_tasks, unit.id
    assert len({exercise for _, unit in whole.units() for exercise in unit.exercises}) == 67


def test_own_tasks_start_with_a_doing_word(own: dict[str, Unit]) -> None:
    """No task starts with a noun: its first word is a known verb."""
    tasks = [task for unit in own.values() for day in unit.days for task in day.tasks]
    assert {re.split(r"\W", task.text)[0].lower() for task in tasks} - DOING == set()


def test_own_readings_name_part_and_place(own: dict[str, Unit]) -> None:
    """Every reading says which part to read, for how long and where it is."""
    for unit in own.values():
        for reading in (task.reading for day in unit.days for task in day.tasks if task.reading):
            assert reading.section, (unit.id, reading.title)
            assert reading.minutes, (unit.id, reading.title)
            assert reading.link, (unit.id, reading.title)


def test_every_week_reads_ships_and_asks(whole: Plan) -> None:
    """Monday or Tuesday names something to read, Friday has a rubric of 2 to 4 items, each unit two questions."""
    for number in range(1, whole.weeks_total + 1):
        week = whole.week(number)
        monday, tuesday, _, _, friday = week.days
        assert any(task.reading for day in (monday, tuesday) for task in day.tasks), number
        assert any(2 <= len(task.rubric) <= 4 for task in friday.tasks), number
        assert all(len(unit.recall) == 2 for unit in week.units), number


def test_borrowed_hours_stand_on_their_own(own: dict[str, Unit], whole: Plan) -> None:
    """77 hours come from the other four plans, each once; none of them speaks of a week or a module by its number."""
    borrowed = [(unit.id, day) for _, unit in whole.units() for day in unit.days if day.same_as]
    links = [day.same_as for _, day in borrowed]
    assert len(links) == len(set(links)) == 77
    assert {str(link).partition(":")[0] for link in links} == {
        *("plan52-agentic-recsys", "week-by-week", "ai-engineer-roadmap", "tracker"),
    }
    for unit_id, day in borrowed:
        text = " ".join(part for task in day.tasks for part in (task.text, *task.rubric))
        assert re.search(r"(weeks?|modules?|phases?) \d", text, re.IGNORECASE) is None, (unit_id, text)
    hours = sum(len(unit.days) for _, unit in whole.units())
    assert (hours, hours - len(links)) == (220, 143)
    assert sum(unit.same_as is not None for unit in own.values()) == 5
