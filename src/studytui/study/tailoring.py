"""A plan made to measure: what can be asked for, the plan that comes of it, and saving it to follow and to edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studytui.content.plan_writer import proved_yaml
from studytui.domain.areas import AREAS, tracks_of
from studytui.domain.exercise import ExerciseState
from studytui.domain.slug import slug
from studytui.domain.tailor_plan import (
    HIGHEST_LEVEL,
    MAX_MINUTES,
    MAX_WEEKS,
    MIN_MINUTES,
    MIN_WEEKS,
    tailor,
)
from studytui.domain.tailoring import SEED, Lesson, Tailored, Wish, blocks_of
from studytui.errors import ContentError, UsageError
from studytui.frozen import dataclass
from studytui.store import attempts, skill_levels
from studytui.study import boxes, plan_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studytui.domain.plan import Plan
    from studytui.study.context import Context
    from studytui.study.plan_files import SavedPlan

_WEEKS = re.compile(r"[wW](\d{1,3})-[wW]?(\d{1,3})")


@dataclass(frozen=True, slots=True)
class TrackOffer:
    """A track that can be asked for: how many exercises it has, and the learner's newest rating of it."""

    id: str
    exercises: int
    level: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be asked for: tracks, and areas that stand for several."""

    tracks: tuple[TrackOffer, ...]
    areas: tuple[tuple[str, tuple[str, ...]], ...]


def offer(ctx: Context) -> Offer:
    """The tracks and areas to choose from, with the learner's ratings where skills are rated."""
    tracks = ctx.library.tracks()
    rated = _rated(ctx, set(tracks.values()))
    names = sorted(set(tracks.values()))
    counted = {name: sum(track == name for track in tracks.values()) for name in names}
    areas = ((area, tracks_of(area, names)) for area in AREAS)
    return Offer(
        tuple(TrackOffer(name, counted[name], rated.get(name)) for name in names),
        tuple((area, found) for area, found in areas if found),
    )


def wish(
    ctx: Context,
    *,
    weeks: int = 12,
    minutes: int = 60,
    tracks: Sequence[str] = (),
    units: Sequence[str] = (),
    levels: Mapping[str, int] | None = None,
    plan_id: str | None = None,
    title: str = "",
) -> Wish:
    """What is asked for, looked at: names become tracks, addresses become units, ratings fill in levels not given.

    Args:
        ctx: the learner's study.
        weeks: 2 to 104.
        minutes: of each hour, 15 to 480.
        tracks: tracks or areas, such as `recsys` or `mathematics`.
        units: `<plan>:<unit>`, `<plan>:<phase>` for all of a phase, `<plan>:W21-W24` for those weeks.
        levels: the level, 0 to 5, in a track or area.
        plan_id: what the plan is to be called; made from the tracks if left out.
        title: its title; made from the tracks if left out.

    Raises:
        UsageError: something asked for does not exist or does not fit.
    """
    known = set(ctx.library.tracks().values())
    if not MIN_WEEKS <= weeks <= MAX_WEEKS:
        raise UsageError(f"a plan of {weeks} weeks cannot be made; give {MIN_WEEKS} to {MAX_WEEKS}")
    if not MIN_MINUTES <= minutes <= MAX_MINUTES:
        raise UsageError(f"an hour of {minutes} minutes cannot be planned; give {MIN_MINUTES} to {MAX_MINUTES}")
    if not tracks and not units:
        raise UsageError("say what the plan is to be about, with --track or --from; --track takes one of these areas "
                         f"or tracks: {', '.join([*AREAS, *sorted(known)])}")  # fmt: skip
    wanted = tuple(dict.fromkeys(track for name in tracks for track in _tracks(name, known)))
    asked = tuple(dict.fromkeys(address for text in units for address in _addresses(ctx, text)))
    level = dict(_rated(ctx, known))
    for name, value in (levels or {}).items():
        if not 0 <= value <= HIGHEST_LEVEL:
            raise UsageError(f"a level lies between 0 (new to me) and {HIGHEST_LEVEL} (could teach it), not {value}")
        level |= dict.fromkeys(_tracks(name, known), value)
    name = plan_id or slug(f"tailored-{'-'.join(tracks) or units[0].replace(':', '-')}", longest=60)
    plan_files.check_id(ctx, name)
    return Wish(name, weeks, minutes, wanted, asked, tuple(sorted(level.items())), " ".join(title.split()))


