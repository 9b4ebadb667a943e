"""Frames between the processes: a length, a JSON head, raw buffers. Never pickle, and nothing believed unmeasured.

A frame is four bytes that mark it, two little-endian 32-bit lengths (head, body), the head (JSON:
`[tree, [length of each buffer]]`) and the body (the buffers, end to end).
"""

import json
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Tree: TypeAlias = bool | int | float | str | list["Tree"] | dict[str, "Tree"] | None
Buffer: TypeAlias = bytes | bytearray | memoryview

MARK = b"\xd7stu"
"""Stray bytes on a channel are told from a frame at once, before anybody waits for more of them."""

PREFIX = struct.Struct("<4sII")


class WireError(Exception):
    """A frame or value that may not cross: malformed, too large or of a kind that is not sent."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The most a frame may hold: bytes of head and of body, nodes and depth of the tree, buffers."""

    head: int = 8 * 2**20
    body: int = 128 * 2**20
    nodes: int = 400_000
    depth: int = 100
    buffers: int = 20_000


WIDE = Caps()
"""Between checker and learner, where arrays travel."""

NARROW = Caps(head=2**18, body=0, nodes=20_000, depth=12, buffers=0)
"""From the checker to the program: small reports."""

CONTROL = Caps(head=2**16, body=0, nodes=500, depth=8, buffers=0)
"""From the zygote to the program."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A tree and the buffers it points into by index."""

    tree: Tree
    buffers: tuple[memoryview, ...] = ()


def pack(tree: Tree, buffers: Sequence[Buffer] = (), caps: Caps = WIDE) -> list[Buffer]:
    """The parts of a frame, ready to be sent one after the other.

    Raises:
        WireError: the frame exceeds `caps`.
    """
    sizes = [memoryview(part).nbytes for part in buffers]
    try:
        head = json.dumps([tree, sizes], separators=(",", ":")).encode("ascii")
    except (ValueError, TypeError, RecursionError) as error:
        raise WireError(f"a value cannot be written as JSON: {error}") from None
    _within(len(head), sum(sizes), caps)
    return [PREFIX.pack(MARK, len(head), sum(sizes)) + head, *buffers]


def lengths(prefix: Buffer, caps: Caps) -> tuple[int, int]:
    """The lengths of head and body that a frame announces, refused before anything is allocated.

    Raises:
        WireError: they exceed `caps`, or this is no frame.
    """
    mark, head, body = PREFIX.unpack(prefix)
    if mark != MARK:
        raise WireError("stray bytes")
    _within(head, body, caps)
    return head, body


def _within(head: int, body: int, caps: Caps) -> None:
    if head > caps.head or body > caps.body:
        raise WireError(f"a message of {head + body:,} bytes is too large")


def unpack(head: Buffer, body: Buffer, caps: Caps) -> Frame:
    """The frame that head and body hold.

    Raises:
        WireError: they are not a frame, or exceed `caps`.
    """
    try:
        parsed = json.loads(bytes(head))
    except (ValueError, RecursionError):
        raise WireError("a message is not JSON") from None
    if not (isinstance(parsed, list) and len(parsed) == 2 and isinstance(parsed[1], list)):
        raise WireError("a message has the wrong form")
    tree, sizes = parsed
    if len(sizes) > caps.buffers or not all(type(size) is int and size >= 0 for size in sizes):
        raise WireError("a message has the wrong buffers")
    if sum(sizes) != len(body):
        raise WireError("a message's buffers do not add up")
    measure(tree, caps)
    view, start, buffers = memoryview(body), 0, []
    for size in sizes:
        buffers.append(view[start : start + size])
        start += size
    return Frame(tree, tuple(buffers))


def measure(tree: Tree, caps: Caps) -> None:
    """Refuse a tree of too many nodes or too deep.

    Raises:
        WireError: it exceeds `caps`.
    """
    nodes, level, depth = 0, [tree], 0
    while level:
        nodes += len(level)
        if nodes > caps.nodes or depth > caps.depth:
            raise WireError("a message has too many parts or is nested too deeply")
        below: list[Tree] = []
        for node in level:
            if isinstance(node, list):
                below.extend(node)
            elif isinstance(node, dict):
                below.extend(node.values())
        level, depth = below, depth + 1


def send(channel: socket.socket, tree: Tree, buffers: Sequence[Buffer] = (), caps: Caps = WIDE) -> None:
    """Send one frame over a blocking socket.

    Raises:
        WireError: the frame exceeds `caps`; nothing was sent.
        OSError: the other side is gone.
    """
    parts = pack(tree, buffers, caps)
    small = sum(memoryview(part).nbytes for part in parts) <= 2**16
    if small:
        channel.sendall(b"".join(parts))
        return
    for part in parts:
        channel.sendall(part)


def receive(channel: socket.socket, caps: Caps = WIDE) -> Frame:
    """Receive one frame from a blocking socket.

    Raises:
        WireError: what arrived is no frame, or exceeds `caps`.
        EOFError: the other side is gone.
    """
    head, body = lengths(_exactly(channel, PREFIX.size, MARK), caps)
    return unpack(_exactly(channel, head), _exactly(channel, body), caps)


def _exactly(channel: socket.socket, size: int, start: bytes = b"") -> bytearray:
    """That many bytes; those of `start` must come first."""
    data = bytearray(size)
    got = 0
    while got < size:
        try:
            count = channel.recv_into(memoryview(data)[got:])
        except ConnectionError:
            count = 0
        if count == 0:
            raise EOFError
        got += count
        if not data.startswith(start[:got]):
            raise WireError("stray bytes")
    return data
