"""Dates as feeds write them, where the parsers find none or cannot know what is meant."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from lxml import etree

from news.dates import read_date, zone_of
from news.kinds.feed.document import first_entry
from news.kinds.feed.raw import RawEntry, RawFeed
from news.kinds.xml import local_name, tree

# The most telling first: when it was published, rather than when it was changed.
_NAMES = ("pubDate", "published", "issued", "date", "created", "updated", "modified", "pubdate")
# Where it is cheap to look: the tags that most feeds use. A pattern that begins with a word is
# found many times faster than one that begins with a choice.
_SAMPLE = 4096
_REST = rb"(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?([^<\]]*)"
_USUAL = tuple((tag, re.compile(tag + _REST)) for tag in (b"<pubDate", b"<updated", b"<dc:date"))
# RFC 822 and RFC 3339 with a zone: what both parsers read, and read alike.
_PLAIN = re.compile(
    rb"(?:(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? "
    rb"(?:[+-]\d{4}|GMT|UTC|UT|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T)"
    rb"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))\s*"
)


def redated(feed: RawFeed, document: bytes, url: str) -> RawFeed:
    """Return the feed with its dates read anew, if any of them is not plain.

    That are dates with Russian or Kazakh names of months, without a zone (Almaty's then, if
    the feed is from Kazakhstan), with the day first, and dates that a parser saw in a guid.
    """
    if _are_plain(feed, document):
        return feed
    written = list(_written(document))
    if len(written) != len(feed.entries):
        return feed
    zone = zone_of(url)
    return replace(
        feed,
        entries=tuple(
            replace(entry, published=_date(entry, told, zone))
            for entry, told in zip(feed.entries, written, strict=True)
        ),
    )


def _are_plain(feed: RawFeed, document: bytes) -> bool:
    """Tell whether every entry has a date, and a plain one; may err towards not."""
    if not all(entry.published for entry in feed.entries):
        return False
    start = first_entry(document)
    for tag, pattern in _USUAL:
        if document.find(tag, start, start + _SAMPLE) >= 0:
            texts = pattern.findall(document, start)
            return len(texts) >= len(feed.entries) and all(map(_PLAIN.fullmatch, texts))
    return False


def _written(document: bytes) -> Iterator[list[str]]:
    """Yield the dates of each entry in order, the most telling first."""
    root = tree(document)
    for entry in root.iter("{*}item", "{*}entry") if root is not None else ():
        told = {local_name(child): _text(child) for child in reversed(entry)}
        yield [told[name] for name in _NAMES if told.get(name)]


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _date(entry: RawEntry, told: list[str], zone: tzinfo) -> datetime | None:
    """Return an entry's date; the parser's where it reads what ``news.dates`` can't."""
    read = (read_date(text, zone=zone) for text in told)
    return next((moment for moment in read if moment), entry.published if told else None)
