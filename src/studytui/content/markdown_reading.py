"""An outline understood as a plan: which headings are phases, which are weeks, which lists are units."""

from studytui.content.import_draft import Draft, DraftPhase, DraftTask, DraftUnit, kind_of, unit_of
from studytui.content.markdown_outline import Item, Passage, Section
from studytui.content.markdown_prose import is_prose, part_of, take_prose
from studytui.content.markdown_words import (
    begins_with_week,
    choice_of,
    day_of,
    is_phase_like,
    label_of,
    months_of,
    plain,
    weeks_of,
    without_weeks,
)
from studytui.domain.plan import Choice, Named

_LABELS = frozenset({"targets", "target", "study", "build", "assess", "deliverable", "topics", "read", "code"})


def draft_of(root: Section) -> Draft:
    """What the outline of a file says about a plan."""
    draft = Draft()
    reader = _Reader(draft)
    if root.sections and not is_phase_like(root.sections[0].title) and not weeks_of(root.sections[0].title):
        draft.title = root.sections[0].title
    if root.body:
        reader.read(Section("", 0, 1, root.body), None, inside=root)
    for section in root.sections:
        reader.read(section, None, inside=root)
    return draft


class _Reader:
    """Walks the outline once; every box ends in a unit, a task, a project or a portfolio goal."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._implied: tuple[Section, DraftPhase] | None = None

    def read(self, section: Section, part: str | None, inside: Section) -> None:
        """Sort one section and all under it; `inside` is the one around it."""
        if self._is_week(section):
            self._implied_phase(inside, part).units += self._weeks(section)
        elif self._are_projects(section):
            self._projects(section)
        elif self._is_phase(section):
            self._read_phase(section, part)
        else:
            inner = part
            if is_phase_like(section.title) and any(self.is_material(child) for child in section.sections):
                outer = part_of(section, self._draft)
                self._draft.parts.append(outer)
                inner = outer.id
            else:
                take_prose(section, self._draft)
            for child in section.sections:
                self.read(child, inner, section)

    def is_material(self, section: Section) -> bool:
        """Whether units come of this section itself."""
        return self._is_week(section) or self._is_phase(section)

    def _is_week(self, section: Section) -> bool:
        weeks = weeks_of(section.title)
        if weeks is None:
            return False
        if weeks[0] == weeks[1]:
            return True
        labels = (label_of(plain(item.text)) for item in section.items())
        return not section.boxes() and any(label is not None and label[0] in _LABELS for label in labels)

    def _is_phase(self, section: Section) -> bool:
        if section.boxes() or (section.items() and all(begins_with_week(item.text) for item in section.items())):
            return True
        if any(self._is_week(child) for child in section.sections):
            return not any(self._is_phase(child) for child in section.sections if not self._is_week(child))
        named = is_phase_like(section.title) or weeks_of(section.title) or months_of(section.title)
        if not named:
            return False
        deeper = any(self._is_phase(child) or self._is_week(child) for child in section.sections)
        return not deeper and bool(section.items() or any(child.items() for child in section.sections))

    def _are_projects(self, section: Section) -> bool:
        title = section.title.lower()
        if weeks_of(title) or is_phase_like(title) or not section.items():
            return False
        return "portfolio" in title or ("project" in title and (bool(section.boxes()) or title.startswith("project")))

    def _projects(self, section: Section) -> None:
        kept = self._draft.portfolio if "portfolio" in section.title.lower() else self._draft.projects
        boxed = bool(section.boxes())
        for item in section.items():
            if boxed and item.ticked is None and not any(inner.ticked is not None for inner in item.walk()):
                self._draft.notes.append((item.line, f"{section.title}: {plain(item.text)}"))
            else:
                kept += [unit_of(each, "") for each in (self._boxed(item) if boxed else [item])]
        self._passages(section)
        for child in section.sections:
            self.read(child, None, section)

    def _passages(self, section: Section) -> None:
        for block in section.body:
            if isinstance(block, Passage) and (text := plain(block.text)).strip("-*_= "):
                self._draft.notes.append((block.line, f"{section.title}: {text}"))

    def _implied_phase(self, inside: Section, part: str | None) -> DraftPhase:
        """The phase of week headings that stand in a section which is none itself."""
        if self._implied is None or self._implied[0] is not inside or self._draft.phases[-1] is not self._implied[1]:
            phase = DraftPhase(inside.title or self._draft.title or "Weeks", inside.line, part=part)
            self._draft.phases.append(phase)
            self._implied = (inside, phase)
        return self._implied[1]

    def _read_phase(self, section: Section, part: str | None) -> None:
        phase = _phase(section, part)
        self._draft.phases.append(phase)
        self._fill(phase, section, "")
        for child in section.sections:
            if self._is_week(child):
                phase.units += self._weeks(child)
            elif self._are_projects(child):
                self._projects(child)
            elif self._is_group(child, section):
                self._group(phase, child)
            else:
                self.read(child, part, section)

    def _is_group(self, child: Section, section: Section) -> bool:
        """Whether a heading in a phase groups units of that phase, such as `Programming` and `Math`."""
        if child.boxes():
            return not any(self.is_material(inner) for inner in child.sections)
        plain_list = (
            child.items() and not child.sections and not is_phase_like(child.title) and not is_prose(child.title)
        )
        return bool(plain_list) and not section.boxes()

    def _group(self, phase: DraftPhase, child: Section) -> None:
        if weeks_of(child.title) or is_phase_like(child.title):
            self._read_phase(child, phase.part)
            return
        self._fill(phase, child, child.title)
        for inner in child.sections:
            self.read(inner, phase.part, child)

    def _fill(self, phase: DraftPhase, section: Section, group: str) -> None:
        """Units from the lists of a section, and what its passages say about the phase."""
        boxed = bool(section.boxes())
        as_units = boxed or not any(self._is_week(child) for child in section.sections)
        heading = group
        for block in section.body:
            if isinstance(block, Passage):
                if _is_caption(block):
                    heading = plain(block.text).rstrip(":") or heading
                else:
                    _take_passage(phase, block)
                continue
            for item in block:
                if boxed and not any(inner.ticked is not None for inner in item.walk()):
                    phase.notes.append(plain(item.text))
                elif boxed:
                    outer = heading if item.ticked is not None else plain(item.text).rstrip(":")
                    phase.units += [unit_of(each, outer) for each in self._boxed(item)]
                elif as_units:
                    phase.units.append(unit_of(item, heading))
                else:
                    phase.notes.append(plain(item.text))
            heading = group

    def _boxed(self, item: Item) -> list[Item]:
        """The outermost items with boxes in an item."""
        if item.ticked is not None:
            return [item]
        return [each for inner in item.items for each in self._boxed(inner)]

    def _weeks(self, section: Section) -> list[DraftUnit]:
        """The week of a heading, and those of headings below it, which some files set one level deeper."""
        deeper = (unit for child in section.sections if self._is_week(child) for unit in self._weeks(child))
        return [self._week(section), *deeper]

    def _week(self, section: Section) -> DraftUnit:
        """A heading such as `Week 3: Trees`, with what stands under it."""
        weeks = weeks_of(section.title)
        unit = DraftUnit(without_weeks(section.title), section.line, weeks)
        for block in section.body:
            if isinstance(block, Passage):
                unit.take(Item(block.text.replace("\n", " "), block.line))
            for item in block if isinstance(block, list) else ():
                unit.take(item)
        for child in section.sections:
            if not self._is_week(child):
                self._week_part(unit, child)
        unit.kind = kind_of(section.title, "", has_weeks=True)
        targets = unit.fields.get("targets", [])
        unit.title = unit.title or "; ".join(targets) or section.title
        boxes = [task.ticked for task in unit.tasks]
        unit.ticked = bool(boxes) and all(boxes)
        return unit

    def _week_part(self, unit: DraftUnit, section: Section) -> None:
        """A heading inside a week: a weekday, a field such as `Study`, or just more of it."""
        day = day_of(f"{section.title} -") or day_of(section.title)
        for item in section.items():
            if day is not None:
                unit.tasks.append(DraftTask(plain(item.text), bool(item.ticked), day[0]))
            elif item.ticked is not None:
                unit.take(item)
            else:
                unit.take(Item(f"{section.title}: {item.text}", item.line, None, item.items))
        for block in section.body:
            if isinstance(block, Passage):
                unit.details.append(plain(block.text))
        for child in section.sections:
            self._week_part(unit, child)


def _is_caption(block: Passage) -> bool:
    """Whether a passage is a short line that heads the list after it."""
    text = plain(block.text)
    return len(text) <= 40 and "\n" not in block.text and not text.endswith((".", "!", "?")) and ": " not in text


def _phase(section: Section, part: str | None) -> DraftPhase:
    weeks, choose = weeks_of(section.title), choice_of(section.title)
    words = section.title.lower()
    kind = next((word for word in ("track", "block", "section") if words.startswith(word)), "phase")
    return DraftPhase(
        title=(without_weeks(section.title) if weeks else section.title) or section.title or "Topics",
        line=section.line,
        kind=kind,
        part=part,
        priority="(priority)" in words,
        weeks=weeks,
        months="" if months_of(section.title) is None else section.title,
        choose=Choice(*choose) if choose else None,
    )


def _take_passage(phase: DraftPhase, block: Passage) -> None:
    text = plain(block.text)
    label = label_of(text)
    if label is not None and label[0] in ("goal", "aim", "objective") and not phase.goal:
        phase.goal = label[1]
    elif label is not None and label[0] == "project idea" and phase.project_idea is None:
        title, _, detail = label[1].partition(" \u2013 ")
        phase.project_idea = Named(title.strip('\u201c\u201d" '), detail.strip())
    elif text.strip("-*_= "):
        phase.notes.append(text)
