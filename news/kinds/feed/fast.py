"""fastfeedparser, where it can be trusted: 10 to 147 times faster than feedparser."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import fastfeedparser

from news.kinds.feed.document import first_entry
from news.kinds.feed.raw import RawEntry, RawFeed

_CODE = (re.compile(rb"<s(?:cript|tyle)"), re.compile(rb"&(?:lt|#60);s(?:cript|tyle)"))
_OWN_WORDS = (b"<description>", b"<description ", b"<summary>", b"<summary ")
_LINK = re.compile(rb"<(?:\w{1,20}:)?(?:link|guid)[\s>]")
_LANGUAGE = re.compile(rb"language>\s*+(?:<!\[CDATA\[\s*+)?+([a-zA-Z_-]+)")
_XHTML_TITLE = re.compile(rb"<(?:\w+:)?title[^>]{0,80}xhtml")


def read(document: bytes) -> RawFeed | None:
    """Return the feed in ``document`` (UTF-8), or None when a closer look is needed."""
    if _is_beyond_it(document):
        return None
    try:
        parsed = fastfeedparser.parse(
            document, include_tags=False, include_media=False, include_enclosures=False
        )
        entries = tuple(_entry(entry) for entry in parsed["entries"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    if _misses_entries(document, entries) or _misses_links(document, entries):
        return None
    if _may_take_code_for_words(document, entries):
        described = _described(document)
        if not described:
            entries = tuple(replace(entry, summary="") for entry in entries)
        elif described < len(entries):
            return None
    info = parsed["feed"]
    language = _LANGUAGE.search(document, 0, 8192)
    return RawFeed(
        title=info.get("title") or "",
        language=language.group(1).decode("ascii") if language else info.get("language") or "",
        entries=entries,
    )


def _entry(entry: Mapping[str, Any]) -> RawEntry:
    contents: Sequence[Mapping[str, Any]] = entry.get("content") or ({},)
    published = entry.get("published")
    own_id, stand_in = entry.get("id") or "", entry.get("link")
    return RawEntry(
        id="" if own_id == stand_in else own_id,
        link=_link(entry),
        title=entry.get("title") or "",
        summary=entry.get("description") or "",
        content=contents[0].get("value") or "",
        published=datetime.fromisoformat(published) if published else None,
    )


def _link(entry: Mapping[str, Any]) -> str:
    """Return the entry's page: Atom's rel=alternate, also when another link comes first."""
    for link in entry.get("links") or ():
        if link.get("rel") in {None, "alternate"} and link.get("href"):
            return str(link["href"])
    return entry.get("link") or ""


def _is_beyond_it(document: bytes) -> bool:
    """Tell whether the document has what it reads wrongly.

    That is: entities, which it lets libxml2 expand in attributes without a limit, and titles that
    are markup.
    """
    return b"<!ENTITY" in document or (
        b"xhtml" in document and _XHTML_TITLE.search(document) is not None
    )


def _misses_entries(document: bytes, entries: Sequence[RawEntry]) -> bool:
    """Tell whether there may be more entries: it sees none behind a tag that is never closed."""
    return max(document.count(b"</item>"), document.count(b"</entry>")) > len(entries)


def _misses_links(document: bytes, entries: Sequence[RawEntry]) -> bool:
    """Tell whether there may be links that it did not see, or bases that it did not heed."""
    if b"xml:base" in document and not all(
        (entry.link or entry.id).startswith("http") for entry in entries
    ):
        return True
    if all(entry.link or entry.id.startswith("http") for entry in entries):
        return False
    return _LINK.search(document, first_entry(document)) is not None


def _may_take_code_for_words(document: bytes, entries: Sequence[RawEntry]) -> bool:
    """Tell whether scripts and styles may be in summaries, which it makes where there are none."""
    more = any(entry.content.strip() not in {"", entry.summary} for entry in entries)
    return more and any(mark.search(document) for mark in _CODE)


def _described(document: bytes) -> int:
    """Return how many entries have a summary of their own."""
    start = first_entry(document)
    return sum(document.count(mark, start) for mark in _OWN_WORDS)
