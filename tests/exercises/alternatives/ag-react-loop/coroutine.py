"""The loop as a generator that is sent the replies."""

import copy
import json
import re
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


CUT = re.compile(r"^[ \t]*Observation:", re.MULTILINE)
NAME = r"(Thought|Action Input|Action|Final Answer):"
PART = re.compile(rf"^[ \t]*{NAME}(.*?)(?=^[ \t]*{NAME}|\Z)", re.MULTILINE | re.DOTALL)


def parse_step(text):
    parts = [(m[1], m[2].strip()) for m in PART.finditer(CUT.split(text, maxsplit=1)[0])]
    while parts and parts[0][0] not in ("Action", "Final Answer"):
        label, content = parts.pop(0)
        if label == "Thought" and not any(name in ("Action", "Final Answer") for name, _ in parts):
            return Thought(content)
    match parts:
        case [("Final Answer", answer), *_]:
            return Final(answer)
        case [("Action", name), ("Action Input", given), *_] if name:
            try:
                read = dict(json.loads(given).items())
            except (ValueError, AttributeError) as error:
                raise ParseError(f"bad Action Input ({error})") from error
            return Action(name, read)
    raise ParseError("no complete step was found in the reply")


def run_agent(llm, tools, task, *, max_steps, max_parse_retries=2):
    steps, messages = [], [{"role": "user", "content": task}]
    turns = loop(tools, steps, messages, max_steps, max_parse_retries)
    ended = next(turns)
    while ended is None:
        ended = turns.send(llm(copy.deepcopy(messages)))
    status, answer = ended
    return Trace(steps, answer, status)


def loop(tools, steps, messages, max_steps, left):
    actions = []
    while max_steps > len(steps):
        reply = yield None
        cut = CUT.search(reply)
        messages += [{"role": "assistant", "content": reply[: cut.start()].rstrip() if cut else reply}]
        try:
            step = parse_step(reply)
        except ParseError as error:
            if not left:
                yield "parse_error", None
            left -= 1
            messages += [{"role": "user", "content": UNPARSED + error.args[0]}]
            continue
        steps += [step]
        match step:
            case Final():
                yield "ok", step.answer
            case Thought():
                messages += [{"role": "user", "content": CONTINUE}]
            case Action():
                actions.append(copy.deepcopy(step))
                again = REPEATED if actions[-2:-1] == actions[-1:] else ""
                messages += [{"role": "user", "content": "Observation: " + seen(tools, step) + again}]
    yield "max_steps", None


def seen(tools, step):
    tool = tools.get(step.tool)
    if tool is None:
        return "error: " + step.tool + " is unknown, there are " + ", ".join(tools)
    try:
        return str(tool(copy.deepcopy(step.input)))
    except Exception as error:  # noqa: BLE001 - told to the model
        return f"error: {type(error).__name__}: " + str(error)
