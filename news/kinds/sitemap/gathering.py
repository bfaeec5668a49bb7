"""Entries by their addresses, each once, and what had to be left out."""

from dataclasses import dataclass, field
from datetime import datetime

from news.addresses import absolute
from news.entry import DropReason, Entry, Nested


@dataclass(slots=True)
class Gathering:
    """What a sitemap read at ``url`` lists, as it is being read."""

    url: str
    entries: dict[str, Entry] = field(default_factory=dict)
    nested: dict[str, Nested] = field(default_factory=dict)
    dropped: dict[DropReason, int] = field(default_factory=dict)

    def page(self, address: str, title: str, published: datetime | None) -> None:
        """Add a page; one that leads nowhere or is known is counted instead."""
        if link := self._fresh(address):
            self.entries[link] = Entry(link, link, title, "", "", published)

    def sitemap(self, address: str, changed: datetime | None) -> None:
        """Add a sitemap that an index names."""
        if link := self._fresh(address):
            self.nested[link] = Nested(link, changed)

    def _fresh(self, address: str) -> str:
        link = absolute(self.url, address) if address else ""
        if not link:
            self._drop("no address")
        elif link in self.entries or link in self.nested:
            self._drop("repeated")
            return ""
        return link

    def _drop(self, reason: DropReason) -> None:
        self.dropped[reason] = self.dropped.get(reason, 0) + 1
