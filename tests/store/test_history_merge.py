"""Two machines and three: whatever each did, and in whatever order they tell it, all end with the same, once."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.history_rows import (
    DEEDS,
    LOG,
    MONDAY,
    NINE,
    PLANS,
    attempt,
    dump,
    entry,
    follow,
    moment,
    session,
    shown,
)

from studytui.domain.schedule import Pause
from studytui.frozen import replace
from studytui.store import attempts, enrolments, entries, history_form, history_merge, sessions
from studytui.store.database import Database, connect, new_id
from studytui.store.history_check import Reader

MACHINES = ("desk", "lap", "work")
Machines = dict[str, Database]
Lines = dict[str, list[str]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[[], Machines]:
    """Three fresh databases, each time another three."""
    connect(tmp_path / "fresh.db", machine="none").close()

    def three() -> Machines:
        folder = tmp_path / new_id()
        folder.mkdir()
        for name in MACHINES:
            shutil.copy(tmp_path / "fresh.db", folder / name)
        return {name: connect(folder / name, machine=name) for name in MACHINES}

    return three


def nothing_told() -> Lines:
    """The lines of each machine before any was written."""
    return {name: [] for name in MACHINES}


def tell(db: Database, told: Lines, folder: list[str]) -> None:
    """Add what the folder lacks to the machine's own lines, through the text form."""
    reader = Reader(db)
    keys = {history_form.key_of(reader.record(line)) for line in folder}
    with db.reading():
        for _, record in history_form.records(db):
            key = history_form.key_of(record)
            if key not in keys:
                keys.add(key)
                told[db.machine].append(history_form.line_of(record))


def hear(db: Database, folder: list[str]) -> int:
    """Take the lines in, in one transaction; how many told anything new."""
    reader, known = Reader(db), history_merge.known(db)
    found = [record for record in map(reader.record, folder) if history_form.key_of(record) not in known]
    for record in found:
        reader.check(record)
    found.sort(key=lambda record: history_form.TABLES.index(str(record["table"])))
    with db.transaction():
        return sum(history_merge.take(db, record) for record in found)


def lines_of(told: Lines) -> list[str]:
    """All that was told, as git would bring it together."""
    return [line for name in MACHINES for line in told[name]]


def settle(machines: Machines, told: Lines) -> None:
    """Everybody tells, then everybody hears."""
    for db in machines.values():
        tell(db, told, lines_of(told))
    for db in machines.values():
        hear(db, lines_of(told))


def ids_of(db: Database) -> set[tuple[str, str]]:
    """Table and id of every row that is only added."""
    return {(table, row["id"]) for table in LOG for row in db.rows(f"SELECT id FROM {table}")}  # noqa: S608  # constants


TELLING = ("tell", "hear", "hear some")
CHANGING = tuple(deed for deed in DEEDS if not deed.startswith("row of "))


def deeds_of(*kinds: str) -> st.SearchStrategy[list[tuple[str, str, int, str]]]:
    """What machines do, some of it on the same minute."""
    deed = st.tuples(st.sampled_from(MACHINES), st.sampled_from(kinds), st.integers(0, 6), st.sampled_from(PLANS))
    return st.lists(deed, min_size=8, max_size=40)


SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(SLOWLY, max_examples=8)
@given(deeds=deeds_of(*TELLING, *DEEDS), shuffle=st.randoms(use_true_random=False))
def test_all_machines_end_with_the_same_and_lose_nothing(
    make: Callable[[], Machines], deeds: list[tuple[str, str, int, str]], shuffle: Random
) -> None:
    """Whatever three machines do, tell and hear, in any order, even on one another's minute: all hold all, once."""
    run(make(), deeds, shuffle)


@settings(SLOWLY, max_examples=25)
@given(deeds=deeds_of(*TELLING, *CHANGING), shuffle=st.randoms(use_true_random=False))
def test_what_changes_ends_the_same_everywhere(
    make: Callable[[], Machines], deeds: list[tuple[str, str, int, str]], shuffle: Random
) -> None:
    """Likewise for plans and their calendars, sessions that end, entries written over, hints seen on each machine."""
    run(make(), deeds, shuffle)


