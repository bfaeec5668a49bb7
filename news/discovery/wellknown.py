"""Where feeds and sitemaps stand when nobody says where."""

from urllib.parse import urljoin, urlsplit

_FEEDS = ("rss", "feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss/all", "feeds")
_FEEDS_OF_A_SECTION = ("feed", "rss")
_SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap.xml")
MOST_FEEDS = 8


def feeds(url: str) -> tuple[str, ...]:
    """Return where feeds of a page's site may be, the likeliest first, ``MOST_FEEDS`` at most.

    Those of the page's own section come before those of the whole site.
    """
    path = urlsplit(url).path.rstrip("/")
    section = [f"{path}/{name}" for name in _FEEDS_OF_A_SECTION] if path else []
    found = [urljoin(url, place) for place in (*section, *(f"/{name}" for name in _FEEDS))]
    return tuple(dict.fromkeys(found))[:MOST_FEEDS]


def sitemaps(url: str) -> tuple[str, ...]:
    """Return where sitemaps of a page's site may be, those for news first."""
    return tuple(urljoin(url, f"/{name}") for name in _SITEMAPS)
