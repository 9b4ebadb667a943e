"""Arguments and options that several commands share."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from studytui.domain.rhythm import Weekday
from studytui.errors import StudyError, UsageError
from studytui.study import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The calendar day that was written."""
    if value is None:
        return None
    try:
        return typed.day(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def _weekdays(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[Weekday, ...]:
    """The weekdays that were written, `mon,wed,fri`."""
    if value is None:
        return ()
    try:
        return typed.weekdays(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def _exercise_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """The ids that begin so; folders where that looks like a path."""
    if "/" in incomplete or incomplete.startswith("."):
        return [CompletionItem(incomplete, type="dir")]
    return _items(incomplete, _exercise_titles)


def _plan_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - likewise
    """The plans' ids that begin so."""
    return _items(incomplete, _plan_titles)


FunctionT = TypeVar("FunctionT", bound="Callable[..., Any]")
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)

date_option = click.option(
    "--date", "on", callback=_day, metavar="DAY", help="That day instead of today, as 2026-11-20."
)
week_option = click.option("--week", type=int, metavar="N", help="That week of the plan instead of the present one.")
start_option = click.option(
    "--start", callback=_day, metavar="DAY", help="Its first day, as 2026-11-23; else this week's Monday."
)
days_option = click.option(
    "--days", "study_days", callback=_weekdays, metavar="DAYS", help="Your study days, as mon,wed,fri."
)
minutes_option = click.option("--minutes", type=int, metavar="N", help="How long your hour is.")
consent_option = click.option(
    "--consent", "agreed", is_flag=True, help="Run somebody else's exercise although the sandbox is not STRONG."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
days_argument = click.argument("study_days", metavar="[DAYS]", required=False, callback=_weekdays)
exercise_argument = click.argument("exercise", metavar="ID", shell_complete=_exercise_ids)
maybe_exercise_argument = click.argument("exercise", metavar="[ID]", required=False, shell_complete=_exercise_ids)
exercises_argument = click.argument("what", nargs=-1, metavar="[PATH or ID ...]", shell_complete=_exercise_ids)
plan_argument = click.argument("plan", metavar="ID", shell_complete=_plan_ids)
of_plan_option = click.option(
    "--plan", metavar="ID", shell_complete=_plan_ids, help="Another plan than the one you follow."
)
file_argument = click.argument("file", type=FILE, required=False)


def day_option(*names: str, text: str) -> Callable[[FunctionT], FunctionT]:
    """An option that takes a day."""
    return click.option(*names, callback=_day, metavar="DAY", help=text)


def _items(incomplete: str, titles: Callable[[], Iterable[tuple[str, str]]]) -> list[CompletionItem]:
    """Completions; none at all, rather than an error at the prompt, where the content cannot be read."""
    with suppress(StudyError, OSError):
        return [CompletionItem(name, help=title) for name, title in titles() if name.startswith(incomplete)]
    return []


def _exercise_titles() -> list[tuple[str, str]]:
    from studytui.cli.opened import opened

    with opened() as ctx:
        return [(exercise.id, exercise.title) for exercise in ctx.library.exercises()]


def _plan_titles() -> list[tuple[str, str]]:
    from studytui.cli.opened import opened

    with opened() as ctx:
        return [(name, "") for name in ctx.library.plan_ids()]
