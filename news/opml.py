"""Lists of sources as other readers write them: OPML (opml.org/spec2.opml).

listparser gets bytes, never a str: it would fetch an address. What it does takes longer than the
square of the file's length on files made for that, so it runs in a worker.
"""

from dataclasses import dataclass

from news.charset import xml_as_utf8
from news.workers.errors import WorkError
from news.workers.workers import Workers


class NotAListError(Exception):
    """The file is no OPML, names no source, or can't be read."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One source that a list names; ``name`` may be empty."""

    url: str
    name: str


def read_outlines(body: bytes) -> tuple[Outline, ...]:
    """Return the feeds that a file names, in its order, each address once.

    Raises:
        NotAListError: there are none.
    """
    import listparser  # noqa: PLC0415 - in workers only

    harvest = listparser.parse(xml_as_utf8(body, None))
    outlines = tuple(
        Outline(str(feed["url"]), str(feed.get("title") or "")) for feed in harvest["feeds"]
    )
    if not outlines:
        raise NotAListError("it names no feeds")
    return outlines


class ListReader:
    """Reads lists of sources in a worker process."""

    def __init__(self, *, deadline: float = 10.0) -> None:
        self._workers = Workers(workers=1, deadline=deadline, foreseen=(NotAListError,))

    async def read(self, body: bytes) -> tuple[Outline, ...]:
        """Return what ``read_outlines`` does.

        Raises:
            NotAListError: there is nothing, or reading it took too long or crashed.
        """
        try:
            return await self._workers.run(read_outlines, body)
        except WorkError as error:
            raise NotAListError(str(error)) from error
