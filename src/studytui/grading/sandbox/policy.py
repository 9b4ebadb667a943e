"""A policy, prepared once in the zygote and applied in every child."""

from dataclasses import dataclass
from pathlib import Path

from studytui.grading.sandbox import process, rlimits
from studytui.grading.sandbox.rlimits import Budget

__all__ = ["Budget", "Policy", "Prepared", "confine", "prepare"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What children may read beside the libraries, what must never be readable, and the layers to leave out."""

    readable: tuple[Path, ...] = ()
    forbidden: tuple[Path, ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A policy in the kernel's terms."""

    policy: Policy


def prepare(policy: Policy) -> Prepared:
    """Work out, once, everything that children need to confine themselves quickly."""
    return Prepared(policy)


def confine(
    prepared: Prepared, budget: Budget, *, parent: int | None = None, scratch: bool = False
) -> tuple[str, ...]:
    """Apply every layer in this freshly forked child; the names of those that the kernel accepted."""
    del scratch
    without = prepared.policy.without
    steps = (
        ("process", lambda: process.guard(parent=parent)),
        ("rlimits", lambda: rlimits.limit(budget)),
    )
    return tuple(name for name, step in steps if name not in without and step())
