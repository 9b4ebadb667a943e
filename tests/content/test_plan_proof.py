"""The proof of a plan beyond its own file: hours that it borrows."""

from collections.abc import Callable
from pathlib import Path

from studytui.content.plan_proof import problems_of_plan


def test_borrowed_tasks_may_not_share_an_id(
    tmp_path: Path, plan_yaml: Callable[..., str], week_yaml: Callable[..., str]
) -> None:
    """Two hours of one unit that both bring a task `do-wed` would share its tick: told with the day's line."""
    (tmp_path / "other.yaml").write_text(plan_yaml("other", 1), encoding="utf-8")
    borrowed = week_yaml(1).replace(
        "            title: Hour of fri\n            tasks:\n"
        "              - id: do-fri\n                text: Do the work of fri in week 1.\n"
        "                minutes: 60\n",
        '            same_as: "other:W1/wed"\n',
    )
    path = tmp_path / "small.yaml"
    path.write_text(plan_yaml("small", 1, body=borrowed), encoding="utf-8")
    found = problems_of_plan(path, ())
    assert [problem.what for problem in found] == ["unit W1 borrows a second task `do-wed`; write one of the hours out"]
    assert (
        path.read_text(encoding="utf-8").splitlines()[int(found[0].where.rpartition(":")[2]) - 1].endswith("day: fri")
    )
    path.write_text(path.read_text(encoding="utf-8").replace("id: do-wed", "id: build-wed"), encoding="utf-8")
    assert problems_of_plan(path, ()) == []
