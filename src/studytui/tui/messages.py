"""What workers tell their screen."""

from textual.message import Message

from studytui.domain.report import Report


class Graded(Message):
    """A run is over; `unchanged` says that the source was graded before and the stored report is shown."""

    def __init__(self, report: Report, *, unchanged: bool) -> None:
        super().__init__()
        self.report = report
        self.unchanged = unchanged


class OutsideEdit(Message):
    """The solution file was saved by another program."""
