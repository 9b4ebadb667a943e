"""The settings that are changed from the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui import config

if TYPE_CHECKING:
    from studytui.study.context import Context


def keep_daylight(ctx: Context, daylight: bool) -> None:
    """Remember whether the light colours are wanted.

    Raises:
        DataError: the settings cannot be written.
    """
    if ctx.config.daylight != daylight:
        ctx.config = config.change(ctx.paths, ctx.config, "daylight", daylight)
