"""fastfeedparser, where it can be trusted: 10 to 147 times faster than feedparser."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import fastfeedparser

from news.kinds.feed.document import without
from news.kinds.feed.raw import RawEntry, RawFeed

_DATES = re.compile(
    rb"<(?:\w+:)?(?:pubdate|published|updated|issued|modified|date|lastbuilddate)[\s>]",
    re.IGNORECASE,
)
_NAMED_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[a-zA-Z]\w*;")
_CODE = re.compile(rb"(?:<|&lt;)(?:script|style)\b", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s*(?:<!\[CDATA\[)?\s*([a-zA-Z_-]+)", re.IGNORECASE)
_JSON = (b"{", b"[")

_XHTML_TITLE = re.compile(rb"<(?:\w+:)?title[^>]{0,80}xhtml")


def read(document: bytes) -> RawFeed | None:
    """Return the feed in ``document`` (UTF-8), or None when a closer look is needed."""
    if document.lstrip()[:1] in _JSON or _is_beyond_it(document):
        return None
    try:
        parsed = fastfeedparser.parse(
            document, include_tags=False, include_media=False, include_enclosures=False
        )
        entries = tuple(_entry(entry) for entry in parsed["entries"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    if b"xml:base" in document and not all(entry.link.startswith("http") for entry in entries):
        return None
    if not all(entry.link for entry in entries) or _guesses_dates(document, entries):
        return None
    info = parsed["feed"]
    language = _LANGUAGE.search(document[:8192])
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

    That is: entities, which it lets libxml2 expand in attributes without a limit, titles that are
    markup, scripts and styles, which it takes for words where it makes a summary of a text, and
    HTML's names of characters outside of CDATA, at which it cuts the text.
    """
    return (
        b"<!ENTITY" in document
        or _CODE.search(document) is not None
        or (b"xhtml" in document and _XHTML_TITLE.search(document) is not None)
        or (
            _NAMED_ENTITY.search(document) is not None
            and _NAMED_ENTITY.search(without(document, b"<![CDATA[", b"]]>")) is not None
        )
    )


def _guesses_dates(document: bytes, entries: tuple[RawEntry, ...]) -> bool:
    """Tell whether more entries have dates than are written: it also sees dates in guids."""
    dated = sum(entry.published is not None for entry in entries)
    return dated > 0 and dated > len(_DATES.findall(document))
