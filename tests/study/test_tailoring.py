"""Plans made to measure from the built-in ones: proved, deterministic, saved without losing any."""

from pathlib import Path

import pytest

from studytui.config import Config
from studytui.content.plan_reader import load_plan
from studytui.errors import UsageError
from studytui.frozen import replace
from studytui.paths import find
from studytui.study import tailoring
from studytui.study.context import Context
from studytui.study.context import _library as real_library


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the built-in plans are compiled once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def study(ctx: Context, tmp_path: Path, cache: Path) -> Context:
    """A study with the built-in plans and exercises."""
    paths = replace(find({"STUDYTUI_HOME": str(tmp_path / "home")}), cache_dir=cache)
    return Context(paths, Config(), ctx.now, library=real_library(paths), zone=ctx.zone)


@pytest.mark.parametrize(
    ("tracks", "units", "weeks", "minutes"),
    [
        (("recsys",), (), 12, 60),
        (("recommenders", "agentic"), (), 30, 45),
        (("mathematics",), (), 8, 90),
        ((), ("plan52-agentic-recsys:W21-W24", "week-by-week:W6"), 9, 60),
        ((), ("plan52-agentic-recsys:W12",), 4, 25),
    ],
)
def test_a_tailored_plan_passes_the_proof(
    study: Context, tracks: tuple[str, ...], units: tuple[str, ...], weeks: int, minutes: int
) -> None:
    """Every day filled, hours that add up, links that resolve; and it can be followed like any other."""
    wanted = tailoring.wish(study, weeks=weeks, minutes=minutes, tracks=tracks, units=units)
    made = tailoring.make(study, wanted)
    saved = tailoring.save(study, made)
    assert study.library.problems_of_plan(saved.path) == []
    assert load_plan(saved.path) == made.plan
    plan = study.library.plan(made.plan.id)
    assert plan.weeks_total <= weeks
    assert {day.minutes for day in plan.rhythm} == {minutes}
    assert all(len(plan.week(number).days) == 5 for number in range(1, plan.weeks_total + 1))


def test_the_same_wish_gives_the_same_plan(study: Context) -> None:
    """Saved again it is unchanged, and a tailored plan is no source for the next one."""
    wanted = tailoring.wish(study, tracks=["recsys"])
    saved = tailoring.save(study, tailoring.make(study, wanted))
    again = tailoring.make(study, tailoring.wish(study, tracks=["recsys"], plan_id="another"))
    assert not tailoring.save(study, tailoring.make(study, wanted), replace=True).changed
    assert all(not reason.address.startswith(wanted.id) for reason in (*again.taken, *again.left_out))
    assert saved.path.is_file()


def test_a_plan_is_replaced_only_when_said(study: Context) -> None:
    """And what it replaces is set aside."""
    first = tailoring.make(study, tailoring.wish(study, tracks=["recsys"], plan_id="mine"))
    tailoring.save(study, first)
    other = tailoring.make(study, tailoring.wish(study, tracks=["retrieval"], plan_id="mine"))
    with pytest.raises(UsageError, match="--yes"):
        tailoring.save(study, other)
    aside = tailoring.save(study, other, replace=True).set_aside
    assert aside is not None
    assert "recsys" in aside.read_text(encoding="utf-8")


def test_units_phases_and_weeks_can_be_named(study: Context) -> None:
    """All of a phase, a stretch of weeks, or one unit."""
    phase = study.library.plan("plan52-agentic-recsys").phases[2]
    by_phase = tailoring.wish(study, units=[f"plan52-agentic-recsys:{phase.id}"]).units
    by_weeks = tailoring.wish(study, units=["plan52-agentic-recsys:W21-W32"]).units
    assert by_phase == by_weeks
    assert tailoring.wish(study, units=["plan52-agentic-recsys:W21"]).units == ("plan52-agentic-recsys:W21",)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "--track"),
        ({"tracks": ["nonsense"]}, "no track or area `nonsense`"),
        ({"units": ["week-by-week:W99"]}, "no unit, phase or weeks `W99`"),
        ({"units": ["nowhere:W1"]}, "no plan `nowhere`"),
        ({"tracks": ["recsys"], "weeks": 1}, "2 to 104"),
        ({"tracks": ["recsys"], "minutes": 5}, "15 to 480"),
        ({"tracks": ["recsys"], "levels": {"recsys": 6}}, "between 0"),
        ({"tracks": ["recsys"], "levels": {"nonsense": 1}}, "no track or area"),
        ({"tracks": ["recsys"], "plan_id": "week-by-week"}, "built-in"),
        ({"tracks": ["recsys"], "plan_id": "No Id"}, "lower-case"),
    ],
)
def test_what_cannot_be_is_refused(study: Context, wanted: dict[str, object], words: str) -> None:
    """Each in one sentence with the way out."""
    with pytest.raises(UsageError, match=words):
        tailoring.wish(study, **wanted)  # type: ignore[arg-type]  # wrong values are what this is about


def test_everything_known_leaves_no_plan(study: Context) -> None:
    """An expert is told so."""
    with pytest.raises(UsageError, match="leaves no unit to study"):
        tailoring.make(study, tailoring.wish(study, tracks=["recsys"], levels={"recsys": 5}))


def test_the_offer_lists_tracks_and_areas(study: Context) -> None:
    """With the number of exercises, written and announced; areas stand for tracks that there are."""
    offered = tailoring.offer(study)
    tracks = {track.id: track for track in offered.tracks}
    assert tracks["recsys"].exercises > 3
    assert tracks["recsys"].level is None
    assert all(track in tracks for _, area in offered.areas for track in area)
