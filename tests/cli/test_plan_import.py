"""Plans from files, through the command: previewed, asked about, refused whole or taken whole, in bounded time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from studytui.cli import asking

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Home

MARKDOWN = """\
# Two weeks of Rust

Some words.

## Phase 1: Basics
- [x] Week 1: ownership -> a CLI
- [ ] Week 2: traits
"""
LIMIT = 20.0
"""Seconds of processor time that no file may cost; the slowest of these takes about one."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Markdown plan."""
    path = tmp_path / "rust.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


def plans_of(home: Home) -> set[str]:
    """The files among the learner's plans."""
    return {path.name for path in (home.root / "data" / "plans").iterdir()}


def test_a_plan_is_previewed_and_saved(home: Home, file: Path) -> None:
    """What was understood, boxes with their ticks, notes with their lines, where it went and how to follow it."""
    text = home.say("plan", "import", str(file), "--yes")
    assert text.splitlines()[:2] == [
        "Two weeks of Rust  (two-weeks-of-rust)",
        "2 weeks, 1 phase, 2 units, 10 tasks, 2 counting boxes, 1 ticked, 1 note",
    ]
    assert "  [x] W01     ownership -> a CLI\n  [ ] W02     traits\n" in text
    assert "  line 3: Two weeks of Rust: Some words.\n" in text
    assert "1 box ticked, as in the file.\n" in text
    assert text.endswith("Follow it with `studytui plan use two-weeks-of-rust`.\n")
    assert "two-weeks-of-rust" in home.say("plan", "list")


def test_nothing_is_saved_without_a_yes(home: Home, file: Path) -> None:
    """With nobody to ask the preview is shown, the way out said, and nothing written."""
    result = home.run("plan", "import", str(file))
    assert result.exit_code == 2
    assert "Two weeks of Rust" in result.stdout
    assert "--yes" in result.stderr
    assert plans_of(home) == {"small.yaml"}


