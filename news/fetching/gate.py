"""One request at a time per host, and nobody waits long for somebody else's hanging one."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol


class Timer(Protocol):
    """What ``call_later`` of an event loop returns."""

    def cancel(self) -> None:
        """Make it not happen."""


CallLater = Callable[[float, Callable[[], None]], Timer]


@dataclass(slots=True, eq=False)
class _Turn:
    """One task's turn, waited for or held."""

    granted: asyncio.Future[None]
    spacing: float
    patience: Timer | None = None


@dataclass(slots=True)
class _Host:
    holder: _Turn | None = None
    waiting: deque[_Turn] = field(default_factory=deque)
    rests: bool = False


class HostGate:
    """Lets one request at a time through to each host, first come first served.

    A turn that has lasted longer than ``patience`` no longer holds up the next one: it goes on,
    but its host is free again, so a page that hangs delays each of the others by ``patience``
    at most.

    Args:
        patience: seconds.
        spacing: seconds between the starts of two turns at one host, at least.
        call_later: how time passes; the running loop's by default.

    """

    def __init__(
        self,
        patience: float = 3.0,
        spacing: float = 0.0,
        call_later: CallLater | None = None,
    ) -> None:
        self._patience = patience
        self._spacing = spacing
        self._call_later = call_later
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, spacing: float = 0.0) -> AsyncIterator[None]:
        """Wait for a turn at ``host`` (``news.addresses.host``) and hold it inside.

        ``spacing`` is the host's own wish, where it is longer than the gate's.
        """
        turn = _Turn(
            asyncio.get_running_loop().create_future(), spacing=max(spacing, self._spacing)
        )
        self._hosts.setdefault(host, _Host()).waiting.append(turn)
        self._advance(host)
        try:
            await turn.granted
            yield
        finally:
            self._leave(host, turn)

    def _advance(self, host: str) -> None:
        state = self._hosts[host]
        if state.holder is not None or state.rests:
            return
        if not state.waiting:
            del self._hosts[host]
            return
        turn = state.holder = state.waiting.popleft()
        later = self._call_later or asyncio.get_running_loop().call_later
        turn.patience = later(self._patience, lambda: self._pass_on(host, turn))
        if turn.spacing > 0:
            state.rests = True
            later(turn.spacing, lambda: self._rested(host))
        if not turn.granted.done():
            turn.granted.set_result(None)

    def _rested(self, host: str) -> None:
        self._hosts[host].rests = False
        self._advance(host)

    def _pass_on(self, host: str, turn: _Turn) -> None:
        state = self._hosts.get(host)
        if state is not None and state.holder is turn:
            state.holder = None
            self._advance(host)

    def _leave(self, host: str, turn: _Turn) -> None:
        if turn.patience is not None:
            turn.patience.cancel()
        state = self._hosts.get(host)
        if state is not None and turn in state.waiting:
            state.waiting.remove(turn)
        self._pass_on(host, turn)
