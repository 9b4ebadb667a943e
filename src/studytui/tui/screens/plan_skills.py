"""Skills: the self-assessment, to be revisited."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.slug import slug
from studytui.study import skills
from studytui.study.skills import HIGHEST, SkillLine
from studytui.tui.marks import QUIET, TITLE, plain
from studytui.tui.screens.base import asking
from studytui.tui.screens.plan_room import ROOM_KEYS, PlanRoom
from studytui.tui.widgets.heatmap import bar
from studytui.tui.widgets.lines import BLANK, Line, Lines

HEADINGS = {"strength": "Strengths", "growth": "To grow", "focus": "In focus", "own": "Your own"}
LEVELS = {"0": "new", "1": "seen", "2": "with help", "3": "alone", "4": "well", "5": "could teach"}


class SkillsScreen(PlanRoom):
    """Each skill with its level now and before."""

    ROOM = "Skills"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rate", "Rate", tooltip="Say how well you know it, from 0 to 5"),
        Binding("plus,equals_sign", "new", "New skill", key_display="+", tooltip="Add a skill of your own"),
        *ROOM_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._skills: tuple[SkillLine, ...] = ()

    def load(self) -> None:
        """Read them and paint."""
        super().load()
        self._skills = skills.skills(self.ctx, self.plan_id)
        self.paint()

    def rows(self, width: int) -> Iterator[Line]:  # noqa: ARG002 - every room's signature
        """By group, as the plan names them."""
        yield Line(plain("From 0, new to me, to 5, could teach it. Look again every few weeks.", QUIET))
        for group, heading in HEADINGS.items():
            found = [line for line in self._skills if line.group == group]
            if found:
                yield BLANK
                yield Line(plain(heading, TITLE))
            for line in found:
                yield _line(line)
        if not self._skills:
            yield BLANK
            yield Line(plain("This plan names no skills. + adds one.", QUIET))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be a skill to rate."""
        return bool(self._skills) if action == "rate" else super().check_action(action, parameters)

    @asking
    async def action_rate(self) -> None:
        """Rate the skill under the cursor."""
        line = next((line for line in self._skills if line.id == self.page.cursor), None)
        if line is not None:
            await self._rate(line.id)

    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_rate()

    @asking
    async def action_new(self) -> None:
        """A skill of the learner's own."""
        name = await self.ask("Skill:", hint="its name, such as causal inference")
        if name:
            await self._rate(slug(name, longest=60))

    async def _rate(self, name: str) -> None:
        level = await self.choose("Level", LEVELS)
        if level is not None:
            new = name not in {line.id for line in self._skills}
            skills.rate(self.ctx, name, int(level), new=new, plan_id=self.plan_id)
            self.refresh_data()


def _line(line: SkillLine) -> Line:
    past = " ".join(str(rating.level) for rating in line.ratings[-6:-1])
    before = f"   before {past}" if past else ""
    level = "not rated" if line.level is None else f"{line.level} of {HIGHEST}"
    right = Content.assemble(bar(line.level or 0, HIGHEST, 10), (f"  {level:<9}{before:<21}", QUIET))
    more = (plain(line.detail, QUIET),) if line.detail else ()
    return Line(plain(line.title), key=line.id, hang=2, more=more, right=right)
