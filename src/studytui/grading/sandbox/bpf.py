"""Classic BPF, assembled: the little language of seccomp filters (linux/filter.h, linux/bpf_common.h, seccomp(2))."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

Code = list[tuple[int, int, int, int]]
"""Instructions: opcode, jump if true, jump if false, constant."""

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_AND = 0x54  # BPF_ALU | BPF_AND | BPF_K
_JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_JUMP_GREATER_EQUAL = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_JUMP_SET = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000
_ERRNO = 0x00050000

# struct seccomp_data: int nr; u32 arch; u64 instruction_pointer; u64 args[6], the low half of each first.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16


def refuse(error: int) -> Code:
    """Return that errno to the caller."""
    return [(_RETURN, 0, 0, _ERRNO | error)]


def allow() -> Code:
    """Let the call pass."""
    return [(_RETURN, 0, 0, ALLOW)]


def _load(offset: int) -> tuple[int, int, int, int]:
    return (_LOAD, 0, 0, offset)


def when_argument_in(position: int, values: Sequence[int], error: int, mask: int | None = None) -> Code:
    """Let the call pass if the low half of an argument (masked) is one of `values`."""
    code = [_load(_ARGUMENTS + 8 * position)]
    if mask is not None:
        code.append((_AND, 0, 0, mask))
    last = len(values) - 1
    code += [(_JUMP_EQUAL, last - at + 1, 0, value) for at, value in enumerate(values)]
    return code + refuse(error) + allow()


def when_argument_has(position: int, bit: int, error: int) -> Code:
    """Let the call pass if the argument has that bit set."""
    return [_load(_ARGUMENTS + 8 * position), (_JUMP_SET, 1, 0, bit), *refuse(error), *allow()]


def when_argument_zero(position: int, error: int) -> Code:
    """Let the call pass if all of an argument, such as an address, is zero."""
    low = _ARGUMENTS + 8 * position
    halves: Code = [_load(low), (_JUMP_EQUAL, 0, 2, 0), _load(low + 4), (_JUMP_EQUAL, 1, 0, 0)]
    return [*halves, *refuse(error), *allow()]


def both(first: Code, second: Code) -> Code:
    """Let the call pass if both conditions do; each ends by refusing, then allowing."""
    return first[:-1] + second


@dataclass(frozen=True, slots=True)
class Span:
    """What happens to the calls numbered from `start` up to the next span."""

    start: int
    code: Code


def _choose(spans: Sequence[Span]) -> Code:
    """A balanced tree of comparisons, so that any call is decided in a handful of steps."""
    if len(spans) == 1:
        return spans[0].code
    middle = len(spans) // 2
    below, above = _choose(spans[:middle]), _choose(spans[middle:])
    if len(below) > 255:
        raise ValueError("a conditional jump reaches 255 instructions")
    return [(_JUMP_GREATER_EQUAL, len(below), 0, spans[middle].start), *below, *above]


def program(architecture: int, spans: Sequence[Span]) -> bytes:
    """The whole filter: another architecture's calls kill, all others are decided by number.

    Args:
        architecture: an AUDIT_ARCH_* constant (linux/audit.h).
        spans: from number 0 on, in rising order.

    Returns:
        The instructions as the kernel's `struct sock_filter[]`.
    """
    head: Code = [
        _load(_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, KILL_PROCESS),
        _load(_NUMBER),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in head + _choose(spans))
