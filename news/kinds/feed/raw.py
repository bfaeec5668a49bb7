"""What both parsers are read into: a feed's strings as it gave them, markup and all."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry; every string may be empty.

    Attributes:
        id: RSS guid, Atom id, RDF about.
        link: the entry's page, perhaps relative to the feed.
        title: HTML or plain text.
        summary: HTML or plain text.
        content: HTML or plain text of the whole, where the feed has a place for it.
        published: aware UTC time, or None.
    """

    id: str
    link: str
    title: str
    summary: str
    content: str
    published: datetime | None

    @property
    def tells_something(self) -> bool:
        """Whether there is anything to list: an identity, an address or words."""
        return bool(self.id or self.link or self.title or self.summary or self.content)


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed and its entries in their order."""

    title: str
    language: str
    entries: tuple[RawEntry, ...]

    @property
    def has_lost_letters(self) -> bool:
        """Whether decoding left replacement characters in what people read."""
        return any("\ufffd" in entry.title or "\ufffd" in entry.summary for entry in self.entries)
