"""What feeds and sitemaps do with XML before they read it: safely, and in linear time."""

import re
from collections import deque
from functools import lru_cache
from html.entities import html5
from xml.parsers import expat

from lxml import etree

from news.references import paired_bytes

_UNKNOWN = re.compile(rb"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([a-zA-Z]\w{1,30});)?")
_PREDEFINED = (
    *((b"&amp;", b"&#38;"), (b"&lt;", b"&#60;"), (b"&gt;", b"&#62;")),
    *((b"&quot;", b"&#34;"), (b"&apos;", b"&#39;")),
)
_BARE = re.compile(rb"<(?=[\s\d=<>&.,;)-])")
_NUMBER = re.compile(rb"&#(?:0*+(\d++)|[xX]0*+([0-9a-fA-F]++));?|&#[xX]?0++;?")
_MOST_DIGITS = 7  # of U+10FFFF in decimal
# What a document may hold (XML 1.0, 2.2).
_CHARACTERS = (
    *(range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000)),
    *(range(9, 11), range(13, 14)),
)
_HEAD = 4096
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


def repaired(document: bytes) -> bytes:
    """Return the document without what libxml2 drops outside of CDATA sections.

    That is: bare ampersands, as addresses are often written with; HTML's names of characters; a
    "<" that begins no tag; and, behind the first fault in a document, even "&amp;" and "&lt;",
    but not their numbers. Numbers of characters that XML forbids are gone everywhere, and two of
    surrogates are one character.
    """
    document = paired_bytes(document)
    if _is_well_formed(document):
        return document
    parts = _NUMBER.sub(_allowed, document).split(b"<![CDATA[")
    for at, part in enumerate(parts):
        section, end, markup = part.partition(b"]]>") if at else (b"", b"", part)
        if b"&" in markup:
            for name, number in _PREDEFINED:
                markup = markup.replace(name, number)
            markup = _UNKNOWN.sub(_character, markup)
        parts[at] = section + end + _BARE.sub(b"&#60;", markup)
    return b"<![CDATA[".join(parts)


def _is_well_formed(document: bytes) -> bool:
    """Tell whether there is nothing to repair; with a DTD, names may be faults that don't show."""
    if b"<!DOCTYPE" in document[:_HEAD]:
        return False
    try:
        expat.ParserCreate().Parse(document, True)
    except (expat.ExpatError, LookupError, ValueError):  # the latter of odd encodings
        return False
    return True


def _allowed(number: re.Match[bytes]) -> bytes:
    """Return a number of a character as it stands; nothing if no document may hold that."""
    digits, base = (number.group(1), 10) if number.group(1) else (number.group(2) or b"", 16)
    code = int(digits, base) if 0 < len(digits) <= _MOST_DIGITS else 0
    allowed = any(code in some for some in _CHARACTERS)
    return number.group() if allowed else b""


def _character(found: re.Match[bytes]) -> bytes:
    name = (found.group(1) or b"").decode()
    return html5[f"{name};"].encode() if f"{name};" in html5 else b"&#38;" + found.group()[1:]


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
