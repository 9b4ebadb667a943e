"""What a tailored plan takes and leaves, and in which order."""

from tests.domain.tailoring_blocks import block, catalogue

from studytui.domain.tailor_choice import Chosen, choose, in_order
from studytui.domain.tailoring import Block, Lesson, Wish

BASICS = block("p:W1", "norms", place=0.0)
TREES = block("p:W2", "cart", place=0.2)
FOREST = block("p:W3", "forest", place=0.4)
AGAIN = block("q:W9", "cart", place=0.1)
EXAM = block("p:W4", "forest", "cart", "norms", place=0.6, teaches=False)
ALL = (BASICS, TREES, FOREST, EXAM, AGAIN)
LESSONS = (
    Lesson("norms", "math", 2),
    Lesson("cart", "trees", 2, ("norms",)),
    Lesson("forest", "trees", 3, ("cart",)),
)


def made(wish: Wish, *, room: int = 600, blocks: tuple[Block, ...] = ALL, **level: int) -> Chosen:
    """The choice for a wish."""
    return choose(wish, blocks, catalogue(*LESSONS, **level), (), room)


def taken(chosen: Chosen) -> list[str]:
    """The addresses taken, in order."""
    return [each.address for each, _ in chosen.blocks]


def test_a_track_brings_what_it_builds_on() -> None:
    """The prerequisite of another track comes first, with its reason; what goes deeper fills the room that is left."""
    chosen = made(Wish("x", tracks=("trees",)))
    assert taken(chosen) == ["p:W1", "q:W9", "p:W2", "p:W3"]
    why = {each.address: reason for each, reason in chosen.blocks}
    assert why["p:W1"] == "cart builds on norms"
    assert why["p:W3"] == "it teaches trees: forest"
    assert why["p:W2"].startswith("there was room to go deeper into what is in ")


def test_what_is_known_is_left_out() -> None:
    """By level: neither its block nor what it builds on is taken, and the reason is said."""
    chosen = made(Wish("x", tracks=("trees",)), trees=2, math=2)
    assert taken(chosen) == ["p:W3"]
    assert {reason.address: reason.why for reason in chosen.left_out} == {
        "p:W2": "you know cart by your level or by an accepted answer",
        "q:W9": "you know cart by your level or by an accepted answer",
    }


def test_what_was_done_is_left_out_unless_asked_for() -> None:
    """A unit ticked elsewhere is not repeated by chance."""
    wish = Wish("x", tracks=("trees",))
    found = choose(wish, (TREES,), catalogue(*LESSONS, math=2), {"p:W2"}, 600)
    assert (found.blocks, found.left_out[0].why) == ((), "you have done it already")
    asked = choose(Wish("x", units=("p:W2",)), (TREES,), catalogue(*LESSONS, math=2), {"p:W2"}, 600)
    assert asked.blocks == ((TREES, "you asked for it"),)


def test_checkpoints_are_borrowed_only_when_asked_for() -> None:
    """A week that only tests teaches nothing."""
    assert "p:W4" not in taken(made(Wish("x", tracks=("trees", "math"))))
    assert "p:W4" in taken(made(Wish("x", units=("p:W4",))))


def test_what_does_not_fit_is_told() -> None:
    """With the weeks it would take, those of what it builds on among them."""
    chosen = made(Wish("x", tracks=("trees",)), room=60)
    assert chosen.blocks == ()
    assert chosen.left_out[0].why == ("it takes 2 weeks with what it builds on (p:W1), and there is room for 1 week")


def test_no_hour_is_taken_twice() -> None:
    """A block that borrows most of its hours from one that was taken is left out."""
    twin = block("q:W1", "cart", "norms", place=0.5, hours=TREES.hours)
    chosen = made(Wish("x", tracks=("trees",)), blocks=(BASICS, TREES, FOREST, twin), math=2)
    assert "q:W1" not in taken(chosen)
    assert [reason.why for reason in chosen.left_out] == ["most of its hours are those of About p:W2 (p:W2)"]


def test_order_follows_prerequisites_then_place() -> None:
    """What builds on others waits for them; circles end in the order of places."""
    late = block("z:W1", "norms", place=0.9)
    assert in_order((TREES, late, FOREST), catalogue(*LESSONS)) == (late, TREES, FOREST)
    circle = catalogue(Lesson("a", "t", 1, ("b",)), Lesson("b", "t", 1, ("a",)))
    first, second = block("p:W1", "a", place=0.1), block("p:W2", "b", place=0.2)
    assert in_order((second, first), circle) == (first, second)
