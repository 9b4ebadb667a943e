"""Changing the hour itself: tasks and readings added, reworded, moved, dropped, one line in the footer each."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from studytui.study.today import TaskView
from studytui.tui.screens.base import StudyScreen, asking

if TYPE_CHECKING:
    from studytui.domain.overlay import Place
    from studytui.domain.unit import Reading

KINDS = {"t": "a task", "r": "something to read"}
NEW = {"t": "new task", "r": "new reading"}
"""What the line of a new one is kept under."""
TASK_KEYS: list[BindingType] = [
    Binding("a", "add", "Add", tooltip="Add a task or a reading to today"),
    Binding("w", "reword", "Reword", tooltip="Put the task in your own words, or change its minutes"),
    Binding("m", "move", "Move", tooltip="Move the task to another day"),
    Binding("x", "drop", "Drop", tooltip="Drop the task"),
    Binding("u", "undo", "Undo", tooltip="Take back what was moved or dropped last"),
]
"""For the BINDINGS of such a screen, after its own."""
_MINUTES = re.compile(r"\s*\(?(\d{1,3}) min\)?$")


class TaskKeys(StudyScreen):
    """A screen whose tasks can be changed; the plan's own file never is."""

    _before: tuple[tuple[str, "Place"], ...] = ()

    def current_task(self) -> TaskView | None:
        """The task under the cursor."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a task is offered on one."""
        if action in {"reword", "move", "drop"}:
            return self.current_task() is not None
        if action == "undo":
            return bool(self._before)
        return super().check_action(action, parameters)

    @asking
    async def action_add(self) -> None:
        """Add a task, or something to read."""
        from studytui.study import living

        kind = await self.choose("Add", KINDS)
        if kind == "t":
            text = await self.ask("Task:", hint="what to do, such as Plot the losses (20 min)", keep=NEW[kind])
            if text:
                words, minutes = _split_minutes(text)
                living.add(self.ctx, words, minutes=minutes)
                self.answered(NEW[kind])
        elif kind == "r":
            text = await self.ask("Read:", hint="title, section https://... (20 min)", keep=NEW[kind])
            if text:
                words, minutes = _split_minutes(text)
                reading = _reading(words, minutes)
                living.add(self.ctx, f"Read {reading.title}.", minutes=minutes, reading=reading)
                self.answered(NEW[kind])
        self.refresh_data()

    @asking
    async def action_reword(self) -> None:
        """Change the words or the minutes of the task under the cursor."""
        from studytui.study import living

        task = self.current_task()
        if task is None:
            return
        minutes = f" ({task.minutes} min)" if task.minutes else ""
        name = f"task {task.address}"
        text = await self.ask("Task:", value=f"{task.text}{minutes}", keep=name)
        if text:
            words, given = _split_minutes(text)
            living.edit(self.ctx, task.address, text=words, minutes=given)
            self.answered(name)
            self.refresh_data()

    @asking
    async def action_move(self) -> None:
        """Move the task under the cursor to another day."""
        from studytui.study import living, places

        task = self.current_task()
        if task is None:
            return
        words = await self.ask("Move to:", hint="tomorrow, thu, W8/mon or 2026-11-25")
        if words:
            where = places.place_of(self.ctx, words)
            self.remember([task.address])
            living.move(self.ctx, task.address, where)
            self.changed(f"Moved to {where}.")

    def action_drop(self) -> None:
        """Drop the task under the cursor."""
        task = self.current_task()
        if task is not None:
            self.drop([task.address])

    def drop(self, addresses: list[str]) -> None:
        """Drop tasks; a tick they have stays on record."""
        from studytui.study import living

        self.remember(addresses)
        for address in addresses:
            living.drop(self.ctx, address)
        self.changed("Dropped.")

    def carry(self, addresses: list[str]) -> None:
        """Carry tasks of an earlier day to this one."""
        from studytui.study import living

        self.remember(addresses)
        living.carry(self.ctx, addresses)
        self.changed("Carried to today.")

    def remember(self, addresses: Iterable[str]) -> None:
        """Where tasks stand before they are moved or dropped."""
        from studytui.study import living

        found = ((address, living.find(self.ctx, address).place) for address in addresses)
        self._before = tuple((address, place) for address, place in found if place is not None)

    def changed(self, sentence: str) -> None:
        """Paint what was changed and say how to take it back."""
        self.refresh_data()
        self.say(f"{sentence} u takes it back.")

    def action_undo(self) -> None:
        """Put what was moved or dropped last where it stood."""
        from studytui.study import living

        for address, place in self._before:
            living.move(self.ctx, address, place)
        self._before = ()
        self.refresh_data()


def _split_minutes(text: str) -> tuple[str, int | None]:
    """The words, and the minutes where they end with some."""
    found = _MINUTES.search(text)
    return (text[: found.start()], int(found[1])) if found else (text, None)


def _reading(text: str, minutes: int | None) -> "Reading":
    """`title, section https://...` as something to read."""
    from studytui.domain.unit import Reading

    links = [word for word in text.split() if word.startswith(("http://", "https://"))]
    rest = " ".join(word for word in text.split() if word not in links)
    title, _, section = rest.partition(", ")
    link = links[0] if links else ""
    return Reading(title.strip(" ,") or link, section.strip(), link, minutes=minutes)
