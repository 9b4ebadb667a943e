"""The built-in 52-week plan: nothing of the source it was made from is lost."""

from collections import defaultdict

import pytest

from studytui.domain.plan import Plan, Unit, UnitKind, UnitMode
from studytui.domain.rhythm import DayKind, Weekday

STUDY_DAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)

# Week: its title, and what its deliverable must name. These are the facts the plan was made from.
FACTS = {
    "W1": ("Vectors & Matrices refresher", ("PCA", "SVD", "notebook")),
    "W2": ("Probability & Stats I", ("central limit theorem", "simulation", "sampling")),
    "W3": ("Probability & Stats II", ("A/B test", "notebook", "power analysis")),
    "W4": ("Optimization", ("logistic regression", "from scratch", "gradient descent")),
    "W5": ("ML Project Template", ("continuous integration", "tests", "pre-commit", "Weights & Biases")),
    "W6": ("Supervised I", ("linear", "regularised", "baselines")),
    "W7": ("Supervised II", ("trees", "boosting", "comparison", "SHAP")),
    "W8": ("Unsupervised", ("clustering", "visualisation")),
    "W9": ("Evaluation", ("metrics", "ROC", "PR", "calibration", "ranking")),
    "W10": ("Data/Serving", ("FastAPI", "model service", "pinned")),
    "W11": ("Experimentation", ("template", "ablations", "example")),
    "W12": ("Checkpoint 1", ("logistic regression", "gradient boosting", "rebuilt", "memo", "two to three pages")),
    "W13": ("PyTorch fundamentals", ("MLP", "MNIST", "CIFAR", "clean loops")),
    "W14": ("Optimization in practice", ("recipe card", "target accuracy")),
    "W15": ("Embeddings & metric learning", ("contrastive", "toy", "retrieval")),
    "W16": ("Sequence models", ("next-item predictor", "synthetic")),
    "W17": ("Transformers", ("small language model", "fine-tuned", "perplexity")),
    "W18": ("Retrieval & Vector Search", ("retrieval API", "embeddings")),
    "W19": ("Serving & Profiling", ("latency", "queries per second", "FastAPI endpoint")),
    "W20": ("Checkpoint 2", ("What I know about embeddings and sequences",)),
    "W21": ("Framing & Metrics", ("ranking harness", "AUC", "MAP", "NDCG")),
    "W22": ("Nearest-neighbour CF", ("top-K baseline", "caching")),
    "W23": ("Matrix Factorization", ("ALS", "SGD", "BPR", "compared with week 22")),
    "W24": ("FMs & Wide-and-Deep", ("sparse features", "matrix factorisation")),
    "W25": ("Two-Tower Retrieval", ("negative sampling", "lift", "Recall@K")),
    "W26": ("Re-ranking", ("boosted", "transformer", "re-ranker", "lift", "NDCG")),
    "W27": ("Sequential Recsys", ("SASRec", "GRU4Rec", "ablations")),
    "W28": ("Explore/Exploit", ("bandits", "offline", "IPS", "doubly robust")),
    "W29": ("Causality/Uplift (intro)", ("toy uplift", "product")),
    "W30": ("Practical Evaluation", ("guardrails", "diversity", "serendipity")),
    "W31": ("Cold-start & Taxonomy", ("content features", "hierarchy")),
    "W32": ("Checkpoint 3 (Mini-Capstone #1)", ("retrieval", "re-ranking", "pipeline", "API")),
    "W33": ("Agent architectures", ("planner and executor", "debate", "graph", "comparison")),
    "W34": ("Tool use & function calling", ("three tools", "schema validation")),
    "W35": ("Multi-agent patterns", ("supervisor", "workers", "demo")),
    "W36": ("Memory & reflection", ("persistent memory", "tests", "staleness")),
    "W37": ("Planning", ("planner", "several steps", "simulated web")),
    "W38": ("RAG done right", ("evaluation", "faithfulness", "relevancy")),
    "W39": ("Agent evaluation", ("traces", "key figures", "harness")),
    "W40": ("Safety & reliability", ("guardrails", "personal data", "timeouts", "circuit breakers")),
    "W41": ("Local vs hosted", ("adapter", "LLM backends", "swapped")),
    "W42": ("Checkpoint 4 (Mini-Capstone #2)", ("task-oriented agent", "demo")),
    "W43": ("Recommendation agent", ("offline", "configuration", "pull requests")),
    "W44": ("Conversational recsys", ("preference updates", "re-ranking")),
    "W45": ("Exploration agent", ("automatic tags", "proposals", "A/B tests")),
    "W46": ("Bandit + agent loop", ("simulated", "regret")),
    "W47": ("MLOps hardening", ("feature store", "drift", "CI/CD", "canary")),
    "W48": ("Checkpoint 5", ("operating manual", "platform")),
    "W49": ("Capstone (1 of 3): choose and plan", ("recommender platform", "agentic platform", "both")),
    "W50": ("Capstone (2 of 3): build", ("end to end",)),
    "W51": ("Capstone (3 of 3): evaluate and harden", ("baseline", "interval")),
    "W52": ("Polish", ("slides", "blog", "demo video", "portfolio")),
}


