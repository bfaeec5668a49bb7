"""Whose work is done next: theirs who have cost little, and theirs who cost much on the side.

What reads pages from outside can be kept busy by whoever writes them. So each pays for what it
has used: those who used little go first, and all who used much share the places but one. A flood
of pages that hang, from however many hosts, leaves a place to everybody else.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from news.workers.errors import CrowdedError, TooSlowError

# Seconds of one piece that are free: hardly an honest page takes longer.
_FREE = 0.5
# Who is not known counts as having used so much; behind all who have proven to be quick.
_UNKNOWN = 0.25
# Seconds used, beyond what is free, that make a piece long.
_MUCH = 1.0
# What is charged at least for a piece that was not done in time.
_TOO_SLOW = 2.0
_HALF_LIFE = 300.0
# So many may wait for a place among the long: times the deadline, that is how long they wait.
_MOST_WAITING = 3
_MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class _Account:
    used: float
    at: float


@dataclass(slots=True, eq=False)
class Turn:
    """One piece of work that waits for its place or holds it.

    Attributes:
        payers: who pays for it, as a host and a source.
        is_long: whether it counts among those that take long; set when it is granted.
        must_be_long: whether it was already found to take long.
    """

    payers: frozenset[str]
    granted: asyncio.Future[None]
    must_be_long: bool
    is_long: bool = False


class Turns:
    """Grants places, of each payer one at a time.

    Args:
        places: how many there are; all but one, or the only one, serve what takes long, too.
        prepare: what has to be done first in a place, at nobody's charge.
        now: seconds of a clock that only goes on; the running loop's by default.
    """

    def __init__(
        self,
        places: int,
        prepare: Callable[[], Awaitable[object]],
        now: Callable[[], float] | None = None,
    ) -> None:
        self._places = places
        self._prepare = prepare
        self._now = now or (lambda: asyncio.get_running_loop().time())
        self._waiting: list[Turn] = []
        self._held: list[Turn] = []
        self._accounts: dict[str, _Account] = {}

    @asynccontextmanager
    async def turn(
        self, payers: Collection[str], *, must_be_long: bool = False
    ) -> AsyncIterator[Turn]:
        """Wait for a place, hold it inside, and charge the payers for the time.

        A ``TooSlowError`` that passes makes further pieces of the same payers long for a while.

        Raises:
            CrowdedError: too much that takes long waits already.
        """
        future = asyncio.get_running_loop().create_future()
        turn = Turn(frozenset(payers), future, must_be_long)
        self._waiting.append(turn)
        self._advance()
        try:
            await turn.granted
            await self._prepare()
            started, least = self._now(), 0.0
            try:
                yield turn
            except TooSlowError:
                least = _TOO_SLOW
                raise
            finally:
                self._charge(turn.payers, max(least, self._now() - started - _FREE))
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif turn in self._held:
                self._held.remove(turn)
            self._advance()

    def pardon(self, payers: Iterable[str]) -> None:
        """Forget what they used: a piece had seemed to take long, and did not."""
        for payer in payers:
            self._enter(payer, 0.0)

    def _advance(self) -> None:
        waiting = sorted((self._used_by(turn), at) for at, turn in enumerate(self._waiting))
        ordered = [(used, self._waiting[at]) for used, at in waiting]
        taken = {payer for turn in self._held for payer in turn.payers}
        crowd = 0
        for used, turn in ordered:
            turn.is_long = turn.must_be_long or used >= _MUCH
            if self._is_free(turn) and taken.isdisjoint(turn.payers):
                taken |= turn.payers
                self._waiting.remove(turn)
                if not turn.granted.done():
                    self._held.append(turn)
                    turn.granted.set_result(None)
            elif turn.is_long:
                crowd += 1
                if crowd > _MOST_WAITING and not turn.granted.done():
                    self._waiting.remove(turn)
                    turn.granted.set_exception(
                        CrowdedError("too many pages that take long wait to be read")
                    )

    def _is_free(self, turn: Turn) -> bool:
        if len(self._held) >= self._places:
            return False
        long = sum(held.is_long for held in self._held)
        return not turn.is_long or long < max(1, self._places - 1)

    def _used_by(self, turn: Turn) -> float:
        return max((self._used(payer) for payer in turn.payers), default=_UNKNOWN)

    def _used(self, payer: str) -> float:
        account = self._accounts.get(payer)
        if account is None:
            return _UNKNOWN
        halvings: float = (self._now() - account.at) / _HALF_LIFE
        return account.used * math.pow(0.5, halvings)

    def _charge(self, payers: Iterable[str], seconds: float) -> None:
        for payer in payers:
            used = self._used(payer) if payer in self._accounts else 0.0
            self._enter(payer, used + seconds)

    def _enter(self, payer: str, used: float) -> None:
        # Whoever was not heard of for longest is forgotten first.
        self._accounts.pop(payer, None)
        self._accounts[payer] = _Account(used, self._now())
        if len(self._accounts) > _MOST_KNOWN:
            del self._accounts[next(iter(self._accounts))]
