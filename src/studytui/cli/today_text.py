"""The day as text or JSON. Imports no parser: see `hot`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.cli.output import say, say_json
from studytui.domain.checklist import in_words
from studytui.domain.review import MINUTES

if TYPE_CHECKING:
    from datetime import date

    from studytui.domain.session import Session
    from studytui.study.context import Context
    from studytui.study.day_lines import DayLines, Share
    from studytui.study.today import ExerciseCard, TaskView, TodayView


def print_today(*, on: date | None, as_json: bool) -> int:
    """Print the plan's hour of a day, today if none is given.

    Raises:
        UsageError: no plan is chosen.
    """
    from studytui.cli.opened import opened
    from studytui.study.today import today

    with opened() as ctx:
        view = today(ctx, on)
        if as_json:
            say_json(_shape(ctx, view))
        else:
            for line in _lines(ctx, view):
                say(line)
    return 0


def session_shape(ctx: Context, session: Session | None) -> dict[str, object] | None:
    """The session in JSON; seconds are whole, `remaining_seconds` is negative in overtime."""
    if session is None:
        return None
    now = ctx.now()
    return {
        "id": session.id,
        "state": session.state.value,
        "kind": session.kind.value,
        "day": session.day.isoformat(),
        "started_at": session.started_at.isoformat(),
        "planned_seconds": int(session.planned.total_seconds()),
        "elapsed_seconds": int(session.elapsed(now).total_seconds()),
        "remaining_seconds": int(session.remaining(now).total_seconds()),
        "next": session.next_line,
    }


def _shape(ctx: Context, view: TodayView) -> dict[str, object]:
    day = view.day
    return {
        "date": view.date.isoformat(),
        "plan": view.plan_id,
        "week": {"number": view.week, "title": view.week_title, "phase": view.phase},
        "day": {"kind": day.kind.value, "title": day.title} if day else None,
        "tasks": [{"id": task.address, "text": task.text, "done": task.done} for task in view.tasks],
        "exercises": [
            {"id": card.id, "title": card.title, "state": card.state.value, "best": card.best}
            for card in view.exercises
        ],
        "reviews_due": list(view.reviews_due),
        "session": session_shape(ctx, view.session),
        "gap": {"last": view.gap.place, "missed": view.gap.missed} if view.gap else None,
        "left_open": [{"id": task.address, "text": task.text} for task in view.leftover.tasks] if view.leftover else [],
        "opening": {"field": view.opening.which.value, "done": view.opening.done} if view.opening else None,
        "reading": _share(view.lines.reading),
        "recall": _share(view.lines.recall),
        "questions": [
            {"note": item.note, "paper": item.paper, "question": item.question} for item in view.lines.questions
        ],
        "checklist": {item.mark.value: item.done for item in view.lines.checklist},
        "also": [{"plan": line.plan_id, "week": line.week, "day": line.weekday.value} for line in view.also],
    }


def _share(share: Share | None) -> dict[str, int] | None:
    return {"done": share.done, "total": share.total} if share else None


def _lines(ctx: Context, view: TodayView) -> list[str]:
    lines = [
        f"{view.date.isoformat()}  {view.plan_title}",
        f"Week {view.week}: {view.week_title}  ({view.phase})",
    ]
    lines.append(f"{view.day.weekday.short}, {view.day.label}: {view.day.title}" if view.day else _rest(view))
    if view.session is not None:
        from studytui.cli.status_text import session_line

        lines.append(f"Clock: {session_line(ctx, view.session)}")
    elif view.next_line:
        lines.append(f"Next: {view.next_line}")
    if view.gap is not None:
        lines.append(
            f"Last here: {view.gap.place}. `studytui plan resume` resumes there (the calendar moves), "
            "`studytui plan skip` skips to today."
        )
    if view.leftover is not None:
        lines.append(f"Left of {view.leftover.weekday.short}: {view.leftover.text}  (`task carry` or `task drop`)")
    tasks = [line for task in view.tasks for line in _task(task)]
    lines += _section("Tasks", [*_opening(view), *tasks])
    lines += _section("Beside them", _beside(view.lines))
    lines += _section("Exercises of this week", [_exercise(card) for card in view.exercises])
    lines += _section("Due again", [f"Review  {line.title}  {MINUTES} min  ({line.exercise})" for line in view.reviews])
    lines += _section("Also", [f"{line.title}: W{line.week} {line.weekday.short}" for line in view.also])
    return lines


def _opening(view: TodayView) -> list[str]:
    """The check-in or review, which comes first on its day."""
    found = view.opening
    if found is None or found.skipped:
        return []
    return [f"[{'x' if found.done else ' '}] {found.title}  (journal {found.which.value})"]


def _beside(lines: DayLines) -> list[str]:
    """What the day's room brings: recall and reading list on Monday, open questions on Thursday, Friday's checklist."""
    rows = []
    if lines.checklist:
        rows.append(f"Checklist: {in_words(lines.checklist)}  (journal checklist)")
    if lines.recall is not None:
        rows.append(f"Recall: {lines.recall.done} of {lines.recall.total} asked  (recall)")
    if lines.reading is not None:
        rows.append(f"Reading: {lines.reading.done} of {lines.reading.total} finished  (reading)")
    return [*rows, *(f"Open: {item.question}  ({item.paper}; paper answer)" for item in lines.questions)]


def _rest(view: TodayView) -> str:
    coming = view.next_day
    return f"No study today; next: {coming.date:%A %Y-%m-%d}, {coming.title}" if coming else "The plan is complete."


def _section(title: str, rows: list[str]) -> list[str]:
    return ["", title, *(f"  {row}" for row in rows)] if rows else []


def _task(task: TaskView) -> list[str]:
    """A task, and below it, until it is done, what to read, where, and by what it is judged."""
    optional = "optional: " if task.optional else ""
    minutes = f"  {task.minutes} min" if task.minutes else ""
    lines = [f"[{'x' if task.done else ' '}] {optional}{task.text}{minutes}  ({task.address})"]
    if task.done:
        return lines
    if task.reading:
        lines.append(f"    read: {task.reading}{f'  {task.link}' if task.link else ''}")
    elif task.link:
        lines.append(f"    {task.link}")
    if task.free:
        lines.append(f"    free: {task.free}")
    if task.exercise:
        lines.append(f"    exercise: {task.exercise}")
    return lines + [f"    judged by: {part}" for part in task.rubric]


def _exercise(card: ExerciseCard) -> str:
    best = f" {card.best}/{card.max_score}" if card.best is not None else ""
    return f"{card.id}  {card.title}: {card.state.value}{best}"
