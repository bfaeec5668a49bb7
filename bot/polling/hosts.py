"""What hosts can bear: one look at a time, spaced, and so many sources that share one."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from news.fetching.gate import HostGate

_WEIGHT = 0.2  # of the last answer in the mean
_LONGEST = 3.0  # seconds that one look keeps the others of its host waiting, by the gate


class Hosts:
    """Lets looks through to each host one after the other, and knows how long a round takes.

    Args:
        gate: lets one request at a time through to each host.
        spacing: seconds between the starts of two looks at one host, at least.
        monotonic: the clock.
    """

    def __init__(self, gate: HostGate, spacing: float, monotonic: Callable[[], float]) -> None:
        self._gate = gate
        self._spacing = spacing
        self._monotonic = monotonic
        self._sources: Mapping[str, int] = {}
        self._seconds: dict[str, float] = {}

    def count(self, sources: Mapping[str, int]) -> None:
        """Take note of how many sources each host has; those that are missing have one."""
        self._sources = sources
        for gone in self._seconds.keys() - sources.keys():
            del self._seconds[gone]

    def shortest(self, host: str) -> float:
        """Return the seconds that one round of looks at all sources of a host takes."""
        each = max(self._spacing, self._seconds.get(host, 0.0))
        return self._sources.get(host, 1) * each

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at a host and hold it inside; how long it is held is remembered."""
        async with self._gate.turn(host):
            began = self._monotonic()
            try:
                yield
            finally:
                self._held(host, min(self._monotonic() - began, _LONGEST))

    def _held(self, host: str, seconds: float) -> None:
        if host in self._sources:
            mean = self._seconds.get(host, seconds)
            self._seconds[host] = mean + _WEIGHT * (seconds - mean)


def spacing(shortest_interval: float) -> float:
    """Return the seconds between the starts of two looks at one host: a second at most."""
    return min(1.0, shortest_interval / 60)
