"""The weekly note: a week's values turned into Markdown, one part per question a reader has."""

from studytui.domain.exercise import ExerciseState
from studytui.domain.markdown_text import closed, demoted, fenced, one_line, without_private
from studytui.domain.plural import several
from studytui.domain.session import whole_minutes
from studytui.domain.week import BuiltNote, DayNote, Digest, ExperimentNote, WeekNote
from studytui.journal.blocks import Block
from studytui.journal.marked_up import evidence_line, item, items, labelled, linked, read_line, section, small


def week_blocks(note: WeekNote) -> tuple[Block, ...]:
    """The parts of the note in reading order; a part with nothing to say is left out.

    The learner's own words come first; what is under a `Private` heading is in none of them.
    """
    built = "\n".join(filter(None, (*map(_built, note.built), *map(evidence_line, note.evidence))))
    parts = (
        Block("title", _title(note)),
        Block("digest", _digest(note.digest) if note.digest else ""),
        Block("lesson", section("Lesson", closed(demoted(without_private(note.lesson).strip(), below=2)))),
        Block("goals", section("Goals", items(note.goals))),
        Block("days", section("Days", "\n\n".join(filter(None, (_day(day) for day in note.days))))),
        Block("built", section("Built", built)),
        Block("assessed", section("Assessed", items(note.assessed))),
        Block("experiment", _experiments(note.experiments)),
        Block("read", section("Read", "\n".join(filter(None, map(read_line, note.read))))),
        Block("next", section("Next", items(note.next))),
        Block("minutes", _minutes(note)),
    )
    return tuple(part for part in parts if part.text)


def _title(note: WeekNote) -> str:
    lines = [note.heading, "", f"_{note.phase}_"]
    if note.deliverable:
        lines += ["", f"**{'Shipped' if note.shipped else 'To ship'}:** {note.deliverable}"]
    if ships := one_line(note.ships):
        lines += ["", ships if note.shipped and note.deliverable else f"**Shipped:** {ships}"]
    return "\n".join(lines)


def _digest(digest: Digest) -> str:
    lessons = "\n".join(f"- Week {lesson.week}: {text}" for lesson in digest.lessons if (text := one_line(lesson.text)))
    questions = items(map(one_line, digest.questions))
    parts = (lessons, f"Still open:\n\n{questions}" if questions else "")
    return section(f"Looking back: {digest.phase}", "\n\n".join(filter(None, parts)))


def _day(day: DayNote) -> str:
    written = [text for field in day.fields if (text := labelled(field.label, field.text))]
    if not written:
        return ""
    return "\n\n".join([f"### {day.date:%a} {day.date.day} {day.date:%b} — {day.label}", *written])


def _built(built: BuiltNote) -> str:
    best = max(built.scores, default=0)
    tries = several(len(built.scores), "attempt")
    path = " → ".join(str(score) for score in _steps(built.scores))
    state = "accepted" if built.state is ExerciseState.ACCEPTED else "not yet accepted"
    name = linked(built.title, built.link)
    line = f"{name} (`{built.exercise}`): {best}/{built.max_score}, {state}, {tries}"
    line += f" ({path})" if " → " in path else ""
    code = without_private(built.code)
    return item(f"{line}\n\n{fenced(code, 'python')}\n") if code else item(line)


def _steps(scores: tuple[int, ...]) -> list[int]:
    """The scores with runs of the same one folded into one."""
    return [score for index, score in enumerate(scores) if index == 0 or score != scores[index - 1]]


def _experiments(experiments: tuple[ExperimentNote, ...]) -> str:
    texts = (text for experiment in experiments if (text := _experiment(experiment)))
    return section("Experiment" if len(experiments) == 1 else "Experiments", "\n\n".join(texts))


def _experiment(one: ExperimentNote) -> str:
    """Predicted, got, the plot, seeds and commit, and what was concluded."""
    seeds = f"seed{'s' if len(one.seeds) > 1 else ''} {_counted(one.seeds)}" if one.seeds else ""
    commits = f"commit {', '.join(f'`{name}`' for name in one.commits)}" if one.commits else ""
    how = ", ".join(filter(None, (seeds, commits)))
    got = "; ".join(filter(None, map(one_line, one.got))) if len(one.got) == 1 else items(one.got)
    parts = (
        f"### {one_line(one.title)}",
        labelled("Hypothesis", one.hypothesis),
        labelled("Predicted", one.predicted),
        labelled("Got", got),
        labelled("Outcome", one.outcome),
        f"![{one_line(one.title)}]({one.file})" if one.file else "",
        fenced(plot, "text") if (plot := without_private(one.plot).rstrip()) else "",
        labelled("Conclusion", one.conclusion),
        f"Run with {how}." if how else "",
    )
    return "\n\n".join(filter(None, parts))


def _counted(seeds: tuple[int, ...]) -> str:
    """`0 to 4`, or each one where they are not in a row."""
    row = sorted(set(seeds))
    if len(row) > 2 and row == list(range(row[0], row[-1] + 1)):
        return f"{row[0]} to {row[-1]}"
    return ", ".join(map(str, row))


def _minutes(note: WeekNote) -> str:
    """One small line: planned against done, by day, and the three shares with what was planned of each."""
    if not whole_minutes(note.studied):
        return ""
    days = ", ".join(f"{day.date:%a} {whole_minutes(day.studied)}" for day in note.days if day.studied or day.planned)
    return small((f"{whole_minutes(note.studied)} of {whole_minutes(note.planned)} minutes", days), note.shares)
