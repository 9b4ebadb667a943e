"""Linked repositories, and what they and the learner's links show for a week.

Of a repository nothing but its log is read, and nothing in it is ever run. A commit made in a session of the plan, or a
few minutes after one, is kept as evidence of that session's week: the export stays true when the repository is gone.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from studytui.domain.evidence import Evidence, EvidenceKind, session_of
from studytui.domain.links import fault_of_link, kind_of_link
from studytui.errors import StudyError, UsageError
from studytui.frozen import dataclass, replace
from studytui.paths import expanded
from studytui.store import evidence as kept
from studytui.store import sessions
from studytui.study import enrolled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studytui.domain.enrolment import Enrolment
    from studytui.domain.evidence import Commit
    from studytui.study.context import Context

LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Log:
    """What the linked repositories say, and one sentence for each that could not be read."""

    commits: tuple[Commit, ...] = ()
    troubles: tuple[str, ...] = ()


def link(ctx: Context, folder: Path, plan_id: str | None = None) -> Path:
    """Link the repository that a folder lies in to a plan that is followed; returns its top folder.

    Raises:
        UsageError: there is no repository, or it is linked already.
        MissingError: git is not installed.
    """
    from studytui.journal.commits import root_of

    plan = enrolled.followed(ctx, plan_id).plan
    root = root_of(expanded(folder).absolute())
    if not kept.link(ctx.store, ctx.moment(), plan, root):
        raise UsageError(f"{root} is linked already")
    return root


def unlink(ctx: Context, folder: Path, plan_id: str | None = None) -> Path:
    """Forget a repository, by its folder or its name; the evidence it gave stays.

    Raises:
        UsageError: it is not linked.
    """
    plan = enrolled.followed(ctx, plan_id).plan
    known = kept.linked(ctx.store, plan)
    wanted = expanded(folder).absolute()
    found = next((root for root in known if root in (wanted, wanted.resolve()) or root.name == str(folder)), None)
    if found is None:
        names = ", ".join(map(str, known)) or "none"
        raise UsageError(f"{folder} is not linked; linked are: {names}")
    kept.link(ctx.store, ctx.moment(), plan, found, dropped=True)
    return found


def linked(ctx: Context, plan_id: str | None = None) -> tuple[Path, ...]:
    """The repositories linked to a plan on this machine."""
    return kept.linked(ctx.store, enrolled.followed(ctx, plan_id).plan)


def trouble(root: Path) -> str:
    """A sentence where a linked repository is gone or broken, else nothing."""
    from studytui.journal.commits import check

    try:
        check(root)
    except StudyError as error:
        return str(error)
    return ""


def of_week(ctx: Context, number: int, plan_id: str | None = None) -> tuple[Evidence, ...]:
    """What is kept of a week, in the order in which it was made."""
    return kept.of_week(ctx.store, enrolled.followed(ctx, plan_id).plan, number)


def add_link(ctx: Context, number: int, address: str, text: str = "", *, item: str = "") -> Evidence:
    """Keep a link to a pull request, a demo or anything else of the main plan's week, for one of its items or for all.

    Kept again without words, it keeps those it had.

    Raises:
        UsageError: it is no link, or it holds a password or token.
    """
    if fault := fault_of_link(address):
        raise UsageError(f"{address} {fault}")
    before = (one.text for one in of_week(ctx, number) if one.value == address and one.text)
    said = " ".join(text.split()) or next(before, "")
    if len(said) > LONGEST_TEXT:
        raise UsageError(f"what is said of a link is at most {LONGEST_TEXT} letters long, not {len(said)}")
    when = ctx.moment()
    made = Evidence(kind_of_link(address), address, said, when.day, when.at, item, address)
    plan = enrolled.required(ctx).plan
    kept.add(ctx.store, when, plan, number, replace(made, address=""))
    if item:
        kept.add(ctx.store, when, plan, number, made)
    return made


def stand_for(ctx: Context, number: int, evidence: Evidence, item: str) -> None:
    """Let a piece of the main plan's evidence stand for one of the week's items as well."""
    kept.add(ctx.store, ctx.moment(), enrolled.required(ctx).plan, number, replace(evidence, address=item))


def find(ctx: Context, number: int, name: str) -> Evidence:
    """A piece of the main plan's evidence by its value, or a commit by the beginning of its name.

    Raises:
        UsageError: the week has none of that name, or several.
    """
    known = {one.value: one for one in of_week(ctx, number)}
    found = [one for value, one in known.items() if name in (value, value.partition("@")[2])]
    if not found and len(name) >= 4:
        found = [one for value, one in known.items() if value.partition("@")[2].startswith(name)]
    if len(found) == 1:
        return found[0]
    what = "several pieces of evidence" if found else "no evidence"
    raise UsageError(f"week {number} has {what} called {name}; `studytui project show --week {number}` lists it")


def drop(ctx: Context, number: int, name: str) -> Evidence:
    """Drop a piece of the main plan's evidence wherever it stands in the week; a commit does not come back by itself.

    Raises:
        UsageError: the week has none of that name, or several.
    """
    meant = find(ctx, number, name)
    for one in of_week(ctx, number):
        if one.value == meant.value:
            kept.add(ctx.store, ctx.moment(), enrolled.required(ctx).plan, number, one, dropped=True)
    return meant


def read_log(roots: Iterable[Path], since: datetime) -> Log:
    """The learner's commits since then; it asks git and nothing of ours, so it may run beside the program."""
    from studytui.journal.commits import own_commits

    commits: list[Commit] = []
    troubles = []
    for root in roots:
        try:
            commits += own_commits(root, since)
        except StudyError as error:
            troubles.append(str(error))
    return Log(tuple(commits), tuple(troubles))


