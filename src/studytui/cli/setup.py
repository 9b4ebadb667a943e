"""`studytui setup`: what is optional and large, installed on request."""

from __future__ import annotations

import subprocess
import sys

import click

from studytui.cli.asking import confirm
from studytui.cli.output import complain, say
from studytui.errors import MissingError

TORCH = "torch==2.13.0"  # the version that is tested; a range would take the newest build, with gigabytes of CUDA
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
STDERR = 2  # what pip says is no answer of this command
SIZE = "about 200 MB to download and 800 MB on disk"


@click.group("setup", no_args_is_help=False)
def setup_command() -> None:
    """Install what is optional."""


@setup_command.command("torch")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--index-url", default=CPU_INDEX, show_default=True, metavar="URL", help="Where pip finds it.")
def setup_torch(yes: bool, index_url: str) -> int:
    """Install PyTorch (for the CPU) where the grader finds it."""
    from importlib import metadata, util

    if util.find_spec("torch") is not None:
        say(f"PyTorch {metadata.version('torch')} is installed already.")
        return 0
    complain(f"PyTorch for the CPU: {SIZE}, into {sys.prefix}.")
    if not yes:
        confirm("Install it?", "installing PyTorch is a large download")
    _install(index_url)
    say("PyTorch is installed; exercises that need it can be graded now.")
    return 0


def _install(index_url: str) -> None:
    """Run pip of the Python that runs this program, which is the grader's.

    Raises:
        MissingError: there is no pip, or it failed.
    """
    from importlib import util

    if util.find_spec("pip") is None:
        raise MissingError(
            f"{sys.executable} has no pip; install torch beside studytui yourself, "
            "for example with `pipx inject studytui torch` or `uv pip install torch`"
        )
    words = [sys.executable, "-m", "pip", "install", "--index-url", index_url, TORCH]
    done = subprocess.run(words, check=False, stdout=STDERR)  # noqa: S603 - fixed words, own interpreter
    if done.returncode != 0:
        raise MissingError(f"pip could not install PyTorch (it ended with {done.returncode}); its lines above say why")
