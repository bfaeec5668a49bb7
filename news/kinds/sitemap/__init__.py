"""Sitemaps, their indexes, and Google's news sitemaps (sitemaps.org, protocol 0.9)."""

from news.entry import Listing
from news.kinds.guessing import is_plain_text
from news.kinds.sitemap.lines import read_lines
from news.kinds.sitemap.markup import read_markup

__all__ = ["read_sitemap"]


def read_sitemap(
    body: bytes,
    url: str,
    content_type: str | None,
    selector: str | None = None,  # noqa: ARG001 - for kinds that are web pages
) -> Listing:
    """Read a sitemap; a ``news.kinds.kind.Kind``.

    Entries stand in the document's order, which promises nothing about what is newest. Only news
    sitemaps give titles; summaries are always empty.
    """
    begins_as_markup = body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
    if is_plain_text(url, content_type) and not begins_as_markup:
        return read_lines(body, url, content_type)
    return read_markup(body, url, content_type)
