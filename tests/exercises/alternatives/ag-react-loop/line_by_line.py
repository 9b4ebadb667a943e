"""Lines instead of a pattern, an object instead of locals, a new list of messages for every turn."""

import json
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


def label_of(line):
    bare = line.lstrip(" \t")
    for label in ("Thought", "Action", "Action Input", "Final Answer", "Observation"):
        if bare.startswith(label + ":"):
            return label, bare[len(label) + 1 :]
    return None


def sections(text):
    found = []
    for line in text.split("\n"):
        begun = label_of(line)
        if begun and begun[0] == "Observation":
            break
        if begun:
            found.append([begun[0], [begun[1]]])
        elif found:
            found[-1][1].append(line)
    return [(label, "\n".join(lines).strip()) for label, lines in found]


def parse_step(text):
    parts = sections(text)
    deciding = [n for n, (label, _) in enumerate(parts) if label in ("Action", "Final Answer")]
    if not deciding:
        thoughts = [content for label, content in parts if label == "Thought"]
        if thoughts:
            return Thought(thoughts[0])
        raise ParseError("nothing here is a step: " + text[:40])
    n = deciding[0]
    if parts[n][0] == "Final Answer":
        return Final(parts[n][1])
    following = parts[n + 1] if n + 1 < len(parts) else ("nothing", "")
    if following[0] != "Action Input" or parts[n][1] == "":
        raise ParseError("an action needs a name, and an input right after it")
    try:
        given = json.JSONDecoder().decode(following[1])
    except json.JSONDecodeError as error:
        raise ParseError(str(error)) from error
    if type(given) is not dict:
        raise ParseError("the input is JSON, but no object")
    return Action(parts[n][1], given)


def kept(reply):
    lines = []
    for line in reply.split("\n"):
        begun = label_of(line)
        if begun and begun[0] == "Observation":
            return "\n".join(lines).rstrip()
        lines.append(line)
    return reply


class Run:
    def __init__(self, llm, tools, task, max_steps, retries):
        self.llm, self.tools, self.most, self.retries = llm, tools, max_steps, retries
        self.messages, self.steps, self.before = [], [], None
        self.say("user", task)

    def say(self, role, content):
        self.messages = [*self.messages, {"role": role, "content": content}]

    def go(self):
        for _ in range(self.most + self.retries):
            if len(self.steps) == self.most:
                break
            reply = self.llm(self.messages)
            self.say("assistant", kept(reply))
            try:
                step = parse_step(reply)
            except ParseError as error:
                self.retries -= 1
                if self.retries < 0:
                    return Trace(self.steps, None, "parse_error")
                self.say("user", UNPARSED + str(error))
                continue
            self.steps.append(step)
            if isinstance(step, Final):
                return Trace(self.steps, step.answer, "ok")
            self.say("user", CONTINUE if isinstance(step, Thought) else self.act(step))
        return Trace(self.steps, None, "max_steps")

    def act(self, step):
        this = json.dumps([step.tool, step.input], sort_keys=True)
        text = "Observation: "
        if step.tool in self.tools:
            try:
                text += f"{self.tools[step.tool](json.loads(json.dumps(step.input)))}"
            except Exception as error:  # noqa: BLE001 - told to the model
                text += f"error: {error.__class__.__name__}: {error!s}"
        else:
            text += f"error: {step.tool} is not among {sorted(self.tools)}"
        text += REPEATED if this == self.before else ""
        self.before = this
        return text


def run_agent(llm, tools, task, *, max_steps, max_parse_retries=2):
    return Run(llm, tools, task, max_steps, max_parse_retries).go()
