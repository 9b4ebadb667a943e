"""The learner process: the submission and the pack's probes. It knows no expected value."""

import ast
import faulthandler
import io
import os
import socket
import sys
from collections.abc import Callable
from types import CodeType, ModuleType

from studytui.domain.forbid import parse
from studytui.grading import child, modules, wire
from studytui.grading.outcome import WHERE
from studytui.grading.responder import Responder
from studytui.grading.scratch import Violation, inspect
from studytui.grading.stubs import Guard
from studytui.grading.trouble import describe
from studytui.grading.wire import Tree, WireError


def main(confinement: child.Confinement, idle: Callable[[], None] = child.nothing) -> None:
    """Receive a job on descriptor 0, load it, then answer requests on descriptor 3; `idle` fills the wait for it."""
    with socket.socket(fileno=0) as jobs:
        job = child.await_job(jobs, idle)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        jobs.detach()
    channel = socket.socket(fileno=child.CHANNEL)
    confinement.apply(job)
    _open_output()
    faulthandler.register(WHERE, file=1, all_threads=False)
    child.seed_everything(job.number("seed"))
    loaded = Loaded(job)
    while True:
        frame = wire.receive(channel)
        if isinstance(frame.tree, list) and len(frame.tree) == 4 and frame.tree[1] == "load":
            _flush()
            wire.send(channel, [frame.tree[0], None, "ok", loaded.status])
            continue
        answer, buffers = loaded.responder.answer(frame)
        _flush()
        try:
            wire.send(channel, answer, buffers)
        except WireError as error:
            number = answer[0] if isinstance(answer, list) else None
            wire.send(channel, [number, None, "raise", describe(error, "").tree()])


class Loaded:
    """The submission, executed; `status` says how that went."""

    def __init__(self, job: child.Job) -> None:
        filename = job.text("filename")
        self.status: Tree = ["ok"]
        self._guard: Guard | None = None
        module = ModuleType("submission")
        try:
            code = modules.compile_source(job.files["submission"], filename)
        except SyntaxError as error:
            self.status = ["compile", error.msg or "this is not Python", error.lineno]
        else:
            module = self._execute(code, job, filename) or module
        probes = modules.build("probes", job.files["probes"], "probes.py") if "probes" in job.files else None
        self.responder = Responder(module, probes, filename, lambda: self._guard.broken if self._guard else None)

    def _execute(self, code: CodeType, job: child.Job, filename: str) -> ModuleType | None:
        source = job.files["submission"]
        rules = [parse(str(text)) for text in job.fields["forbid"]]
        try:
            if not rules:
                return modules.execute("submission", code, source)
            allow = tuple(str(name) for name in job.fields["allow"])
            inspect(ast.parse(source, filename), rules, allow)
            self._guard = Guard(rules, allow, filename)
            return modules.execute("submission", code, source, self._guard.install())
        except Violation as violation:
            self.status = ["forbidden", str(violation), violation.line]
        except BaseException as error:  # noqa: BLE001 - a submission may raise anything while it loads
            self.status = ["raise", describe(error, filename).tree()]
        return None


def _open_output() -> None:
    """Give prints a stream that takes any text and passes it on line by line."""
    for name, number in (("stdout", 1), ("stderr", 2)):
        raw = io.FileIO(number, "w", closefd=False)
        stream = io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
        _streams.append(stream)


_streams: list[io.TextIOWrapper] = []


def _flush() -> None:
    for stream in _streams:
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
