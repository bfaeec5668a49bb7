"""Inspecting pages in workers: what reads them, and its memory, stays out of the bot's process."""

from news.discovery.facts import PageFacts
from news.workers.errors import WorkError
from news.workers.workers import Workers


class Inspector:
    """Inspects web pages, one that hangs or crashes its worker as if it said nothing."""

    def __init__(self) -> None:
        self._workers = Workers()

    async def inspect(self, body: bytes, url: str, content_type: str | None) -> PageFacts:
        """Return what a page says of itself; see ``news.discovery.inspecting``."""
        try:
            return await self._workers.run(_inspect, body, url, content_type)
        except WorkError:
            return PageFacts(name="", feeds=(), needs_scripts=False)


def _inspect(body: bytes, url: str, content_type: str | None) -> PageFacts:
    from news.discovery.inspecting import inspect  # noqa: PLC0415 (it loads lxml, in workers only)

    return inspect(body, url, content_type)