def make(ctx: Context, wanted: Wish) -> Tailored:
    """The plan for a wish, with its reasons; writes nothing. Equal wishes and progress give equal plans.

    Raises:
        UsageError: nothing is left to study.
    """
    plans = tuple(_lenders(ctx, wanted))
    blocks = [block for plan in plans for block in blocks_of(plan)]
    asked = {address for block in blocks for address in block.addresses}
    whole = [address for address in wanted.units if address not in asked]
    if whole:
        raise UsageError(f"{whole[0]} has no whole week of hours that could be borrowed; ask for another unit")
    done = {f"{plan.id}:{address}" for plan in plans for address in boxes.of(ctx, plan).done}
    try:
        return tailor(wanted, blocks, _lessons(ctx), done)
    except LookupError as error:
        raise UsageError(str(error.args[0])) from None


def save(ctx: Context, made: Tailored, *, replace: bool = False) -> SavedPlan:
    """Save a tailored plan among the learner's own; what it replaces is set aside.

    Raises:
        UsageError: a plan of that id is there already, and nobody said to replace it.
        DataError: the plan cannot be written.
    """
    path = ctx.paths.user_plans / f"{made.plan.id}.yaml"
    if path.is_file() and not replace:
        raise UsageError(f"there is a plan `{made.plan.id}` already; give another --id, or --yes to replace it")
    return plan_files.save(ctx, made.plan.id, proved_yaml(made.plan, str(path)))


def _lenders(ctx: Context, wanted: Wish) -> Iterable[Plan]:
    """The plans to borrow from: all but tailored ones, the built-in ones first."""
    for plan_id in ctx.library.plan_ids():
        if plan_id == wanted.id:
            continue
        try:
            plan = ctx.library.plan(plan_id)
        except ContentError:
            continue
        if plan.source.seed != SEED:
            yield plan


def _lessons(ctx: Context) -> dict[str, Lesson]:
    """Every exercise, written or announced; an announced one may be planned for, and nothing is known of it yet."""
    written = {exercise.id: exercise for exercise in ctx.library.exercises()}
    standings = attempts.standings(ctx.store, list(written))
    found = {name: Lesson(name, track) for name, track in ctx.library.tracks().items()}
    for name, exercise in written.items():
        standing = standings.get(name)
        accepted = standing is not None and standing.state is ExerciseState.ACCEPTED
        found[name] = Lesson(name, exercise.track, exercise.difficulty, exercise.prerequisites, accepted)
    return found


def _tracks(name: str, known: set[str]) -> tuple[str, ...]:
    found = tracks_of(name, known)
    if not found:
        raise UsageError(f"there is no track or area `{name}`; known are {', '.join([*AREAS, *sorted(known)])}")
    return found


def _addresses(ctx: Context, text: str) -> tuple[str, ...]:
    """The addresses of units that a text names: a unit, a phase, or weeks of a plan."""
    plan_id, _, name = text.partition(":")
    plan = ctx.library.plan(plan_id)
    if not name:
        raise UsageError(f"say which part of {plan_id}: {plan_id}:W1-W4, or a unit or phase of `plan show {plan_id}`")
    units = [unit for _, unit in plan.units()]
    named = [unit.id for unit in units if unit.id == name]
    named = named or [unit.id for phase in plan.phases if phase.id == name for unit in phase.units]
    weeks = _WEEKS.fullmatch(name)
    if not named and weeks:
        first, last = int(weeks[1]), int(weeks[2])
        named = [unit.id for unit in units if unit.weeks and first <= unit.weeks[0] and unit.weeks[1] <= last]
    if not named:
        raise UsageError(f"{plan_id} has no unit, phase or weeks `{name}`; `studytui plan show {plan_id}` lists them")
    return tuple(f"{plan_id}:{unit}" for unit in named)


def _rated(ctx: Context, known: set[str]) -> dict[str, int]:
    """The newest rating of each track, by itself or as part of an area; the plan rated last wins."""
    found: dict[str, int] = {}
    for plan_id in ctx.library.plan_ids():
        for skill, ratings in skill_levels.of_plan(ctx.store, plan_id).items():
            if ratings:
                found |= dict.fromkeys(tracks_of(skill, known), ratings[-1].level)
    return found
