"""What discoveries are made with: polite requests, and workers for what comes back."""

from news.addresses import host
from news.discovery.discovering import Discovery
from news.discovery.inspection import Inspector
from news.discovery.outcomes import Refusal
from news.fetching.fetched import Fetched
from news.fetching.fetcher import Fetcher
from news.fetching.gate import HostGate
from news.parsing import SourceParser
from storage.discoveries import Proposed, Refused

_PATIENCE = 3.0  # seconds after which a request that hangs no longer holds its host's turn


class Finder:
    """Finds what to watch; ``look`` is what discovering asks."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._gate = HostGate(patience=_PATIENCE)
        self._discovery = Discovery(self._fetch, SourceParser().parse, Inspector().inspect)

    async def look(self, asked: str) -> Proposed | Refused:
        """Return what can be watched at what somebody typed, or why nothing can."""
        found = await self._discovery.discover(asked)
        if isinstance(found, Refusal):
            return Refused(str(found.code), found.detail)
        return Proposed(
            url=found.url,
            kind=found.kind,
            name=found.name,
            language=found.language,
            headlines=found.headlines,
        )

    async def _fetch(self, url: str, *, deadline: float) -> Fetched:
        async with self._gate.turn(host(url)):
            return await self._fetcher.fetch(url, deadline=deadline)
