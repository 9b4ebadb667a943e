"""`studytui today`."""

from datetime import date

import click

from studytui.cli.options import date_option, json_option
from studytui.cli.today_text import print_today


@click.command("today")
@date_option
@json_option
def today_command(on: date | None, as_json: bool) -> int:
    """Print the plan's hour: week, day, tasks, exercises, what is due again."""
    return print_today(on=on, as_json=as_json)
