"""The weekly note: a week's values turned into Markdown, one part per question a reader has."""

from datetime import timedelta

from studytui.domain.exercise import ExerciseState
from studytui.domain.week import BuiltNote, DayNote, FieldNote, WeekNote, demoted, without_private
from studytui.journal.blocks import Block


def week_blocks(note: WeekNote) -> tuple[Block, ...]:
    """The parts of the note in reading order; a part with nothing to say is left out."""
    parts = (
        Block("title", _title(note)),
        Block("goals", _section("Goals", _items(note.goals))),
        Block("days", _section("Days", "\n\n".join(filter(None, (_day(day) for day in note.days))))),
        Block("built", _section("Built", "\n".join(_built(built) for built in note.built))),
        Block("next", _section("Next", _items(note.next))),
        Block("minutes", _minutes(note)),
    )
    return tuple(part for part in parts if part.text)


def _title(note: WeekNote) -> str:
    lines = [note.heading, "", f"_{note.phase}_"]
    if note.deliverable:
        lines += ["", f"**{'Shipped' if note.shipped else 'To ship'}:** {note.deliverable}"]
    return "\n".join(lines)


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}" if body else ""


def _items(lines: tuple[str, ...]) -> str:
    return "\n".join(_item(public) for line in lines if (public := without_private(line).strip()))


def _item(text: str) -> str:
    first, *rest = text.splitlines()
    return "\n".join([f"- {first.removeprefix('- ')}", *(f"  {line}" if line else "" for line in rest)])


def _day(day: DayNote) -> str:
    written = [field for field in day.fields if without_private(field.text).strip()]
    if not written:
        return ""
    head = f"### {day.date:%a} {day.date.day} {day.date:%b} — {day.label}"
    return "\n\n".join([head, *(_field(field) for field in written)])


def _field(field: FieldNote) -> str:
    text = demoted(without_private(field.text).strip(), below=3)
    plain = "\n" not in text and not text.startswith(("-", "#", "`", ">", "|", "1."))
    return f"**{field.label}:** {text}" if plain else f"**{field.label}:**\n\n{text}"


def _built(built: BuiltNote) -> str:
    name = f"[{built.title}]({built.link})" if built.link else built.title
    best = max(built.scores, default=0)
    tries = f"{len(built.scores)} attempt{'' if len(built.scores) == 1 else 's'}"
    path = " → ".join(str(score) for score in _steps(built.scores))
    state = "accepted" if built.state is ExerciseState.ACCEPTED else "not yet accepted"
    return f"- {name} (`{built.exercise}`): {best}/{built.max_score}, {state}, {tries}" + (
        f" ({path})" if " → " in path else ""
    )


def _steps(scores: tuple[int, ...]) -> list[int]:
    """The scores with runs of the same one folded into one."""
    return [score for index, score in enumerate(scores) if index == 0 or score != scores[index - 1]]


def _minutes(note: WeekNote) -> str:
    if not note.studied:
        return ""
    days = " · ".join(f"{day.date:%a} {_whole(day.studied)}" for day in note.days if day.studied or day.planned)
    return f"{_whole(note.studied)} of {_whole(note.planned)} minutes: {days}"


def _whole(duration: timedelta) -> int:
    return round(duration / timedelta(minutes=1))
