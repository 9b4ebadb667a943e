"""Every hostile submission, as this user and as an ordinary one: an allowed verdict, and nothing outside touched."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).with_name("hostile")
MORE = Path(os.environ.get("STUDYTUI_ATTACKS", ROOT.parent / "shared" / "attacks"))
FOLDERS = [OWN, *([MORE] if (MORE / "index.yaml").exists() else [])]
USERS = ["this user", *(["an ordinary user"] if os.getuid() == 0 else [])]
LONGEST = 900  # seconds for a whole folder

pytestmark = pytest.mark.proof


def table(folder: Path, user: str, hold: Path) -> list[dict[str, Any]]:
    """What the arena printed: a row per submission, and one about the whole."""
    command = [sys.executable, "-m", "tests.attacks.arena", str(folder)]
    if user == "an ordinary user":
        command = [sys.executable, "-m", "tests.attacks.ordinary_user", str(hold), *command]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    return [json.loads(line) for line in ended.stdout.splitlines()]


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_attack_has_an_effect(folder: Path, user: str, tmp_path: Path) -> None:
    """Every submission gets an allowed verdict and leaves no trace; a clean one is then accepted; memory stays flat."""
    *rows, whole = table(folder, user, tmp_path)
    print(user, whole, dict(Counter(row["group"] for row in rows)))  # noqa: T201 -- the table of the proof
    assert len(rows) >= 90
    assert [row for row in rows if not row["allowed"] or row["effects"]] == []
    assert max(whole["host_grew_mb"], whole["zygote_grew_mb"]) < 20
    assert (whole["uid"] == 0) == (os.getuid() == 0 and user == "this user")
