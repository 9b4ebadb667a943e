"""The lines of Friday."""

from collections.abc import Iterator

from textual.content import Content

from studytui.domain.checklist import CheckItem
from studytui.domain.evidence import Evidence
from studytui.domain.markdown_text import one_line
from studytui.study.assessing import AssessView
from studytui.study.friday import FridayView
from studytui.tui.marks import ACCENT, HERE, OPEN, QUIET, TITLE, box, plain, spread
from studytui.tui.screens.three_lines import OPENING, Writing
from studytui.tui.widgets.lines import BLANK, Line

LONGEST_LESSON = 4


def page(view: FridayView, cursor: str, width: int, writing: Writing | None = None) -> Iterator[Line]:
    """Checklist, review, lesson, what is assessed, evidence, and the note; `writing` are the review's three lines."""
    done = sum(item.done for item in view.items)
    yield _heading("Checklist", f"{done} of {len(view.items)}", width)
    for item in view.items:
        yield _mark(item)
    yield BLANK
    yield _review(view, cursor == OPENING, writing)
    yield BLANK
    yield _lesson(view, cursor == "lesson")
    if view.assess:
        yield BLANK
        ticked = sum(item.done for item in view.assess)
        yield _heading("To assess", f"{ticked} of {len(view.assess)}", width)
        for assessed in view.assess:
            yield _assess(assessed, here=cursor == f"assess:{assessed.address}")
    yield BLANK
    yield Line(plain("Evidence", TITLE))
    for number, one in enumerate(view.evidence, start=1):
        yield _evidence(number, one)
    if not view.evidence:
        yield Line(plain(_none_yet(view), QUIET))
    yield BLANK
    yield _note(view, here=cursor == "note")


def _heading(title: str, right: str, width: int) -> Line:
    return Line(spread(plain(title, TITLE), plain(right, QUIET), width))


def _mark(item: CheckItem) -> Line:
    text = Content.assemble((f"{box(item.done)} ", QUIET), (item.mark.label, QUIET if item.done else ""))
    why = item.why or ("by hand" if item.by_hand and item.done else "")
    more = (plain(why, QUIET),) if why else ()
    return Line(text, key=f"mark:{item.mark.value}", hang=4, more=more)


def _review(view: FridayView, here: bool, writing: Writing | None) -> Line:
    """The three questions; while they are written, the asked one is marked."""
    more: tuple[Content, ...] = ()
    for number, (question, answer) in enumerate(writing.lines if writing else view.review.lines):
        asked = writing is not None and number == writing.at
        more += (Content.styled(f"{HERE if asked else OPEN} {question}", ACCENT if asked else QUIET),)
        if answer and not asked:
            more += (Content(f"  {answer}"),)
    hint = "esc leaves; what you wrote stays" if writing else ("enter writes" if here else "")
    return Line(plain("Review", TITLE), key=OPENING, more=more, right=plain(hint, QUIET))


def _lesson(view: FridayView, here: bool) -> Line:
    lines = [line for line in view.lesson.splitlines() if line.strip()]
    more = tuple(Content(line) for line in lines[:LONGEST_LESSON])
    if len(lines) > LONGEST_LESSON:
        more += (plain("...", QUIET),)
    if not lines:
        more = (plain("Not written yet.", QUIET),)
    return Line(plain("Lesson", TITLE), key="lesson", more=more, right=plain("enter writes" if here else "", QUIET))


def _assess(item: AssessView, *, here: bool) -> Line:
    """An item; under the cursor also when it is well done, and always what stands for it."""
    text = Content.assemble((f"{box(item.done)} ", QUIET), (item.text, QUIET if item.done else ""))
    more = tuple(plain(f"{OPEN} {line}", QUIET) for line in item.rubric) if here else ()
    more += tuple(plain(one.words, QUIET) for one in item.evidence)
    right = plain("enter names evidence" if here else "", QUIET)
    return Line(text, key=f"assess:{item.address}", hang=4, more=more, right=right)


def _evidence(number: int, one: Evidence) -> Line:
    said = one_line(one.text) or one.value
    text = Content.assemble((f"{number:>2}  ", QUIET), said)
    right = plain(f"{one.kind.label.lower()}  {one.day:%a}", QUIET)
    more = (plain(one.value, QUIET),) if one.text else ()
    return Line(text, key=f"evidence:{one.value}", hang=4, more=more, right=right)


def _none_yet(view: FridayView) -> str:
    if view.repositories:
        return "None yet. Commits made in sessions come by themselves; + adds a link."
    return "None yet. + adds a link; `studytui project link PATH` links a repository."


def _note(view: FridayView, *, here: bool) -> Line:
    state = "not written yet: x writes it" if not view.written else "written; c commits it"
    right = plain("enter reads it" if here else "", QUIET)
    return Line(
        Content.assemble(("The week's note  ", TITLE), (state, QUIET)), key="note", more=(plain(view.path, QUIET),),
        right=right,
    )  # fmt: skip
