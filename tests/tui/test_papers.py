"""Papers: what was closed comes back, also in a note that was edited since."""

from tests.tui.small_study import settled
from tests.tui.test_plan_rooms import at

from studytui.study import papers
from studytui.study.context import Context
from studytui.tui.app import StudyApp
from studytui.tui.screens.journal_papers import PapersScreen

USUAL = (80, 24)


async def test_a_question_opens_again_in_a_note_that_was_edited_since(app: StudyApp, ctx: Context) -> None:
    """Another title and another number change nothing; the cursor goes to the question."""
    note = papers.write(ctx, {"title": "P", "questions": "why one\nwhy two"}, None)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("3", "tab", "tab")
        await settled(pilot)
        await at(pilot, "question:1")
        await pilot.press("space")
        await settled(pilot)
        papers.write(ctx, {"title": "Q", "questions": "a new one\nwhy one\nwhy two"}, note.id)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(app.screen, PapersScreen)
        assert app.screen.question is not None
        assert app.screen.question.question == "why two"
