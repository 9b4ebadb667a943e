"""A policy: prepared once in the zygote, applied in every child."""

import os
from dataclasses import dataclass
from pathlib import Path

from studytui.grading.sandbox import capabilities, landlock, libraries, process, rlimits, rooms, seccomp
from studytui.grading.sandbox.rlimits import Budget

__all__ = ["LAYERS", "Budget", "Policy", "Prepared", "confine", "prepare"]

LAYERS = ("process", "rlimits", "capabilities", "landlock", "seccomp")
"""The layers of a child, in the order in which they are put on: each allows what the next one still needs."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What children may reach, and the layers to leave out.

    `isolated` says that `isolate` held; `readable` are places to read beside the libraries; no grant may be, or
    contain, a `forbidden` one.
    """

    isolated: bool = False
    readable: tuple[Path, ...] = ()
    forbidden: tuple[Path, ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A policy in the kernel's terms: grants, the ruleset made of them, and the system call filter."""

    policy: Policy
    grants: tuple[landlock.Grant, ...]
    ruleset: int | None
    filter: seccomp.Filter | None


def prepare(policy: Policy) -> Prepared:
    """Work out, once, everything that children need to confine themselves quickly."""
    libraries.remember_names()
    grants = libraries.grants(policy.readable, policy.forbidden)
    ruleset = None if "landlock" in policy.without else landlock.build(grants)
    return Prepared(policy, grants, ruleset, None if "seccomp" in policy.without else seccomp.prepare())


def confine(
    prepared: Prepared, budget: Budget, *, parent: int | None = None, room: Path | None = None
) -> tuple[str, ...]:
    """Apply every layer in this freshly forked child; the names of those that the kernel accepted.

    Args:
        prepared: what `prepare` made in the zygote.
        budget: what the child may use from now on.
        parent: pid of the process that forked it; if that has died meanwhile, the child ends at once.
        room: an empty folder for an exercise that needs files, made and later removed by the host (`rooms.remove`);
            it becomes the working directory, and TMPDIR. Without one the child can write nowhere.
    """
    ruleset = _ruleset_for(prepared, room)
    without = prepared.policy.without
    return tuple([n for n in LAYERS if n not in without and _apply(n, prepared, budget, parent, ruleset)])


def _ruleset_for(prepared: Prepared, room: Path | None) -> int | None:
    if room is None:
        rooms.do_without()
        return prepared.ruleset
    rooms.enter(room)
    if prepared.ruleset is None:
        return None
    os.close(prepared.ruleset)
    return landlock.build((*prepared.grants, landlock.Grant(str(room), landlock.SCRATCH)))


def _apply(name: str, prepared: Prepared, budget: Budget, parent: int | None, ruleset: int | None) -> bool:
    if name == "process":
        return process.follow(parent)
    if name == "rlimits":
        return rlimits.limit(budget, own_count=prepared.policy.isolated)
    if name == "capabilities":
        return capabilities.drop()
    if name == "landlock":
        return landlock.restrict(ruleset)
    return prepared.filter is not None and prepared.filter.install()
