"""What feeds and sitemaps do with XML before they read it: safely, and in linear time."""

import re
from collections import deque
from functools import lru_cache
from html.entities import html5

from lxml import etree

_UNKNOWN = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([a-zA-Z]\w{1,30});)?"
)
_TAIL = 400  # a closing root element stands here, whatever a cache adds behind it
_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:rss|rdf|feed|urlset|sitemapindex)\s*>", re.IGNORECASE)


def without(document: bytes, start: bytes, end: bytes) -> bytes:
    """Return the document without what stands between two marks, and without the marks."""
    first, *parts = document.split(start)
    return first + b"".join(part.partition(end)[2] if end in part else part for part in parts)


def without_cut(document: bytes, tags: re.Pattern[bytes]) -> bytes:
    """Return the document without a last entry in whose middle it ends.

    Half an entry has half a headline, or no address, and would be taken for another one.

    Args:
        document: UTF-8, or another encoding whose tags are ASCII.
        tags: matches the tags of entries; its first group holds the slash of an end tag.
    """
    if _CLOSED.search(document, max(0, len(document) - _TAIL)):
        return document
    ends = deque(tags.finditer(document), maxlen=1)
    return document[: ends[0].start()] if ends and not ends[0].group(1) else document


def with_characters(document: bytes) -> bytes:
    """Return the document without what libxml2 drops: bare ampersands, HTML's names of characters.

    Addresses are often written with the first, texts with the second. Within CDATA sections both
    are in order and stay.
    """
    if _UNKNOWN.search(document) is None:
        return document
    parts = document.split(b"<![CDATA[")
    for at, part in enumerate(parts):
        section, end, markup = part.partition(b"]]>") if at else (b"", b"", part)
        if b"&" in markup:
            parts[at] = section + end + _UNKNOWN.sub(_character, markup)
    return b"<![CDATA[".join(parts)


def _character(found: re.Match[bytes]) -> bytes:
    name = (found.group(1) or b"").decode()
    return html5[f"{name};"].encode() if f"{name};" in html5 else b"&amp;" + found.group()[1:]


def tree(document: bytes) -> etree._Element | None:
    """Return the root of an XML document, as far as it can be read; None if it can't at all.

    Entities that the document defines are gone, so nothing expands, and nothing is ever opened.
    """
    # A parser for each call: one shared by threads would make them wait for each other.
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    plain = without(document, b"<!ENTITY", b">") if b"<!ENTITY" in document else document
    try:
        root: etree._Element | None = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace or prefix; empty for what is no element."""
    tag = element.tag
    # The stubs know nothing of entities and comments, whose tag is a function.
    return _local(tag) if isinstance(tag, str) else ""  # type: ignore[redundant-expr] # see above


@lru_cache(maxsize=256)  # a document has a dozen names, and asks for them 100,000 times
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]
