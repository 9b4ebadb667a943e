"""The same hour in two plans: what is done in one counts in the other, and the newest word on it holds in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.store import ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studytui.domain.plan import Plan
    from studytui.domain.unit import Unit
    from studytui.store.ticks import Tick
    from studytui.study.context import Context

Twin = tuple[str, str]
"""A plan and an address in it."""


def twins_of(units: Iterable[Unit]) -> dict[str, Twin]:
    """Where the units and tasks that are borrowed were written, by their address here."""
    units = tuple(units)
    found = units_of(units)
    for unit in units:
        for hour in unit.days:
            if hour.same_as:
                plan, written = _split(hour.same_as.rpartition("/")[0])
                found |= {f"{unit.id}/{task.id}": (plan, f"{written}/{task.id}") for task in hour.tasks}
    return found


def units_of(units: Iterable[Unit]) -> dict[str, Twin]:
    """Where the units that are borrowed whole were written, by their id here."""
    return {unit.id: _split(unit.same_as) for unit in units if unit.same_as}


def twin_of(plan: Plan, address: str) -> Twin | None:
    """Where one unit or task of a plan was written, if it is borrowed."""
    near = (unit for _, unit in plan.units() if address == unit.id or address.startswith(f"{unit.id}/"))
    return twins_of(near).get(address)


def said(ctx: Context, plan_id: str, addresses: Iterable[str], twins: Mapping[str, Twin]) -> dict[str, Tick]:
    """The newest word on each of those addresses, whether it was said here or where it was written."""
    asked = set(addresses)
    found = ticks.of(ctx.store, plan_id, asked)
    there: dict[str, dict[str, str]] = {}
    for address, (plan, twin) in twins.items():
        if address in asked:
            there.setdefault(plan, {})[address] = twin
    for plan, names in there.items():
        theirs = ticks.of(ctx.store, plan, set(names.values()))
        for address, twin in names.items():
            word = theirs.get(twin)
            if word is not None and (address not in found or word.at > found[address].at):
                found[address] = word
    return found


def _split(address: str) -> Twin:
    plan, _, unit = address.partition(":")
    return plan, unit
