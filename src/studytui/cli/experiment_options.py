"""Options of `studytui experiment` that are more than a word: how long, how much."""

from __future__ import annotations

import re

import click

_UNITS_OF_TIME = {"": 1, "s": 1, "m": 60, "h": 3600}
_UNITS_OF_MEMORY = {"": 1_000_000, "m": 1_000_000, "g": 1_000_000_000}
_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]?)b?", re.IGNORECASE)


def seconds(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """`90`, `10m`, `2h`."""
    return _amount(ctx, param, value, _UNITS_OF_TIME, "a time; write it like 90, 10m or 2h")


def memory(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """`500M`, `2G`; megabytes without a unit."""
    found = _amount(ctx, param, value, _UNITS_OF_MEMORY, "an amount of memory; write it like 500M or 2G")
    return None if found is None else int(found)


def _amount(
    ctx: click.Context, param: click.Parameter, value: str | None, units: dict[str, int], wanted: str
) -> float | None:
    if value is None:
        return None
    found = _AMOUNT.fullmatch(value.strip())
    unit = units.get(found["unit"].casefold()) if found else None
    if found is None or unit is None or not float(found["number"]):
        raise click.BadParameter(f"{value!r} is not {wanted}", ctx, param)
    return float(found["number"]) * unit
