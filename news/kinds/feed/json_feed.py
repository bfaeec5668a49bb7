"""JSON Feed 1.0 and 1.1 (jsonfeed.org), also where it doesn't keep to its rules."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from w3lib.encoding import http_content_type_encoding

from news.charset import encoding_of
from news.dates import read_date, zone_of
from news.entry import Hints
from news.kinds.feed.raw import RawEntry, RawFeed
from news.kinds.kind import NotReadableError

_DATES = ("date_published", "date_modified")
_VERSION = "jsonfeed.org/version/"
# No text holds these: databases refuse the first, encoders the others.
_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_MARKUP = re.compile(r"</[a-zA-Z]|<(?:br|img|hr)\b|&(?:#\d|#x|amp;|quot;|nbsp;|[lg]t;)")


def is_json(document: bytes) -> bool:
    """Tell whether a document can only be JSON."""
    return document[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in {b"{", b"["}


def read(body: bytes, url: str, content_type: str | None) -> tuple[RawFeed, Hints]:
    """Return the feed in a JSON document.

    Raises:
        NotReadableError: the JSON is damaged, or no feed.
    """
    encoding, content = encoding_of(body, (http_content_type_encoding(content_type or ""),))
    try:
        told = json.loads(content.decode(encoding, "replace").lstrip("\ufeff"), strict=False)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotReadableError(f"no feed: damaged JSON, {where}: {error.msg}") from None
    except (ValueError, RecursionError):  # numbers and nesting without end
        raise NotReadableError("no feed: damaged JSON") from None
    if not isinstance(told, dict) or not _is_feed(told):
        raise NotReadableError("no feed: this is JSON, but no JSON Feed")
    items, zone = told.get("items"), zone_of(url)
    feed = RawFeed(
        title=_markup(told, "title"),
        language=_text(told, "language"),
        entries=tuple(_entry(item, zone) for item in _objects(items)),
    )
    return feed, Hints(hub=_hub(told), topic=_text(told, "feed_url"))


def _is_feed(told: Mapping[str, Any]) -> bool:
    """Tell a feed: by its version, or by a list of items where somebody forgot it."""
    if _VERSION in _text(told, "version"):
        return True
    items = _objects(told.get("items"))
    return any("id" in item and ("url" in item or "title" in item) for item in items)


def _entry(item: Mapping[str, Any], zone: tzinfo) -> RawEntry:
    link = _text(item, "url") or _text(item, "external_url")
    if not link:
        attached = (_text(one, "url") for one in _objects(item.get("attachments")))
        link = next((url for url in attached if url), "")
    content = _text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False)
    moments = (read_date(_text(item, name), zone=zone) for name in _DATES)
    return RawEntry(
        id=_text(item, "id"),
        link=link,
        title=_markup(item, "title"),
        summary=_markup(item, "summary"),
        content=content,
        published=next((moment for moment in moments if moment), None),
    )


def _text(of: Mapping[str, Any], name: str) -> str:
    """Return a member that ought to be a string; ids and titles are also numbers."""
    value = of.get(name)
    if isinstance(value, str):
        return _NO_CHARACTERS.sub("", value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else ""


def _markup(of: Mapping[str, Any], name: str) -> str:
    """Return as HTML what ought to be plain text, and often is HTML all the same."""
    text = _text(of, name)
    return text if _MARKUP.search(text) else html.escape(text, quote=False)


def _objects(value: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _hub(told: Mapping[str, Any]) -> str:
    hubs = _objects(told.get("hubs"))
    return next((_text(one, "url") for one in hubs if _text(one, "type") == "WebSub"), "")
