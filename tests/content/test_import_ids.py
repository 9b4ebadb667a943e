"""Ids that stay with what they stand for when a file is edited."""

from studytui.content.import_ids import Known, Wish, give_ids


def test_what_stands_alone_in_its_place_is_reworded() -> None:
    """A title that shares a word with the only one that stood there keeps its id."""
    known = [Known("traits", "Traits", (2, 2)), Known("async", "Async", (3, 3))]
    wishes = [Wish("All about traits and generics", "all-about", (2, 2)), Wish("Async", "async", (3, 3))]
    assert give_ids(wishes, known) == ["traits", "async"]


def test_another_topic_in_the_same_place_is_new() -> None:
    """Without a word in common nothing is reworded."""
    assert give_ids([Wish("Macros", "macros", (2, 2))], [Known("traits", "Traits", (2, 2))]) == ["macros"]


def test_a_shared_place_says_nothing() -> None:
    """Where two stood, neither is guessed at; without a place neither."""
    two = [Known("a", "Traits one", (2, 2)), Known("b", "Traits two", (2, 2))]
    assert give_ids([Wish("Generics after the traits of before", "new", (2, 2))], two) == ["new"]
    assert give_ids([Wish("Generics after the traits of before", "new")], [Known("a", "Traits")]) == ["new"]


def test_what_holds_the_same_is_renamed() -> None:
    """A week under another name keeps its id while at least half of its tasks, and two of them, are the same."""
    known = [Known("w2", "Autograd", (2, 2), frozenset({"read", "write", "demo"})), Known("w3", "Trees", (3, 3))]
    tasks = frozenset({"read", "write", "test", "ship"})
    assert give_ids([Wish("Automatic differentiation", "new", (5, 5), tasks)], known) == ["w2"]
    assert give_ids([Wish("Automatic differentiation", "new", (5, 5), tasks | {"measure"})], known) == ["new"]
    assert give_ids([Wish("Automatic differentiation", "new", (5, 5), frozenset({"read"}))], known) == ["new"]
