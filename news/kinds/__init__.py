"""The kinds of source: one module each behind ``kind.Kind``, and the front door to all of them."""

from types import MappingProxyType

from news.entry import Listing
from news.kinds.feed import read_feed
from news.kinds.kind import Kind, NotReadableError

KINDS: MappingProxyType[str, Kind] = MappingProxyType({"feed": read_feed})
"""By the name that ``sources.toml`` and the database use, the likeliest first."""

__all__ = ["KINDS", "Kind", "NotReadableError", "parse"]


def parse(
    body: bytes,
    url: str,
    content_type: str | None,
    kind: str | None = None,
    selector: str | None = None,
) -> Listing:
    """Return what the document at ``url`` lists, whatever kind it is.

    Args:
        body: the document, decompressed.
        url: the address that answered, the base of relative links.
        content_type: the HTTP header, or None.
        kind: a key of ``KINDS``; None tries them in order.
        selector: CSS selector of the links to articles, for kinds that are web pages.

    Raises:
        NotReadableError: no kind can read it; says what the likeliest one made of it.
    """
    if kind is not None:
        return KINDS[kind](body, url, content_type, selector)
    refusals: list[NotReadableError] = []
    for read in KINDS.values():
        try:
            return read(body, url, content_type, selector)
        except NotReadableError as refusal:
            refusals.append(refusal)
    raise refusals[0]