@pytest.mark.parametrize("answer", ["y", "n"])
def test_the_answer_decides(home: Home, file: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """A yes saves, a no leaves everything as it was."""
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    result = home.run("plan", "import", str(file), "--id", "rust", stdin=f"{answer}\n")
    assert result.exit_code == (0 if answer == "y" else 2)
    assert ("rust.yaml" in plans_of(home)) is (answer == "y")


def test_importing_again_says_what_changes(home: Home, file: Path) -> None:
    """Units new and gone are counted, and the version before is set aside."""
    home.say("plan", "import", str(file), "--yes")
    file.write_text(MARKDOWN + "- [ ] Week 3: async\n", encoding="utf-8")
    text = home.say("plan", "import", str(file), "--yes")
    assert "1 unit is new, 0 are gone, what you ticked stays" in text
    assert "The version before is kept in " in text


def test_yaml_is_taken_in(home: Home, tmp_path: Path) -> None:
    """A plan file under another id."""
    yaml = tmp_path / "any.yaml"
    yaml.write_text((home.root / "data" / "plans" / "small.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    home.say("plan", "import", str(yaml), "--id", "copy", "--yes")
    assert home.say("plan", "show", "copy").startswith("A small plan  (copy, 2 weeks)")


WEEKS = "".join(f"## Week {number}\n- [ ] a{number}\n" for number in range(1, 10_001))
BAD = {
    "binary.md": bytes(range(256)) * 40,
    "utf16.md": MARKDOWN.encode("utf-16"),
    "latin1.md": "# Caf\u00e9\n- [ ] Week 1: a\n".encode("latin-1"),
    "weeks.md": WEEKS.encode(),
    "far.md": b"## Week 10000\n- [ ] a\n",
    "empty.md": b"",
    "huge.md": b"- [ ] a\n" * 6_250_000,
    "binary.yaml": bytes(range(256)) * 40,
    "utf16.yaml": "schema: 1\n".encode("utf-16"),
    "tabs.yaml": b"schema: studytui.curriculum/1\n\tid: a\n",
    "twice.yaml": b"schema: studytui.curriculum/1\nid: a\nid: b\n",
    "anchors.yaml": b"schema: studytui.curriculum/1\nid: &a [*a, *a]\nphases: &b {x: *b}\n",
    "laughs.yaml": b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 9)),
    "deep.yaml": b"a: " + b"[" * 100_000,
    "huge.yaml": b"a: b\n" * 10_000_000,
    "weeks.yaml": b"schema: studytui.curriculum/1\nid: a\ntitle: A\nphases:\n - id: p\n   title: P\n   units:\n"
    + b"".join(b"    - {id: W%d, title: T, weeks: [%d, %d]}\n" % (n, n, n) for n in range(1, 10_001)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_told_with_their_lines(home: Home, tmp_path: Path, name: str) -> None:
    """Each ends in exit code 4 and a list of problems, each with the file, in bounded time, and leaves no plan."""
    path = tmp_path / name
    path.write_bytes(BAD[name])
    started = time.process_time()
    result = home.run("plan", "import", str(path), "--yes")
    assert time.process_time() - started < LIMIT
    assert (result.exit_code, result.stdout) == (4, "")
    lines = result.stderr.removeprefix("studytui: ").splitlines()
    assert lines
    assert all(line.startswith(str(path)) for line in lines)
    assert plans_of(home) == {"small.yaml"}


def test_a_file_that_is_not_there_is_told(home: Home, tmp_path: Path) -> None:
    """In one sentence."""
    assert "there is no such file" in home.sentence("plan", "import", str(tmp_path / "no.md"), "--yes", code=4)


piece = st.one_of(
    st.sampled_from(
        [
            *(
                b"- [ ] ",
                b"- [x] Week 2: b",
                b"# Plan",
                b"## Week 3",
                b"## Phase 1",
                b"\n",
                b"  - [x] c",
                b"1. ",
                b"\t",
            ),
            *(
                b"- Mon: [x] d",
                b"```",
                b"\xff",
                b"\x00",
                b"\r\n",
                b"\xef\xbb\xbf",
                b"> ",
                b"Weeks 1-600",
                b"\xe2\x9c\x94",
            ),
            *(
                b"schema: studytui.curriculum/1\n",
                b"id: x\n",
                b"title: T\n",
                b"phases:\n",
                b" - id: p\n",
                b"   units:\n",
            ),
            *(b"&a ", b"*a", b"<<: ", b"1e-5", b"yes", b"!!python/object:os.system", b"{", b"[", b"---\n", b": ", b"'"),
        ]
    ),
    st.binary(max_size=6),
    st.text(max_size=6).map(str.encode),
)


cut = st.tuples(st.integers(0, 400), st.integers(0, 40), piece)
"""Where to cut, how much to take away, what to put there instead."""


def damaged(text: str, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """A plan with pieces of it replaced, near its beginning and further on alike."""
    data = text.encode()
    for place, length, instead in cuts:
        at = place * 7 % (len(data) + 1)
        data = data[:at] + instead + data[at + length :]
    return data


def take_or_refuse(home: Home, path: Path) -> None:
    """Import a file: exit code 0 with a plan that reads back, or 2 or 4 with sentences and no plan; nothing else."""
    before = plans_of(home)
    started = time.process_time()
    result = home.run("plan", "import", str(path), "--id", "fuzz", "--yes")
    assert time.process_time() - started < LIMIT
    if result.exit_code == 0:
        assert home.say("plan", "show", "fuzz").splitlines()[0].endswith("weeks)")
        assert "No problem found." in home.say("verify", "fuzz")
        (home.root / "data" / "plans" / "fuzz.yaml").unlink()
    else:
        assert result.exit_code in (2, 4), result.output
        assert result.stderr.startswith("studytui: ")
        assert "Traceback" not in result.output
    assert plans_of(home) == before


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(piece, max_size=25).map(b"".join), st.sampled_from(["plan.md", "plan.yaml"]))
@example(b"- [x] \n", "plan.md")
@example(b"# small\n- [ ] Week 1: a\n", "plan.md")
@example(b"id: x\r\nschema: studytui.curriculum/1\r\n", "plan.yaml")
def test_any_bytes_are_taken_whole_or_refused_whole(home: Home, tmp_path: Path, data: bytes, name: str) -> None:
    """Whatever a file holds, there is a whole plan afterwards or none."""
    path = tmp_path / name
    path.write_bytes(data)
    take_or_refuse(home, path)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cut, min_size=1, max_size=4), st.sampled_from(["plan.md", "plan.yaml"]))
def test_damaged_plans_are_taken_whole_or_refused_whole(
    home: Home, tmp_path: Path, cuts: list[tuple[int, int, bytes]], name: str
) -> None:
    """A good plan with a few pieces of it broken is still a whole plan, or is refused with its problems."""
    good = (home.root / "data" / "plans" / "small.yaml").read_text(encoding="utf-8")
    path = tmp_path / name
    path.write_bytes(damaged(good if name == "plan.yaml" else MARKDOWN * 3, cuts))
    take_or_refuse(home, path)
