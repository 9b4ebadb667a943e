"""Prove exercises and plans: what `verify` reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.errors import Problem
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many exercises, checks, mistakes and plans were looked at, how many mistakes were caught, what is wrong."""

    exercises: int
    checks: int
    mistakes: int
    caught: int
    caught_as_named: int
    plans: int
    problems: tuple[Problem, ...]


async def verify(ctx: Context, refs: Sequence[str], seeds: Sequence[int]) -> VerifyReport:
    """Prove the exercises and plans named by id or path; all there are when none is named.

    Raises:
        UsageError: something named is neither.
    """
    raise NotImplementedError
