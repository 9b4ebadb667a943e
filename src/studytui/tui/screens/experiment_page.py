"""The page of one experiment, as lines."""

from collections.abc import Iterator

from textual.content import Content

from studytui.domain import prediction as predictions
from studytui.domain.experiment import Run, named
from studytui.domain.experiment_summary import runs_in_order
from studytui.domain.spread import shown
from studytui.study.experiment_control import Progress
from studytui.study.experiment_view import ExperimentView
from studytui.study.experiment_words import drawn, facts, late_sentence, progress_words, state_of
from studytui.tui.marks import ACCENT, QUIET, TITLE, plain, spread
from studytui.tui.widgets.lines import BLANK, Line

RUN = "run:"
"""What the key of a run's line begins with."""
_LABEL = 12
_METRICS = 3
_PLOT_WIDEST = 100


def page(view: ExperimentView, progress: Progress, written: dict[str, str], width: int) -> Iterator[Line]:
    """Hypothesis and prediction, progress, plot, runs, conclusion; `written` holds the fields with their drafts."""
    record = view.record
    day = plain(f"{record.about:%A} {record.about.day} {record.about:%B}", QUIET)
    yield Line(spread(plain(record.title, TITLE), day, width))
    yield BLANK
    hypothesis = _draft(written["hypothesis"], record.hypothesis)
    yield _field("Hypothesis", hypothesis, "h writes what you think, and why")
    predicted = view.prediction or record.prediction
    yield _field("Predicted", predictions.written(predicted) if predicted else "", _no_prediction(view))
    if late := late_sentence(view):
        yield Line(plain(" " * _LABEL + late, QUIET), hang=_LABEL)
    if view.runs:
        yield Line(_labelled("Runs", plain(progress_words(progress), ACCENT if progress.running else "")), hang=_LABEL)
        if stands := ", ".join([*facts(view), *([view.record.script] if view.record.script else [])]):
            yield Line(plain(" " * _LABEL + stands, QUIET), hang=_LABEL)
    else:
        yield _field("Runs", "", "r runs a script of yours over a grid and seeds")
    if view.judgement and any(run.over for run in view.runs):
        said = Content.assemble(view.judgement.why, ": ", (view.judgement.outcome.value, TITLE))
        yield Line(_labelled("Result", said), hang=_LABEL)
    outcome = f"{record.outcome}. " if record.outcome else ""
    conclusion = _draft(written["conclusion"], record.conclusion)
    yield _field("Conclusion", f"{outcome}{conclusion}".strip(), "o writes what it showed")
    if plot := drawn(view, min(width, _PLOT_WIDEST)):
        yield BLANK
        yield from (Line(plain(line)) for line in plot.splitlines())
    if view.runs:
        yield BLANK
        yield from _table(view, progress, width)


def _no_prediction(view: ExperimentView) -> str:
    if any(run.over for run in view.runs):
        return "left out; it does not count for calibration"
    return "p predicts, before the run: acc 0.8..0.9 80%"


def _draft(text: str, saved: str) -> str:
    """What was typed and not saved says so."""
    return f"{text} (a draft)" if text.strip() and text != saved else text


def _labelled(label: str, text: Content) -> Content:
    return Content.assemble((f"{label:<{_LABEL}}", QUIET), text)


def _field(label: str, text: str, hint: str) -> Line:
    first, *more = text.splitlines() or [""]
    content = plain(first) if text else plain(hint, QUIET)
    return Line(_labelled(label, content), hang=_LABEL, more=tuple(plain(line) for line in more))


def _table(view: ExperimentView, progress: Progress, width: int) -> Iterator[Line]:
    """Every run in a line that can be chosen: grid point, seed, its numbers, what else there is to say."""
    own = [view.metric] if view.metric in view.metrics else []
    names = list(dict.fromkeys([*own, *view.metrics]))[: _METRICS if width < 100 else 2 * _METRICS]
    runs = runs_in_order(view.runs)
    point = max([len("run"), *(len(named(run.parameters, run.seed)) for run in runs)])
    point = min(point, width // 3)
    sizes = [max([len(name), *(len(_cell(run, name)) for run in runs)]) for name in names]
    head = [f"{'run':<{point}}", *(f"{name:>{size}}" for name, size in zip(names, sizes, strict=True)), "seconds"]
    yield Line(plain("  ".join(head), QUIET))
    for run in runs:
        cells = [f"{_cut(named(run.parameters, run.seed), point):<{point}}"]
        cells += [f"{_cell(run, name):>{size}}" for name, size in zip(names, sizes, strict=True)]
        cells += [f"{run.seconds:>7.1f}" if run.seconds else " " * 7]
        at_it = progress.running and not run.over and named(run.parameters, run.seed) == progress.present
        text = Content.assemble("  ".join(cells), "  ", ("running", ACCENT) if at_it else (state_of(run, view), QUIET))
        yield Line(text, key=RUN + run.id, hang=4)
    if len(view.metrics) > 1:
        rest = f"m draws another metric: {', '.join(name for name in view.metrics if name != view.metric)}"
        yield Line(plain(rest, QUIET), hang=2)


def _cell(run: Run, name: str) -> str:
    return shown(run.metrics[name]) if name in run.metrics else ""


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"
