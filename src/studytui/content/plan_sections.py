"""Everything a plan file holds beside its phases."""

from typing import Any

from studytui.content.fields import Fields
from studytui.content.plan_units import claim, identifier, named
from studytui.domain.plan import (
    Automation,
    Interview,
    JournalField,
    JournalTemplate,
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
        "journal": _journal(root.section("journal")),
        **_tracking(root.section("tracking")),
        "automation": _automation(root.section("automation")),
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
        "rhythm": rhythm or DEFAULT_RHYTHM,
        "rhythm_is_default": is_default,
    }, weeks


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


def _journal(fields: Fields | None) -> JournalTemplate:
    default = JournalTemplate()
    if fields is None:
        return default
    journal_fields = []
    seen: dict[str, int] = {}
    for item in fields.sections("fields", "field"):
        journal_fields.append(JournalField(identifier(item), item.text("label", required=True), item.text("hint")))
        claim(seen, journal_fields[-1].id, item.line, fields.problems, "field")
        item.close()
    journal = JournalTemplate(
        fields.text("path", default.path),
        fields.text("heading", default.heading),
        tuple(journal_fields) or default.fields,
        fields.flag("is_default", default=not journal_fields),
    )
    for key, value in (("path", journal.path), ("heading", journal.heading)):
        if not _formats(value):
            fields.problems.add(
                fields.line_of(key),
                f"`{key}` of the journal may hold {{week}}, {{week:02d}} and {{title}}, no other braces",
            )
    fields.close()
    return journal


def _formats(text: str) -> bool:
    bare = text.replace("{week:02d}", "").replace("{week}", "").replace("{title}", "")
    return "{" not in bare and "}" not in bare


def _tracking(fields: Fields | None) -> dict[str, Any]:
    if fields is None:
        return {}
    found = {
        "current_focus": fields.text("current_focus"),
        "weekly_goals": fields.text("weekly_goals"),
        "resources_completed": fields.texts("resources_completed"),
    }
    fields.close()
    return found


def _automation(fields: Fields | None) -> Automation:
    if fields is None:
        return Automation()
    found: dict[str, Any] = {}
    if badge := fields.section("progress_badge"):
        badge.word("from", ("checkboxes",), "checkboxes")
        found |= {"badge": badge.text("local_equivalent"), "badge_runs": badge.texts("runs")}
        badge.close()
    if checkin := fields.section("weekly_checkin"):
        found |= {
            "checkin_day": checkin.choice("day", Weekday, Weekday.MON),
            "checkin_timezone": checkin.text("timezone"),
            "checkin_adjustable": checkin.flag("adjustable", default=True),
            "checkin_asks": checkin.texts("asks"),
        }
        checkin.close()
    if email := fields.section("email"):
        found |= {
            "email": email.text("local_equivalent"),
            "email_optional": email.flag("optional", default=True),
            "email_needs": email.texts("needs"),
        }
        email.close()
    fields.close()
    return Automation(**found)
