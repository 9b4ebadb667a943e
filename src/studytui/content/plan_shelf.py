"""The plans of some folders, each compiled once and read from the cache afterwards."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.content.codec import decode, encode
from studytui.content.compiled import Compiled, is_fresh, read_compiled, write_compiled
from studytui.domain.rhythm import DEFAULT_RHYTHM, RhythmDay
from studytui.domain.unit import Phase, Unit, Week
from studytui.errors import ContentError, Problem
from studytui.frozen import dataclass, replace

if TYPE_CHECKING:
    from studytui.domain.plan import Plan

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """What a list of plans and the way to the first frame need: all but the phases and lists of a plan."""

    id: str
    title: str
    weeks_total: int
    summary: str = ""
    minutes_per_day: int = 60
    rhythm: tuple[RhythmDay, ...] = DEFAULT_RHYTHM


@dataclass(frozen=True, slots=True)
class _Week:
    """A week as it is compiled: its phase without units, and its units."""

    phase: Phase
    units: tuple[Unit, ...]


class PlanShelf:
    """Plans by id; a plan's file is called `<id>.yaml`, and the first folder that has it wins."""

    def __init__(self, roots: Sequence[Path], cache_dir: Path) -> None:
        self._roots = tuple(roots)
        self._cache = cache_dir / "plans"
        self._compiled: dict[str, Compiled] = {}
        self._plans: dict[str, tuple[Compiled | None, Plan]] = {}

    def paths(self) -> dict[str, Path]:
        """Every plan file by its id, broken ones included."""
        found: dict[str, Path] = {}
        for root in self._roots:
            for path in sorted(root.glob(f"*{SUFFIX}")) if root.is_dir() else ():
                found.setdefault(path.stem, path)
        return found

    def header(self, plan_id: str) -> PlanHeader:
        """Title, number of weeks, rhythm and the like.

        Raises:
            LookupError: there is no such plan.
            ContentError: it cannot be read.
        """
        compiled = self._fresh(plan_id)
        if compiled is not None:
            with suppress(ValueError, TypeError, LookupError, AttributeError):
                return decode(PlanHeader, compiled.header["plan"])
        return _header_of(self.plan(plan_id))

    def plan(self, plan_id: str) -> "Plan":
        """A whole plan, its links followed. Raises as `header` does."""
        compiled = self._fresh(plan_id)
        kept = self._plans.get(plan_id)
        if kept is not None and compiled is not None and kept[0] is compiled:
            return kept[1]
        plan = self._decoded(compiled)
        if plan is None:
            return self._build(plan_id)
        self._plans[plan_id] = (compiled, plan)
        return plan

    def week(self, plan_id: str, number: int, chosen: Collection[str] = ()) -> Week:
        """One week, without reading the rest; `chosen` units are preferred where there is a choice.

        Raises:
            LookupError: there is no such plan or week.
            ContentError: the plan cannot be read.
        """
        compiled = self._fresh(plan_id)
        if compiled is not None and 1 <= number <= int(compiled.header["weeks_total"]):
            data = compiled.section(number)
            try:
                week = decode(_Week, data)
                return Week.of(number, week.phase, week.units, chosen)
            except (ValueError, TypeError, LookupError, AttributeError):
                return self._build(plan_id).week(number, chosen)
        return self.plan(plan_id).week(number, chosen)

    def problems(self) -> list[Problem]:
        """What is wrong with the plan files of all folders."""
        from studytui.content.plan_linked import read_linked

        found: list[Problem] = []
        seen: dict[str, Path] = {}
        for root in self._roots:
            for path in sorted(root.glob(f"*{SUFFIX}")) if root.is_dir() else ():
                if path.stem in seen:
                    found.append(
                        Problem(str(path), f"a plan of this name is in use already ({seen[path.stem]}); rename one")
                    )
                    continue
                seen[path.stem] = path
                try:
                    found += read_linked(path, self.find).broken
                except ContentError as error:
                    found += error.problems
        return found

    def find(self, plan_id: str) -> Path | None:
        """The file of a plan, or None where there is none."""
        if len(plan_id) > 80 or not plan_id.replace("-", "").isalnum():
            return None
        paths = (root / f"{plan_id}{SUFFIX}" for root in self._roots)
        return next((path for path in paths if path.is_file()), None)

    def _path(self, plan_id: str) -> Path:
        path = self.find(plan_id)
        if path is None:
            raise LookupError(plan_id)
        return path

    def _fresh(self, plan_id: str) -> Compiled | None:
        path = str(self._path(plan_id))
        compiled = self._compiled.get(plan_id)
        if compiled is not None:
            made, sources = compiled.header["made"], compiled.header["sources"]
            if sources[0][0] == path and all(is_fresh(source, made) for source in sources):
                return compiled
            del self._compiled[plan_id]
        compiled = read_compiled(self._file(plan_id))
        if compiled is None or not compiled.header["sources"] or compiled.header["sources"][0][0] != path:
            return None
        self._compiled[plan_id] = compiled
        return compiled

    def _decoded(self, compiled: Compiled | None) -> "Plan | None":
        if compiled is None:
            return None
        try:
            from studytui.domain.plan import Plan  # a start reads weeks only

            return decode(Plan, compiled.section(0))
        except (ValueError, TypeError, LookupError, AttributeError):
            return None

    def _build(self, plan_id: str) -> "Plan":
        from studytui.content.plan_linked import read_linked  # needs yaml, which a warm start does without

        linked = read_linked(self._path(plan_id), self.find)
        plan = linked.plan
        if not linked.broken:
            weeks = [plan.units_in(number) for number in range(1, plan.weeks_total + 1)]
            sections = [encode(plan), *(encode(_Week(replace(phase, units=()), units)) for phase, units in weeks)]
            header = {"weeks_total": plan.weeks_total, "plan": encode(_header_of(plan))}
            write_compiled(self._file(plan_id), header, linked.sources, sections)
        compiled = self._fresh(plan_id)
        self._plans[plan_id] = (compiled, plan)
        return plan

    def _file(self, plan_id: str) -> Path:
        return self._cache / f"{plan_id}.json"


def _header_of(plan: "Plan") -> PlanHeader:
    return PlanHeader(plan.id, plan.title, plan.weeks_total, plan.summary, plan.minutes_per_day, plan.rhythm)
