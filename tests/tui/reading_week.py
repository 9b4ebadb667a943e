"""A week with something to recall and to read, two paper notes, an entry and a solution file."""

from studytui.domain.overlay import Place
from studytui.domain.reading import ReadingState
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Reading
from studytui.study import living, notes, papers, readings, recall
from studytui.study.context import Context

BOOK = Reading("Goodfellow, Deep Learning", "Chapter 6", "https://example.org/book", "a draft on the site", 40)


def a_week_of_reading(ctx: Context) -> None:
    """A question of each sort, two things to read, two paper notes, an entry and a solution file."""
    book = living.add(ctx, "Read a chapter", Place(2, Weekday.MON), reading=BOOK)
    living.add(ctx, "Skim a blog", Place(2, Weekday.TUE), reading=Reading("A blog about softmax [draft]"))
    readings.mark(ctx, book.address, ReadingState.FINISHED, "Softmax is a smooth argmax.")
    first = recall.add(ctx, "What does softmax saturate to?", "One share of one, the others nought.")
    recall.add(ctx, "Why is the shift free?", "Numerator and denominator share the factor.")
    recall.answered(ctx, first.key, recalled=True)
    papers.write(
        ctx,
        {
            "title": "Attention is all you need",
            "link": "https://arxiv.org/abs/1706.03762",
            "claim": "Attention alone, without recurrence, translates as well and trains in parallel.",
            "evidence": "Two language pairs; one base and one big model.",
            "change_mind": "A recurrent model that trains as fast at equal quality.",
            "figure": "Softmax over scaled scores, then a weighted sum.",
            "questions": "Does the scaling by √d matter below 64?\nWhich heads are needed?",
        },
    )
    note = papers.write(ctx, {"title": "Are sixteen heads really better than one?", "questions": "At what depth?"})
    papers.answer(ctx, note.id, "At what depth?", "The last layers need theirs.")
    notes.save(ctx, ctx.today(), "notes", "The softmax saturates from scores of 40 on.")
    path = ctx.paths.solutions / "transformers" / "tr_softmax.py"
    path.parent.mkdir(parents=True)
    path.write_text("def solve(x):\n    return softmax(x)\n", encoding="utf-8")
