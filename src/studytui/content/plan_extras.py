"""Journal template, tracking and automation of a plan file."""

from typing import Any

from studytui.content.fields import Fields
from studytui.content.plan_units import claim, identifier
from studytui.domain.plan import Automation, JournalField, JournalTemplate
from studytui.domain.rhythm import Weekday


def journal_of(fields: Fields | None) -> JournalTemplate:
    """Where the weekly note goes, and the fields of an entry."""
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


def tracking_of(fields: Fields | None) -> dict[str, Any]:
    """Current focus, weekly goals and the kinds of resources to track."""
    if fields is None:
        return {}
    found = {
        "current_focus": fields.text("current_focus"),
        "weekly_goals": fields.text("weekly_goals"),
        "resources_completed": fields.texts("resources_completed"),
    }
    fields.close()
    return found


def automation_of(fields: Fields | None) -> Automation:
    """The badge, the check-in and the reminder."""
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
