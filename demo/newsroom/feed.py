"""Feeds: RSS 2.0 and Atom (RFC 4287)."""

from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import escape as xml_escape

from demo.newsroom.site import Site
from demo.newsroom.story import Story

CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}


def feed(site: Site) -> str:
    """Return the site's feed as XML."""
    return _rss(site) if site.kind == "rss" else _atom(site)


def _rss(site: Site) -> str:
    items = "".join(_item(site, story) for story in site.listed)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{xml_escape(site.title)}</title>
<link>{xml_escape(site.home)}/</link>
<atom:link href="{xml_escape(site.feed_url)}" rel="self" type="application/rss+xml"/>
<description>{xml_escape(site.title)}</description>
<language>{site.language}</language>
<lastBuildDate>{format_datetime(site.changed, usegmt=True)}</lastBuildDate>
{items}</channel>
</rss>
"""


def _item(site: Site, story: Story) -> str:
    full = f"<content:encoded><![CDATA[{_body(story)}]]></content:encoded>\n"
    return f"""<item>
<title>{xml_escape(story.headline)}</title>
<link>{xml_escape(story.url)}</link>
<guid isPermaLink="false">{xml_escape(story.id)}</guid>
<pubDate>{format_datetime(story.published)}</pubDate>
<description>{xml_escape(f"<p>{escape(story.summary)}</p>")}</description>
{full if site.full_text else ""}</item>
"""


def _atom(site: Site) -> str:
    entries = "".join(_entry(site, story) for story in site.listed)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.language}">
<title>{xml_escape(site.title)}</title>
<id>{xml_escape(site.home)}/</id>
<link rel="alternate" href="{xml_escape(site.home)}/"/>
<link rel="self" href="{xml_escape(site.feed_url)}"/>
<updated>{site.changed.isoformat()}</updated>
{entries}</feed>
"""


def _entry(site: Site, story: Story) -> str:
    full = f'<content type="html">{xml_escape(_body(story))}</content>\n'
    return f"""<entry>
<title>{xml_escape(story.headline)}</title>
<id>{xml_escape(story.id)}</id>
<link rel="alternate" href="{xml_escape(story.url)}"/>
<published>{story.published.isoformat()}</published>
<updated>{story.updated.isoformat()}</updated>
<summary>{xml_escape(story.summary)}</summary>
{full if site.full_text else ""}</entry>
"""


def _body(story: Story) -> str:
    # "]]>" can't stand in a CDATA section; escaped text has no ">" left.
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
