"""The way to extraction: worker processes, so that a page can cost itself and nothing else."""

import asyncio
import os

from anyio import BrokenWorkerProcess, CapacityLimiter
from anyio.to_process import run_sync

from news.articles.article import ArticleText
from news.articles.errors import CrashedError, TooSlowError
from news.articles.worker import Extract, Limits, RetiredError, serve


class Extractor:
    """Extracts pages in at most ``workers`` processes, which end with the event loop.

    Args:
        workers: how many pages are read at once; the others wait.
        deadline: seconds for one page, not counting the wait for a free worker.
        limits: what a worker may use.
        extract: a picklable stand-in for ``news.articles.extraction.extract``.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        deadline: float = 10.0,
        limits: Limits | None = None,
        extract: Extract | None = None,
    ) -> None:
        self._free = asyncio.Semaphore(workers)
        self._limiter = CapacityLimiter(workers)
        self._retired = 0
        self._deadline = deadline
        self._limits = limits or Limits()
        self._extract = extract

    async def extract(self, page: bytes, url: str, content_type: str | None = None) -> ArticleText:
        """Return the article of a page; see ``news.articles.extraction.extract``.

        Raises:
            TooSlowError: no answer within the deadline; the worker was killed.
            CrashedError: the worker died.
        """
        async with self._free:
            try:
                async with asyncio.timeout(self._deadline):
                    return await self._served(page, url, content_type)
            except TimeoutError as error:
                raise TooSlowError(f"no text within {self._deadline:g} s") from error

    async def _served(self, page: bytes, url: str, content_type: str | None) -> ArticleText:
        while True:
            try:
                return await run_sync(
                    serve,
                    *(self._extract, page, url, content_type, os.getpid(), self._limits),
                    cancellable=True,
                    limiter=self._limiter,
                )
            except RetiredError:
                self._retired += 1
            except BrokenWorkerProcess as error:
                # One that has just retired may still stand in the pool when it is asked again.
                if self._retired == 0:
                    raise CrashedError("the worker died") from error
                self._retired -= 1
