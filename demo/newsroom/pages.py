"""Pages as news sites have them: the story amid navigation, boxes and a footer."""

from dataclasses import dataclass
from html import escape

from demo.newsroom.site import Site
from demo.newsroom.story import Story

_SIDEBAR = 8
_FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class _Words:
    sections: tuple[str, ...]
    latest: str
    also: str
    share: str
    rights: str


_WORDS = {
    "en": _Words(
        ("Politics", "Economy", "Society", "Culture", "Sport"),
        "Latest news",
        "Read also",
        "Share this story",
        "All rights reserved. Reprints with a link to the source.",
    ),
    "ru": _Words(
        ("Политика", "Экономика", "Общество", "Культура", "Спорт"),
        "Последние новости",
        "Читайте также",
        "Поделиться",
        "Все права защищены. Перепечатка со ссылкой на источник.",
    ),
    "kk": _Words(
        ("Саясат", "Экономика", "Қоғам", "Мәдениет", "Спорт"),
        "Соңғы жаңалықтар",
        "Тағы оқыңыз",
        "Бөлісу",
        "Барлық құқықтар қорғалған. Көшіріп басқанда сілтеме міндетті.",
    ),
}


def article_page(site: Site, story: Story) -> str:
    """Return a story's page; the boxes beside it name the site's other stories."""
    words = _WORDS.get(site.language, _WORDS["en"])
    half = (len(story.paragraphs) + 1) // 2
    when = f"{story.published:%Y-%m-%d %H:%M}"
    main = f"""<article>
<h1>{escape(story.headline)}</h1>
<p class="meta"><time datetime="{story.published.isoformat()}">{when}</time></p>
<p class="lead"><strong>{escape(story.summary)}</strong></p>
{_paragraphs(story.paragraphs[:half])}
{_read_also(site, story, words)}
{_paragraphs(story.paragraphs[half:])}
<div class="share"><span>{words.share}:</span> <a href="#">Telegram</a> <a href="#">X</a></div>
</article>"""
    return _page(site, story.headline, main, story)


def front_page(site: Site) -> str:
    """Return the site's home: its stories, newest first."""
    items = "".join(
        f'<li><h2><a href="{escape(story.url)}">{escape(story.headline)}</a></h2>'
        f"<p>{escape(story.summary)}</p></li>\n"
        for story in site.listed
    )
    return _page(site, site.title, f'<ul class="stories">{items}</ul>', None)


def _page(site: Site, title: str, main: str, story: Story | None) -> str:
    words = _WORDS.get(site.language, _WORDS["en"])
    sections = "".join(f'<li><a href="#">{section}</a></li>' for section in words.sections)
    whole = site.title if title == site.title else f"{title} — {site.title}"
    meta = f'<meta property="og:title" content="{escape(title)}">\n'
    if story:
        meta += (
            f'<meta property="article:published_time" content="{story.published.isoformat()}">\n'
            f'<link rel="canonical" href="{escape(story.url)}">\n'
        )
    if feed_type := _FEED_TYPES.get(site.kind):
        meta += f'<link rel="alternate" type="{feed_type}" href="{escape(site.feed_url)}">\n'
    return f"""<!DOCTYPE html>
<html lang="{site.language}">
<head>
<meta charset="utf-8">
<title>{escape(whole)}</title>
{meta}</head>
<body>
<header><a class="logo" href="{escape(site.home)}/">{escape(site.title)}</a>
<nav><ul>{sections}</ul></nav></header>
<main>{main}</main>
<aside class="sidebar"><h3>{words.latest}</h3>
<ul>{_latest(site, story)}</ul></aside>
<footer><p>© {escape(site.title)}. {words.rights}</p>
<ul>{sections}</ul></footer>
</body>
</html>
"""


def _latest(site: Site, story: Story | None) -> str:
    others = [other for other in site.listed if story is None or other.id != story.id]
    links = [f'<a href="{escape(other.url)}">{escape(other.headline)}</a>' for other in others]
    teasers = [f'<a href="#">{escape(teaser)}</a>' for teaser in site.teasers]
    return "".join(f"<li>{link}</li>" for link in [*teasers, *links][:_SIDEBAR])


def _read_also(site: Site, story: Story, words: _Words) -> str:
    other = next((other for other in site.listed if other.id != story.id), None)
    if other is None:
        return ""
    return (
        f'<div class="read-also"><b>{words.also}:</b> '
        f'<a href="{escape(other.url)}">{escape(other.headline)}</a></div>'
    )


def _paragraphs(paragraphs: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
