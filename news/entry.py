"""What a source lists: the one shape that every kind of source is read into."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a source lists it; every text is plain, every address absolute.

    Attributes:
        id: the source's own identifier (RSS guid, Atom id), or the address where there is none.
        url: address of the publication.
        title: one line of plain text; empty when the source gives none.
        summary: plain text, paragraphs separated by a newline; may be empty.
        text: the full text when the source itself carries it (RSS content:encoded,
            Atom content), in the same form as ``summary``; otherwise empty.
        published: aware UTC time, or None when missing or unreadable.
    """

    id: str
    url: str
    title: str
    summary: str
    text: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one look at a source found.

    Attributes:
        title: the source's own name for itself; may be empty.
        language: ISO 639-1 code that the source declares, or None.
        entries: in the source's order, each id at most once.
        is_whole: False when the document ended in the middle of an entry, which is left out.
    """

    title: str
    language: str | None
    entries: tuple[Entry, ...]
    is_whole: bool = True
