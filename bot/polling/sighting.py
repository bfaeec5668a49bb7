"""From a source's entries to what commit 1 stores."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from hashlib import blake2b

from bot.polling.relisting import says_enough
from news.addresses import canonical
from news.entry import Entry
from storage.articles import Sighted


def sighted(entries: Sequence[Entry], among: Sequence[Entry]) -> list[Sighted]:
    """Return the entries, oldest first, under canonical addresses.

    Sources list the newest first. Where headlines share one address ``among`` all that the
    source lists (a feed that links every item to its front page), headlines tell entries apart:
    ids may be others at the next look, and one headline listed twice is one article.
    So is what says the same at the same time under two addresses.
    """
    headlines: defaultdict[str, set[str]] = defaultdict(set)
    for entry in among:
        headlines[canonical(entry.url)].add(entry.title)
    shared = {address for address, titles in headlines.items() if len(titles) > 1}
    found = [_sighted(entry, canonical(entry.url), shared) for entry in reversed(entries)]
    first: dict[bytes, str] = {}
    return [
        replace(one, url=first.setdefault(one.digest, one.url)) if says_enough(one) else one
        for one in found
    ]


def _sighted(entry: Entry, address: str, shared: Set[str]) -> Sighted:
    if address in shared:
        mark = blake2b(entry.title.encode(errors="replace"), digest_size=8).hexdigest()
        address = f"{address}#{mark}"
    return Sighted(
        entry_id=entry.id,
        url=address,
        title=entry.title,
        summary=entry.summary,
        text=entry.text,
        published=entry.published,
    )
