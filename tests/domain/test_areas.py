"""Names of fields and the tracks they stand for."""

import pytest

from studytui.domain.areas import ALIASES, AREAS, tracks_of

KNOWN = {"recsys", "bandits", "linear-algebra", "deep-learning"}


@pytest.mark.parametrize(
    ("name", "tracks"),
    [
        ("recsys", ("recsys",)),
        ("recommenders", ("recsys", "bandits")),
        ("Math", ("linear-algebra",)),
        ("Deep Learning", ("deep-learning",)),
        ("deep", ("deep-learning",)),
        ("nonsense", ()),
    ],
)
def test_a_name_is_a_track_or_an_area(name: str, tracks: tuple[str, ...]) -> None:
    """Tracks stand for themselves, areas for those of their tracks that there are, in any spelling."""
    assert tracks_of(name, KNOWN) == tracks


def test_every_alias_names_an_area() -> None:
    """No alias leads nowhere."""
    assert set(ALIASES.values()) <= set(AREAS)
