"""The same three articles as every kind of source lists them; a new kind adds its line here."""

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.news import telegram_pages

SITE = "https://news.example.kz"
HEADLINES = (
    "Парламент принял закон о сталкинге",
    "Almaty opens a metro line & a park",
    "Астанада жаңа кітапхана ашылды",
)
PUBLISHED = datetime(2026, 7, 6, 4, 30, tzinfo=UTC)
NOW = datetime(2026, 7, 6, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """The three articles in one document.

    Attributes:
        name: of the test.
        kind: a key of ``KINDS``.
        body: the first article is dated ``PUBLISHED``, the others are not.
        content_type: the HTTP header, or None.
        url: the document's own address.
        addresses: of the articles.
        headlines: as far as this kind of document can give them.
    """

    name: str
    kind: str
    body: bytes
    content_type: str | None = None
    url: str = f"{SITE}/list/all"
    addresses: tuple[str, ...] = (f"{SITE}/1", f"{SITE}/2", f"{SITE}/3")
    headlines: tuple[str, ...] = HEADLINES


RSS2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Example</title><link>/</link><language>ru</language>
<item><title>{HEADLINES[0]}</title><link>/1</link><guid>a-1</guid>
<pubDate>Mon, 06 Jul 2026 09:30:00 +0500</pubDate></item>
<item><title><![CDATA[Almaty opens a metro line &amp; a park]]></title>
<link>https://news.example.kz/2</link><guid isPermaLink="false">a-2</guid></item>
<item><title>{HEADLINES[2]}</title><guid>https://news.example.kz/3</guid></item>
</channel></rss>"""

RSS1 = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example.kz/"><title>Example</title>
<link>https://news.example.kz/</link><description>News</description></channel>
<item rdf:about="https://news.example.kz/1"><title>{HEADLINES[0]}</title>
<link>https://news.example.kz/1</link><dc:date>2026-07-06T09:30:00+05:00</dc:date></item>
<item rdf:about="https://news.example.kz/2">
<title>Almaty opens a metro line &amp;amp; a park</title><link>https://news.example.kz/2</link></item>
<item rdf:about="https://news.example.kz/3"><title>{HEADLINES[2]}</title>
<link>https://news.example.kz/3</link></item></rdf:RDF>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.kz/"><title>Example</title>
<id>urn:x</id><updated>2026-07-06T04:30:00Z</updated>
<entry><id>urn:1</id><title>{HEADLINES[0]}</title><link href="1"/>
<updated>2026-07-06T04:30:00Z</updated></entry>
<entry><id>urn:2</id>
<title type="html">Almaty opens a metro line &amp;amp; a &lt;b&gt;park&lt;/b&gt;</title>
<link rel="replies" href="/2/replies"/><link rel="alternate" href="/2"/></entry>
<entry><id>urn:3</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HEADLINES[2]}</div>
</title><link href="https://news.example.kz/3"/></entry></feed>"""

RSS091 = f"""<rss version="0.91"><channel><title>Example</title>
<item><title>{HEADLINES[0]}</title><link>https://news.example.kz/1</link>
<pubDate>6 июля 2026, 09:30</pubDate></item>
<item><title>Almaty opens a metro line &amp; a park</title><link>https://news.example.kz/2</link></item>
<item><title>{HEADLINES[2]}</title><link>https://news.example.kz/3</link></item>
</channel></rss>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Example",
    "language": "ru",
    "items": [
        {
            "id": 1,
            "url": "/1",
            "title": HEADLINES[0],
            "date_published": "2026-07-06T09:30:00+05:00",
        },
        {"id": "2", "url": "https://news.example.kz/2", "title": HEADLINES[1]},
        {"id": "https://news.example.kz/3", "title": HEADLINES[2], "content_text": "Ашылды."},
    ],
}

_NEWS = (
    "<news:news><news:publication><news:name>Example</news:name><news:language>kz</news:language>"
    "</news:publication><news:title>{}</news:title>{}</news:news>"
)
_FIRST = "<news:publication_date>2026-07-06T09:30:00+05:00</news:publication_date>"
NEWS_SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example.kz/1</loc><lastmod>2026-07-06T11:00:00Z</lastmod>
{_NEWS.format(HEADLINES[0], _FIRST)}</url>
<url><loc>/2</loc>{_NEWS.format("Almaty opens a metro line &amp; a park", "")}</url>
<url><loc><![CDATA[https://news.example.kz/3]]></loc>{_NEWS.format(HEADLINES[2], "")}</url>
</urlset>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://news.example.kz/1</loc><lastmod>2026-07-06T04:30:00Z</lastmod></url>
<url><loc>https://news.example.kz/2</loc></url><url><loc>https://news.example.kz/3</loc></url>
</urlset>"""

CHANNEL = telegram_pages.channel_page(
    *(
        telegram_pages.post(number, telegram_pages.words(words), date=date)
        for number, words, date in (
            (1, HEADLINES[0], "2026-07-06T04:30:00+00:00"),
            (2, "Almaty opens a metro line &amp; a park", None),
            (3, HEADLINES[2], None),
        )
    )
)

PAGE = f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Example</title></head>
<body><nav><a href="/">Example</a><a href="/about">About</a></nav><main><h1>News</h1>
<article class="card"><h2><a href="/1">{HEADLINES[0]}</a></h2>
<time datetime="2026-07-06T09:30:00+05:00">6 июля</time></article>
<article class="card"><h2><a href="/2">Almaty opens a metro line &amp; a <b>park</b></a></h2>
</article><article class="card"><h2><a href="https://news.example.kz/3">{HEADLINES[2]}</a></h2>
</article></main></body></html>"""

_WITHOUT_HEADLINES = ("", "", "")
_POSTS = tuple(f"https://t.me/zharshy_news/{number}" for number in (1, 2, 3))

SAMPLES = [
    Sample("RSS 2.0", "feed", RSS2.encode(), "application/rss+xml"),
    Sample("RSS 2.0 as text/html", "feed", RSS2.encode(), "text/html"),
    Sample("RSS 2.0 in UTF-16", "feed", RSS2.replace("UTF-8", "UTF-16").encode("utf-16")),
    Sample("RSS 1.0", "feed", RSS1.encode(), "application/rdf+xml"),
    Sample("RSS 0.91", "feed", RSS091.encode()),
    Sample("Atom", "feed", ATOM.encode(), "application/atom+xml; charset=utf-8"),
    Sample("JSON Feed", "feed", json.dumps(JSON_FEED).encode(), "application/feed+json"),
    Sample("news sitemap", "sitemap", NEWS_SITEMAP.encode(), "application/xml"),
    Sample("sitemap", "sitemap", SITEMAP.encode(), headlines=_WITHOUT_HEADLINES),
    Sample("sitemap in gzip", "sitemap", gzip.compress(NEWS_SITEMAP.encode()), "application/gzip"),
    Sample("listing", "listing", PAGE.encode(), "text/html; charset=utf-8"),
    Sample(
        "Telegram channel",
        "telegram",
        CHANNEL,
        "text/html; charset=utf-8",
        url="https://t.me/s/zharshy_news",
        addresses=_POSTS,
    ),
]
"""Every kind of ``news.kinds.KINDS`` has at least one."""
