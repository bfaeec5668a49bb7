"""The way to extraction: in workers, so that a page can cost itself and nothing else."""

from collections.abc import Callable

from news.articles.article import ArticleText
from news.workers.errors import WorkError
from news.workers.guard import Limits
from news.workers.workers import Workers

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


class Extractor:
    """Extracts documents in at most ``workers`` processes at once.

    Args:
        workers: how many documents are read at once; the others wait.
        deadline: seconds for one document, not counting the wait for its turn.
        limits: what a worker may use.
        extract: an importable stand-in for ``read_document``.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        deadline: float = 10.0,
        limits: Limits | None = None,
        extract: Extract = read_document,
    ) -> None:
        self._workers = Workers(
            workers=workers, deadline=deadline, limits=limits, foreseen=(WorkError,)
        )
        self._extract = extract

    async def extract(self, body: bytes, url: str, content_type: str | None = None) -> ArticleText:
        """Return the article of a document; see ``read_document``.

        Raises:
            WorkError: it cannot be read, or its worker was too slow or died.
        """
        return await self._workers.run(self._extract, body, url, content_type)
