from datetime import UTC, date, datetime, timedelta

import pytest

from studytui.domain.evidence import EvidenceKind, session_of
from studytui.domain.links import fault_of_link, kind_of_link, web_page
from studytui.domain.rhythm import DayKind
from studytui.domain.session import Session

NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)
HALF = timedelta(milliseconds=500)
HOUR = timedelta(hours=1)


def session(**changes: object) -> Session:
    """An hour from nine."""
    values: dict[str, object] = {"started_at": NINE, "ended_at": NINE + HOUR, **changes}
    return Session("s", "small", DayKind.CODE, date(2026, 11, 25), HOUR, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("minutes", "inside"), [(-1, False), (0, True), (60, True), (70, True), (71, False)])
def test_a_commit_belongs_to_the_hour_and_ten_minutes_after(minutes: int, inside: bool) -> None:
    """From the start to a little after the end."""
    at = NINE + timedelta(minutes=minutes)
    assert (session_of(at, (session(),), NINE) is not None) is inside


def test_a_commit_in_the_second_of_the_start_belongs() -> None:
    """Git's times are whole seconds, those of sessions are not."""
    assert session_of(NINE, (session(started_at=NINE + HALF),), NINE)


def test_an_open_session_lasts_until_now_and_a_logged_one_says_no_times() -> None:
    """What is made while the clock runs counts; study logged afterwards has no true times."""
    at = NINE + HOUR
    assert session_of(at, (session(ended_at=None),), at)
    assert session_of(at, (session(logged=True),), at) is None


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        ("https://user:secret@github.com/a/b.git", "https://github.com/a/b"),
        ("git@gitlab.com:a/group/b.git", "https://gitlab.com/a/group/b"),
        ("ssh://git@host.example.org:2222/a/b", "https://host.example.org/a/b"),
        ("/home/me/far.git", ""),
        ("../far", ""),
        ("", ""),
    ],
)
def test_the_page_of_a_remote_holds_no_secret(remote: str, page: str) -> None:
    """Names, passwords and ports are left out; a folder has no page."""
    assert web_page(remote) == page


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("https://github.com/a/b/pull/7", ""),
        ("ftp://a.example.org", "is no link"),
        ("https://a.example.org/ b", "is no link"),
        ("https://me:word@a.example.org/b", "password"),
        ("https://a.example.org/b?access_token=1", "token"),
    ],
)
def test_a_link_with_a_secret_is_no_evidence(link: str, fault: str) -> None:
    """What cannot be shown to a reader is refused."""
    assert fault in fault_of_link(link)
    assert bool(fault) == bool(fault_of_link(link))


def test_a_link_tells_what_it_leads_to() -> None:
    """Pull and merge requests and demo hosts are known by their addresses."""
    assert kind_of_link("https://github.com/a/b/pull/7") is EvidenceKind.PULL_REQUEST
    assert kind_of_link("https://gitlab.com/a/b/-/merge_requests/7") is EvidenceKind.PULL_REQUEST
    assert kind_of_link("https://asciinema.org/a/7") is EvidenceKind.DEMO
    assert kind_of_link("https://example.org/post") is EvidenceKind.LINK