def run(machines: Machines, deeds: list[tuple[str, str, int, str]], shuffle: Random) -> None:
    """Let them do that, then tell and hear all, and look at what each holds."""
    told = nothing_told()
    for name, deed, minutes, plan in deeds:
        db = machines[name]
        if deed == "tell":
            tell(db, told, lines_of(told))
        elif deed == "hear":
            lines = lines_of(told)
            shuffle.shuffle(lines)
            hear(db, lines)
        elif deed == "hear some":
            hear(db, told[MACHINES[minutes % 3]] if minutes % 3 else [])
        else:
            DEEDS[deed](db, minutes, plan)
    written = {item for db in machines.values() for item in ids_of(db)}
    for _ in range(2):
        for db in machines.values():
            tell(db, told, lines_of(told))
        for db in machines.values():
            lines = lines_of(told)
            shuffle.shuffle(lines)
            hear(db, lines)
    one, two, three = (dump(db) for db in machines.values())
    assert one == two == three
    assert shown(machines["desk"]) == shown(machines["lap"]) == shown(machines["work"])
    held = ids_of(machines["desk"])
    assert {key for key in written if key[0] not in ("hints", "reveals")} <= held <= written
    for db in machines.values():
        size = len(lines_of(told))
        tell(db, told, lines_of(told))
        assert (len(lines_of(told)), hear(db, lines_of(told))) == (size, 0)
        db.close()


def test_every_table_is_carried_nested_or_local(db: Database) -> None:
    """A table that a later version adds cannot be forgotten."""
    tables = {
        found["name"]
        for found in db.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        if "CREATE VIRTUAL" not in found["sql"] and not found["name"].startswith(("sqlite_", "search_"))
    }
    assert tables == {*history_form.TABLES, *history_form.NESTED, *history_form.LOCAL}


@pytest.fixture
def pair(make: Callable[[], Machines]) -> tuple[Database, Database, Lines]:
    """Two machines, and what they have told each other."""
    machines = make()
    return machines["desk"], machines["lap"], nothing_told()


def exchange(pair: tuple[Database, Database, Lines]) -> None:
    """Both tell, both hear."""
    desk, lap, told = pair
    settle({"desk": desk, "lap": lap}, told)


def test_the_newer_text_shows_and_the_other_stays_readable(pair: tuple[Database, Database, Lines]) -> None:
    """Two first versions of one field: both are kept, the one written last shows on both machines."""
    desk, lap, _ = pair
    entry(desk, 5, "written at the desk")
    entry(lap, 3, "written on the lap")
    exchange(pair)
    for db in (desk, lap):
        versions = entries.versions(db, "one", MONDAY, "notes")
        assert [(found.text, found.version) for found in versions] == [
            ("written on the lap", 1),
            ("written at the desk", 1),
        ]
        newest = entries.get(db, "one", MONDAY, "notes")
        assert newest is not None
        assert newest.text == "written at the desk"
    entry(lap, -60, "written on a clock set back")
    exchange(pair)
    assert [found.text for found in entries.between(desk, "one", MONDAY, MONDAY)] == ["written on a clock set back"]


def test_an_open_clock_stays_on_its_machine(pair: tuple[Database, Database, Lines]) -> None:
    """Each machine may have its own; finished, it comes over with its pauses, and its minutes count once."""
    desk, lap, _ = pair
    session(desk, 0, finish=False)
    session(lap, 1, finish=False)
    exchange(pair)
    own = sessions.current(desk)
    assert own is not None
    assert len(sessions.between(desk, MONDAY, MONDAY)) == len(sessions.between(lap, MONDAY, MONDAY)) == 1
    sessions.finish(desk, own, NINE + timedelta(minutes=30))
    exchange(pair)
    exchange(pair)
    assert [held.is_open for held in sessions.between(lap, MONDAY, MONDAY)] == [False, True]
    (studied,) = sessions.studied(lap, MONDAY, MONDAY)
    assert studied.time == timedelta(minutes=29)


