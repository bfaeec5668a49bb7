"""Reading what a source lists in a worker: its parser may hang or crash, and costs one look."""

from news import kinds
from news.entry import Listing
from news.kinds import NotReadableError
from news.workers.errors import WorkError
from news.workers.guard import Limits
from news.workers.workers import Workers

# A tiny feed takes milliseconds, of which the way to the worker and back is 0.4.
_LIMITS = Limits(pieces=5_000, idle_seconds=90)
_PATIENCE = 1.0  # seconds; a second worker weighs more than most would ever win by it


class SourceParser:
    """Parses documents of sources in at most ``workers`` processes at once.

    Args:
        workers: how many documents are parsed at once; the others wait.
        deadline: seconds for one document, not counting the wait for its turn.
    """

    def __init__(self, *, workers: int = 2, deadline: float = 10.0) -> None:
        self._workers = Workers(
            workers=workers,
            deadline=deadline,
            limits=_LIMITS,
            foreseen=(NotReadableError,),
            patience=_PATIENCE,
        )

    async def parse(
        self,
        body: bytes,
        url: str,
        content_type: str | None,
        kind: str | None = None,
        selector: str | None = None,
    ) -> Listing:
        """Return what a document lists; see ``news.kinds.parse``.

        Raises:
            NotReadableError: no kind can read it, or reading it took too long or crashed.
        """
        try:
            return await self._workers.run(kinds.parse, body, url, content_type, kind, selector)
        except WorkError as error:
            raise NotReadableError(f"not readable: {error}") from error
