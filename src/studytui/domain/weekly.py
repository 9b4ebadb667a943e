"""The first three lines of a week and its last three: the Monday check-in and the Friday review."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

CHECKIN_ASKS = (
    "What did last week ship, and where is the evidence?",
    "Which single result must exist on Friday?",
    "What could stop it, and which day takes the risk out first?",
)
REVIEW_ASKS = (
    "What did the week ship, and where is it?",
    "What did it teach, in one line?",
    "What comes first next week?",
)
LINES = 3

_LINE = re.compile(r"^- \*\*(?P<question>.+?)\*\* ?(?P<answer>.*)$")


class Opening(StrEnum):
    """Which of the two; its value is the field of the entry that keeps it."""

    CHECKIN = "checkin"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """What it is called."""
        return "Check-in" if self is Opening.CHECKIN else "Review"


def questions(which: Opening, asks: Sequence[str]) -> tuple[str, ...]:
    """The three questions: the plan's own for the check-in as far as it has them, then the usual ones."""
    usual = CHECKIN_ASKS if which is Opening.CHECKIN else REVIEW_ASKS
    own = tuple(asks) if which is Opening.CHECKIN else ()
    return (*own, *usual[len(own) :])[:LINES] if own else usual


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Questions with their answers as Markdown; those without an answer are left out."""
    lines = ((" ".join(question.split()), " ".join(answer.split())) for question, answer in pairs)
    return "\n".join(f"- **{question}** {answer}" for question, answer in lines if answer)


def read(text: str) -> dict[str, str]:
    """The answers by question that `written` made; other lines are left out."""
    found = (_LINE.match(line) for line in text.splitlines())
    return {match["question"]: match["answer"].strip() for match in found if match}
