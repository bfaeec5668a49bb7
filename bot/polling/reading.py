"""Reading what a source says now: its document and, where it names parts of itself, the parts.

::

    LookFailedError        it could not be read; its text is one line fit for a person
    └── GoneError          the server says that it is gone for good (410)
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from bot.polling.parts import Parts
from news.addresses import host
from news.entry import Listing
from news.fetching.errors import FetchError
from news.fetching.fetched import Fetched, Validators
from news.kinds import NotReadableError
from news.kinds.guessing import likeliest
from news.parsing import SourceParser
from storage.sources import Source

_PAGES = frozenset({"listing", "telegram"})
_GZIP = b"\x1f\x8b"

Turn = Callable[[str], AbstractAsyncContextManager[None]]


class Fetches(Protocol):
    """What gets documents; see ``news.fetching.fetcher``."""

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """GET an address; raises FetchError."""
        ...


class Permits(Protocol):
    """What knows which pages may be read; see ``news.fetching.robots``."""

    async def allows(self, url: str) -> bool:
        """Tell whether a page may be read."""
        ...


class LookFailedError(Exception):
    """The source could not be read; ``retry_after`` is how many seconds it asks to wait."""

    def __init__(self, error: str, retry_after: float | None = None) -> None:
        super().__init__(error)
        self.retry_after = retry_after


class GoneError(LookFailedError):
    """The source is gone for good."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look brought home.

    Attributes:
        answer: the source's own, without its body.
        kind: what kind of source it is, as far as that is known by now.
        listings: what its document lists, then what its parts do; empty when nothing changed.
    """

    answer: Fetched
    kind: str | None
    listings: tuple[Listing, ...]


class SourceReader:
    """Reads sources; any number of tasks may use one at once.

    Args:
        fetcher: gets documents.
        parser: reads them.
        robots: knows which pages may be read; feeds and sitemaps are made to be read by programs.
        turn: waits for a turn at a host and holds it inside.
    """

    def __init__(self, fetcher: Fetches, parser: SourceParser, robots: Permits, turn: Turn) -> None:
        self._fetcher = fetcher
        self._parser = parser
        self._robots = robots
        self._turn = turn
        self._parts = Parts()

    async def read(self, source: Source, now: datetime) -> Found:
        """Return what the source says.

        Raises:
            LookFailedError: it could not be read.
        """
        try:
            return await self._read(source, now)
        except (FetchError, NotReadableError) as error:
            raise LookFailedError(str(error)) from error

    async def _read(self, source: Source, now: datetime) -> Found:
        if source.kind in _PAGES:
            await self._check_robots(source.url)
        answer = await self._fetch(source.url, Validators(source.etag, source.last_modified))
        kind = source.kind
        listings: tuple[Listing, ...] = ()
        if answer.status != HTTPStatus.NOT_MODIFIED:
            kind = kind or _kind_of(answer)
            if kind in _PAGES and source.kind is None:
                await self._check_robots(answer.url)
            listings = (await self._parse(answer, kind, source.selector),)
            self._parts.named(source.id, listings[0].nested)
        parts = await self._read_parts(source, now)
        # A body in memory for each look that waits to be committed would add up.
        return Found(replace(answer, body=b""), kind, listings + parts)

    async def _check_robots(self, url: str) -> None:
        if not await self._robots.allows(url):
            raise LookFailedError("the site's robots.txt forbids programs to read this page")

    async def _fetch(self, url: str, validators: Validators) -> Fetched:
        async with self._turn(host(url)):
            answer = await self._fetcher.fetch(url, validators)
        if answer.status == HTTPStatus.GONE:
            raise GoneError("answered 410: it is gone for good")
        if answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            raise LookFailedError(f"answered {answer.status}", answer.retry_after)
        return answer

    async def _parse(self, answer: Fetched, kind: str | None, selector: str | None) -> Listing:
        return await self._parser.parse(
            answer.body, answer.url, answer.content_type, kind, selector
        )

    async def _read_parts(self, source: Source, now: datetime) -> tuple[Listing, ...]:
        """Read the parts that may have changed; fails only if none of them can be read."""
        listings: list[Listing] = []
        failures: list[Exception] = []
        parts = self._parts.to_read(source.id, source.looked_at)
        for part in parts:
            try:
                answer = await self._fetch(part.url, self._parts.validators(source.id, part))
                if answer.status != HTTPStatus.NOT_MODIFIED:
                    listings.append(await self._parse(answer, "sitemap", None))
            except (FetchError, NotReadableError, LookFailedError) as error:
                failures.append(error)
            else:
                self._parts.read(source.id, part, answer.validators, now)
        if failures and len(failures) == len(parts):
            raise LookFailedError(f"none of its sitemaps can be read: {failures[0]}")
        return tuple(listings)


def _kind_of(answer: Fetched) -> str | None:
    if answer.body.startswith(_GZIP):
        return None  # what is in it is found out where it is unpacked
    return likeliest(answer.body, answer.url, answer.content_type)
