"""A label may be written in any case.

caught by: labels_begin_lines
"""

import copy
import itertools
import json
import re
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
    steps: list[Thought | Action | Final]
    answer: str | None
    status: str


class ParseError(Exception):
    pass


LABELS = re.compile(r"(?im)^[ \t]*(Thought|Action Input|Action|Final Answer|Observation):")


def without_observation(text: str) -> str:
    for label in LABELS.finditer(text):
        if label[1] == "Observation":
            return text[: label.start()].rstrip()
    return text


def parse_step(text: str) -> Thought | Action | Final:
    # core: begin
    _, *parts = LABELS.split(without_observation(text))
    labelled = [(label, content.strip()) for label, content in zip(parts[::2], parts[1::2], strict=True)]
    for (label, content), (after, inner) in itertools.pairwise([*labelled, ("", "")]):
        if label == "Final Answer":
            return Final(content)
        if label == "Action":
            if not content:
                raise ParseError("an Action needs the name of a tool")
            if after != "Action Input":
                raise ParseError("an Action must be followed by its Action Input")
            try:
                given = json.loads(inner)
            except ValueError as error:
                raise ParseError(f"the Action Input is not JSON: {error}") from None
            if not isinstance(given, dict):
                raise ParseError("the Action Input must be one JSON object")
            return Action(content, given)
    for label, content in labelled:
        if label == "Thought":
            return Thought(content)
    raise ParseError("there is no Thought, Action or Final Answer at the start of a line")
    # core: end


def observe(tools: Mapping[str, Callable[[dict[str, Any]], Any]], action: Action) -> str:
    if action.tool not in tools:
        return f"error: there is no tool {action.tool}; the tools are: {', '.join(tools)}"
    try:
        return str(tools[action.tool](copy.deepcopy(action.input)))
    except Exception as error:  # noqa: BLE001 - whatever a tool raises is told to the model
        return f"error: {type(error).__name__}: {error}"


def run_agent(
    llm: Callable[[list[dict[str, str]]], str],
    tools: Mapping[str, Callable[[dict[str, Any]], Any]],
    task: str,
    *,
    max_steps: int,
    max_parse_retries: int = 2,
) -> Trace:
    # core: begin
    messages = [{"role": "user", "content": task}]
    steps: list[Thought | Action | Final] = []
    last, unparsed = None, 0
    while len(steps) < max_steps:
        reply = llm(messages)
        messages.append({"role": "assistant", "content": without_observation(reply)})
        try:
            step = parse_step(reply)
        except ParseError as error:
            unparsed += 1
            if unparsed > max_parse_retries:
                return Trace(steps, None, "parse_error")
            messages.append({"role": "user", "content": f"{UNPARSED}{error}"})
            continue
        steps.append(step)
        if isinstance(step, Final):
            return Trace(steps, step.answer, "ok")
        content = CONTINUE
        if isinstance(step, Action):
            content = f"Observation: {observe(tools, step)}" + (REPEATED if step == last else "")
            last = step
        messages.append({"role": "user", "content": content})
    return Trace(steps, None, "max_steps")
    # core: end
