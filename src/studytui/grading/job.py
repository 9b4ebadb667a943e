"""What is graded: the frames that carry an exercise and a submission to the children."""

from dataclasses import dataclass

from studytui.domain.exercise import ExerciseFiles
from studytui.grading import wire
from studytui.grading.wire import Buffer, Tree, WireError

_CHECKER_MEMORY_MB = 1024
_MOST_SOURCE = 2**20


@dataclass(frozen=True, slots=True)
class Order:
    """One run to be made: an exercise, a submission and a seed.

    `only` limits it to one check; `simplify` looks for the simplest input on which that one fails; `until_failure`
    ends it with the first check that does not pass; `witness` has every check tell what the submission answered.
    """

    files: ExerciseFiles
    source: bytes
    seed: int
    filename: str = "submission.py"
    only: str | None = None
    simplify: bool = False
    until_failure: bool = False
    witness: bool = False

    @property
    def in_part(self) -> bool:
        """Whether checks may be left out."""
        return self.only is not None or self.until_failure

    def for_learner(self, room: str | None = None) -> list[Buffer]:
        """The learner process's job: submission, probes, rules and limits; nothing that knows an answer.

        Args:
            room: an empty folder, where the exercise needs files.
        """
        exercise = self.files.exercise
        files = {"submission": self.source} | ({"probes": self.files.probes} if self.files.probes is not None else {})
        return self._pack(
            files,
            {
                "filename": self.filename,
                "forbid": list(exercise.forbid),
                "allow": list(exercise.allow),
                "memory_mb": exercise.limits.memory_mb,
                "room": room,
                "seed": (self.seed * 2654435761) % 2**32,
            },
        )

    def for_checker(self) -> list[Buffer]:
        """The checker process's job: checks, reference and probes."""
        files = {"reference": self.files.reference, "checks": self.files.checks}
        if self.files.probes is not None:
            files["probes"] = self.files.probes
        memory = max(_CHECKER_MEMORY_MB, 2 * self.files.exercise.limits.memory_mb)
        return self._pack(files, {"memory_mb": memory, "seed": self.seed})

    def _pack(self, files: dict[str, bytes], fields: dict[str, Tree]) -> list[Buffer]:
        if sum(map(len, files.values())) > _MOST_SOURCE:
            raise WireError("the file is larger than a megabyte")
        cpu = int(2 * self.files.exercise.limits.total_seconds) + 5
        return wire.pack({**fields, "cpu_seconds": cpu, "files": list(files)}, list(files.values()))