def test_covers_52_weeks_one_unit_each(plan: Plan) -> None:
    """Units W1 to W52 stand in order, each on the week of its number."""
    assert plan.weeks_total == 52
    assert [(unit.id, unit.weeks) for _, unit in plan.units()] == [(f"W{n}", (n, n)) for n in range(1, 53)]


def test_six_phases_have_their_ranges(plan: Plan) -> None:
    """The six phases span their weeks and hold exactly those weeks' units."""
    ranges = [phase.weeks for phase in plan.phases]
    assert ranges == [(1, 12), (13, 20), (21, 32), (33, 42), (43, 48), (49, 52)]
    for phase in plan.phases:
        assert phase.weeks == (int(phase.units[0].id[1:]), int(phase.units[-1].id[1:])), phase.id


def test_fifty_boxes_count(plan: Plan, units: dict[str, Unit]) -> None:
    """Every week has a box of its own but W50 and W51, which share that of W49."""
    assert plan.boxes() == tuple(f"W{n}" for n in range(1, 53) if n not in (50, 51))
    assert {id_ for id_, unit in units.items() if unit.shared_checkbox == "W49"} == {"W49", "W50", "W51"}


def test_kinds_of_weeks(units: dict[str, Unit]) -> None:
    """Five checkpoints, three capstone weeks, and ordinary weeks for the rest."""
    by_kind = defaultdict(set)
    for unit in units.values():
        by_kind[unit.kind].add(unit.id)
    assert by_kind[UnitKind.CHECKPOINT] == {"W12", "W20", "W32", "W42", "W48"}
    assert by_kind[UnitKind.CAPSTONE] == {"W49", "W50", "W51"}
    assert len(by_kind[UnitKind.WEEK]) == 44


@pytest.mark.parametrize("unit_id", FACTS)
def test_title_and_deliverable_keep_the_facts(units: dict[str, Unit], unit_id: str) -> None:
    """The week has its title, and its deliverable names what must be shipped."""
    title, facts = FACTS[unit_id]
    assert units[unit_id].title == title
    assert [fact for fact in facts if fact.lower() not in units[unit_id].deliverable.lower()] == []


def test_weeks_without_code_close_by_checklist(units: dict[str, Unit]) -> None:
    """Weeks that are not graded by code alone carry a checklist; six weeks are checklists only."""
    assert {id_ for id_, unit in units.items() if unit.mode is UnitMode.CHECKLIST} == {
        *("W20", "W48", "W49", "W50", "W51", "W52")
    }
    assert sum(unit.mode is UnitMode.MIXED for unit in units.values()) == 8
    assert all(bool(unit.checklist) == (unit.mode is not UnitMode.CODE) for unit in units.values())


def test_rhythm_is_the_source_of_the_default(plan: Plan) -> None:
    """Theory, papers, code, experiment, deliverable: an hour each, and the plan's own."""
    assert [(day.day, day.kind, day.minutes) for day in plan.rhythm] == list(
        zip(STUDY_DAYS, DayKind, [60] * 5, strict=True)
    )
    assert not plan.rhythm_is_default


def test_core_stack_keeps_its_flags(plan: Plan) -> None:
    """Six groups; what was optional or for later still is."""
    assert len(plan.core_stack) == 6
    optional = {item for group in plan.core_stack for item in group.optional_items}
    assert optional == {"Lightning or Fabric", "Pinecone", "Weaviate", "Chroma", "vLLM", "Ollama"}
    assert [group.group for group in plan.core_stack if group.when == "later"] == ["Recommender libraries"]


def test_reading_and_journal_are_whole(plan: Plan) -> None:
    """Four areas of reading, and a weekly note with five fields and hints."""
    assert [len(area.items) for area in plan.reading] == [3, 6, 4, 2]
    assert [field.label for field in plan.journal.fields] == ["Goals", "Notes", "Code/Experiments", "Results", "Next"]
    assert all(field.hint for field in plan.journal.fields)
    assert plan.journal.path.format(week=1) == "journal/Week_01.md"
    assert not plan.journal.is_default


def test_projects_do_not_weigh_on_the_boxes(plan: Plan) -> None:
    """Two mini-capstones and the two capstones to choose from are listed, all of them optional."""
    assert [(project.id, project.optional) for project in plan.projects] == [
        ("mini-capstone-1", True),
        ("mini-capstone-2", True),
        ("capstone-recsys", True),
        ("capstone-agentic", True),
    ]


def test_automation_names_its_local_equivalents(plan: Plan) -> None:
    """Badge, Monday check-in with questions, and e-mail, which here is the alarm of an .ics file."""
    assert plan.automation.badge
    assert plan.automation.checkin_day is Weekday.MON
    assert len(plan.automation.checkin_asks) == 3
    assert ".ics" in plan.automation.email


def test_rules_folders_and_start_are_kept(plan: Plan) -> None:
    """The motto, five steps to start and seven folders or files with their purpose."""
    assert "every week" in plan.work_rules.motto
    assert len(plan.getting_started) == 5
    assert len(plan.folders) == 7
    assert all(folder.detail for folder in plan.folders)
