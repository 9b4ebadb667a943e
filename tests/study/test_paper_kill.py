"""Killed at any moment, a paper note and a line being noted lose at most what was not yet handed to the store."""

from pathlib import Path

import pytest
from tests.study.killing import write_until_killed

from studytui.study import jots, papers, search
from studytui.study.context import open_context

WRITER = """
import itertools, sys
from studytui.study import jots, papers, search
from studytui.study.context import open_context
ctx = open_context()
note = (papers.every(ctx) or (papers.begin(ctx),))[0]
for number in itertools.count(int(sys.argv[1])):
    note = note.with_fields({"title": "Typed", "claim": f"claim {number}", "questions": f"Why {number}?"})
    papers.keep_draft(ctx, note)
    if number % 5 == 0:
        note = papers.save(ctx, note)
    if number % 7 == 0:
        search.find(ctx, "claim")
    if number == 40:
        search.rebuild(ctx)
    jots.keep(ctx, jots.NOTE, f"line {number}")
    print(number, flush=True)
"""


@pytest.mark.proof
def test_killed_again_and_again_nothing_kept_is_lost(tmp_path: Path) -> None:
    """One note, its newest text, the line, and a search that finds what was saved."""
    said = 0
    for seconds in (0.05, 0.31, 0.12, 0.4, 0.2):
        said = write_until_killed(WRITER, tmp_path, said + 1, seconds)
        ctx = open_context(environ={"STUDYTUI_HOME": str(tmp_path)})
        (note,) = papers.every(ctx)
        number = int(note.claim.split()[1])
        assert number in {said, said + 1}
        assert note.asked == (f"Why {number}?",)
        assert jots.typed(ctx, jots.NOTE) in {f"line {said}", f"line {said + 1}"}
        assert ctx.store.fault() == ""
        papers.save(ctx, note)
        assert [hit.key for hit in search.find(ctx, f"claim {number}").hits] == [note.id]
        ctx.close()
