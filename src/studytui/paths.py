"""Every directory the program knows."""

import sys
from collections.abc import Mapping
from pathlib import Path

from studytui.errors import UsageError
from studytui.frozen import dataclass

HOME_VARIABLE = "STUDYTUI_HOME"
APP = "studytui"

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are kept; nothing is created by asking."""

    config_dir: Path
    data_dir: Path
    state_dir: Path
    cache_dir: Path
    workspace: Path

    @property
    def config_file(self) -> Path:
        """The learner's settings."""
        return self.config_dir / "config.toml"

    @property
    def database(self) -> Path:
        """The one SQLite file."""
        return self.data_dir / "studytui.db"

    @property
    def machine_file(self) -> Path:
        """The file that names this machine, so that two histories can be merged."""
        return self.data_dir / "machine"

    @property
    def backups(self) -> Path:
        """Copies of the database, made before it is migrated."""
        return self.data_dir / "backups"

    @property
    def user_plans(self) -> Path:
        """Plans of the learner's own."""
        return self.data_dir / "plans"

    @property
    def packs(self) -> Path:
        """Packs of exercises from elsewhere, a folder each."""
        return self.data_dir / "packs"

    @property
    def consents(self) -> Path:
        """The packs that may be graded without a STRONG sandbox; not among the packs: none consents to itself."""
        return self.data_dir / "pack-consents.json"

    @property
    def solutions(self) -> Path:
        """The learner's solution files, a folder per track."""
        return self.workspace / "solutions"

    @property
    def reviews(self) -> Path:
        """The files in which cores are rebuilt, a folder per track."""
        return self.workspace / "reviews"

    @property
    def journal(self) -> Path:
        """The weekly notes."""
        return self.workspace / "journal"

    @property
    def kept(self) -> Path:
        """Outside versions of files that the learner chose to overwrite."""
        return self.state_dir / "kept"

    @property
    def builtin_plans(self) -> Path:
        """The plans that come with the program."""
        return _builtin("curriculum")

    @property
    def builtin_exercises(self) -> Path:
        """The exercises that come with the program."""
        return _builtin("exercises")


def expanded(path: Path | str) -> Path:
    """The path with `~` as the shell reads it.

    Raises:
        UsageError: it names the home of somebody who is not there.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise UsageError(f"{path} names the home of a user not known here; write the path in full") from None


def find(environ: Mapping[str, str]) -> Paths:
    """The directories for that environment: all under STUDYTUI_HOME if it is set, else the platform's own places."""
    home = environ.get(HOME_VARIABLE)
    if home:
        root = expanded(home).absolute()
        return Paths(root / "config", root / "data", root / "state", root / "cache", root / "workspace")
    if sys.platform == "linux" and "ANDROID_ROOT" not in environ:
        return _freedesktop(environ)
    import platformdirs

    return Paths(
        platformdirs.user_config_path(APP),
        platformdirs.user_data_path(APP),
        platformdirs.user_state_path(APP),
        platformdirs.user_cache_path(APP),
        Path.home() / APP,
    )


def _freedesktop(environ: Mapping[str, str]) -> Paths:
    """What platformdirs says on Linux, without its import: that takes three times as long as starting Python."""
    home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()

    def place(variable: str, usual: str) -> Path:
        return Path(environ.get(variable, "").strip() or home / usual) / APP

    return Paths(
        place("XDG_CONFIG_HOME", ".config"),
        place("XDG_DATA_HOME", ".local/share"),
        place("XDG_STATE_HOME", ".local/state"),
        place("XDG_CACHE_HOME", ".cache"),
        home / APP,
    )


def _builtin(folder: str) -> Path:
    """Inside the installed package, or in the repository of an editable install."""
    packaged = _PACKAGE / "_builtin" / folder
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / folder
