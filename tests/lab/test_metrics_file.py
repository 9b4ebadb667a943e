"""The metrics file is read once, whoever wrote it, and what is no metric in it is told."""

import os
from pathlib import Path

import pytest

from studytui.domain.metric_lines import Metrics
from studytui.lab.metrics_file import UNREAD, take


@pytest.mark.parametrize(
    ("content", "found", "said"),
    [
        (b'{"acc": 0.9,\n "loss": 1}', {"acc": 0.9, "loss": 1.0}, ""),
        (b'\xef\xbb\xbf{"acc": 0.9}', {"acc": 0.9}, ""),
        (b"\xef\xbb\xbfacc=0.9\nacc=1", {"acc": 1.0}, ""),
        (b"", {}, ""),
        (b"\n", {}, ""),
        (b'{"acc": 0.9', {}, UNREAD),
        (b"\x80\x02}q\x00.", {}, UNREAD),
        ('{"acc": 0.9}'.encode("utf-16"), {}, UNREAD),
        (b"[1, 2]", {}, UNREAD),
    ],
)
def test_what_stands_in_the_file(tmp_path: Path, content: bytes, found: dict[str, float], said: str) -> None:
    """Metrics, nothing, or something that holds none; afterwards the file is gone."""
    path, metrics = tmp_path / "m", Metrics()
    path.write_bytes(content)
    assert take(path, metrics) == said
    assert metrics.last == found
    assert not path.exists()


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    """A script need not write one."""
    assert take(tmp_path / "m", Metrics()) == ""


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on, and its note says why."""
    path = tmp_path / "m"
    path.write_text("acc=1", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", refuse)
    assert take(path, Metrics()) == f"{UNREAD} (Permission denied)"
