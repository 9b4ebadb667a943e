"""Draw the README's picture: the real app on the real plan, on a Wednesday of week 4, into docs/today.svg.

Run as `.venv/bin/python docs/picture.py`.
"""

import asyncio
import os
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from studytui.study import clock, plans
from studytui.study.context import open_context
from studytui.study.today import tick, today
from studytui.tui.app import StudyApp

PLAN = "plan52-agentic-recsys"
NOW = datetime(2026, 4, 1, 6, 18, tzinfo=UTC)


async def main() -> None:
    """Make a short history, open the app on it, save what it shows."""
    with tempfile.TemporaryDirectory() as home:
        moment = [NOW - timedelta(minutes=19)]
        ctx = open_context(now=lambda: moment[0], environ={**os.environ, "STUDYTUI_HOME": home})
        ctx.zone = UTC
        plans.use(ctx, PLAN, date(2026, 3, 9))
        for back in (2, 1):
            for task in today(ctx, NOW.date() - timedelta(days=back)).tasks:
                tick(ctx, task.address, done=True)
        clock.start(ctx)
        moment[0] = NOW
        app = StudyApp(ctx)
        async with app.run_test(size=(104, 28)) as pilot:
            await pilot.pause()
            picture = app.export_screenshot(title="studytui")
        ctx.close()
    Path(__file__).with_name("today.svg").write_text(picture, encoding="utf-8")


asyncio.run(main())
