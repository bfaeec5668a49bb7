"""Who may work now: one after the other while little waits, side by side when that is too slow.

A worker process costs some 45 MB as long as it is used now and then. Pieces of some milliseconds,
a few a second, need no second one; a flood does, and so does whoever waits for one that hangs.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_FEW = 20


@dataclass(slots=True, eq=False)
class _Piece:
    granted: asyncio.Future[None]
    has_waited: bool = False


class Places:
    """Places for so many pieces of work at once.

    Args:
        places: how many there are.
        patience: seconds that a piece waits for the first place before it takes another; it waits
            less where more than twenty wait.
    """

    def __init__(self, places: int, patience: float) -> None:
        self._places = places
        self._patience = patience
        self._taken = 0
        self._waiting: deque[_Piece] = deque()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place and hold it inside, first come first served."""
        loop = asyncio.get_running_loop()
        piece = _Piece(loop.create_future(), has_waited=self._patience <= 0)
        self._waiting.append(piece)
        self._advance()
        timer = None
        if not piece.granted.done():
            timer = loop.call_later(self._patience, self._waited, piece)
        try:
            await piece.granted
            yield
        finally:
            if timer is not None:
                timer.cancel()
            if piece in self._waiting:
                self._waiting.remove(piece)
            elif piece.granted.done():
                self._taken -= 1
            self._advance()

    def _waited(self, piece: _Piece) -> None:
        piece.has_waited = True
        self._advance()

    def _advance(self) -> None:
        while self._waiting and self._is_free():
            self._taken += 1
            piece = self._waiting.popleft()
            if not piece.granted.done():
                piece.granted.set_result(None)

    def _is_free(self) -> bool:
        if self._taken == 0:
            return True
        is_pressing = len(self._waiting) > _FEW or self._waiting[0].has_waited
        return self._taken < self._places and is_pressing
