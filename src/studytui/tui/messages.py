"""What workers tell their screen."""

from textual.message import Message

from studytui.domain.report import Report


class Graded(Message):
    """A run is over; `unchanged` says that the source was graded before and the stored report is shown.

    `lost` is why the run could not be recorded, if it could not.
    """

    def __init__(self, report: Report, *, unchanged: bool, lost: str = "") -> None:
        super().__init__()
        self.report = report
        self.unchanged = unchanged
        self.lost = lost


class OutsideEdit(Message):
    """The solution file was saved by another program."""
