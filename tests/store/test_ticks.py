"""Ticks: only ever added, the newest one tells."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.domain.moment import Moment
from studytui.store import ticks
from studytui.store.database import Database, connect
from studytui.store.ticks import TickSource

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def moment(minutes: float = 0) -> Moment:
    """That many minutes after START."""
    at = START + timedelta(minutes=minutes)
    return Moment(at, at.date())


def tick(db: Database, address: str, *, done: bool = True, minutes: float = 0, source: str = "hand") -> bool:
    """Tick or untick in the plan."""
    return ticks.set_done(db, moment(minutes), "plan", address, TickSource(source), done=done)


def test_nothing_is_ticked_twice(db: Database, other_window: Database) -> None:
    """A second tick of the same thing, from another window or source, adds no row."""
    assert tick(db, "W1/read")
    assert not tick(other_window, "W1/read", source="accepted")
    assert not tick(db, "W1/other", done=False)
    assert len(db.rows("SELECT * FROM ticks")) == 1
    assert ticks.of(db, "plan", ["W1/read"])["W1/read"].source is TickSource.HAND


def test_plans_do_not_share_ticks(db: Database) -> None:
    """The same address in another plan is another thing."""
    tick(db, "W1")
    assert ticks.of_plan(db, "other") == {}
    assert ticks.of(db, "other", ["W1"]) == {}


def test_who_ticked_is_remembered_when_it_is_undone(db: Database) -> None:
    """What an accepted exercise once ticked is known after the hand unticked it."""
    tick(db, "W1/build", source="accepted")
    tick(db, "W1/build", done=False, minutes=1)
    tick(db, "W1/read", minutes=2)
    assert ticks.ever_by(db, "plan", TickSource.ACCEPTED, ["W1/build", "W1/read"]) == {"W1/build"}


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.tuples(st.sampled_from(["W1", "W1/a", "W2/a"]), st.booleans(), st.integers(-50, 50)), max_size=30)
)
def test_the_last_word_wins_on_any_clock(words: list[tuple[str, bool, int]]) -> None:
    """However the clock jumps, each address stands as it was last said, and every change is kept."""
    with TemporaryDirectory() as folder, closing(connect(Path(folder) / "s.db", machine="desk")) as db:
        stands: dict[str, bool] = {}
        changes = 0
        for address, done, minutes in words:
            changed = tick(db, address, done=done, minutes=minutes)
            assert changed == (stands.get(address, False) != done)
            stands[address], changes = done, changes + changed
        newest = ticks.of_plan(db, "plan")
        assert {address for address, word in newest.items() if word.done} == {name for name in stands if stands[name]}
        assert newest == ticks.of(db, "plan", list(stands))
        assert len(db.rows("SELECT * FROM ticks")) == changes
