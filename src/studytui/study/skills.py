"""The self-assessment, to be revisited, and counters with a target: problems solved, posts written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studytui.domain.slug import slug
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.store import counts, skill_levels
from studytui.study import enrolled

if TYPE_CHECKING:
    from studytui.domain.plan_extras import Interview, Project
    from studytui.store.skill_levels import Rating
    from studytui.study.context import Context

HIGHEST = 5
GROUPS = ("strength", "growth", "focus")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A skill with its ratings, oldest first; `group` says where the plan names it, `own` if it does not."""

    id: str
    title: str
    group: str
    detail: str = ""
    ratings: tuple[Rating, ...] = ()

    @property
    def level(self) -> int | None:
        """The newest rating, 0 to 5; None before the first."""
        return self.ratings[-1].level if self.ratings else None


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A counter with its target, where it has one."""

    id: str
    title: str
    count: int
    target_min: int | None = None
    target_max: int | None = None


def skills(ctx: Context, plan_id: str | None = None) -> tuple[SkillLine, ...]:
    """The skills a plan names, strengths first, then those of the learner's own."""
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    rated = skill_levels.of_plan(ctx.store, plan.id)
    lines: dict[str, SkillLine] = {}
    for group, named in zip(GROUPS, (plan.strengths, plan.growth, plan.focus_areas), strict=True):
        for item in named:
            name = slug(item.title)
            lines.setdefault(name, SkillLine(name, item.title, group, item.detail, rated.get(name, ())))
    for name, ratings in rated.items():
        lines.setdefault(name, SkillLine(name, name, "own", "", ratings))
    return tuple(lines.values())


def rate(
    ctx: Context, skill: str, level: int, note: str = "", *, new: bool = False, plan_id: str | None = None
) -> SkillLine:
    """Rate a skill, named by its id or title, from 0 to 5; the ratings before stay.

    Raises:
        UsageError: the level is none, or the skill is not known and not meant to be `new`.
    """
    if not 0 <= level <= HIGHEST:
        raise UsageError(f"a level lies between 0 (new to me) and {HIGHEST} (could teach it), not {level}")
    lines = skills(ctx, plan_id)
    known = [line.id for line in lines]
    skill = next((line.id for line in lines if _is_title(skill, line.title)), skill)
    if skill not in known and not new:
        listed = f"known are {', '.join(known)}" if known else "the plan names none"
        raise UsageError(f"there is no skill {skill}; {listed}; --new adds it")
    _check_name(skill)
    plan = enrolled.followed(ctx, plan_id).plan
    skill_levels.rate(ctx.store, ctx.moment(), plan, skill, level, " ".join(note.split()))
    return next(line for line in skills(ctx, plan_id) if line.id == skill)


def counters(ctx: Context, plan_id: str | None = None) -> tuple[CounterLine, ...]:
    """The counters of a plan, those it gives a target first, then the learner's own."""
    plan = ctx.library.plan(enrolled.followed(ctx, plan_id).plan)
    counted = counts.of_plan(ctx.store, plan.id)
    lines: dict[str, CounterLine] = {}
    goals: tuple[Interview | Project, ...] = (*plan.interview, *plan.projects, *plan.portfolio)
    for goal in goals:
        if goal.target_min is not None or goal.target_max is not None:
            lines[goal.id] = CounterLine(goal.id, goal.title, 0, goal.target_min, goal.target_max)
    for name, found in counted.items():
        line = lines.get(name, CounterLine(name, name, 0))
        given = found.target_min is not None
        lines[name] = CounterLine(
            name,
            line.title,
            found.total,
            found.target_min if given else line.target_min,
            found.target_max if given else line.target_max,
        )
    return tuple(lines.values())


def count(
    ctx: Context,
    counter: str,
    by: int = 1,
    *,
    target: tuple[int, int] | None = None,
    note: str = "",
    plan_id: str | None = None,
) -> CounterLine:
    """Move a counter, named by its id or title, by a number, which may be negative; a target makes a new one.

    Raises:
        UsageError: there is no such counter, or it would fall below zero.
    """
    known = {line.id: line for line in counters(ctx, plan_id)}
    counter = next((name for name, line in known.items() if _is_title(counter, line.title)), counter)
    if counter not in known and target is None:
        listed = f"known are {', '.join(known)}" if known else "there is none yet"
        raise UsageError(f"there is no counter {counter}; {listed}; --target 5-8 makes a new one")
    if target is not None and not (0 <= target[0] <= target[1] and 1 <= target[1] <= 1_000_000):
        raise UsageError("a target is written 5-8, the smaller number first, or as one number, and is 1 at least")
    before = known[counter].count if counter in known else 0
    if not 0 <= before + by <= 1_000_000:
        raise UsageError(f"{counter} stands at {before}; it cannot go to {before + by}")
    if counter not in known:
        _check_name(counter)
    plan = enrolled.followed(ctx, plan_id).plan
    counts.add(ctx.store, ctx.moment(), plan, counter, by, target=target, note=" ".join(note.split()))
    return next(line for line in counters(ctx, plan_id) if line.id == counter)


def _is_title(given: str, title: str) -> bool:
    return given.strip().casefold() == title.casefold()


def _check_name(name: str) -> None:
    if len(name) > 60 or not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name; use lower-case letters, digits and single hyphens")
