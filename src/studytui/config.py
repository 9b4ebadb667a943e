"""The learner's settings: `config.toml`, read strictly."""

from pathlib import Path

from studytui.errors import DataError
from studytui.frozen import dataclass, defaults, replace
from studytui.paths import Paths


@dataclass(frozen=True, slots=True)
class Config:
    """Settings with their defaults; an empty `workspace` or `editor` means the usual one.

    `reviews` is how many a week of the plan asks for. `push_journal` pushes after each commit of the journal, and
    `journal_repository` names a repository that keeps other things and may be committed to all the same;
    `carry_history` writes the history for another machine into what is committed.
    """

    workspace: str = ""
    minutes: int = 60
    bell: bool = False
    editor: str = ""
    daylight: bool = False
    reviews: int = 2
    push_journal: bool = False
    journal_repository: str = ""
    carry_history: bool = False


def load(paths: Paths) -> Config:
    """The settings, or the defaults when there is no file.

    Raises:
        DataError: the file cannot be read, is not TOML, or holds an unknown key or a value of the wrong type.
    """
    file = paths.config_file
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config()  # the usual case, and the way to the first frame: no TOML reader is loaded
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read ({error}); mend it, or delete it to use the defaults.") from error
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = f"{file}:{_line_in(str(error), text)}"
        raise DataError(f"{where}: not valid TOML ({error}); mend or delete that line.") from error
    return _config(file, text, table)


def save(paths: Paths, config: Config) -> None:
    """Write the settings that differ from the defaults.

    Raises:
        DataError: the file cannot be written.
    """
    from studytui.files import write_atomic

    lines = [
        f"{name} = {_toml(getattr(config, name))}\n"
        for name, default in defaults(Config).items()
        if getattr(config, name) != default
    ]
    write_atomic(paths.config_file, "".join(lines))


def change(paths: Paths, config: Config, name: str, value: str | int | bool) -> Config:
    """The settings with one of them changed; its line of the file is written, every other one stays as it is.

    Raises:
        DataError: the file cannot be read or written.
    """
    from studytui.files import write_atomic

    file = paths.config_file
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read ({error}); mend it, or delete it to use the defaults.") from error
    line = f"{name} = {_toml(value)}"
    at = next((number for number, text in enumerate(lines) if text.partition("=")[0].strip() == name), None)
    lines = [*lines, line] if at is None else [*lines[:at], line, *lines[at + 1 :]]
    write_atomic(file, "\n".join([*lines, ""]))
    return replace(config, **{name: value})  # type: ignore[arg-type]  # the caller names a setting of that type


def _toml(value: object) -> str:
    """A value as TOML, which for these types is JSON but for one control character."""
    import json

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _config(file: Path, text: str, table: dict[str, object]) -> Config:
    known = {name: type(default) for name, default in defaults(Config).items()}
    for key, value in table.items():
        where = f"{file}:{_line_of(text, key)}"
        if key not in known:
            raise DataError(f"{where}: unknown setting {key!r}; the settings are {', '.join(known)}.")
        if type(value) is not known[key]:
            raise DataError(f"{where}: {key} must be {_WANTED[known[key]]}, not {value!r}.")
    config = Config(**table)  # type: ignore[arg-type]  # keys and types were checked just above
    if not 1 <= config.minutes <= 600:
        where = f"{file}:{_line_of(text, 'minutes')}"
        raise DataError(f"{where}: minutes must be between 1 and 600, not {config.minutes}.")
    if not 0 <= config.reviews <= 50:
        where = f"{file}:{_line_of(text, 'reviews')}"
        raise DataError(f"{where}: reviews must be between 0 and 50 a week, not {config.reviews}.")
    return config


_WANTED: dict[type, str] = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


def _line_in(message: str, text: str) -> int:
    """The line that the TOML reader complains of; it says `(at end of document)` for the last one."""
    import re

    found = re.search(r"\(at line (\d+)", message)
    return int(found[1]) if found else len(text.splitlines())


def _line_of(text: str, key: str) -> int:
    """The line on which a top-level key or table stands; 1 when it is written in an unusual way."""
    import re

    pattern = re.compile(rf"""^\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
