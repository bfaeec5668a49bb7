"""Feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org)."""

import json
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from demo.newsroom.site import Site
from demo.newsroom.story import Story


def rss(site: Site) -> str:
    """Return the site's feed as RSS."""
    items = "".join(_item(site, story) for story in site.listed)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{xml_escape(site.title)}</title>
<link>{xml_escape(site.home)}/</link>
<atom:link href="{xml_escape(site.feed_url)}" rel="self" type="application/rss+xml"/>
{_hub(site, "atom:link")}<description>{xml_escape(site.title)}</description>
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


def atom(site: Site) -> str:
    """Return the site's feed as Atom."""
    entries = "".join(_entry(site, story) for story in site.listed)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.language}">
<title>{xml_escape(site.title)}</title>
<id>{xml_escape(site.home)}/</id>
<link rel="alternate" href="{xml_escape(site.home)}/"/>
<link rel="self" href="{xml_escape(site.feed_url)}"/>
{_hub(site, "link")}<updated>{site.changed.isoformat()}</updated>
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


def json_feed(site: Site) -> str:
    """Return the site's feed as JSON Feed."""
    shape: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "home_page_url": f"{site.home}/",
        "feed_url": site.feed_url,
        "language": site.language,
        "items": [_json_item(site, story) for story in site.listed],
    }
    if site.hub:
        shape["hubs"] = [{"type": "WebSub", "url": site.hub}]
    return json.dumps(shape, ensure_ascii=False)


def _json_item(site: Site, story: Story) -> dict[str, Any]:
    shape = {
        "id": story.id,
        "url": story.url,
        "title": story.headline,
        "summary": story.summary,
        "date_published": story.published.isoformat(),
        "date_modified": story.updated.isoformat(),
    }
    # An item must have one of the two contents; without the whole text it is the summary.
    text = {"content_html": _body(story)} if site.full_text else {"content_text": story.summary}
    return shape | text


def _hub(site: Site, element: str) -> str:
    return f'<{element} rel="hub" href="{xml_escape(site.hub)}"/>\n' if site.hub else ""


def _body(story: Story) -> str:
    # "]]>" can't stand in a CDATA section; escaped text has no ">" left.
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
