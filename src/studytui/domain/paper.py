"""A paper note: what a paper claims, on what evidence, and what it leaves open."""

import re
from collections.abc import Mapping
from datetime import date

from studytui.frozen import dataclass

PAPER_FIELDS = (
    ("title", "Title", "as the paper has it"),
    ("link", "Link", "https://arxiv.org/abs/..."),
    ("claim", "Claim", "what it says is so, in a sentence or two"),
    ("evidence", "Evidence", "data, baselines, size of the effect, what was left out"),
    ("change_mind", "What would change my mind", "the result or the ablation that would"),
    ("figure", "One figure in words", "axes, curves, and what they show"),
    ("questions", "Questions", "one a line; they come back on Thursday"),
)
"""The fields of a note: name, label, hint."""

_BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class PaperNote:
    """The newest version of a note; version 0 was never saved. `about` is the day it was begun on."""

    id: str
    about: date
    title: str = ""
    link: str = ""
    claim: str = ""
    evidence: str = ""
    change_mind: str = ""
    figure: str = ""
    questions: str = ""
    version: int = 0

    @property
    def headline(self) -> str:
        """What it is called in a list: its title, or as long as it has none the first line that was written."""
        texts = (text for name, text in self.fields.items() if name != "link")
        first = next((text for text in texts if text.strip()), self.link)
        return " ".join(first.strip().partition("\n")[0].split()) or "Untitled"

    @property
    def asked(self) -> tuple[str, ...]:
        """Its questions, one a line, bullets left out, each once."""
        lines = (" ".join(_BULLET.sub("", line).split()) for line in self.questions.splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @property
    def fields(self) -> dict[str, str]:
        """The text of each field by its name."""
        return {name: getattr(self, name) for name, _, _ in PAPER_FIELDS}

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(text.strip() for text in self.fields.values())

    def with_fields(self, texts: Mapping[str, str]) -> "PaperNote":
        """The note with some texts changed; title and link are one line each."""
        flat = {name: " ".join(text.split()) for name, text in texts.items() if name in ("title", "link")}
        written = {**self.fields, **texts, **flat}
        return PaperNote(self.id, self.about, **{name: written[name] for name in self.fields}, version=self.version)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that a paper left open: the note's id and headline, and the question's number in it from 1."""

    note: str
    paper: str
    question: str
    about: date
    number: int = 1


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """The last word on a question: an answer, or none where it was only closed; `closed` is False once reopened."""

    answer: str
    closed: bool
    day: date
