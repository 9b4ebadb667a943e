"""The lines of Today."""

from collections.abc import Iterator
from dataclasses import replace

from textual.content import Content

from studytui.domain.exercise import ExerciseState
from studytui.domain.review import MINUTES
from studytui.domain.schedule import Standing
from studytui.study.cards import ExerciseCard
from studytui.study.today import AlsoLine, DayCard, OpeningView, TaskView, TodayView
from studytui.tui.marks import ACCENT, DONE, HERE, OPEN, QUIET, TITLE, box, cells, mark, plain, spread
from studytui.tui.screens.day_keys import CHECKLIST, day_rows
from studytui.tui.screens.three_lines import OPENING, Writing
from studytui.tui.widgets.lines import BLANK, Line

ROOMY = 90
REST = {
    Standing.BEFORE: "The plan starts on {date}. Nothing is due before; whatever you do now counts.",
    Standing.REST: "A day without study. The next hour is {date}.",
    Standing.PAUSED: "The plan is paused. The next hour is {date}.",
    Standing.AFTER: "The plan is done. Everything in it stays open to you.",
}


def page(view: TodayView, cursor: str, width: int, writing: Writing | None = None) -> Iterator[Line]:
    """The day, as wide as there is room; `writing` shows the three lines that are being answered."""
    yield from _head(view, width)
    hour = view.day or view.next_day
    if hour is not None:
        yield Line(Content.assemble((hour.label, TITLE), f"  {hour.title}" if hour.title else ""), hang=2)
    if view.opening is not None:
        yield _opening(view.opening, cursor == OPENING, writing)
    for task in view.tasks:
        yield _task_line(task, here=f"task:{task.address}" == cursor)
    yield from day_rows(view.lines, cursor)
    if view.reviews:
        yield BLANK
        for review in view.reviews:
            text = Content.assemble((f"{OPEN} Review  ", QUIET), review.title)
            yield Line(text, key=f"review:{review.exercise}", hang=10, right=plain(f"{MINUTES} min", QUIET))
    if view.exercises:
        yield BLANK
        yield Line(plain("Exercises this week", TITLE))
        for card in view.exercises:
            yield replace(exercise_line(card, width), key=f"exercise:{card.id}")
    if view.deliverable:
        yield BLANK
        yield Line(Content.assemble(("The week ships  ", QUIET), view.deliverable), hang=16)
    if view.lines.checklist:
        from studytui.domain.checklist import in_words

        text = Content.assemble(("The checklist   ", QUIET), in_words(view.lines.checklist))
        yield Line(text, key=CHECKLIST, hang=16)
    if view.also:
        yield BLANK
        for number, other in enumerate(view.also):
            yield _also_line(other, first=number == 0)


def _head(view: TodayView, width: int) -> Iterator[Line]:
    """The week, and what has to be said before the hour."""
    week = f"Week {view.week}" + (f" · {view.week_title}" if view.week_title else "")
    yield Line(spread(plain(week, TITLE), plain(view.phase, QUIET), width))
    yield BLANK
    yield Line(_strip(view.strip, width))
    yield BLANK
    if view.standing is not Standing.STUDY:
        yield Line(plain(_rest(view)))
        yield BLANK
    if view.gap is not None:
        yield Line(_keyed(f"Last here: {view.gap.place}.", r="resume there (the calendar moves)", s="skip to today"))
        yield BLANK
    if view.leftover is not None:
        day = view.leftover.weekday.short
        yield Line(_keyed(f"Still open from {day}: {view.leftover.text}", c="carry it here", l="let it go"), hang=2)
        yield BLANK
    if view.next_line:
        yield Line(Content.assemble(("Next  ", ACCENT), view.next_line), hang=6)
        yield BLANK


