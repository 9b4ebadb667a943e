"""What can go wrong in a way the learner can mend: one sentence each, with the exit code of the command line."""

from studytui.frozen import dataclass


class StudyError(Exception):
    """An error with one clear sentence for the learner: what is wrong, where, and the way out."""

    exit_code = 2


class UsageError(StudyError):
    """A command or value that does not fit: an unknown exercise, week 0, no terminal (exit code 2)."""

    exit_code = 2


class MissingError(StudyError):
    """Something the work needs is not installed, such as PyTorch or an editor (exit code 3)."""

    exit_code = 3


class DataError(StudyError):
    """Data that cannot be read or written: a newer database, a read-only folder, a full disk (exit code 4)."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a content file; `where` is `path:line` (or a path), `what` one sentence."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class ContentError(DataError):
    """A plan or exercise that cannot be used; it carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
