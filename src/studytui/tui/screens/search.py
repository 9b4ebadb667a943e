"""Search: everything that was written, as you type; enter opens the place."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.plural import several
from studytui.study import search
from studytui.study.search import Findings, FoundKind, Hit
from studytui.tui.marks import ACCENT, QUIET, TITLE, plain, spread
from studytui.tui.screens.base import StudyScreen, asking
from studytui.tui.widgets.lines import BLANK, Line, Lines

EVERYTHING = "everything"
KINDS = (EVERYTHING, *(kind.value for kind in FoundKind))


class SearchScreen(StudyScreen):
    """What fits, the newest first; it stands above the room it was asked from."""

    MODE = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Go to the place"),
        Binding("slash", "search", "Search", tooltip="Search for something else"),
        Binding("v", "kind", "Kind", tooltip="Everything, or entries, lessons, papers, code ... alone"),
        Binding("escape", "leave", "Back", tooltip="Back to where you were"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.kind = EVERYTHING
        self._found = Findings(())

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def on_mount(self) -> None:
        """There is nothing to see before something is asked."""
        self.call_after_refresh(self.action_search)

    def load(self) -> None:
        """Search and paint."""
        kinds = [] if self.kind == EVERYTHING else [FoundKind(self.kind)]
        self._found = search.find(self.ctx, self.text, kinds)
        self.query_one(Lines).show(lambda width: list(self._rows(width)))
        self.refresh_bindings()

    def _rows(self, width: int) -> Iterator[Line]:
        count = several(len(self._found.hits), "place") + (" and more" if self._found.more else "")
        told = f"{count}, the newest first" if self._found.hits else ""
        head = Content.assemble((f"Search {self.kind}", TITLE), f"  {self.text}")
        yield Line(spread(head, plain(told, QUIET), width))
        yield BLANK
        for number, hit in enumerate(self._found.hits):
            yield _line(hit, str(number))
        if not self._found.hits and self.text:
            yield Line(plain("Nothing found. All words are looked for; each may go on behind what you typed.", QUIET))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be something to open."""
        return bool(self._found.hits) if action == "open" else super().check_action(action, parameters)

    @asking
    async def action_search(self) -> None:
        """Search as you type; enter goes to what was found, esc leaves where nothing was."""
        text = await self.ask("/", value=self.text, follow=self._follow)
        if text is None and not self._found.hits:
            self.action_leave()
            return
        self._follow(self.text if text is None else text)

    def _follow(self, text: str) -> None:
        self.text = text
        self.refresh_data()

    def action_kind(self) -> None:
        """The next kind."""
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self.refresh_data()

    async def action_open(self) -> None:
        """Go to the place under the cursor."""
        await self.study.open_found(self._found.hits[int(self.query_one(Lines).cursor or 0)])

    async def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        await self.study.run_action("open", self)

    def action_leave(self) -> None:
        """Back, if it still stands in front: a mode's key may have come first."""
        if self.is_current:
            self.app.pop_screen()


def _line(hit: Hit, key: str) -> Line:
    text = Content.assemble((f"{hit.kind.value:<12}", QUIET), hit.where)
    parts = [Content.styled(f"[{part}]", f"bold {ACCENT}") if found else Content(part) for part, found in hit.parts]
    day = plain(f"{hit.day.day} {hit.day:%b %Y}", QUIET)
    return Line(text, key=key, hang=12, more=(Content.assemble(*parts),), right=day)
