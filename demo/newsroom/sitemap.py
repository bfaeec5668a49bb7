"""Sitemaps: Google's for news, and plain ones behind an index (sitemaps.org)."""

from xml.sax.saxutils import escape

from demo.newsroom.site import Site
from demo.newsroom.story import Story

CHILD = "sitemap-1.xml.gz"
"""The one sitemap that the index names, in the site's folder."""

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def news_sitemap(site: Site) -> str:
    """Return the newest stories with their headlines, as Google News reads them."""
    pages = "".join(_news_page(site, story) for story in site.listed)
    return f"{_XML}<urlset {_NAMESPACE} {_NEWS}>\n{pages}</urlset>\n"


def sitemap_index(site: Site) -> str:
    """Return the index."""
    return (
        f"{_XML}<sitemapindex {_NAMESPACE}>\n<sitemap><loc>{escape(site.home)}/{CHILD}</loc>"
        f"<lastmod>{site.changed.isoformat()}</lastmod></sitemap>\n</sitemapindex>\n"
    )


def sitemap(site: Site) -> str:
    """Return the sitemap behind the index: addresses, no headlines."""
    pages = "".join(
        f"<url><loc>{escape(story.url)}</loc><lastmod>{story.updated.isoformat()}</lastmod></url>\n"
        for story in site.listed
    )
    return f"{_XML}<urlset {_NAMESPACE}>\n{pages}</urlset>\n"


def _news_page(site: Site, story: Story) -> str:
    return f"""<url>
<loc>{escape(story.url)}</loc>
<news:news>
<news:publication><news:name>{escape(site.title)}</news:name>\
<news:language>{site.language}</news:language></news:publication>
<news:publication_date>{story.published.isoformat()}</news:publication_date>
<news:title>{escape(story.headline)}</news:title>
</news:news>
</url>
"""
