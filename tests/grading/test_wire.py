"""Frames and values: what goes in comes out, and what should not come in is refused at once."""

import contextlib
import json
import math
import random
import socket
import threading
from collections import namedtuple
from enum import IntEnum
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from studytui.grading import wire
from studytui.grading.values import Decoder, Encoder
from studytui.grading.wire import NARROW, WIDE, Caps, Frame, Tree, WireError

SMALL = Caps(head=2000, body=2000, nodes=300, depth=12, buffers=20)


def no_handle(value: object) -> Tree:
    """Refuse what is no value."""
    raise WireError(f"{type(value).__name__} does not cross")


def no_object(tag: str, payload: Tree) -> object:
    """Refuse every handle."""
    raise WireError(f"{tag} {payload} names nothing")


def there_and_back(value: Any) -> Any:
    """A value after it has crossed."""
    codec = Encoder(no_handle)
    tree = codec.encode(value)
    data = b"".join(wire.pack(tree, codec.buffers))
    start = wire.PREFIX.size
    head, body = wire.lengths(data[:start], WIDE)
    frame = wire.unpack(data[start : start + head], data[start + head :], WIDE)
    assert len(frame.buffers) == len(codec.buffers)
    assert body == len(data) - start - head
    return Decoder(frame, no_object).decode(frame.tree)


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal in type and content, nan included."""
    if type(left) is not type(right):
        return False
    if isinstance(left, float):
        return left == right or (math.isnan(left) and math.isnan(right))
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return bool(left == right)


keys = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.binary(max_size=8)
values = st.recursive(
    keys | st.floats() | st.text(alphabet=st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.lists(inner, max_size=6).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.frozensets(keys, max_size=4)
        | st.sets(keys, max_size=4)
        | st.lists(st.floats(), min_size=16, max_size=40)
        | st.lists(st.integers(), min_size=16, max_size=40)
    ),
    max_leaves=30,
)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from("idtcbsFNanTDgrGh"), inner, max_size=2),
    max_leaves=20,
)  # fmt: skip


@given(values)
def test_values_cross_unchanged(value: Any) -> None:
    """Every built-in value arrives as it left, in type and content."""
    assert same(there_and_back(value), value)


@given(hnp.arrays(hnp.scalar_dtypes().filter(lambda d: d.itemsize <= 16 and d.kind in "biufc" and d.char not in "gG"),
                  hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))  # fmt: skip
def test_arrays_cross_unchanged(array: Any) -> None:
    """An array arrives with its shape, kind and bits; it is writable."""
    back = there_and_back(array)
    assert back.shape == array.shape
    assert back.dtype == array.dtype.newbyteorder("<")
    assert np.array_equal(back, array, equal_nan=array.dtype.kind in "fc")
    assert back.flags.writeable


def test_particular_values_cross() -> None:
    """Scalars keep their dtype, named tuples their names, subclasses become what they are made of."""
    Point = namedtuple("Point", "x y")  # noqa: PYI024 - the untyped kind crosses too
    colour = IntEnum("colour", ["RED"])
    back = there_and_back(Point(1, [2.5]))
    assert (back.x, back[1], back) == (1, [2.5], (1, [2.5]))
    assert there_and_back(colour(1)) == 1
    assert type(there_and_back(np.float32(0.1))) is np.float32
    assert there_and_back(np.array(["a", "bcd"])).tolist() == ["a", "bcd"]
    assert there_and_back(np.arange(12).reshape(3, 4).T[::2]).tolist() == [[0, 4, 8], [2, 6, 10]]
    assert there_and_back(10**4000) == 10**4000
    assert there_and_back(np.dtype("float32")) == np.float32


@pytest.mark.parametrize("bits", ["PCG64", "MT19937", "Philox", "SFC64"])
def test_generators_cross_by_state(bits: str) -> None:
    """A generator's copy draws the same numbers, and leaves the original where it was."""
    generator = np.random.Generator(getattr(np.random, bits)(5))
    generator.normal(size=3)
    copied = there_and_back(generator)
    assert copied.normal(size=4).tolist() == generator.normal(size=4).tolist()
    plain = random.Random(3)  # noqa: S311 - no secret
    assert there_and_back(plain).random() == plain.random()


