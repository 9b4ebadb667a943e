"""The exercises of all packs, by way of an index in the cache."""

import time
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from studytui.content.codec import decode, encode
from studytui.content.compiled import SETTLED_NS, Compiled, read_compiled, stamp_of, write_compiled
from studytui.content.packs import FACTS, exercise_folders, is_there
from studytui.domain.exercise import Exercise
from studytui.errors import ContentError, Problem

Place = tuple[str, str, int, int, int]
"""Pack, folder, and the stamp of its `exercise.yaml`: the same place holds the same facts."""


class ExerciseShelf:
    """Exercises by id; the first pack that has an id wins, a second one is a problem."""

    def __init__(self, roots: Sequence[tuple[str, Path]], cache_dir: Path) -> None:
        self._roots = tuple(roots)
        self._file = cache_dir / "exercises.json"
        self._read: dict[Place, Exercise | list[Problem]] = {}
        self._scanned: dict[str, Place] | None = None
        self._problems: dict[str, list[Problem]] = {}

    def all(self) -> tuple[Exercise, ...]:
        """Every exercise that can be read, in the order of packs, tracks and ids."""
        return tuple(found for place in self._scan().values() if isinstance(found := self._at(place), Exercise))

    def named(self, names: Iterable[str]) -> tuple[Exercise, ...]:
        """The exercises of those ids, as far as they can be read; folders are walked once at most.

        A plan names exercises that are still to come: for an id that no folder has there is nothing to walk for.
        """
        wanted = tuple(dict.fromkeys(names))
        if any(self._place(name) is None and self._may_be_there(name) for name in wanted):
            self._scan()
        places = (self._place(name) for name in wanted)
        return tuple(found for place in places if place and isinstance(found := self._at(place), Exercise))

    def get(self, exercise_id: str) -> Exercise:
        """One exercise; its own facts are looked at, not those of all others, where the index knows its place.

        Raises:
            LookupError: no pack has that id.
            ContentError: its folder is there and cannot be read.
        """
        place = self._place(exercise_id) or self._scan().get(exercise_id)
        if place is not None and isinstance(found := self._at(place), Exercise):
            return found
        if exercise_id in self._problems:
            raise ContentError(self._problems[exercise_id])
        raise LookupError(exercise_id)

    def problems(self) -> list[Problem]:
        """What keeps exercises out."""
        self._scan()
        return [problem for problems in self._problems.values() for problem in problems]

    def _place(self, exercise_id: str) -> Place | None:
        """The place that the index or the last walk has for an id, while its facts are unchanged."""
        known = self._indexed if self._scanned is None else self._scanned
        place = known.get(exercise_id)
        return place if place is not None and stamp_of(f"{place[1]}/{FACTS}") == place[2:] else None

    def _may_be_there(self, exercise_id: str) -> bool:
        known = self._indexed if self._scanned is None else self._scanned
        return not known or exercise_id in known or is_there(self._roots, exercise_id)

    def _scan(self) -> dict[str, Place]:
        """Look at every folder; only the facts of new and changed ones are read."""
        places: dict[str, Place] = {}
        self._problems = {}
        if self._scanned is None and self._index is not None:
            self._index.read_all()
        for pack, root in self._roots:
            for folder, stamp in exercise_folders(root):
                place = (pack, str(folder), *stamp)
                found = self._at(place)
                if not isinstance(found, Exercise):
                    self._problems.setdefault(folder.name, []).extend(found)
                elif found.id in places:
                    what = f"the id {found.id} is in use already ({places[found.id][1]}); rename one of the folders"
                    self._problems.setdefault(folder.name, []).append(Problem(str(folder), what))
                else:
                    places[found.id] = place
        if places != self._indexed:
            self._write(places)
        self._scanned = places
        return places

    def _at(self, place: Place) -> Exercise | list[Problem]:
        """The exercise at a place, or what is wrong with it: from memory, the index or its file."""
        # A file changed a moment ago can change again without a new stamp.
        settled = time.time_ns() - max(place[2], place[3]) > SETTLED_NS
        if settled and place in self._read:
            return self._read[place]
        found: Exercise | list[Problem] | None = self._from_index(place) if settled else None
        if found is None:
            found = _read(Path(place[1]), place[0])
        self._read[place] = found
        return found

    @cached_property
    def _index(self) -> Compiled | None:
        index = read_compiled(self._file)
        roots = [[name, str(root)] for name, root in self._roots]
        return index if index is not None and index.header.get("roots") == roots else None

    @cached_property
    def _indexed(self) -> dict[str, Place]:
        places = self._index.header["places"] if self._index is not None else []
        return {Path(place[1]).name: tuple(place) for place in places}

    @cached_property
    def _sections(self) -> dict[Place, int]:
        return {place: number for number, place in enumerate(self._indexed.values())}

    def _from_index(self, place: Place) -> Exercise | None:
        number = self._sections.get(place)
        if self._index is None or number is None:
            return None
        try:
            return decode(Exercise, self._index.section(number))
        except (ValueError, TypeError, LookupError, AttributeError):
            return None

    def _write(self, places: dict[str, Place]) -> None:
        header: dict[str, Any] = {
            "roots": [[name, str(root)] for name, root in self._roots],
            "places": list(places.values()),
        }
        write_compiled(self._file, header, [], [encode(self._at(place)) for place in places.values()])
        for name in ("_index", "_indexed", "_sections"):
            self.__dict__.pop(name, None)


def _read(folder: Path, pack: str) -> Exercise | list[Problem]:
    from studytui.content.exercise_reader import read_facts  # needs yaml, which a warm start does without

    exercise, found = read_facts(folder, pack)
    if exercise is not None and exercise.track != folder.parent.name:
        found.append(
            Problem(str(folder / FACTS), f"its track is {exercise.track}, but it lies in {folder.parent.name}/")
        )
    return found if found or exercise is None else exercise
