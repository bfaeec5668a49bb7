"""What a newsroom answers when nothing is wrong."""

import gzip
import hashlib
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from demo.newsroom.channel import channel_page, contact_card
from demo.newsroom.feed import atom, json_feed, rss
from demo.newsroom.pages import article_page, front_page
from demo.newsroom.pdf import pdf
from demo.newsroom.site import Site
from demo.newsroom.sitemap import CHILD, news_sitemap, sitemap, sitemap_index
from demo.newsroom.story import Story

_XML = "application/xml; charset=utf-8"
_HTML = "text/html; charset=utf-8"


def answer(request: web.Request, site: Site) -> web.Response:
    """Return a site's answer to a GET."""
    path = request.path
    if path in {site.feed_path, f"{site.feed_path}/"}:
        return _list_answer(request, site)
    if path == f"/{site.name}/" and site.kind != "channel":
        return web.Response(text=front_page(site), content_type="text/html")
    if path.endswith(f"/{CHILD}") and site.kind == "sitemap index":
        packed = gzip.compress(sitemap(site).encode(), mtime=0)
        return _answer(request, site, packed, "application/gzip")
    story = next((story for story in site.stories if story.url.endswith(path)), None)
    if story is None:
        return web.Response(status=404, text="Not found")
    return _story_answer(site, story)


def document(site: Site) -> tuple[bytes, str]:
    """Return what lists a site's stories, and its Content-Type."""
    match site.kind:
        case "rss":
            return rss(site).encode(), "application/rss+xml; charset=utf-8"
        case "atom":
            return atom(site).encode(), "application/atom+xml; charset=utf-8"
        case "json":
            return json_feed(site).encode(), "application/feed+json"
        case "news sitemap":
            return news_sitemap(site).encode(), _XML
        case "sitemap index":
            return sitemap_index(site).encode(), _XML
        case "listing":
            return front_page(site).encode(), _HTML
        case "channel":
            page = channel_page(site) if site.has_preview else contact_card(site)
            return page.encode(), _HTML


def links(site: Site) -> str:
    """Return the Link header by which a feed names its hub and itself (WebSub, section 4)."""
    return f'<{site.hub}>; rel="hub", <{site.feed_url}>; rel="self"'


def _story_answer(site: Site, story: Story) -> web.Response:
    if story.form == "pdf":
        return web.Response(body=pdf(story), content_type="application/pdf")
    return web.Response(text=article_page(site, story), content_type="text/html")


def _list_answer(request: web.Request, site: Site) -> web.Response:
    body, content_type = document(site)
    response = _answer(request, site, body, content_type)
    if site.hub:
        response.headers["Link"] = links(site)
    if site.is_compressed and response.body:
        response.enable_compression()
    return response


def _answer(request: web.Request, site: Site, body: bytes, content_type: str) -> web.Response:
    """Return the body, or 304 where the reader has it (RFC 9110, section 13)."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Content-Type": content_type}
    if site.cache_control:
        headers["Cache-Control"] = site.cache_control
    if site.etag:
        headers["ETag"] = tag
    if site.last_modified:
        headers["Last-Modified"] = format_datetime(site.changed, usegmt=True)
    if _is_unchanged(request, site, tag):
        return web.Response(status=304, headers=headers)
    return web.Response(body=body, headers=headers)


def _is_unchanged(request: web.Request, site: Site, tag: str) -> bool:
    """RFC 9110, section 13.2.2: If-Modified-Since counts only without If-None-Match."""
    known = request.headers.get("If-None-Match")
    if site.etag and known is not None:
        return tag in [one.strip().removeprefix("W/") for one in known.split(",")]
    since = request.headers.get("If-Modified-Since")
    if not site.last_modified or since is None or known is not None:
        return False
    try:
        return site.changed <= parsedate_to_datetime(since)
    except ValueError:
        return False
