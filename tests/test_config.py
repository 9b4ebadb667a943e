"""The settings: read strictly, written back as they were."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui import config
from studytui.config import Config
from studytui.errors import DataError
from studytui.paths import Paths, find

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The directories of a fresh home."""
    return find({"STUDYTUI_HOME": str(tmp_path)})


def written(paths: Paths, text: str) -> Paths:
    """The same directories with a settings file."""
    paths.config_dir.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text(text)
    return paths


def test_without_a_file_the_defaults_hold(paths: Paths) -> None:
    """And nothing is created."""
    assert config.load(paths) == Config()
    assert not paths.config_dir.exists()


def test_settings_are_read(paths: Paths) -> None:
    """What is set is set, the rest keeps its default."""
    found = config.load(written(paths, 'minutes = 45\nbell = true\neditor = "hx"\n'))
    assert found == Config(minutes=45, bell=True, editor="hx")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(workspace=TEXT, minutes=st.integers(1, 600), bell=st.booleans(), editor=TEXT)
def test_what_is_saved_is_read_back(paths: Paths, workspace: str, minutes: int, bell: bool, editor: str) -> None:
    """Whatever the texts hold: quotes, backslashes, control characters."""
    wanted = Config(workspace=workspace, minutes=minutes, bell=bell, editor=editor)
    config.save(paths, wanted)
    assert config.load(paths) == wanted


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("minutes = 45\nsound = true\n", 2, "unknown setting 'sound'; the settings are workspace, minutes"),
        ('\n# a comment\nminutes = "45"\n', 3, "minutes must be a whole number, not '45'"),
        ("minutes = true\n", 1, "minutes must be a whole number, not True"),
        ("bell = 1\n", 1, "bell must be true or false, not 1"),
        ("bell = true\neditor = 3\n", 2, "editor must be a text in quotes, not 3"),
        ("minutes = 0\n", 1, "minutes must be between 1 and 600, not 0"),
        ("bell = true\n[minutes]\nlong = 1\n", 2, "minutes must be a whole number"),
        ("bell = true\n[other]\n", 2, "unknown setting 'other'"),
        ("bell = true\nminutes = = 3\n", 2, "not valid TOML"),
        ('bell = true\neditor = """\nhx\n', 3, "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(paths: Paths, text: str, line: int, said: str) -> None:
    """One sentence: file, line, what is wrong."""
    with pytest.raises(DataError) as caught:
        config.load(written(paths, text))
    assert str(caught.value).startswith(f"{paths.config_file}:{line}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_text_says_so(paths: Paths) -> None:
    """The way out is to mend or delete it."""
    written(paths, "").config_file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"cannot be read .*delete it to use the defaults"):
        config.load(paths)


def test_a_folder_that_cannot_be_made_says_so(paths: Paths) -> None:
    """A file where the config folder should be is one sentence."""
    paths.config_dir.parent.mkdir(exist_ok=True)
    paths.config_dir.write_text("")
    with pytest.raises(DataError, match="cannot be written"):
        config.save(paths, Config(minutes=30))


def test_one_setting_is_changed_in_its_own_line(paths: Paths) -> None:
    """What else stands in the file, comments too, stays to the letter; a new setting comes last."""
    text = '# mine\nminutes = 45\neditor = "hx"  # small\n'
    before = config.load(written(paths, text))
    after = config.change(paths, before, "daylight", True)
    assert after == Config(minutes=45, editor="hx", daylight=True) == config.load(paths)
    config.change(paths, after, "minutes", 30)
    assert paths.config_file.read_text() == '# mine\nminutes = 30\neditor = "hx"  # small\ndaylight = true\n'


def test_a_first_setting_makes_the_file(paths: Paths) -> None:
    """Without one before it holds that line alone."""
    config.change(paths, Config(), "daylight", True)
    assert paths.config_file.read_text() == "daylight = true\n"
