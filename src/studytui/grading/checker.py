"""The checker process: the pack's checks and the reference. It asks the learner process, judges, and reports.

The program speaks first each time: a command, one report back. `list` names the checks, `load` waits for the
submission, `check` runs one, `witness` too and always tells what was answered.
"""

import os
import socket
import sys
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

from studytui.checks import CheckSpec
from studytui.grading import child, modules, telling, transcript, wire
from studytui.grading.compare import CheckFailed
from studytui.grading.outcome import Outcome
from studytui.grading.responder import Responder
from studytui.grading.session import Lost, Session, in_process, over_socket
from studytui.grading.simpler import LEVELS, Level, simpler
from studytui.grading.trouble import Described, LearnerError
from studytui.grading.wire import NARROW, Tree

_MOST_CHECKS = 100

Judgement: TypeAlias = tuple[Outcome, str, int | None]
"""How a check went, the message, and the learner's line at fault if known."""


def main(confinement: child.Confinement, idle: Callable[[], None] = child.nothing) -> None:
    """Receive a job on the control channel, then obey commands until it closes; `idle` fills the wait for the job."""
    control = socket.socket(fileno=child.CONTROL)
    job = child.await_job(control, idle)
    confinement.apply(job)
    child.seed_everything(job.number("seed"))
    checker = Checker(job, Session(over_socket(socket.socket(fileno=child.CHANNEL))))
    while True:
        try:
            command = wire.receive(control).tree
        except EOFError:
            os._exit(0)
        wire.send(control, checker.obey(command), caps=NARROW)


class Checker:
    """The checks of one exercise, ready to run against one learner."""

    def __init__(self, job: child.Job, session: Session) -> None:
        self._job = job
        self._session = session
        self._specs: dict[str, tuple[CheckSpec, Any]] = {}
        self._reference: ModuleType | None = None
        self._probes: ModuleType | None = None

    def obey(self, command: Tree) -> Tree:
        """Carry out one command of the program's; the report."""
        match command:
            case ["list"]:
                return self._list()
            case ["load"]:
                return self._load()
            case ["check", str(name)] if name in self._specs:
                return self._done(name, *self._judge(name))
            case ["witness", str(name)] if name in self._specs:
                return self._done(name, *self._judge(name), witness=True)
            case ["simplify", str(name)] if name in self._specs:
                return self._done(name, *self._simplify(name))
        return ["broken", "the program sent an unknown command"]

    def _list(self) -> Tree:
        try:
            self._reference = modules.build("reference", self._job.files["reference"], "reference.py")
            if "probes" in self._job.files:
                self._probes = modules.build("probes", self._job.files["probes"], "probes.py")
            module = modules.build("checks", self._job.files["checks"], "checks.py")
        except BaseException as error:  # noqa: BLE001 - a pack's module may raise anything while it loads
            return ["broken", telling.broken(error)]
        for name, value in vars(module).items():
            spec = getattr(value, "check_spec", None)
            if isinstance(spec, CheckSpec):
                self._specs[name] = (spec, value)
        if not 0 < len(self._specs) <= _MOST_CHECKS:
            return ["broken", f"checks.py has {len(self._specs)} checks; between 1 and {_MOST_CHECKS} are needed"]
        rows: list[Tree] = [
            [name, spec.title, spec.points, spec.seconds, spec.memory_mb] for name, (spec, _) in self._specs.items()
        ]
        return ["listed", rows]

    def _load(self) -> Tree:
        try:
            status = self._session.request("load")
        except Lost as error:
            return ["lost", str(error)]
        match status:
            case ["ok"]:
                return ["loaded"]
            case ["compile", str(message), int() | None as line]:
                return ["stopped", "compile_error", f"line {line}: {message}" if line else message, line]
            case ["forbidden", str(message), int() | None as line]:
                return ["stopped", "not_from_scratch", message, line]
            case ["raise", told]:
                described = Described.of(told)
                verdict = "memory_limit" if described.sort == "memory" else "runtime_error"
                return ["stopped", verdict, telling.raised(LearnerError(described), self._session), described.line]
        return ["lost", "your code wrote to the grader's own channel"]

    def _done(self, name: str, outcome: Outcome, message: str, line: int | None, *, witness: bool = False) -> Tree:
        told = witness or outcome in (Outcome.FAILED, Outcome.RAISED)
        answers = transcript.digest(self._session.answers) if told else None
        if witness and answers is not None:
            answers = f"{answers} {self._session.calls}"
        return ["done", name, outcome, message, line, answers]

    def _simplify(self, name: str) -> Judgement:
        """The check's outcome on the simplest draws on which it fails in the same way and the reference passes."""
        first = self._judge(name)
        for level in LEVELS if first[0] in (Outcome.FAILED, Outcome.RAISED) else ():
            found = self._judge(name, level)
            if found[0] is first[0] and self._run(name, self._reference_session(), level) is None:
                return found
        return first

    def _judge(self, name: str, level: Level | None = None) -> Judgement:
        session = self._session
        failure = self._run(name, session, level)
        if session.forbidden is not None:
            what, line = session.forbidden
            return Outcome.FORBIDDEN, what, line or None
        if session.lost is not None:
            return Outcome.LOST, session.lost, None
        if failure is None:
            return Outcome.PASSED, "", None
        if isinstance(failure, CheckFailed):
            outcome = Outcome.RAISED if failure.ungradable else Outcome.FAILED
            return outcome, telling.failed(failure, session), None
        return self._explain(name, failure, level)

    def _explain(self, name: str, failure: BaseException, level: Level | None) -> Judgement:
        """Whose fault an exception in a check's body is, found by replaying the check against the reference."""
        reference = self._reference_session()
        own = self._run(name, reference, level, note=self._session.calls)
        if own is not None:
            return Outcome.INTERNAL, telling.broken(own), None
        if isinstance(failure, LearnerError):
            told = failure.described
            outcome = Outcome.MEMORY if told.sort == "memory" else Outcome.RAISED
            return outcome, telling.raised(failure, self._session), told.line
        return Outcome.FAILED, telling.unusable(failure, self._session, reference), None

    def _reference_session(self) -> Session:
        reference = self._reference or ModuleType("reference")
        return Session(in_process(Responder(reference, self._probes, "reference.py")))

    def _run(
        self, name: str, session: Session, level: Level | None = None, note: int | None = None
    ) -> BaseException | None:
        """Run a check, on simpler draws if a level is given; what it raised, if it did."""
        rng = generator(self._job.number("seed"), name)
        session.begin(note)
        try:
            self._specs[name][1](session.module, rng if level is None else simpler(rng, level))
        except BaseException as error:  # noqa: BLE001 - a check's body may raise anything, and Lost is no Exception
            return error
        return None


def generator(seed: int, check: str) -> Any:  # a numpy.random.Generator
    """The random generator of one check in a run of that seed."""
    return sys.modules["numpy"].random.default_rng([seed, zlib.crc32(check.encode())])
