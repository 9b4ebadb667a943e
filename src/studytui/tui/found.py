"""From what a search found to the screen that shows it."""

from typing import TYPE_CHECKING, Any, cast

from textual.app import App

from studytui.errors import UsageError
from studytui.study import enrolled, papers, readings, recall
from studytui.study.search import FoundKind, Hit
from studytui.tui.later import later
from studytui.tui.screens.journal_room import ROOMS

if TYPE_CHECKING:
    from studytui.tui.roles import Study
    from studytui.tui.screens.journal import JournalScreen


async def show(app: App[Any], hit: Hit) -> None:
    """Go to the place.

    Raises:
        UsageError: it stands in a plan that is not the main one, or is no longer there.
    """
    study = cast("Study", app)
    ctx = study.ctx
    if hit.plan and hit.plan != enrolled.required(ctx).plan:
        raise UsageError(f"That belongs to {hit.plan}; make it your main plan (5, Plans), and it opens here.")
    match hit.kind:
        case FoundKind.CODE:
            await study.open_exercise(hit.key)
        case FoundKind.PAPER:
            note = papers.find(ctx, hit.key)
            await study.open_in_journal(later(*ROOMS["Papers"])(), later("paper_note", "PaperNoteScreen")(note))
        case FoundKind.READING:
            week, cursor = readings.week_of(ctx, hit.key), f"reading:{hit.key}"
            await study.open_in_journal(later(*ROOMS["Reading"])(week, cursor))
        case FoundKind.RECALL:
            week, cursor = recall.find(ctx, hit.key).week, f"recall:{hit.key}"
            await study.open_in_journal(later(*ROOMS["Reading"])(week, cursor))
        case FoundKind.EXPERIMENT:
            await study.open_in_journal(
                later(*ROOMS["Experiments"])(), later("experiment", "ExperimentScreen")(hit.key)
            )
        case FoundKind.LESSON:
            week = enrolled.required(ctx).schedule.position(hit.day).week
            await study.open_in_journal(later(*ROOMS["Friday"])(week))
        case FoundKind.ENTRY:
            await study.open_in_journal()
            cast("JournalScreen", app.screen).show_day(hit.day)
