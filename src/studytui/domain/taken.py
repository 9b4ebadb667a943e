"""Runs from elsewhere, as a table: CSV with a line of names, a JSON list of objects, or one JSON object a line."""

import csv
import json
import re
from collections.abc import Iterator, Sequence

from studytui.domain.experiment import Parameters, number
from studytui.frozen import dataclass

MOST_ROWS = 10_000
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was written, and the line of the file on which it stands."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, the names of the columns, and what could not be read, as (line, sentence)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """Which column is what; `seed` is empty where there is none."""

    metrics: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    seed: str = ""


@dataclass(frozen=True, slots=True)
class TakenRun:
    """A run read from a row."""

    line: int
    parameters: Parameters
    seed: int | None
    metrics: dict[str, float]


def read_csv(text: str) -> Table:
    """A table from CSV; commas, semicolons or tabs part the columns, whichever the first line has most of."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=first.count), strict=True)
    problems: list[tuple[int, str]] = []
    rows: list[Row] = []
    columns: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
            elif len(cells) != len(columns):
                problems.append((reader.line_num, f"has {len(cells)} columns, the first line has {len(columns)}"))
            else:
                values = zip(columns, (cell.strip() for cell in cells), strict=True)
                rows.append(Row(reader.line_num, dict(values)))
    except csv.Error as error:
        problems.append((reader.line_num, f"is not CSV ({error})"))
    if len(set(columns)) < len(columns):
        twice = next(name for name in columns if columns.count(name) > 1)
        problems.insert(0, (1, f"names the column {twice!r} twice"))
    return Table(columns, tuple(rows), tuple(problems))


def read_json(text: str) -> Table:
    """A table from JSON: a list of flat objects, or one object a line."""
    text = text.removeprefix("\ufeff")
    items = _items(text) if text.lstrip().startswith("[") else _lines(text)
    rows: list[Row] = []
    problems: list[tuple[int, str]] = []
    for line, item in items:
        if isinstance(item, _Broken):
            problems.append((line, item.why))
        elif not isinstance(item, dict):
            problems.append((line, "holds no object with names and values"))
        elif nested := next((name for name, value in item.items() if isinstance(value, dict | list)), None):
            problems.append((line, f"has more than a value in {nested!r}; only flat objects can be taken"))
        else:
            rows.append(Row(line, {str(name): _cell(value) for name, value in item.items()}))
    columns = dict.fromkeys(name for row in rows for name in row.cells)
    return Table(tuple(columns), tuple(rows), tuple(problems))


def roles(columns: Sequence[str], metrics: Sequence[str], parameters: Sequence[str], seed: str) -> Roles:
    """Which column is what; a column called `seed` is the seed unless another one is named.

    Raises:
        ValueError: no metric is named, or a column is not there or has two roles; one sentence for the learner.
    """
    listed = ", ".join(columns)
    if not metrics:
        raise ValueError(f"say which columns are metrics; the file has {listed or 'none'}")
    seed = seed or ("seed" if "seed" in columns and "seed" not in (*metrics, *parameters) else "")
    named = [*metrics, *parameters, *([seed] if seed else [])]
    for name in named:
        if name not in columns:
            raise ValueError(f"there is no column {name!r}; the file has {listed or 'none'}")
        if named.count(name) > 1:
            raise ValueError(f"the column {name!r} cannot be two things at once")
    return Roles(tuple(metrics), tuple(parameters), seed)


def taken_runs(table: Table, wanted: Roles) -> tuple[tuple[TakenRun, ...], tuple[tuple[int, str], ...]]:
    """The runs of a table, and every row that is none, as (line, sentence), those of the table first."""
    runs: list[TakenRun] = []
    problems = list(table.problems)
    if len(table.rows) > MOST_ROWS:
        many = f"is one row more than the {MOST_ROWS} that can be taken at once"
        problems.append((table.rows[MOST_ROWS].line, f"{many}; take the last row of each run, or the file in parts"))
    for row in table.rows[:MOST_ROWS]:
        try:
            runs.append(_run(row, wanted))
        except ValueError as error:
            problems.append((row.line, str(error)))
    return tuple(runs), tuple(sorted(problems))


def _run(row: Row, wanted: Roles) -> TakenRun:
    seed = None
    if wanted.seed:
        written = row.cells.get(wanted.seed, "")
        whole = re.fullmatch(r"([+-]?\d{1,18})(?:\.0*)?", written)
        if whole is None:
            raise ValueError(f"has {written!r} as seed, which is no whole number")
        seed = int(whole[1])
    metrics = {}
    for name in wanted.metrics:
        written = row.cells.get(name, "")
        if not written:
            continue
        value = number(written)
        if value is None:
            point = written.replace(",", ".")
            hint = f"; decimals have a point here, as in {point}" if number(point) is not None else ""
            raise ValueError(f"has {written!r} as {name}, which is no number{hint}")
        metrics[name] = value
    if not metrics:
        raise ValueError(f"has no {' and no '.join(wanted.metrics)}")
    return TakenRun(row.line, tuple((name, row.cells.get(name, "")) for name in wanted.parameters), seed, metrics)


@dataclass(frozen=True, slots=True)
class _Broken:
    """An item that is not JSON, and why."""

    why: str


def _lines(text: str) -> Iterator[tuple[int, object]]:
    for line, words in enumerate(text.splitlines(), 1):
        if not words.strip():
            continue
        try:
            yield line, json.loads(words)
        except (ValueError, RecursionError) as error:
            yield line, _Broken(f"is not JSON ({_reason(error)})")


def _items(text: str) -> Iterator[tuple[int, object]]:
    """The items of a list with the line on which each begins; it ends at the first one that cannot be read."""
    decoder, lines = json.JSONDecoder(), _LineCount(text)
    at = text.index("[") + 1
    first = True
    while True:
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing as well
        if text[at : at + 1] == "]":
            rest = text[at + 1 :]
            if rest.strip():
                yield lines.at(at + 1 + len(rest) - len(rest.lstrip())), _Broken("stands behind the end of the list")
            return
        if not first:
            if text[at : at + 1] != ",":
                yield lines.at(at), _Broken("is not JSON (a comma or the end of the list is missing)")
                return
            at = _BLANK.match(text, at + 1).end()  # type: ignore[union-attr]  # likewise
        begin, first = at, False
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield lines.at(begin), _Broken(f"is not JSON ({_reason(error)})")
            return
        yield lines.at(begin), item


class _LineCount:
    """Numbers of lines, asked for from the front to the back."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._line = text, 0, 1

    def at(self, place: int) -> int:
        """The line on which that place is."""
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "too deep or too long"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return str(value)
