"""Taking parts out of a feed's bytes before a parser sees them, in linear time."""

import re

from news.kinds.xml import without, without_cut

_ENTRY_TAG = re.compile(rb"<(/?)(?:\w+:)?(?:item|entry)[\s>]")


def first_entry(document: bytes) -> int:
    """Return where the entries of a feed begin: after what it says of itself, mostly."""
    start = _ENTRY_TAG.search(document)
    return start.start() if start else len(document)


def without_cut_entry(document: bytes) -> bytes:
    """Return the feed without a last entry in whose middle it ends."""
    return without_cut(document, _ENTRY_TAG)


def without_captions(document: bytes) -> bytes:
    """Return the document without the words that belong to pictures.

    Both parsers take them for the entry's own headline and summary. In a ``media:group``, as
    video sites write it, they are the entry's own and stay.
    """
    if b"<media:" not in document or b"<media:group" in document:
        return document
    told = without(document, b"<media:description", b"</media:description>")
    return without(told, b"<media:title", b"</media:title>")
