"""Evidence of a week: commits made while studying, links to pull requests and demos, what they stand for."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from studytui.domain.session import Session
from studytui.frozen import dataclass

AFTER_THE_HOUR = timedelta(minutes=10)
"""A commit made so soon after a session ended still belongs to it."""
SHORT = 10


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    COMMIT = "commit"
    PULL_REQUEST = "pr"
    DEMO = "demo"
    LINK = "link"

    @property
    def label(self) -> str:
        """What it is called."""
        return {"commit": "Commit", "pr": "Pull request", "demo": "Demo", "link": "Link"}[self.value]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of a linked repository; `repository` is its folder's name, `link` its page where it has one."""

    repository: str
    sha: str
    subject: str
    at: datetime
    link: str = ""

    @property
    def value(self) -> str:
        """How it is known as evidence."""
        return f"{self.repository}@{self.sha[:SHORT]}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: `value` is a commit as `repository@sha`, or an address on the web; `link` where a reader finds it.

    `address` names the assess item or task that it stands for, empty where it stands for the week as a whole.
    """

    kind: EvidenceKind
    value: str
    text: str
    day: date
    at: datetime
    address: str = ""
    link: str = ""

    @property
    def what(self) -> str:
        """What it is under any name: of a commit its number, since each clone and work tree names it by its folder."""
        return self.value.rpartition("@")[2] if self.kind is EvidenceKind.COMMIT else self.value

    @property
    def words(self) -> str:
        """It in a few words."""
        return f"{self.text} ({self.value})" if self.text else self.value


def session_of(at: datetime, sessions: Iterable[Session], now: datetime) -> Session | None:
    """The session in which something was made, be it a few minutes after its end; logged ones say no times.

    Git counts in whole seconds, so one that was begun in the middle of a second begins with it.
    """
    for session in sessions:
        begin, end = session.started_at.replace(microsecond=0), (session.ended_at or now) + AFTER_THE_HOUR
        if not session.logged and begin <= at <= end:
            return session
    return None