def test_tensors_cross_without_graph() -> None:
    """A tensor arrives with dtype and shape, and without its graph."""
    torch = pytest.importorskip("torch")
    for dtype in (torch.float32, torch.bfloat16, torch.int64, torch.bool, torch.complex64):
        tensor = torch.arange(6).reshape(2, 3).T.to(dtype)
        back = there_and_back(tensor)
        assert back.dtype is dtype
        assert torch.equal(back, tensor)
    assert there_and_back(torch.zeros((0, 3))).shape == (0, 3)
    assert there_and_back(torch.tensor(1.5)).shape == ()
    assert not there_and_back(torch.ones(2, requires_grad=True) * 2).requires_grad
    assert there_and_back(torch.float16) is torch.float16
    seeded = torch.Generator().manual_seed(4)
    assert torch.equal(torch.rand(3, generator=there_and_back(seeded)), torch.rand(3, generator=seeded))


@pytest.mark.parametrize(
    "value",
    [object(), len, np.ones(2, dtype=object), np.ones(2, dtype=np.longdouble), np.ones(2, dtype="f4,i4"), 1 << 2**21],
    ids=["object", "function", "object array", "long double", "structured", "huge integer"],
)
def test_what_is_no_value_is_refused(value: Any) -> None:
    """Objects, unlisted dtypes and integers of megabits do not cross by value."""
    with pytest.raises(WireError):
        there_and_back(value)


def test_too_much_is_refused_before_it_is_copied() -> None:
    """Views of terabytes and lists that contain themselves are refused by the sender."""
    huge = np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**6), (0, 0))
    endless: list[Any] = []
    endless.append(endless)
    too_much: list[Any] = [huge, endless, [[]] * (WIDE.nodes + 1)]
    for value in too_much:
        with pytest.raises(WireError):
            there_and_back(value)


@given(trees, st.lists(st.binary(max_size=40), max_size=4))
def test_no_tree_breaks_the_decoder(tree: Any, parts: list[bytes]) -> None:
    """Whatever a child may put in a frame is either a value or refused."""
    frame = Frame(tree, tuple(map(memoryview, parts)))
    with contextlib.suppress(WireError):
        Decoder(frame, no_object).decode(tree)


@settings(max_examples=300)
@given(st.binary(max_size=300), st.integers(0, 2), st.integers(0, 200))
def test_no_bytes_break_the_receiver(noise: bytes, how: int, place: int) -> None:
    """Arbitrary bytes and damaged frames are refused or end; nothing hangs or exceeds the caps."""
    good = b"".join(wire.pack(["done", "x", {"a": [0, "<f8", [1]]}], [b"12345678"], SMALL))
    at = place % len(good)
    sent = [noise, good[:at] + noise + good[at:], good[:at] + noise[:1] + good[at + 1 :]][how]
    left, right = socket.socketpair()
    with left, right:
        left.sendall(sent)
        left.shutdown(socket.SHUT_WR)
        right.settimeout(5)
        for _ in range(50):
            try:
                frame = wire.receive(right, SMALL)
            except (WireError, EOFError):
                break
            assert len(json.dumps(frame.tree)) <= SMALL.head
        else:
            pytest.fail("the receiver went on without end")


@pytest.mark.parametrize(
    "start", [b"\xff\xff\xff\xff", b"\x02\x00\x00\x00[]", b"[]"], ids=["length", "old frame", "text"]
)
def test_stray_bytes_are_noticed_at_once(start: bytes) -> None:
    """A few stray bytes are refused without waiting for more."""
    left, right = socket.socketpair()
    with left, right:
        left.sendall(start)
        right.settimeout(5)
        with pytest.raises(WireError):
            wire.receive(right)


def test_announced_lengths_are_refused_before_allocation() -> None:
    """A frame that announces gigabytes is refused from its prefix alone."""
    for head, body in ((2**32 - 1, 0), (2, 2**32 - 1)):
        with pytest.raises(WireError):
            wire.lengths(wire.PREFIX.pack(wire.MARK, head, body), WIDE)
    with pytest.raises(WireError):
        wire.lengths(wire.PREFIX.pack(wire.MARK, 10, 1), NARROW)


@pytest.mark.parametrize("head", [b"[" * 3000, b"[[],[1]]", b"[[],[-1]]", b"{}", b"[1,2,3]", b"\xff", b"[[],[true]]"])
def test_malformed_heads_are_refused(head: bytes) -> None:
    """Nesting without end and buffers that do not add up are refused."""
    with pytest.raises(WireError):
        wire.unpack(head, b"", WIDE)


def test_large_frames_cross_a_socket() -> None:
    """A frame larger than any socket buffer arrives whole."""
    left, right = socket.socketpair()
    data = np.random.default_rng(0).bytes(2**22)
    with left, right:
        sender = threading.Thread(target=wire.send, args=(left, ["big"], [data]))
        sender.start()
        frame = wire.receive(right)
        sender.join()
    assert bytes(frame.buffers[0]) == data
