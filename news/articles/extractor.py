"""The way to extraction: in workers, so that a page can cost itself and nothing else."""

import asyncio
from collections.abc import Callable, Collection

from news.addresses import host
from news.articles.article import ArticleText
from news.workers.errors import TooSlowError, WorkError
from news.workers.guard import Limits
from news.workers.turns import Turns
from news.workers.workers import Workers

# Of real pages few have two thousand; what costs most grows with the square of their number.
_MOST_TAGS = 40_000
_LOADED_WITHIN = 15.0

Extract = Callable[[bytes, str, str | None], ArticleText]


def read_document(body: bytes, url: str, content_type: str | None = None) -> ArticleText:
    """Return the article of a web page or a PDF document; loads what reads it."""
    if is_pdf(body, content_type):
        from news.articles import pdf  # noqa: PLC0415 - loads its parser, in workers only

        return pdf.extract(body, url)
    from news.articles import extraction  # noqa: PLC0415 - loads 40 MB, in workers only

    return extraction.extract(body, url, content_type)


def is_pdf(body: bytes, content_type: str | None) -> bool:
    """Tell a PDF document, by its first bytes (ISO 32000-1, 7.5.2) or by what is declared."""
    start = body[:1024].lstrip()
    declared = (content_type or "").partition(";")[0].strip().lower()
    return start.startswith(b"%PDF-") or (
        declared == "application/pdf" and not start.startswith(b"<")
    )


def load() -> None:
    """Load what reads web pages, so that the first of them has not to wait for it."""
    from news.articles import extraction  # noqa: F401, PLC0415 - loads 40 MB, in workers only


class Extractor:
    """Extracts documents in at most ``workers`` processes at once.

    A document that is not done after a moment is put behind all others and read anew, with more
    time; so are further ones of its host and its source. What takes so long never has all workers.

    Args:
        workers: how many documents are read at once; the others wait.
        moment: seconds in which hardly a document is not done.
        deadline: seconds for one that is not, not counting the wait for its turn.
        limits: what a worker may use.
        extract: an importable stand-in for ``read_document``.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        moment: float = 2.0,
        deadline: float = 6.0,
        limits: Limits | None = None,
        extract: Extract = read_document,
    ) -> None:
        self._quick, self._long, loading = (
            Workers(workers=workers, deadline=seconds, limits=limits, foreseen=(WorkError,))
            for seconds in (moment, deadline, _LOADED_WITHIN)
        )
        # Workers that hung are killed; the page after one must not be taken for slow.
        self._turns = Turns(workers, lambda: loading.run(load))
        self._moment = moment
        self._extract = extract

    async def extract(
        self, body: bytes, url: str, content_type: str | None = None, source: str = ""
    ) -> ArticleText:
        """Return the article of a document; see ``read_document``.

        ``source`` is who led to it, and pays for it together with its host.

        Raises:
            WorkError: it cannot be read, or its worker was too slow or died.
        """
        if body.count(b"<") > _MOST_TAGS and not is_pdf(body, content_type):
            raise WorkError(f"the page has more than {_MOST_TAGS:,} tags")
        document = body, url, content_type
        payers = {f"host {host(url)}", *((f"source {source}",) if source else ())}
        try:
            async with self._turns.turn(payers) as turn:
                workers = self._long if turn.is_long else self._quick
                return await workers.run(self._extract, *document)
        except TooSlowError:
            if turn.is_long:
                raise
        return await self._once_more(document, payers)

    async def _once_more(
        self, document: tuple[bytes, str, str | None], payers: Collection[str]
    ) -> ArticleText:
        async with self._turns.turn(payers, must_be_long=True):
            started = asyncio.get_running_loop().time()
            found = await self._long.run(self._extract, *document)
            took = asyncio.get_running_loop().time() - started
        if took < self._moment / 2:
            # It was the machine that had been slow.
            self._turns.pardon(payers)
        return found