def since(ctx: Context, enrolment: Enrolment, number: int) -> datetime:
    """When a week of the plan began."""
    return datetime.combine(enrolment.span(number)[0], time(), tzinfo=ctx.zone).astimezone()


def collect(ctx: Context, enrolment: Enrolment, number: int) -> tuple[str, ...]:
    """Keep the commits made in the week's sessions as evidence; returns a sentence for what could not be read."""
    roots = kept.linked(ctx.store, enrolment.plan)
    if not roots:
        return ()
    log = read_log(roots, since(ctx, enrolment, number))
    keep(ctx, enrolment, number, log.commits)
    return log.troubles


def keep(ctx: Context, enrolment: Enrolment, number: int, commits: Sequence[Commit]) -> None:
    """Keep those commits that were made in the week's sessions; each once, and none that was dropped."""
    held = [one for one in sessions.between(ctx.store, *enrolment.span(number)) if one.plan == enrolment.plan]
    before = kept.of_week(ctx.store, enrolment.plan, number)
    ever = {value.rpartition("@")[2] for value in kept.ever(ctx.store, enrolment.plan, number)}
    known = {commit.value for commit in commits}
    for commit in commits:
        session = session_of(commit.at, held, ctx.now())
        if session is None:
            continue
        made = Evidence(
            EvidenceKind.COMMIT, commit.value, commit.subject, session.day, commit.at, link=commit.link
        )  # fmt: skip
        if made.what not in ever:
            ever.add(made.what)
            kept.add(ctx.store, ctx.moment(), enrolment.plan, number, made)
        for old in before:
            if _amended(old, made, known):
                kept.add(ctx.store, ctx.moment(), enrolment.plan, number, old, dropped=True)
                if old.address:
                    kept.add(ctx.store, ctx.moment(), enrolment.plan, number, replace(made, address=old.address))


def _amended(old: Evidence, new: Evidence, known: set[str]) -> bool:
    """Whether a commit kept before is this one as it was before it was amended or rebased."""
    same = old.value.partition("@")[0] == new.value.partition("@")[0] and old.at == new.at
    return old.kind is EvidenceKind.COMMIT and same and old.value not in known
