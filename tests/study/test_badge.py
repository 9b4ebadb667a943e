"""Badge and box list of a plan, as far as it is ticked."""

from pathlib import Path

import pytest

from studytui.domain.boxes import Tally
from studytui.errors import DataError, UsageError
from studytui.study import plans
from studytui.study.badge import export_boxes, write_badge
from studytui.study.context import Context


@pytest.fixture
def followed(ctx: Context) -> Context:
    """The small plan, its first week ticked."""
    plans.use(ctx, "small")
    plans.tick_week(ctx, "W1", True)
    return ctx


def test_the_badge_counts_ticked_boxes(followed: Context) -> None:
    """Into the workspace, and not written again while nothing changed."""
    badge = write_badge(followed)
    assert (badge.path, badge.counted, badge.changed) == (
        followed.paths.workspace / "progress-small.svg",
        Tally(1, 2),
        True,
    )
    assert "50%" in badge.path.read_text(encoding="utf-8")
    assert not write_badge(followed).changed


def test_another_plan_can_be_named(followed: Context, tmp_path: Path) -> None:
    """A plan that is not followed has its badge too."""
    badge = write_badge(followed, to=tmp_path / "b.svg", plan_id="other")
    assert (badge.path, badge.counted) == (tmp_path / "b.svg", Tally(0, 1))


def test_no_other_picture_is_overwritten(followed: Context, tmp_path: Path) -> None:
    """A file that is not a badge of ours is refused and stays; one that is no text too."""
    picture = tmp_path / "logo.svg"
    picture.write_text("<svg/>", encoding="utf-8")
    with pytest.raises(UsageError, match="--to"):
        write_badge(followed, to=picture)
    assert picture.read_text(encoding="utf-8") == "<svg/>"
    picture.write_bytes(b"\xff\xd8")
    with pytest.raises(DataError, match="UTF-8"):
        write_badge(followed, to=picture)
    assert picture.read_bytes() == b"\xff\xd8"


def test_the_list_rewrites_its_own_parts_only(followed: Context, tmp_path: Path) -> None:
    """Text around the marks stays to the letter; a tick changes the list and the badge beside it."""
    readme = tmp_path / "README.md"
    readme.write_text("# My journal\n\nHello.\n", encoding="utf-8")
    export_boxes(followed, to=readme)
    readme.write_text(readme.read_text(encoding="utf-8") + "\nGoodbye.\n", encoding="utf-8")
    plans.tick_week(followed, "W2", True)
    listed = export_boxes(followed, to=readme)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# My journal\n\nHello.\n\n<!-- studytui:badge-small ")
    assert "Goodbye." in text
    assert text.count("- [x] ") == 2
    assert "- Optional: W3: Week of softmax" in text
    assert text.count("- [ ] ") == 0
    assert (listed.changed, listed.kept) == (True, ())
    assert "100%" in (tmp_path / "progress-small.svg").read_text(encoding="utf-8")
    assert not export_boxes(followed, to=readme).changed


def test_two_plans_share_a_readme(followed: Context, tmp_path: Path) -> None:
    """Writing one leaves the other's parts as they are."""
    readme = tmp_path / "README.md"
    export_boxes(followed, to=readme)
    export_boxes(followed, to=readme, plan_id="other")
    text = readme.read_text(encoding="utf-8")
    assert "## The small plan: 1 of 2" in text
    assert "## The other plan: 0 of 1" in text


def test_a_list_edited_by_hand_is_kept_until_asked(followed: Context, tmp_path: Path) -> None:
    """What somebody wrote into the part is theirs; `anew` takes it back."""
    readme = tmp_path / "README.md"
    export_boxes(followed, to=readme)
    edited = readme.read_text(encoding="utf-8").replace("- [ ] W2", "- [x] W2")
    readme.write_text(edited, encoding="utf-8")
    assert export_boxes(followed, to=readme).kept == ("boxes-small",)
    assert "- [x] W2" in readme.read_text(encoding="utf-8")
    assert export_boxes(followed, to=readme, anew=True).kept == ()
    assert "- [ ] W2" in readme.read_text(encoding="utf-8")


def test_unticked_is_not_done(followed: Context) -> None:
    """A box ticked and unticked again counts no more."""
    plans.tick_week(followed, "W1", False)
    assert write_badge(followed).counted.done == 0
