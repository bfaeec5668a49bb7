"""The one loop behind looking, reading and discovering: whatever is due is done, side by side.

What is due stands in the database; nothing is lost when the process dies in between, since a
piece of work is due until its own commit says otherwise.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from bot.bell import Bell
from bot.clock import Clock
from bot.lifecycle import waiting_for
from bot.nursery import Nursery


class Due(Protocol):
    """A row that waits for something to be done about it."""

    @property
    def id(self) -> int:
        """What tells it from the others."""
        ...


_BATCH = 500  # rows that one question to the database may bring

Piece = TypeVar("Piece", bound=Due)

Find = Callable[[datetime, Sequence[int], int], Awaitable[Sequence[Piece]]]
Do = Callable[[Piece], Coroutine[Any, Any, None]]


class DueWork(Generic[Piece]):
    """Does what is due, each piece in a task of its own, none twice at the same time.

    Args:
        name: of the work, for the names of its tasks.
        find: (now, ids that are being worked on, most) → pieces that are due, without those.
        do: does one piece; handles its own failures, and makes it due later or never.
        clock: the time.
        at_once: how many pieces may be under way.
        rest: seconds after which to look again when nobody rings.
    """

    def __init__(
        self,
        name: str,
        find: Find[Piece],
        do: Do[Piece],
        clock: Clock,
        *,
        at_once: int,
        rest: float,
    ) -> None:
        self._name = name
        self._find = find
        self._do = do
        self._clock = clock
        self._at_once = at_once
        self._rest = rest
        self._bell = Bell()
        self._busy: set[int] = set()
        self._nursery = Nursery()

    def ring(self) -> None:
        """Look now: something has become due."""
        self._bell.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping`` is set; what is under way is given up, and due again."""
        try:
            while not stopping.is_set():
                if not await self._begin_more():
                    await waiting_for(stopping, self._bell.wait(self._rest))
        finally:
            await self._nursery.cancel()

    async def _begin_more(self) -> bool:
        """Begin what is due; return whether there may be more, and room for it."""
        most = min(self._at_once - len(self._busy), _BATCH)
        if most <= 0:
            return False
        found = await self._find(self._clock.now(), list(self._busy), most)
        for piece in found:
            self._busy.add(piece.id)
            self._nursery.start(self._piece(piece), f"{self._name} {piece.id}")
        return len(found) == most

    async def _piece(self, piece: Piece) -> None:
        try:
            await self._do(piece)
        finally:
            self._busy.discard(piece.id)
            if len(self._busy) == self._at_once - 1:
                self._bell.ring()
