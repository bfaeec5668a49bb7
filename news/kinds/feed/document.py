"""Taking parts out of a feed's bytes before a parser sees them, in linear time."""

import re

_ENTRY_TAG = re.compile(rb"<(/?)(?:\w+:)?(?:item|entry)[\s>]")


def without(document: bytes, start: bytes, end: bytes) -> bytes:
    """Return the document without what stands between two marks, and without the marks."""
    first, *parts = document.split(start)
    return first + b"".join(part.partition(end)[2] if end in part else part for part in parts)


def without_captions(document: bytes) -> bytes:
    """Return the document without the words that belong to pictures.

    Both parsers take them for the entry's own headline and summary. In a ``media:group``, as
    video sites write it, they are the entry's own and stay.
    """
    if b"<media:" not in document or b"<media:group" in document:
        return document
    told = without(document, b"<media:description", b"</media:description>")
    return without(told, b"<media:title", b"</media:title>")


def without_cut_entry(document: bytes) -> bytes:
    """Return the document without a last entry in whose middle it ends.

    Half an entry has half a headline, or no address, and would be taken for another one.
    """
    tags = list(_ENTRY_TAG.finditer(document))
    ends_inside = bool(tags) and not tags[-1].group(1)
    return document[: tags[-1].start()] if ends_inside else document
