"""Strict YAML: what is read, what is refused, and that nothing breaks the reader."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from studytui.content import yaml_reader
from studytui.content.sources import MAX_PROBLEMS, Problems
from studytui.content.yaml_reader import Mapping, Node, Scalar, Sequence, parse_yaml, read_yaml


def problems_in(text: str) -> list[str]:
    """The problems of a text, as `line: sentence`."""
    problems = Problems("f")
    parse_yaml(text, problems)
    return [str(problem) for problem in problems.listed()]


def plain(node: Node | None) -> object:
    """A node as Python texts, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()} if node else None


def test_values_keep_their_text_and_line() -> None:
    """Values are kept as written, with the line they stand on."""
    problems = Problems("f")
    root = parse_yaml("a: 3.10\nb:\n  - x: 'yes'\n  - |\n    two\n    lines\n", problems)
    assert not problems
    assert plain(root) == {"a": "3.10", "b": [{"x": "yes"}, "two\nlines\n"]}
    assert root is not None
    assert root.lines == {"a": 1, "b": 2}
    second = root.entries["b"]
    assert isinstance(second, Sequence)
    assert [item.line for item in second.items] == [3, 4]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "`a` stands twice, first on line 1"),
        ("a:\n  - {b: 1, b: 2}\n", 2, "`b` stands twice"),
        ("a: 1\nrate: 1e-5\n", 2, "write 1.0e-5"),
        ("rate: 2.5E3\n", 1, "write 2.5e+3"),
        ("a: yes\n", 1, "bare `yes`"),
        ("a: [NO]\n", 1, "bare `NO`"),
        ("a: Off\n", 1, "bare `Off`"),
        ("y: 1\n", 1, "bare `y`"),
        ("a: 1\nb:\tx\n", 2, "tab"),
        ("a: |\n  x\ty\n", 2, "tab"),
        ("a: &x 1\n", 1, "`&x` is an anchor"),
        ("a: &x [*x]\n", 1, "`*x` is an alias"),
        ("a: 1\nb: {<<: 2}\n", 2, "merges"),
        ("a: !!python/object:os.system 1\n", 1, "is a tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a, b]\n: 1\n", 1, "a key must be a word"),
        ("a: 'open\n", 2, "not YAML"),
        ("a: b: c\n", 1, "not YAML"),
        ("- a\n- b\n", 1, "`key: value` lines"),
        ("just words\n", 1, "`key: value` lines"),
        ("", 1, "`key: value` lines"),
        ("# only a comment\n", 1, "`key: value` lines"),
        ("a: 1\nb: \x07\n", 2, "does not allow"),
        ("a: " + "[" * 60 + "]" * 60 + "\n", 1, "nested more than"),
    ],
)
def test_traps_are_named_with_their_line(text: str, line: int, words: str) -> None:
    """Each trap is a problem that tells its line."""
    found = problems_in(text)
    assert any(problem.startswith(f"f:{line}: ") and words in problem for problem in found), found


@pytest.mark.parametrize("text", ["a: 'no'\n", 'a: "1e-5"\n', "a: 1.0e-5\n", "a: nothing\n", "a: one\n", "a: 1e\n"])
def test_quoted_and_harmless_values_pass(text: str) -> None:
    """What no reader misunderstands is no problem."""
    assert problems_in(text) == []


def test_all_traps_of_a_file_are_listed_in_order() -> None:
    """One reading names every trap, by line."""
    found = problems_in("a: yes\nb: 1e5\nb: 1\nc: &x 1\n")
    assert [problem.split(":")[1] for problem in found] == ["1", "2", "3", "4"]


def test_exploding_aliases_cost_nothing() -> None:
    """A billion laughs are nine lines of problems, because no alias is followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = problems_in("\n".join(lines) + "\n")
    assert any("f:10: `*a8` is an alias" in problem for problem in found)


def test_problems_beyond_the_cap_are_counted() -> None:
    """A file full of traps gives a bounded list that says how many more there are."""
    found = problems_in("a:\n" + "  - yes\n" * (MAX_PROBLEMS + 7))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == "f: and 7 more; mend these first"


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (b"a: 1\nb: \xe9\n", ":2", "byte 0xe9 is not UTF-8"),
        ("a: 1\n".encode("utf-16"), ":1", "UTF-16"),
        (b"\x7fELF\x02\x01\n\x00\x00", ":2", "zero byte"),
        (b"a: " + b"x" * 4_000_000, "", "larger than 4 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes, where: str, words: str) -> None:
    """Wrong encodings, binaries and huge files are one problem each."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(data)
    problems = Problems(str(path))
    assert read_yaml(path, problems) is None
    (problem,) = problems.listed()
    assert problem.where == f"{path}{where}"
    assert words in problem.what


def test_fifty_megabytes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A huge file is refused after the first bytes beyond the limit, and is never parsed."""

    def refuse(*_: object) -> None:
        raise AssertionError("the file was parsed")

    monkeypatch.setattr(yaml_reader, "parse_yaml", refuse)
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    problems = Problems("f")
    assert read_yaml(path, problems) is None
    assert [problem.what for problem in problems.listed()] == [
        "the file is larger than 4 MB, the most that is read; split it or cut it down"
    ]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing path, a folder and a pipe are problems, and the pipe is not waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "missing.yaml", tmp_path, pipe):
        problems = Problems("f")
        assert read_yaml(path, problems) is None
        assert len(problems) == 1


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    """What Windows editors write is read like any other text."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: |\r\n  x\r\n  y\r\nb: 2\r\n")
    problems = Problems("f")
    assert plain(read_yaml(path, problems)) == {"a": "x\ny\n", "b": "2"}
    assert not problems


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
trees = st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(texts, trees, min_size=1))
def test_what_yaml_writes_is_read_back(tree: dict[str, object]) -> None:
    """Every tree of texts that PyYAML quotes as texts comes back as it was, unless a trap or depth is named."""
    problems = Problems("f")
    text = yaml.safe_dump(tree, allow_unicode=True)
    root = parse_yaml(text, problems)
    for problem in problems.listed():
        assert any(trap in problem.what for trap in ("read as text by YAML", "read as true or false", "nested"))
    if not problems:
        assert plain(root) == tree


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"\\#%@`?,~<\n \t01e.", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text ends in a mapping or in problems with lines inside it, never in another error."""
    problems = Problems("f")
    root = parse_yaml(text, problems)
    assert isinstance(root, Mapping) or len(problems) > 0
    for problem in problems.listed():
        line = int(problem.where.partition(":")[2] or 0)
        assert 0 <= line <= text.count("\n") + 2


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes end in a mapping or in problems."""
    path = tmp_path_factory.mktemp("bytes") / "f.yaml"
    path.write_bytes(data)
    problems = Problems("f")
    assert isinstance(read_yaml(path, problems), Mapping) or len(problems) > 0
