"""The checks of a run: one line each, the first failed one open."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.report import (
    CheckBegan,
    CheckDone,
    CheckMeta,
    CheckResult,
    GradeEvent,
    Listed,
    Report,
    SandboxLevel,
    Verdict,
)
from studytui.tui.marks import ACCENT, DONE, FAILED, HERE, OPEN, QUIET, TITLE, WRONG, plain, spread
from studytui.tui.widgets.lines import BLANK, Line, Lines

OPEN_LINES = 10
WHOLE = 10_000
VERDICTS = {
    Verdict.ACCEPTED: "Accepted",
    Verdict.WRONG_ANSWER: "Wrong answer",
    Verdict.NOT_FROM_SCRATCH: "Not from scratch",
    Verdict.COMPILE_ERROR: "Does not compile",
    Verdict.RUNTIME_ERROR: "Stopped by an error",
    Verdict.TIME_LIMIT: "Took too long",
    Verdict.MEMORY_LIMIT: "Took too much memory",
    Verdict.OUTPUT_LIMIT: "Printed too much",
    Verdict.INTERNAL_ERROR: "The exercise itself failed, not you",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A run on its way: its checks, those that are done, the one that runs and since when (seconds)."""

    checks: tuple[CheckMeta, ...] = ()
    done: dict[str, CheckResult] = field(default_factory=dict)
    running: str = ""
    limit: float = 0.0

    def after(self, event: GradeEvent) -> "Progress":
        """The progress with one event more."""
        match event:
            case Listed(checks):
                return Progress(checks)
            case CheckBegan(check, limit):
                return replace(self, running=check, limit=limit)
            case CheckDone(result):
                return replace(self, done={**self.done, result.id: result}, running="")


class Results(Lines):
    """A page of checks; enter opens or closes the message of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Open check", show=False)]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widest=100, **kwargs)
        self._opened: dict[str, int] = {}
        self._report: Report | None = None
        self._history = ""
        self._note = ""

    def show_nothing(self, note: str) -> None:
        """Say that there is no run yet."""
        self._report = None
        self.show(lambda _: [Line(plain(note, QUIET))])

    def show_report(self, report: Report, *, history: str = "", note: str = "") -> None:
        """Paint a finished run."""
        first = report.first_failed
        self._opened = {first.id: OPEN_LINES} if first else {}
        self._report, self._history, self._note = report, history, note
        self.show(self._finished, cursor=first.id if first else None)
        self.scroll_home(animate=False)

    def show_progress(self, progress: Progress, seconds: float) -> None:
        """Paint a run on its way; the check that runs shows its seconds against its limit."""
        self._report = None
        self.show(lambda width: list(_running(progress, seconds, width)))

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """Open a failed check whole, or close it."""
        message.stop()
        if self._opened.get(message.key) == WHOLE:
            del self._opened[message.key]
        else:
            self._opened[message.key] = WHOLE
        self.show(self._finished)

    def _finished(self, width: int) -> list[Line]:
        report = self._report
        return list(_report(report, self._opened, self._history, self._note, width)) if report else []


def headline(report: Report, width: int) -> Content:
    """Verdict and score in one line."""
    verdict = VERDICTS[report.verdict]
    style = f"bold {ACCENT}" if report.accepted else f"bold {WRONG}"
    left = Content.assemble((f"{DONE if report.accepted else FAILED} {verdict}", style))
    facts = f"{report.score}/{report.max_score}   {_time(report.elapsed_ms)}"
    return spread(left, plain(facts, QUIET), width)


def _report(report: Report, opened: dict[str, int], history: str, note: str, width: int) -> Iterator[Line]:
    yield Line(headline(report, width))
    if report.message:
        known = report.line is None or report.message.startswith("line ")
        yield Line(plain(("" if known else f"line {report.line}: ") + report.message), hang=0)
    if report.verdict is Verdict.COMPILE_ERROR:
        return
    yield BLANK
    for check in report.checks:
        title = Content.assemble(
            (f"{DONE} " if check.passed else f"{FAILED} ", "" if check.passed else WRONG), check.title
        )
        points = plain(f"{check.points}/{check.max_points}", QUIET)
        more: tuple[Content, ...] = ()
        if check.id in opened and not check.passed:
            more = _message(check, opened[check.id], max(20, width - 2))
        elif not check.passed and check.message:
            title = Content.assemble(title, (f"  {check.message.splitlines()[0]}", QUIET))
        title = title.truncate(width - points.cell_length - 2, ellipsis=True)
        yield Line(title, key=check.id, hang=2, more=more, right=points)
    if report.output.strip():
        yield BLANK
        yield Line(plain("Printed", QUIET))
        for printed in report.output.rstrip().splitlines()[:200]:
            yield Line(plain(printed))
    yield BLANK
    if not report.from_scratch:
        yield Line(plain("Not counted as from scratch.", QUIET))
    yield Line(plain("   ".join(part for part in (history, f"seed {report.seed}", note) if part), QUIET))
    if report.sandbox.level is not SandboxLevel.STRONG:
        yield Line(plain(f"sandbox {report.sandbox.level.value}: see `studytui doctor`", QUIET))


def _message(check: CheckResult, most: int, width: int) -> tuple[Content, ...]:
    """The message in at most `most` lines, with the learner's line and the known mistake always among them."""
    last: list[str] = []
    if check.mistake:
        last.append(f"Your output equals a known mistake: {check.mistake}")
    if check.line is not None:
        last.append(f"at your line {check.line}")
    tail = [row for text in last for row in Content(text).wrap(width)]
    rows = [row for text in check.message.rstrip().splitlines() for row in _wrap(text, width)]
    room = most - len(tail)
    if len(rows) > room:
        rows = [*rows[: room - 1], plain(f"… {len(rows) - room + 1} lines more, enter shows them", QUIET)]
    return (*rows, *tail)


def _wrap(text: str, width: int) -> list[Content]:
    return Content(text).wrap(width) if text else [Content("")]


def _running(progress: Progress, seconds: float, width: int) -> Iterator[Line]:
    yield Line(plain(f"{HERE} Grading", f"bold {ACCENT}"))
    yield BLANK
    for check in progress.checks:
        result = progress.done.get(check.id)
        if result is not None:
            sign = f"{DONE} " if result.passed else f"{FAILED} "
            left = Content.assemble((sign, "" if result.passed else WRONG), check.title)
            right = plain(f"{result.points}/{check.max_points}", QUIET)
        elif check.id == progress.running:
            left = Content.assemble((f"{HERE} ", ACCENT), (check.title, TITLE))
            right = plain(f"{seconds:.0f} of {progress.limit:.0f} s" if seconds >= 1 else "", QUIET)
        else:
            left, right = Content.assemble((f"{OPEN} ", QUIET), (check.title, QUIET)), Content("")
        yield Line(spread(left, right, width))


def _time(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.1f} s" if milliseconds >= 1000 else f"{milliseconds:.0f} ms"
