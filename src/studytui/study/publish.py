"""Committing exported notes to the repository that keeps them: those files, nothing else, and pushed only if asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.errors import StudyError, UsageError
from studytui.frozen import dataclass
from studytui.journal import repository
from studytui.paths import expanded
from studytui.study import plans
from studytui.study.export import notes_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.journal.repository import Committed, Repository
    from studytui.study.context import Context
    from studytui.study.export import Exported

LONGEST_SUBJECT = 72


@dataclass(frozen=True, slots=True)
class Order:
    """A commit to be made: where, of which files, with what words, and whether to push it."""

    repository: Repository
    files: tuple[Path, ...]
    subject: str
    body: str
    push: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: the repository, the commit or None where nothing was new, and its subject.

    `behind` counts the commits that the branch it follows is known to have more, `pushed` says where to; `trouble` is
    what kept it from being pushed.
    """

    root: Path
    committed: Committed | None
    subject: str
    behind: int = 0
    pushed: str = ""
    trouble: StudyError | None = None

    @property
    def told(self) -> str:
        """It in a sentence or two."""
        if self.committed is None:
            said = f"Nothing new to commit in {self.root}"
        else:
            names = self.committed.files
            what = Path(names[0]).name if len(names) == 1 else f"{len(names)} files"
            said = f"Committed {what} to {self.root} on {self.committed.branch} ({self.committed.sha}): {self.subject}"
        if self.pushed:
            said += f"; pushed to {self.pushed}"
        elif self.behind:
            said += f"; not pushed, and the remote has {self.behind} more: `git pull --rebase` before you push"
        return said


def keeper(ctx: Context, *, to: Path | None = None) -> Repository | None:
    """The repository that the notes lie in, None if they lie in none yet.

    Raises:
        UsageError: it is one that keeps other things, and the learner has not agreed to commit there.
        MissingError: git is not installed.
    """
    there = folder(ctx, to)
    found = repository.find(there)
    if found is None or is_own(ctx, found, there):
        return found
    raise UsageError(
        f"{there} lies inside the repository {found.root}, which keeps other things too; --init makes one of its own "
        f'there, or set journal_repository = "{found.root}" in {ctx.paths.config_file} to commit to that one'
    )


def is_own(ctx: Context, found: Repository, there: Path) -> bool:
    """Whether a repository is the journal's or the workspace's own, or the one that the settings name."""
    own = {there.resolve(), ctx.paths.workspace.resolve()}
    if ctx.config.journal_repository:
        own.add(expanded(ctx.config.journal_repository).resolve())
    return found.root.resolve() in own


def initialise(ctx: Context, *, to: Path | None = None) -> Repository:
    """Make a repository of the folder of the notes; one of theirs that is there already is taken as it is.

    Raises:
        UsageError: the files there are kept by another repository.
        DataError: git cannot make one.
        MissingError: git is not installed.
    """
    there = folder(ctx, to)
    found = repository.find(there)
    return found if found is not None and is_own(ctx, found, there) else repository.create(there)


def commit(ctx: Context, notes: Sequence[Exported], *, to: Path | None = None) -> Published:
    """Commit the files of those notes as they are now; raises as `order` and `carry_out` do."""
    return carry_out(order(ctx, notes, to=to))


def order(ctx: Context, notes: Sequence[Exported], *, to: Path | None = None) -> Order:
    """What is to be committed: those notes, and the history for another machine where the settings ask for it.

    Raises:
        UsageError: there is no repository, or it is another's.
        DataError: the history cannot be written.
        MissingError: git is not installed.
    """
    found = keeper(ctx, to=to)
    if found is None:
        raise UsageError(
            f"{folder(ctx, to)} is in no git repository yet; `studytui export --commit --init` makes one there"
        )
    files = tuple(dict.fromkeys(file for note in notes for file in note.files if file.is_file()))
    if ctx.config.carry_history:
        from studytui.study import history

        files = tuple(dict.fromkeys((*files, *history.kept(ctx, to))))
    return Order(found, files, *_message(ctx, found, notes), ctx.config.push_journal)


def carry_out(asked: Order) -> Published:
    """Commit, and push if that is configured; it asks git and nothing of ours, so it may run beside the program.

    Raises:
        UsageError: something in the repository stands in the way; the files are written all the same.
        DataError: git could not commit.
    """
    found = asked.repository
    message = "\n\n".join(filter(None, (asked.subject, asked.body)))
    made = repository.commit(found, asked.files, message) if asked.files else None
    follows = repository.upstream(found)
    pushed, trouble = "", None
    if asked.push and (made is not None or (follows is not None and follows[1])):
        try:
            repository.push(found)
            pushed = follows[0] if follows else ""
        except StudyError as error:
            trouble = error
    return Published(found.root, made, asked.subject, follows[2] if follows else 0, pushed, trouble)


def folder(ctx: Context, to: Path | None = None) -> Path:
    """The folder of the notes."""
    plan = ctx.library.plan(plans.required(ctx).plan)
    return notes_folder(ctx, plan, to=to.absolute() if to else None)


def _message(ctx: Context, found: Repository, notes: Sequence[Exported]) -> tuple[str, str]:
    """What the commit says: the week and what it shipped and taught, or the weeks of several."""
    enrolment = plans.required(ctx)
    title = ctx.library.plan_header(enrolment.plan).title
    of_plan = f" ({title})" if enrolment.folder else ""
    if len(notes) == 1:
        path = notes[0].path
        again = path.is_file() and repository.is_tracked(found, path)
        named = notes[0].subject
        subject = f"Update {named[:1].lower()}{named[1:]}" if again else named
        return _cut(subject, of_plan), "\n".join(notes[0].words)
    subjects = [note.subject for note in notes]
    names = [subject.partition(":")[0] for subject in subjects]
    subject = f"{names[0]} to {names[-1].lower()}" if names else ""
    return _cut(subject, of_plan), "\n".join(subjects)


def _cut(subject: str, end: str) -> str:
    room = max(LONGEST_SUBJECT - len(end), 20)
    return (subject if len(subject) <= room else f"{subject[: room - 1].rstrip()}…") + end
