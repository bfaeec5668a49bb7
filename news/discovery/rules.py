"""What a site's robots.txt says to a discovery: what may be read, where sitemaps are (RFC 9309)."""

import re
from dataclasses import dataclass

from protego import Protego

from news.addresses import absolute
from news.fetching.robots import PRODUCT

_MOST_BYTES = 512 * 1024
_MOST_SITEMAPS = 20
_NEWS = re.compile(r"news|google|novosti|zhanalyk", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules.

    Attributes:
        allowed: whether the page that was asked about may be read by programs.
        sitemaps: absolute addresses, those that sound like news first.
    """

    allowed: bool = True
    sitemaps: tuple[str, ...] = ()


def read_rules(body: bytes, url: str, page: str) -> Rules:
    """Return what a robots.txt says; a web page in its place says nothing.

    Args:
        body: the file.
        url: its address.
        page: address of the page in question.
    """
    text = body[:_MOST_BYTES]
    if text.lstrip()[:1] == b"<":
        return Rules()
    parsed = Protego.parse(text.decode("utf-8", "replace"))
    named = [absolute(url, place) for place in list(parsed.sitemaps)[:_MOST_SITEMAPS]]
    return Rules(
        allowed=parsed.can_fetch(page, PRODUCT),
        sitemaps=tuple(sorted(dict.fromkeys(filter(None, named)), key=_last)),
    )


def _last(url: str) -> bool:
    return not sounds_like_news(url)


def sounds_like_news(url: str) -> bool:
    """Tell whether a sitemap's address sounds like one for news."""
    return _NEWS.search(url) is not None
