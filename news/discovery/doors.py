"""What a discovery needs of the rest, handed in by whoever makes one."""

from collections.abc import Awaitable
from typing import Protocol

from news.discovery.facts import PageFacts
from news.entry import Listing
from news.fetching.fetched import Fetched


class Fetch(Protocol):
    """What is needed of ``news.fetching.fetcher.Fetcher.fetch``."""

    def __call__(self, url: str, *, deadline: float) -> Awaitable[Fetched]:
        """GET an address within ``deadline`` seconds; raises ``FetchError``."""


class Parse(Protocol):
    """What is needed of ``news.parsing.SourceParser.parse``."""

    def __call__(
        self, body: bytes, url: str, content_type: str | None, kind: str | None = None
    ) -> Awaitable[Listing]:
        """Return what a document lists; raises ``NotReadableError``."""


class Inspect(Protocol):
    """``news.discovery.inspecting.inspect``, in a worker or a thread."""

    def __call__(self, body: bytes, url: str, content_type: str | None) -> Awaitable[PageFacts]:
        """Return what a web page says of itself."""
