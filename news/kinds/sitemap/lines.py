"""Sitemaps that are plain text: one address a line."""

from news.charset import html_text
from news.entry import Listing
from news.kinds.kind import NotReadableError
from news.kinds.sitemap.gathering import Gathering

_WEB = ("http://", "https://")


def read_lines(body: bytes, url: str, content_type: str | None) -> Listing:
    """Read a text sitemap.

    Raises:
        NotReadableError: no line is an address.
    """
    found = Gathering(url)
    for line in html_text(body, content_type).splitlines():
        if words := line.split():
            is_address = len(words) == 1 and words[0].lower().startswith(_WEB)
            found.page(words[0] if is_address else "", "", None)
    if not found.entries:
        raise NotReadableError("no sitemap: a text without addresses, one a line")
    return Listing("", None, tuple(found.entries.values()), dropped=found.dropped)
