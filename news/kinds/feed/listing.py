"""From a feed's raw strings to entries: plain text, absolute addresses, ids that tell apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from news.addresses import absolute
from news.charset import undoubled
from news.entry import DropReason, Entry, Listing
from news.kinds.feed.raw import RawEntry, RawFeed
from news.languages import language_code
from news.plaintext import one_line, paragraphs

# A content that adds less than this to the summary is the summary again, with a "read more".
_CLEARLY_LONGER = 200
_LONGEST_ID = 1000


def listed(feed: RawFeed, url: str) -> Listing:
    """Return the listing that ``feed``, read at ``url``, stands for."""
    told = [raw for raw in feed.entries if raw.tells_something]
    entries = _told_apart([_entry(raw, url) for raw in told])
    dropped: dict[DropReason, int] = {
        "no address": len(feed.entries) - len(told),
        "repeated": len(told) - len(entries),
    }
    return Listing(
        title=one_line(feed.title),
        language=language_code(feed.language),
        entries=entries,
        dropped={reason: number for reason, number in dropped.items() if number},
    )


def _entry(raw: RawEntry, feed_url: str) -> Entry:
    title = one_line(undoubled(raw.title))
    summary = paragraphs(undoubled(raw.summary))
    has_more = raw.content.strip() not in {"", raw.summary}
    content = paragraphs(undoubled(raw.content)) if has_more else ""
    link = absolute(feed_url, raw.link) if raw.link else ""
    if not link and raw.id.startswith(("http://", "https://")):
        link = absolute(feed_url, raw.id)
    link = link or _own_address(feed_url, raw.id, title, summary)
    return Entry(
        id=raw.id.strip()[:_LONGEST_ID] or link,
        url=link,
        title=title,
        summary=summary or content,
        text=content if summary and len(content) > len(summary) + _CLEARLY_LONGER else "",
        published=raw.published,
    )


def _own_address(url: str, *telling: str) -> str:
    """Return an address for what has none of its own; ``news.addresses.canonical`` keeps it."""
    digest = sha256("\x00".join(telling).encode("utf-8", "replace")).hexdigest()
    return f"{url.partition('#')[0]}#entry-{digest[:16]}"


def _told_apart(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with each id once.

    Where one id stands for several addresses, the addresses take its place; where entries
    without ids share an address, as in feeds that always link to the front page, their
    headlines tell them apart.
    """
    addresses: dict[str, set[str]] = defaultdict(set)
    headlines: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        addresses[entry.id].add(entry.url)
        headlines[entry.id].add(entry.title)
    apart: dict[str, Entry] = {}
    for entry in entries:
        own = entry
        if len(addresses[entry.id]) > 1:
            own = replace(entry, id=entry.url)
        elif entry.id == entry.url and len(headlines[entry.id]) > 1:
            address = _own_address(entry.url, entry.title)
            own = replace(entry, id=address, url=address)
        apart.setdefault(own.id, own)
    return tuple(apart.values())
