from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

CONTINUE = "Go on with an Action and its Action Input, or with a Final Answer."
UNPARSED = "This could not be read: "
REPEATED = "\nWarning: this is the same action with the same input as before."


@dataclass(frozen=True)
class Thought:
    text: str


@dataclass(frozen=True)
class Action:
    tool: str
    input: dict[str, Any]


@dataclass(frozen=True)
class Final:
    answer: str


@dataclass(frozen=True)
class Trace:
    """What a run came to; status is ok, max_steps or parse_error."""

    steps: list[Thought | Action | Final]
    answer: str | None
    status: str


class ParseError(Exception):
    """A reply is no step; the text says why."""


def parse_step(text: str) -> Thought | Action | Final:
    """The step that a reply takes. Raises ParseError."""
    raise NotImplementedError


def run_agent(
    llm: Callable[[list[dict[str, str]]], str],
    tools: Mapping[str, Callable[[dict[str, Any]], Any]],
    task: str,
    *,
    max_steps: int,
    max_parse_retries: int = 2,
) -> Trace:
    """Ask, parse, act and show the result, until an answer or the end of the budget."""
    raise NotImplementedError
