"""A database of the first version, with data in it, upgraded."""

from contextlib import closing
from datetime import date
from pathlib import Path

from studytui.domain.schedule import Pause
from studytui.store import enrolments, migrations, ticks
from studytui.store.database import connect


def first_version(path: Path) -> None:
    """A database as the first version left it: two plans, a holiday, one taken back, and a tick."""
    at = "2026-11-23T09:00:00.000000+00:00"
    plan = ("desk", "{0}", "2026-11-23", "0,1,2,3,4", 5, 52, 60, "2026-11-23", at, "{1}", at)
    with closing(connect(path, machine="desk", steps=migrations.STEPS[:1])) as db:
        for number, name in enumerate(("small", "other")):
            used = f"2026-11-2{number + 3}T09:00:00.000000+00:00"
            values = [str(value).format(name, used) if isinstance(value, str) else value for value in plan]
            db.run(f"INSERT INTO enrolments VALUES ({', '.join('?' * 12)})", (f"e{number}", *values))  # noqa: S608  # marks only
        for number, removed in enumerate((None, at)):
            pause = (f"p{number}", "desk", "small", "2026-12-21", "2027-01-01", "holiday", "2026-11-23", at, removed)
            db.run("INSERT INTO schedule_pauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", pause)
        db.run("INSERT INTO ticks VALUES ('t', 'desk', 'small', 'W1/read', 1, 'hand', '2026-11-23', ?)", (at,))


def test_nothing_of_the_first_version_is_lost(path: Path) -> None:
    """Plans, the holiday that holds and the tick are there; the one taken back stays on record."""
    first_version(path)
    with closing(connect(path, machine="desk")) as db:
        assert db.version == len(migrations.STEPS)
        assert enrolments.plans(db) == ("other", "small")
        small = enrolments.of_plan(db, "small")
        assert small is not None
        assert small.schedule.pauses == (Pause(date(2026, 12, 21), date(2027, 1, 1), "holiday"),)
        assert (small.schedule.start, small.began, small.minutes) == (date(2026, 11, 23), date(2026, 11, 23), 60)
        assert ticks.of(db, "small", ["W1/read"])["W1/read"].done
        assert len(db.rows("SELECT * FROM schedule_changes")) == 2


def test_the_main_plan_keeps_the_journal_itself(path: Path) -> None:
    """Both plans wrote there; from now on the one that is not current has a folder of its own."""
    first_version(path)
    with closing(connect(path, machine="desk")) as db:
        folders = {enrolment.plan: enrolment.folder for enrolment in enrolments.in_view(db)}
        assert folders == {"other": "", "small": "small"}


def test_the_upgrade_keeps_a_copy_of_the_first_version(path: Path) -> None:
    """The copy is a database of version 1 with both plans."""
    first_version(path)
    connect(path, machine="desk").close()
    with closing(connect(path.parent / "backups" / "studytui-v1.db", machine="desk", steps=migrations.STEPS[:1])) as db:
        assert db.version == 1
        assert len(db.rows("SELECT * FROM schedule_pauses")) == 2
