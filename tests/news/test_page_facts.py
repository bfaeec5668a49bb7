"""What pages say of themselves: headline, date, language and address."""

import json
from datetime import UTC, datetime

import pytest

from news.articles.extraction import extract
from tests.news.pages import HEADLINE, PARAGRAPHS

URL = "https://post.example.kz/city/20456-tram"
NOW = datetime(2026, 7, 6, 12, 0, tzinfo=UTC)
BROKEN = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
MORNING = datetime(2026, 7, 6, 4, 30, tzinfo=UTC)


def page(head: str = "", above: str = "", heading: str = HEADLINE, lang: str = "") -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    title = f"<h1>{heading}</h1>" if heading else ""
    return (
        f"<html lang='{lang}'><head><meta charset='utf-8'>{head}</head>"
        f"<body><article><header>{title}{above}</header>{paragraphs}</article></body></html>"
    ).encode()


def linked(**facts: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        (f"<title>{HEADLINE} | The Steppe Post</title>", HEADLINE),
        (f"<title>{HEADLINE} | The Steppe Post</title>", ""),
        (f"<title>{HEADLINE} — Post</title>", ""),
        (f"<title>Post - {HEADLINE}</title><meta name='og:site_name' content='Post'>", ""),
        (f"<meta property='og:title' content='{HEADLINE}'><title>Post</title>", ""),
        (linked(headline=HEADLINE), ""),
        ("", HEADLINE),
        (f"<title>{HEADLINE}</title>", "The Steppe Post"),
    ],
)  # fmt: skip
def test_headlines(head: str, heading: str) -> None:
    assert extract(page(head, heading=heading), URL, now=NOW).title == HEADLINE


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (linked(datePublished="2026-07-06T09:30:00+05:00"), ""),
        (linked(datePublished="2026-07-06T09:30:00"), ""),
        (linked(**{"@type": "WebPage", "datePublished": "2026-07-06T04:30:00Z"}), ""),
        (BROKEN + linked(datePublished="2026-07-06 09:30"), ""),
        ("<meta property='article:published_time' content='2026-07-06T09:30:00+05:00'>", ""),
        ("<meta name='mediator_published_time' content='2026-07-06T09:30+05:00'>", ""),
        ("", "<time itemprop='datePublished' datetime='2026-07-06T09:30:00+05:00'>today</time>"),
        ("", "<time datetime='2026-07-06T09:30:00+05:00'></time>"),
        ("", "<div class='article-date'>6 июля 2026, 09:30</div>"),
        ("", "<div class='post__date'><span>2026 жылғы 6 шілде, 09:30</span></div>"),
        ("", "<span class='publishDate'>06.07.2026 09:30</span>"),
        ("", "<div class='meta'><span class='time'>Сегодня, 09:30</span></div>"),
        (linked(datePublished="soon"), "<time datetime='2026-07-06T09:30:00+05:00'></time>"),
    ],
)  # fmt: skip
def test_dates(head: str, above: str) -> None:
    assert extract(page(head, above), URL, now=NOW).published == MORNING


def test_dates_without_a_zone_are_those_of_the_sites_country() -> None:
    head = linked(datePublished="2026-07-06T09:30:00")
    elsewhere = extract(page(head), "https://post.example.org/1", now=NOW)
    assert elsewhere.published == datetime(2026, 7, 6, 9, 30, tzinfo=UTC)


def test_a_date_in_the_address_and_none_at_all() -> None:
    url = "https://post.example.org/2026/07/06/tram"
    assert extract(page(), url, now=NOW).published == datetime(2026, 7, 6, tzinfo=UTC)
    assert extract(page(), "https://post.example.org/tram", now=NOW).published is None


def test_dates_of_other_articles_are_not_taken() -> None:
    others = "<time datetime='2026-07-05T10:00:00Z'></time>"
    beside = page().replace(b"</article>", f"</article><div>{others}</div>".encode())
    assert extract(beside, "https://post.example.org/tram", now=NOW).published is None


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("<link rel='canonical' href='/city/20456-tram?utm_source=self'>", URL),
        ("<link rel='alternate canonical' href='/city/20456-tram'>", URL),
        (f"<meta property='og:url' content='{URL}#top'>", URL),
        (linked(mainEntityOfPage={"@id": URL}), URL),
        (linked(mainEntityOfPage=URL), URL),
        (linked(url="/city/20456-tram"), URL),
        # One article on two domains.
        ("<link rel='canonical' href='https://news.example.kz/n/77'>", "https://news.example.kz/n/77"),
        # Not the front page, a list, or always the same article.
        ("<link rel='canonical' href='/'>", None),
        ("<link rel='canonical' href='https://post.example.kz/ru/'>", None),
        ("<link rel='canonical' href='/city/'>", None),
        ("<link rel='canonical' href='/city/10001-opening'>", None),
        (f"<link rel='canonical' href='/'>{linked(url=URL)}", URL),
        (f"<link rel='canonical' href='/city/tram'><meta property='og:url' content='{URL}'>", URL),
        ("<link rel='canonical' href=''>", None),
        ("<link rel='canonical' href='javascript:void(0)'>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_address_that_a_page_gives_as_its_own(head: str, own: str | None) -> None:
    assert extract(page(head), URL, now=NOW).canonical == own


@pytest.mark.parametrize(
    ("canonical", "url", "own"),
    [
        ("/city/20456-tram", f"{URL}/amp", URL),
        ("/city/20456-tram", f"{URL}/?amp=1", URL),
        (URL, "https://m.post.example.kz/city/20456-tram", URL),
        ("/index.php", "https://a.kz/index.php?id=15", None),
        ("/article", "https://a.kz/article?sid=1204", None),
        ("/a/x3", "https://a.kz/a/x3?sid=8f3a2c", "https://a.kz/a/x3"),
        ("/a/x3", "https://a.kz/a/x3?PHPSESSID=8f3a2c", "https://a.kz/a/x3"),
        ("/show?id=15", "https://a.kz/show?from=main&id=15", "https://a.kz/show?id=15"),
        ("/show", "https://a.kz/show?from=main", "https://a.kz/show"),
        ("https://a.kz/", "https://a.kz/", "https://a.kz/"),
        ("https://a.kz/1-tram", "file:///tmp/page.html", "https://a.kz/1-tram"),
        ("https://a.kz/", "file:///tmp/page.html", None),
    ],
)  # fmt: skip
def test_addresses_seen_from_where_a_page_was_read(canonical: str, url: str, own: str) -> None:
    head = f"<link rel='canonical' href='{canonical}'>"
    assert extract(page(head), url, now=NOW).canonical == own


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("", linked(inLanguage="kk-KZ"), "kk"),
        ("", "<meta property='og:locale' content='ru_RU'>", "ru"),
        ("", "<meta http-equiv='Content-Language' content='kz'>", "kk"),
        ("en", "<meta property='og:locale' content='ru_RU'>", "en"),
        ("x-default", "", None),
    ],
)
def test_languages(lang: str, head: str, language: str | None) -> None:
    assert extract(page(head, lang=lang), URL, now=NOW).language == language


@pytest.mark.parametrize(
    "data",
    ["[" * 5000, "{", '"text"', "null", "1e999", '{"@graph": 7}', '[[{"@type": ["Article", 3]}]]',
     '{"@type": "NewsArticle", "headline": {"a": []}, "url": [[]], "datePublished": 5}',
     '{"@type":"NewsArticle","mainEntityOfPage":{"@type":"WebPage","mainEntity":[[[]]]}}'],
)  # fmt: skip
def test_linked_data_that_is_none(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    assert extract(page(head), URL, now=NOW).title == HEADLINE
