"""What a site's robots.txt lets us read (RFC 9309)."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, TypeVarTuple
from urllib.parse import urlsplit

from protego import Protego

from news.addresses import host
from news.fetching.errors import FetchError, LastingError
from news.fetching.fetched import Fetched

PRODUCT = "Jarshy"
"""The name by which robots.txt files may address us, as in the User-Agent."""

_DEADLINE = 5.0
_DAY = 24 * 3600.0
_SOON = 600.0
_MOST_BYTES = 512 * 1024  # RFC 9309, 2.5 asks for 500 KiB at least
_SMALL = 16 * 1024
_LONGEST_DELAY = 5.0

_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")


class Fetches(Protocol):
    """What is needed of ``news.fetching.fetcher.Fetcher``."""

    async def fetch(self, url: str, *, deadline: float) -> Fetched:
        """GET an address within ``deadline`` seconds."""


@dataclass(slots=True)
class _Site:
    """What is known of a site; ``rules`` is None where everything may be read."""

    rules: Protego | None = None
    size: int = 0
    delay: float = 0.0
    until: float = 0.0
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Robots:
    """Asks each site once a day; any number of tasks may use one at once.

    A site without the file, or that forbids it (4xx), lets everything be read. So does one that
    does not answer or is in trouble (5xx), and is asked again after ten minutes: RFC 9309 would
    have it closed meanwhile, which is made for crawlers that come back next month. We read a page
    that the site has just announced in its feed, once, and whoever waits for it waits for news.

    Args:
        fetcher: gets the files.
        sites: how many sites are remembered.
        size: how many bytes of files are remembered for all of them.
        now: the monotonic clock.
    """

    def __init__(
        self,
        fetcher: Fetches,
        *,
        sites: int = 5_000,
        size: int = 4 << 20,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._most_sites = sites
        self._most_bytes = size
        self._now = now
        self._sites: OrderedDict[str, _Site] = OrderedDict()
        self._bytes = 0

    async def allows(self, url: str) -> bool:
        """Tell whether we may read this page; takes five seconds at most and never raises."""
        origin = _origin(url)
        if not origin:
            return True
        site = self._sites.setdefault(origin, _Site())
        self._sites.move_to_end(origin)
        self._forget()
        async with site.asking:
            if site.until <= self._now():
                await self._ask(origin, site)
        if site.rules is None:
            return True
        return await _apart(site.size, site.rules.can_fetch, url, PRODUCT)

    def delay(self, url: str) -> float:
        """Return the seconds between two requests that the site wants (Crawl-delay), up to five.

        Known after ``allows``; a site that wants more gets that much, since an alert that comes
        minutes later is none.
        """
        site = self._sites.get(_origin(url))
        return site.delay if site is not None else 0.0

    async def _ask(self, origin: str, site: _Site) -> None:
        self._weigh(origin, site, 0)
        site.rules, site.delay = None, 0.0
        try:
            answer = await self._fetcher.fetch(f"{origin}/robots.txt", deadline=_DEADLINE)
        except FetchError as error:
            site.until = self._now() + (_DAY if isinstance(error, LastingError) else _SOON)
            return
        site.until = self._now() + (_SOON if answer.status >= 500 else _DAY)  # noqa: PLR2004 - server errors
        body = answer.body[:_MOST_BYTES]
        if not body.strip() or _is_markup(body):
            return
        site.rules = await _apart(len(body), Protego.parse, body.decode("utf-8", "replace"))
        site.delay = min(site.rules.crawl_delay(PRODUCT) or 0.0, _LONGEST_DELAY)
        self._weigh(origin, site, len(body))

    def _weigh(self, origin: str, site: _Site, size: int) -> None:
        if self._sites.get(origin) is site:  # not forgotten meanwhile
            self._bytes += size - site.size
        site.size = size

    def _forget(self) -> None:
        while len(self._sites) > 1 and (
            len(self._sites) > self._most_sites or self._bytes > self._most_bytes
        ):
            _, site = self._sites.popitem(last=False)
            self._bytes -= site.size


def _origin(url: str) -> str:
    scheme = urlsplit(url).scheme.lower() if (name := host(url)) else ""
    return f"{scheme}://{name}" if scheme else ""


def _is_markup(body: bytes) -> bool:
    """Tell a web page, as sites serve in place of files that they lack."""
    return body.lstrip()[:1] == b"<"


async def _apart(
    size: int, function: Callable[[*_Arguments], _Result], *arguments: *_Arguments
) -> _Result:
    """Call the function, in a thread where a file of ``size`` bytes could hold up the loop."""
    if size <= _SMALL:
        return function(*arguments)
    return await asyncio.to_thread(function, *arguments)
