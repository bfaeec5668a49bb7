"""What a source lists: the one shape that every kind of source is read into."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


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
class Nested:
    """Another document that a source names as a part of itself (a sitemap in an index).

    Attributes:
        url: absolute.
        changed: aware UTC time of its last change, or None.
    """

    url: str
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class Hints:
    """What a document says about when, and where, to look next.

    Attributes:
        ttl: seconds for which it is not worth asking again (RSS ttl, sy:updatePeriod), or None.
        skip_hours: hours of the day in UTC, 0 to 23, in which nothing is published (RSS skipHours).
        skip_days: days of the week, Monday 0, in which nothing is published (RSS skipDays).
        hub: address of a WebSub hub that pushes changes; empty without one.
        topic: the address under which the hub knows this document (rel=self); empty without one.
    """

    ttl: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    hub: str = ""
    topic: str = ""


DropReason = Literal["unreadable", "no text", "no address", "repeated"]
"""Why an entry is left out already while parsing: a post that can only be read in Telegram, a
picture or a notice without words, an entry that leads nowhere, one that the same document lists
twice."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one look at a source found.

    Attributes:
        title: the source's own name for itself; may be empty.
        language: ISO 639-1 code that the source declares, or None.
        entries: in the source's order, each id at most once.
        is_whole: False when the document ended in the middle of an entry, which is left out.
        nested: further documents to read for the rest (a sitemap index has nothing but these).
        hints: when and where to look next.
        dropped: how many entries were left out, by reason.
    """

    title: str
    language: str | None
    entries: tuple[Entry, ...]
    is_whole: bool = True
    nested: tuple[Nested, ...] = ()
    hints: Hints = Hints()
    dropped: dict[DropReason, int] = field(default_factory=dict)
