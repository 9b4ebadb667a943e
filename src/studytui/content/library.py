"""The library: every plan and exercise the learner has, by id."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.content.nearest import nearest
from studytui.content.packs import FACTS, pack_of
from studytui.content.plan_shelf import PlanHeader, PlanShelf
from studytui.content.sources import shown
from studytui.errors import ContentError, Problem, UsageError

if TYPE_CHECKING:
    from studytui.content.exercise_shelf import ExerciseShelf
    from studytui.domain.exercise import Exercise, ExerciseFiles
    from studytui.domain.plan import Plan, Week


class Library:
    """Plans and exercises of some folders, compiled into `cache_dir`.

    Earlier folders win over later ones. What is broken is left out of the lists, told by `problems`, and raised where
    it is asked for by its id; it never takes the rest down.
    """

    def __init__(self, plan_roots: Sequence[Path], pack_roots: Sequence[tuple[str, Path]], cache_dir: Path) -> None:
        self._pack_roots = tuple(pack_roots)
        self._plans = PlanShelf(plan_roots, cache_dir)
        self._cache = cache_dir

    @cached_property
    def _exercises(self) -> "ExerciseShelf":
        from studytui.content.exercise_shelf import ExerciseShelf  # a look at the plan alone does without

        return ExerciseShelf(self._pack_roots, self._cache)

    def plan_ids(self) -> tuple[str, ...]:
        """The ids of the plans that can be read."""
        return tuple(header.id for header in self.plan_headers())

    def plan_files(self) -> dict[str, Path]:
        """Every plan file by its id, those that cannot be read included."""
        return self._plans.paths()

    def plan_headers(self) -> tuple[PlanHeader, ...]:
        """What a list shows of each plan that can be read, without reading the plans whole."""
        headers = []
        for plan_id in self._plans.paths():
            try:
                headers.append(self._plans.header(plan_id))
            except (LookupError, ContentError):
                continue
        return tuple(headers)

    def unreadable_plans(self) -> tuple[Path, ...]:
        """The plan files that no list shows, because they cannot be read."""
        known = set(self.plan_ids())
        return tuple(path for plan_id, path in self._plans.paths().items() if plan_id not in known)

    def plan_header(self, plan_id: str) -> PlanHeader:
        """Title, number of weeks, rhythm and the like, without reading the plan whole; raises as `plan` does."""
        try:
            return self._plans.header(plan_id)
        except LookupError:
            raise self._unknown_plan(plan_id) from None

    def plan(self, plan_id: str) -> "Plan":
        """A whole plan, with the hours it borrows from others.

        Raises:
            UsageError: there is no such plan.
            ContentError: its file cannot be used.
        """
        try:
            return self._plans.plan(plan_id)
        except LookupError:
            raise self._unknown_plan(plan_id) from None

    def week(self, plan_id: str, number: int, chosen: Collection[str] = ()) -> "Week":
        """One week of a plan, with the `chosen` units where there is a choice.

        Raises as `plan`, and UsageError for a week that the plan lacks.
        """
        try:
            return self._plans.week(plan_id, number, chosen)
        except LookupError:
            header = self.plan_header(plan_id)
            raise UsageError(
                f"{header.title} has no week {number}; give a week from 1 to {header.weeks_total}"
            ) from None

    def exercises(self) -> "tuple[Exercise, ...]":
        """Every exercise that can be read, in the order of packs, tracks and ids."""
        return self._exercises.all()

    def exercises_named(self, names: Iterable[str]) -> "tuple[Exercise, ...]":
        """The exercises of those ids that can be read, each once, in that order; the others are left out."""
        return self._exercises.named(names)

    def exercise(self, id_or_path: str) -> "Exercise":
        """An exercise by its id, or by the path of its folder.

        Raises:
            UsageError: neither an exercise nor a folder has that name.
            ContentError: its files cannot be used.
        """
        if "/" not in id_or_path and "\\" not in id_or_path and not id_or_path.startswith("."):
            try:
                return self._exercises.get(id_or_path)
            except LookupError:
                pass
        folder = _folder(id_or_path)
        if folder is None:
            raise self._unknown_exercise(id_or_path)
        from studytui.content.exercise_reader import LOOSE, load_exercise  # needs yaml

        return load_exercise(folder, pack_of(folder, self._pack_roots) or LOOSE)

    def files(self, exercise: "Exercise") -> "ExerciseFiles":
        """Every file of an exercise, as the grader needs them.

        Raises:
            ContentError: one is missing or cannot be used.
        """
        from studytui.content.exercise_reader import load_files

        return load_files(exercise)

    def prompt(self, exercise: "Exercise") -> str:
        """The task as the learner reads it (Markdown)."""
        return self._text(exercise, "prompt.md")

    def notes(self, exercise: "Exercise") -> str:
        """What is shown after acceptance (Markdown)."""
        return self._text(exercise, "notes.md")

    def starter(self, exercise: "Exercise") -> str:
        """What the learner begins with (Python)."""
        return self._text(exercise, "starter.py")

    def reference(self, exercise: "Exercise") -> str:
        """The author's own right answer (Python)."""
        return self._text(exercise, "reference.py")

    def problems(self) -> list[Problem]:
        """What is wrong with plan files and exercise facts, in all folders."""
        return [*self._plans.problems(), *self._exercises.problems(), *self._coming()[1]]

    def problems_of_plan(self, path: Path) -> list[Problem]:
        """What is wrong with a plan file, proved against the exercises and plans of this library."""
        from studytui.content.plan_proof import problems_of_plan

        return problems_of_plan(path, self.tracks(), self._plans.find)

    def problems_of_exercise(self, exercise: "Exercise") -> list[Problem]:
        """What an exercise names that is not there: prerequisites, units that it serves, and its core."""
        from studytui.content.exercise_links import problems_of_core, problems_of_links

        prerequisites = {other.id: other.prerequisites for other in self.exercises()}
        links = problems_of_links(exercise, self.tracks(), prerequisites, self._places)
        return [*links, *problems_of_core(exercise, self.reference)]

    def tracks(self) -> dict[str, str]:
        """The track of every exercise, written or announced, by its id."""
        return self._coming()[0] | {exercise.id: exercise.track for exercise in self.exercises()}

    def _places(self, plan_id: str) -> set[str] | None:
        """Ids of what a plan holds that can be served; None where there is no such plan that can be read."""
        try:
            plan = self.plan(plan_id)
        except (UsageError, ContentError):
            return None
        parts = {phase.id for phase in plan.phases} | {unit.id for _, unit in plan.units()}
        goals = {goal.id for goal in (*plan.projects, *plan.portfolio)}
        return parts | goals | {f"interview/{area.id}" for area in plan.interview}

    def _coming(self) -> tuple[dict[str, str], list[Problem]]:
        from studytui.content.coming import coming

        return coming(self._pack_roots, {exercise.id for exercise in self.exercises()})

    def plan_path(self, plan_id: str) -> Path:
        """The file of a plan, broken or not.

        Raises:
            UsageError: there is no such plan.
        """
        path = self._plans.find(plan_id)
        if path is None:
            raise self._unknown_plan(plan_id)
        return path

    def _text(self, exercise: "Exercise", name: str) -> str:
        from studytui.content.exercise_reader import read_part

        return read_part(exercise.folder / name)

    def _unknown_plan(self, plan_id: str) -> UsageError:
        known = tuple(self._plans.paths())
        listed = f"known are {', '.join(known)}" if known else "none is installed"
        return UsageError(f"there is no plan `{shown(plan_id)}`; {listed}")

    def _unknown_exercise(self, name: str) -> UsageError:
        known = [exercise.id for exercise in self.exercises()]
        near = nearest(name, known)
        hint = f"did you mean {' or '.join(near)}?" if near else "`studytui list` shows all"
        return UsageError(f"there is no exercise `{shown(name)}`, nor a folder of that name; {hint}")


def _folder(text: str) -> Path | None:
    """The exercise folder that a text names, also by one of its files; None where there is no such folder."""
    try:
        path = Path(text).expanduser()
        if path.name == FACTS:
            path = path.parent
        return path.resolve() if text and path.is_dir() else None
    except (OSError, ValueError, RuntimeError):
        return None
