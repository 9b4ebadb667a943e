"""The program's side of the talk with one pair of children: commands out, small reports in, each with its time."""

import asyncio
import socket

from studytui.grading import endings, wire
from studytui.grading.endings import PairLost, Trouble
from studytui.grading.pairs import Pair
from studytui.grading.wire import NARROW, Buffer, Tree, WireError

_CHUNK = 2**16
_JOB_SECONDS = 20.0


class Dialogue:
    """One pair's checker is asked, one question at a time; what it says beyond an answer waits for the next."""

    def __init__(self, pair: Pair) -> None:
        self._control = pair.control
        self._loop = asyncio.get_running_loop()
        self._heard = bytearray()
        for channel in (pair.control, pair.job):
            channel.setblocking(False)

    async def give(self, channel: socket.socket, parts: list[Buffer]) -> None:
        """Send a child its job.

        Raises:
            PairLost: it does not take it.
        """
        try:
            async with asyncio.timeout(_JOB_SECONDS):
                await self._loop.sock_sendall(channel, b"".join(parts))
        except (OSError, TimeoutError):
            raise PairLost(None) from None

    async def ask(self, command: Tree, seconds: float, late: Trouble) -> Tree:
        """Send the checker a command and wait for its report.

        Raises:
            PairLost: none came in time (`late`), or it was no report.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._loop.sock_sendall(self._control, b"".join(wire.pack(command, caps=NARROW)))
                head, body = wire.lengths(await self._take(wire.PREFIX.size), NARROW)
                return wire.unpack(await self._take(head + body), b"", NARROW).tree
        except TimeoutError:
            raise PairLost(late) from None
        except WireError:
            raise PairLost(endings.garbage()) from None
        except (OSError, EOFError):
            raise PairLost(endings.checker_gone()) from None

    async def _take(self, size: int) -> bytes:
        while len(self._heard) < size:
            part = await self._loop.sock_recv(self._control, _CHUNK)
            if not part:
                raise EOFError
            self._heard += part
        taken = bytes(self._heard[:size])
        del self._heard[:size]
        return taken
