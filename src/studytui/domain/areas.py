"""What people call the fields they study, as tracks of exercises."""

from collections.abc import Collection

AREAS = {
    "mathematics": ("linear-algebra", "probability", "statistics", "optimisation", "numerics"),
    "programming": ("python", "dsa", "debug-drill"),
    "scientific-python": ("python", "numerics", "data", "visualisation"),
    "data-work": ("data", "evaluation", "interpretability", "fairness"),
    "machine-learning": ("classical-ml", "trees", "clustering", "evaluation", "interpretability", "time-series"),
    "neural-networks": ("deep-learning", "vision", "sequence", "speech", "graph"),
    "language-models": ("transformers", "tokenisation", "decoding", "fine-tuning", "retrieval"),
    "recommenders": ("recsys", "bandits", "causal"),
    "agentic": ("agents", "reliability", "safety"),
    "production": ("mlops", "systems", "data", "reliability"),
    "interview": ("dsa", "debug-drill"),
}
ALIASES = {
    "math": "mathematics",
    "maths": "mathematics",
    "ml": "machine-learning",
    "ml-theory": "machine-learning",
    "ml-practice": "data-work",
    "llm": "language-models",
    "llms": "language-models",
    "recommendation": "recommenders",
    "deep": "neural-networks",
}


def tracks_of(name: str, known: Collection[str]) -> tuple[str, ...]:
    """The tracks that a name stands for: itself if it is one, else those of the area; none for an unknown name."""
    word = "-".join(name.lower().replace("_", " ").split())
    if word in known:
        return (word,)
    return tuple(track for track in AREAS.get(ALIASES.get(word, word), ()) if track in known)
