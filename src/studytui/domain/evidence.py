"""Evidence of a week: commits made while studying, links to pull requests and demos, what they stand for."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from studytui.domain.session import Session
from studytui.frozen import dataclass

AFTER_THE_HOUR = timedelta(minutes=10)
"""A commit made so soon after a session ended still belongs to it."""
SHORT = 10
_PULL_REQUEST = re.compile(r"/(pull|pulls|merge_requests|pull-requests)/\d+")
_DEMO = re.compile(
    r"(youtube\.com|youtu\.be|vimeo\.com|asciinema\.org|loom\.com|huggingface\.co/spaces|streamlit\.app)/"
)
_LINK = re.compile(r"https?://(?P<who>[^/\s@]*@)?[^/\s@]+\S*", re.IGNORECASE)
_SECRET = re.compile(r"[?&#](access_)?(token|key|api_?key|password|secret|sig|signature)=", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?|ssh|git)://(?:[^/@\s]*@)?([\w.-]+\.\w+)(?::\d+)?/([\w./~-]+?)(?:\.git)?/?")
_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+\.\w+):(?P<path>[^/].*)")


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
    def words(self) -> str:
        """It in a few words."""
        return f"{self.text} ({self.value})" if self.text else self.value


def kind_of_link(link: str) -> EvidenceKind:
    """What a link leads to, as far as it tells."""
    if _PULL_REQUEST.search(link):
        return EvidenceKind.PULL_REQUEST
    return EvidenceKind.DEMO if _DEMO.search(link) else EvidenceKind.LINK


def fault_of_link(link: str) -> str:
    """Why a text cannot be kept as a link; empty where it can."""
    found = _LINK.fullmatch(link)
    if found is None:
        return "is no link; it begins with https:// and has no blanks"
    if found["who"] or _SECRET.search(link):
        return "holds a name, password or token; give the address that a reader may have"
    return ""


def web_page(remote: str) -> str:
    """The page of a repository whose remote has that address, without a name or password; empty where it has none."""
    address = remote.strip()
    scp = _SCP.fullmatch(address)
    if scp and "://" not in address:
        address = f"ssh://{scp['host']}/{scp['path']}"
    found = re.fullmatch(
        r"(?:https?|ssh|git)://(?:[^/@\s]*@)?([\w.-]+\.\w+)(?::\d+)?/([\w./~-]+?)(?:\.git)?/?", address
    )
    return f"https://{found[1]}/{found[2]}" if found else ""


def session_of(at: datetime, sessions: Iterable[Session], now: datetime) -> Session | None:
    """The session in which something was made, be it a few minutes after its end; logged ones say no times.

    Git counts in whole seconds, so one that was begun in the middle of a second begins with it.
    """
    for session in sessions:
        begin, end = session.started_at.replace(microsecond=0), (session.ended_at or now) + AFTER_THE_HOUR
        if not session.logged and begin <= at <= end:
            return session
    return None
