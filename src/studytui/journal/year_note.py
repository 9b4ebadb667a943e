"""The year as Markdown: a line for each thing, which lies in full in the weeks' notes."""

from studytui.domain.exercise import ExerciseState
from studytui.domain.markdown_text import one_line
from studytui.domain.week import BuiltNote, ExperimentNote
from studytui.domain.year import YearNote, YearWeek
from studytui.journal.blocks import Block
from studytui.journal.marked_up import evidence_line, items, linked, read_line, section, small


def year_blocks(note: YearNote) -> tuple[Block, ...]:
    """The parts of the year's note in reading order; a part with nothing to say is left out."""
    lessons = "\n".join(
        f"- {linked(f'Week {week.number}', week.link)}: {text}"
        for week in note.weeks
        if (text := one_line(week.lesson))
    )
    accepted = [one for one in note.built if one.state is ExerciseState.ACCEPTED]
    held = f"{note.held} of {note.judged} predictions held." if note.judged else ""
    tried = "\n".join(filter(None, map(_experiment, note.experiments)))
    parts = (
        Block("title", f"# {note.year} — {note.title}"),
        Block("weeks", section("Shipped", _weeks(note, shipped=True))),
        Block("other-weeks", section("Other weeks", _weeks(note, shipped=False))),
        Block("lessons", section("Lessons", lessons)),
        Block("built", section("Built", "\n".join((*map(_built, accepted), *map(evidence_line, note.links))))),
        Block("experiments", section("Experiments", "\n\n".join(filter(None, (tried, held))))),
        Block("read", section("Read", "\n".join(filter(None, map(read_line, note.read))))),
        Block("questions", section("Still open", items(map(one_line, note.questions)))),
        Block("minutes", _minutes(note)),
    )
    return tuple(part for part in parts if part.text)


def _weeks(note: YearNote, *, shipped: bool) -> str:
    return "\n".join(_week(week) for week in note.weeks if bool(one_line(week.shipped)) == shipped)


def _week(week: YearWeek) -> str:
    name = f"{linked(f'Week {week.number}', week.link)} {one_line(week.title)}"
    shipped = one_line(week.shipped)
    return f"- {name}: {shipped}" if shipped else f"- {name}"


def _built(built: BuiltNote) -> str:
    path = f"{built.scores[0]} → {max(built.scores)}" if built.scores[0] != max(built.scores) else str(built.scores[0])
    return f"- {linked(built.title, built.link)}: {path} of {built.max_score}"


def _experiment(one: ExperimentNote) -> str:
    predicted = one_line(one.predicted)
    said = " ".join(filter(None, (f"predicted {predicted};" if predicted else "", one_line(one.outcome))))
    name = one_line(one.title)
    return f"- {name}: {said}" if name and said else f"- {name}" if name else ""


def _minutes(note: YearNote) -> str:
    """One small line: the year's time, planned against done, and its three shares."""
    done = sum(week.minutes for week in note.weeks)
    if not done:
        return ""
    return small(
        (f"{done} of {sum(week.planned for week in note.weeks)} minutes in {len(note.weeks)} weeks",), note.shares
    )