def _opening(opening: OpeningView, here: bool, writing: Writing | None) -> Line:
    """The first task of its day; while it is written its questions stand below it."""
    more: tuple[Content, ...] = ()
    for number, (question, answer) in enumerate(writing.lines if writing else ()):
        asked = writing is not None and number == writing.at
        more += (Content.styled(f"{HERE if asked else OPEN} {question}", ACCENT if asked else QUIET),)
        if answer and not asked:
            more += (Content(f"  {answer}"),)
    if writing is not None:
        right = plain("esc leaves; what you wrote stays", QUIET)
    else:
        right = plain("enter writes, space skips" if here and not opening.done else "", QUIET)
    state = "  skipped" if opening.skipped else ""
    text = Content.assemble((f"{box(opening.done)} ", QUIET), (opening.title, QUIET if opening.done else ""))
    return Line(Content.assemble(text, (state, QUIET)), key=OPENING, hang=4, more=more, right=right)


def _also_line(other: AlsoLine, *, first: bool) -> Line:
    """Where another plan stands; enter shows it in Plan."""
    place = {
        Standing.BEFORE: "not begun",
        Standing.AFTER: "done",
        Standing.PAUSED: "paused",
    }.get(other.standing, f"W{other.week} {other.weekday.short}")
    text = Content.assemble(("Also  " if first else "      ", QUIET), other.title)
    return Line(text, key=f"plan:{other.plan_id}", hang=6, right=plain(place, QUIET))


def _keyed(text: str, **keys: str) -> Content:
    """A sentence and the keys that answer it."""
    answers = (((f"  {key} ", f"bold {ACCENT}"), (what, QUIET)) for key, what in keys.items())
    return Content.assemble(text, *(part for answer in answers for part in answer))


def _strip(strip: tuple[DayCard, ...], width: int) -> Content:
    """Monday to Friday; where the labels do not fit on one line, the kinds stand instead of them."""
    row = Content("")
    for labels in ([card.label for card in strip], [card.kind.value for card in strip], [""] * len(strip)):
        row = Content("  ").join(_day(card, label) for card, label in zip(strip, labels, strict=True))
        if row.cell_length <= width:
            break
    return row


def _rest(view: TodayView) -> str:
    date = view.next_day.date if view.next_day else view.date
    return REST[view.standing].format(date=f"{date:%A} {date.day} {date:%B}")


def _day(card: DayCard, label: str) -> Content:
    style = f"bold {ACCENT}" if card.current else (QUIET if card.done else "")
    return Content.styled(f"{mark(card.done, card.current)} {card.weekday.short} {label}".rstrip(), style)


def _task_line(task: TaskView, here: bool) -> Line:
    """A task; what to read stands under it, and under the cursor also when it is well done."""
    text = Content.assemble((f"{box(task.done)} ", QUIET), (task.text, QUIET if task.done else ""))
    signs = {"optional": task.optional, "yours": task.own, "moved": task.moved, "reworded": task.edited}
    text = Content.assemble(text, *((f"  {sign}", QUIET) for sign, holds in signs.items() if holds))
    more: tuple[Content, ...] = ()
    if task.reading and not task.done:
        more = (plain(f"{task.reading}{'  ↗' if task.link else ''}", QUIET),)
    if here and task.free and not task.done:
        more += (plain(f"{OPEN} free: {task.free}", QUIET),)
    if here and not task.done:
        more += tuple(plain(f"{OPEN} {item}", QUIET) for item in task.rubric)
    minutes = plain(f"{task.minutes} min" if task.minutes else "", QUIET)
    return Line(text, key=f"task:{task.address}", hang=4, more=more, right=minutes)


def exercise_line(card: ExerciseCard, width: int) -> Line:
    """One exercise: mark, title, and what is known of it at the right."""
    sign = {ExerciseState.ACCEPTED: DONE, ExerciseState.TRIED: "◦", ExerciseState.NEW: OPEN}[card.state]
    score = f" {card.best}/{card.max_score}" if card.best is not None else ""
    facts = f"{card.minutes:>3} min  {card.state.value + score:>14}"
    if width >= ROOMY:
        facts = f"{cells(card.backend.value, 8)}{facts}"
    text = Content.assemble((f"{sign} ", ACCENT if card.state is ExerciseState.ACCEPTED else QUIET), card.title)
    return Line(text, key=card.id, hang=2, right=plain(facts, QUIET))