def test_a_plan_started_on_both_machines_is_one_plan(pair: tuple[Database, Database, Lines]) -> None:
    """The newest word on its calendar holds, holidays of both count, and a holiday both noted counts once."""
    desk, lap, _ = pair
    dentist, fair = Pause(MONDAY, MONDAY, "dentist"), Pause(MONDAY + timedelta(days=2), MONDAY + timedelta(days=2))
    for number, db in enumerate((desk, lap)):
        follow(db, number, "one")
        enrolments.pause(db, moment(10 + number), "one", dentist)
    enrolments.pause(lap, moment(20), "one", fair)
    exchange(pair)
    for db in (desk, lap):
        (plan,) = enrolments.in_view(db)
        assert plan.schedule.pauses == (dentist, fair)
        assert plan.schedule.start == MONDAY + timedelta(days=7)
        assert plan.started_at == NINE
    enrolments.lay(lap, moment(40), "one", replace(enrolments.in_view(lap)[0].schedule, pauses=(fair,)))
    exchange(pair)
    (plan,) = enrolments.in_view(desk)
    assert plan.schedule.pauses == (fair,)
    assert enrolments.in_view(lap) == (plan,)
    for minutes, db in ((50, desk), (45, lap)):  # taken back on both, before either knew of the other
        enrolments.lay(db, moment(minutes), "one", replace(plan.schedule, pauses=()))
    exchange(pair)
    exchange(pair)
    assert dump(desk) == dump(lap)
    assert enrolments.in_view(lap)[0].schedule.pauses == ()


def test_each_machines_first_plan_keeps_its_notes_apart(pair: tuple[Database, Database, Lines]) -> None:
    """Of two plans that had the journal itself, the older one keeps it; what was dropped last stays dropped."""
    desk, lap, _ = pair
    follow(desk, 0, "one")
    follow(lap, 5, "two")
    exchange(pair)
    assert {plan.plan: plan.folder for plan in enrolments.in_view(desk)} == {"one": "", "two": "two"}
    assert [plan.plan for plan in enrolments.in_view(lap)] == ["two", "one"]
    enrolments.use(lap, moment(6), "one")
    enrolments.drop(desk, moment(7), "two")
    exchange(pair)
    assert [plan.plan for plan in enrolments.in_view(lap)] == ["one"]
    enrolments.keep(lap, moment(-9), "two")
    exchange(pair)
    assert [plan.plan for plan in enrolments.in_view(desk)] == ["one", "two"]


def test_a_source_comes_over_once_and_byte_for_byte(pair: tuple[Database, Database, Lines]) -> None:
    """Text or not, with its report."""
    desk, lap, told = pair
    for minutes, source in enumerate((b"def f(): ...\n", b"\xff\xfe", b"", "é\u2028\x00".encode(), b"def f(): ...\n")):
        attempt(desk, minutes, source)
    exchange(pair)
    assert sum('"table":"sources"' in line for line in told["desk"]) == 4
    assert dump(desk)["sources"] == dump(lap)["sources"]
    assert [attempts.detail(lap, found) for found in attempts.history(lap, "softmax")] == [
        attempts.detail(desk, found) for found in attempts.history(desk, "softmax")
    ]


def test_a_database_brought_back_from_a_copy_learns_how_its_session_ended(
    pair: tuple[Database, Database, Lines], tmp_path: Path
) -> None:
    """The clock that was open in the copy was finished since; the machine's own lines say so."""
    desk, _, told = pair
    session(desk, 0, finish=False)
    desk.run("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    held = sessions.current(desk)
    assert held is not None
    sessions.finish(desk, held, NINE + timedelta(minutes=30), next_line="go on")
    tell(desk, told, [])
    brought_back = connect(tmp_path / "copy.db", machine="desk")
    hear(brought_back, told["desk"])
    assert sessions.current(brought_back) is None
    assert dump(brought_back) == dump(desk)
    brought_back.close()
