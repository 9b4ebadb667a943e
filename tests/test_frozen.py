"""Frozen values behave as the standard library's, which type checkers take them for."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, fields

import pytest

from studytui.domain.report import CheckResult, Verdict
from studytui.domain.schedule import Schedule
from studytui.frozen import MISSING, dataclass, defaults, field, is_value, replace


@dataclass(frozen=True, slots=True)
class Point:
    """A value with every kind of field."""

    x: int
    y: int = 2
    tags: tuple[str, ...] = field(default_factory=tuple)

    @property
    def sum(self) -> int:
        """Both together."""
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    """The same, made by the standard library."""

    x: int
    y: int = 2
    tags: tuple[str, ...] = dataclasses.field(default_factory=tuple)


def test_values_equal_hash_and_print_as_the_standard_ones() -> None:
    """Equality, hash and text are those of a standard frozen dataclass with the same fields."""
    assert Point(1) == Point(1, 2, ())
    assert Point(1) != Point(1, 3)
    assert Point(1).__eq__((1, 2, ())) is NotImplemented
    assert hash(Point(1)) == hash(Twin(1))
    assert repr(Point(1)) == repr(Twin(1)).replace("Twin", "Point")
    assert Point(1).sum == 3


def test_values_cannot_change() -> None:
    """Setting or deleting a field raises, and a value has no room for other attributes."""
    value = Point(1)
    with pytest.raises(FrozenInstanceError):
        value.x = 2  # type: ignore[misc]  # the refusal is what is tested
    with pytest.raises(FrozenInstanceError):
        del value.x
    assert not hasattr(value, "__dict__")


def test_wrong_arguments_are_refused() -> None:
    """A missing and an unknown argument are TypeErrors that name it."""
    with pytest.raises(TypeError, match="'x'"):
        Point()  # type: ignore[call-arg]  # the refusal is what is tested
    with pytest.raises(TypeError, match="'z'"):
        Point(1, z=3)  # type: ignore[call-arg]  # likewise


def test_standard_functions_take_them() -> None:
    """`fields`, `asdict`, both `replace`, copies and pickles work on them."""
    assert [item.name for item in fields(Point)] == ["x", "y", "tags"]
    assert [item.default for item in fields(Point)[:2]] == [dataclasses.MISSING, 2]
    assert asdict(Point(1)) == {"x": 1, "y": 2, "tags": ()}
    assert dataclasses.replace(Point(1), y=5) == replace(Point(1), y=5) == Point(1, 5)
    assert copy.deepcopy(Point(1)) == pickle.loads(pickle.dumps(Point(1))) == Point(1)  # noqa: S301 - own bytes


def test_values_match_by_position() -> None:
    """A `match` takes the fields in their order."""
    match Point(1, 7):
        case Point(x, y):
            assert (x, y) == (1, 7)


def test_defaults_are_known() -> None:
    """Every field is listed with its default, and one without has none."""
    assert is_value(Point)
    assert not is_value(Twin)
    assert defaults(Point) == {"x": MISSING, "y": 2, "tags": ()}


def test_what_a_value_checks_on_its_own_is_checked() -> None:
    """A `__post_init__` runs."""
    with pytest.raises(ValueError, match="study days"):
        Schedule(start=None, weeks_total=1, study_days=())  # type: ignore[arg-type]  # only the days matter here


def test_inheritance_is_refused() -> None:
    """A value that inherits fails where it is defined, not somewhere later."""
    with pytest.raises(TypeError, match="inherits"):

        @dataclass(frozen=True, slots=True)
        class Child(Twin):
            z: int = 0


def test_nested_values_become_plain_dictionaries() -> None:
    """`asdict` reaches into values of the domain."""
    check = CheckResult("a", "A", 0, 1, False, "", Verdict.WRONG_ANSWER, None, 1.0)
    assert asdict(check)["verdict"] is Verdict.WRONG_ANSWER
