"""From a source's entries to what commit 1 stores."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from news.addresses import canonical
from news.entry import Entry
from storage.articles import Sighted


def sighted(entries: Sequence[Entry]) -> list[Sighted]:
    """Return the entries, oldest first, under canonical addresses.

    Sources list the newest first. Entries that share one address (a feed that links every item
    to its front page) are told apart by their ids.
    """
    addresses = [canonical(entry.url) for entry in entries]
    shared = {address for address, times in Counter(addresses).items() if times > 1}
    return [
        _sighted(entry, address, shared)
        for entry, address in reversed(list(zip(entries, addresses, strict=True)))
    ]


def _sighted(entry: Entry, address: str, shared: set[str]) -> Sighted:
    if address in shared:
        mark = blake2b(entry.id.encode(errors="replace"), digest_size=8).hexdigest()
        address = f"{address}#{mark}"
    return Sighted(
        entry_id=entry.id,
        url=address,
        title=entry.title,
        summary=entry.summary,
        text=entry.text,
        published=entry.published,
    )
