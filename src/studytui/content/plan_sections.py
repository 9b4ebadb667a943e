"""Everything a plan file holds beside its phases."""

from dataclasses import replace
from typing import Any

from studytui.content.fields import Fields
from studytui.content.plan_extras import automation_of, journal_of, tracking_of
from studytui.content.plan_units import claim, identifier, named
from studytui.domain.plan import (
    Interview,
    Named,
    Part,
    Project,
    ReadingArea,
    Source,
    StackGroup,
    TimelineRow,
    WorkRules,
)
from studytui.domain.rhythm import DEFAULT_RHYTHM, DayKind, RhythmDay, Weekday

MAX_WEEKS = 520
STATUSES = ("active", "paused", "done", "draft")


def sections_of(root: Fields) -> dict[str, Any]:
    """The plan's own fields, by the names of `Plan`; phases and identity are read elsewhere."""
    return {
        "source": _source(root.section("source")),
        "status": root.word("status", STATUSES, "active"),
        **{key: root.text(key) for key in ("summary", "audience", "role_target", "note", "tailoring")},
        "goals": root.texts("goals"),
        "getting_started": root.texts("getting_started"),
        "focus_areas": tuple(named(item) for item in root.sections("focus_areas", "focus area")),
        "work_rules": _work_rules(root.section("work_rules")),
        **_self_assessment(root.section("self_assessment")),
        "core_stack": tuple(_stack(item) for item in root.sections("core_stack", "stack group")),
        "folders": tuple(_folder(item) for item in root.sections("folders", "folder")),
        "parts": tuple(_part(item) for item in root.sections("parts", "part")),
        "projects": _projects(root, "projects", "project"),
        "portfolio": _projects(root, "portfolio", "goal"),
        "interview": tuple(_interview(item) for item in root.sections("interview", "interview")),
        "timeline": tuple(_timeline(item) for item in root.sections("timeline", "timeline row")),
        "reading": tuple(_area(item) for item in root.sections("reading", "reading")),
        "journal": journal_of(root.section("journal")),
        **tracking_of(root.section("tracking")),
        "automation": automation_of(root.section("automation")),
    }


def cadence_of(fields: Fields | None) -> tuple[dict[str, Any], int | None]:
    """Minutes, rhythm and the number of weeks, where these are given."""
    if fields is None:
        return {"rhythm_is_default": True}, None
    weeks = fields.maybe_whole("weeks_total", low=1, high=MAX_WEEKS)
    minutes = fields.whole("minutes_per_day", 60, low=5, high=1440)
    rhythm = tuple(_rhythm_day(item, minutes) for item in fields.sections("rhythm", "rhythm day"))
    days = [day.day for day in rhythm]
    if len(set(days)) < len(days):
        fields.problems.add(fields.line_of("rhythm"), "a weekday stands twice in the rhythm; keep one of each")
    if days != sorted(days, key=lambda day: day.number):
        fields.problems.add(
            fields.line_of("rhythm"), "the rhythm must name its days in the order of the week, mon first"
        )
    is_default = fields.flag("rhythm_is_default", default=not rhythm)
    fields.close()
    return {
        "minutes_per_day": minutes,
        "rhythm": rhythm or default_rhythm(minutes),
        "rhythm_is_default": is_default,
    }, weeks


def default_rhythm(minutes: int) -> tuple[RhythmDay, ...]:
    """The program's own rhythm, in days of that many minutes."""
    return tuple(replace(day, minutes=minutes) for day in DEFAULT_RHYTHM)


def _rhythm_day(fields: Fields, minutes: int) -> RhythmDay:
    day = RhythmDay(
        day=fields.choice("day", Weekday, Weekday.MON, required=True),
        kind=fields.choice("kind", DayKind, DayKind.THEORY, required=True),
        label=fields.text("label", required=True),
        minutes=fields.whole("minutes", minutes, low=5, high=1440),
    )
    fields.close()
    return day


def _source(fields: Fields | None) -> Source:
    if fields is None:
        return Source("")
    source = Source(fields.text("seed", required=True), fields.text("sha256"), fields.texts("corrections"))
    fields.close()
    return source


def _work_rules(fields: Fields | None) -> WorkRules:
    if fields is None:
        return WorkRules()
    default, shares = WorkRules(), fields.section("split_percent")
    split = (default.building, default.reading, default.notes)
    if shares:
        names = ("building", "reading", "notes")
        split = tuple(shares.whole(name, 0, low=0, high=100, required=True) for name in names)  # type: ignore[assignment]  # three names, three numbers
        if sum(split) != 100:
            fields.problems.add(shares.line, f"`split_percent` adds up to {sum(split)}; make it 100")
        shares.close()
    kinds: tuple[str, ...] = ()
    if artefact := fields.section("artefact"):
        artefact.word("every", ("week",), "week")
        kinds = artefact.texts("kinds")
        artefact.close()
    rules = WorkRules(
        *split,
        every_week=fields.texts("every_week"),
        artefact_kinds=kinds,
        per_topic=tuple(_slot(item) for item in fields.sections("per_topic", "per-topic slot")),
        motto=fields.text("motto"),
        pace_note=fields.text("pace_note"),
    )
    fields.close()
    return rules


def _slot(fields: Fields) -> Named:
    slot = Named(fields.text("label", required=True), "optional" if fields.flag("optional") else "")
    fields.close()
    return slot


def _self_assessment(fields: Fields | None) -> dict[str, tuple[Named, ...]]:
    if fields is None:
        return {}
    found = {key: tuple(named(item) for item in fields.sections(key, key)) for key in ("strengths", "growth")}
    fields.close()
    return found


def _stack(fields: Fields) -> StackGroup:
    group = StackGroup(
        fields.text("group", required=True),
        fields.texts("items"),
        fields.texts("optional_items"),
        fields.word("when", ("now", "later"), "now"),
    )
    fields.close()
    return group


def _folder(fields: Fields) -> Named:
    folder = Named(fields.text("path", required=True), fields.text("purpose", required=True))
    fields.close()
    return folder


def _part(fields: Fields) -> Part:
    keys = ("timeframe", "focus", "goal", "note")
    part = Part(identifier(fields), fields.text("title", required=True), *(fields.text(key) for key in keys))
    fields.close()
    return part


def _projects(root: Fields, key: str, name: str) -> tuple[Project, ...]:
    seen: dict[str, int] = {}
    found = []
    for fields in root.sections(key, name):
        project = Project(
            id=identifier(fields),
            title=fields.text("title", required=True),
            detail=fields.text("detail"),
            optional=fields.flag("optional"),
            done=fields.flag("done"),
            link=fields.text("link"),
            target_min=fields.maybe_whole("target_min", low=0, high=100_000),
            target_max=fields.maybe_whole("target_max", low=0, high=100_000),
        )
        fields.close()
        claim(seen, project.id, fields.line, root.problems, name)
        found.append(project)
    return tuple(found)


def _interview(fields: Fields) -> Interview:
    interview = Interview(
        identifier(fields),
        fields.text("title", required=True),
        fields.texts("topics"),
        fields.maybe_whole("target_min", low=0, high=100_000),
        fields.maybe_whole("target_max", low=0, high=100_000),
    )
    fields.close()
    return interview


def _timeline(fields: Fields) -> TimelineRow:
    row = TimelineRow(
        fields.text("months", required=True), fields.texts("phases"), fields.text("extra"), fields.span("weeks")
    )
    fields.close()
    return row


def _area(fields: Fields) -> ReadingArea:
    area = ReadingArea(fields.text("area", required=True), fields.texts("items"), fields.text("note"))
    fields.close()
    return area
