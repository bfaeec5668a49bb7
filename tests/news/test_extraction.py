from datetime import UTC, datetime

import pytest

from news.articles.article import ArticleText
from news.articles.extraction import extract
from tests.news.pages import HEADLINE, PARAGRAPHS, SIDEBAR, article, links, teasers

URL = "https://post.example.kz/city/tram?from=main"
TEXT = "\n".join(" ".join(paragraph.split()) for paragraph in PARAGRAPHS)

SURROUNDINGS = {
    "nothing": "",
    "nav": f"<nav>{links()}</nav>",
    "aside": f"<aside><h3>Latest news</h3>{links()}</aside>",
    "footer": f"<footer>{links()}</footer>",
    "role": f'<div role="complementary">{links(item="p", wrap="div")}</div>',
    "named sidebar": f'<div class="col sidebar"><h3>Now</h3>{links(item="p", wrap="div")}</div>',
    "named related": f'<section id="related-news">{teasers()}</section>',
    "unnamed list": f"<div><h3>In other news</h3>{links()}</div>",
    "unnamed paragraphs of links": f"<div>{links(item='p', wrap='div')}</div>",
    "table of links": f"<table><tr>{links(item='td', wrap='tr')}</tr></table>",
    "latest news": f"<div><h3>Latest news</h3>{teasers()}</div>",
    "последние новости": f"<div><h3>Последние новости</h3>{teasers()}</div>",
    "соңғы жаңалықтар": f"<div><h3>Соңғы жаңалықтар</h3>{teasers()}</div>",
}


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=list(SURROUNDINGS))
def test_the_article_and_nothing_from_around_it(around: str) -> None:
    assert extract(article(around), URL).text == TEXT


INSIDE = {
    "related list": f"<div class='related'>{links()}</div>",
    "a promo line": f'<p><a href="/n/1">{SIDEBAR[0]}</a></p>',
    "read also": f'<p><strong>Read also:</strong></p><p><a href="/n/1">{SIDEBAR[0]}</a></p>',
    "читайте также": f"<h3>Читайте также</h3>{links()}",
    "тағы оқыңыз": f"<h4>Тағы оқыңыз:</h4>{links()}",
    "one line": f'<p>Читайте также: <a href="/n/1">{SIDEBAR[0]}</a></p>',
}


@pytest.mark.parametrize("inside", INSIDE.values(), ids=list(INSIDE))
def test_boxes_between_paragraphs_go_and_paragraphs_stay(inside: str) -> None:
    assert extract(article("", inside=inside), URL).text == TEXT


def test_links_in_prose_are_prose() -> None:
    inside = (
        '<p>The <a href="/law">law on stalking</a> was mentioned by <a href="/x">two of the '
        "speakers</a>, who said it had nothing to do with trams.</p>"
    )
    assert "law on stalking was mentioned by two of the speakers" in (
        extract(article("", inside=inside), URL).text
    )


def test_a_list_that_is_part_of_the_article_stays() -> None:
    inside = (
        "<p>The stops are:</p><ul><li>Orchard Street and the old mill</li>"
        "<li>The river embankment</li></ul>"
    )
    assert "Orchard Street and the old mill" in extract(article("", inside=inside), URL).text


def test_a_wrapper_named_like_a_box_keeps_its_article() -> None:
    page = article("").replace(b"<main>", b'<main><div class="layout with-sidebar related">')
    page = page.replace(b"</main>", b"</div></main>")
    assert extract(page, URL).text == TEXT


def test_a_form_around_the_whole_page_is_no_form() -> None:
    page = article(f"<form><p>Subscribe to our letter</p>{links()}</form>")
    page = page.replace(b"<body>", b"<body><form>").replace(b"</body>", b"</form></body>")
    assert extract(page, URL).text == TEXT


def test_what_is_known_of_a_page() -> None:
    found = extract(article("", lang="en-GB"), URL)
    assert found.title == HEADLINE
    assert found.language == "en"
    assert found.published == datetime(2026, 7, 6, 4, 30, tzinfo=UTC)
    assert found.canonical == "https://post.example.kz/city/tram"


@pytest.mark.parametrize(
    ("lang", "language"),
    [("kk-KZ", "kk"), ("kz", "kk"), ("ru_RU", "ru"), ("", None), ("rus", None)],
)
def test_the_language_a_page_declares(lang: str, language: str | None) -> None:
    assert extract(article("", lang=lang), URL).language == language


RUSSIAN = "Депутаты приняли во втором чтении закон, который вводит наказание за сталкинг. "


def russian(charset: str, declared: str | None) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    body = "".join(f"<p>{RUSSIAN * 3}</p>" for _ in range(4))
    page = f"<html><head>{meta}<title>Закон принят</title></head><body><article>{body}</article>"
    return f"{page}</body></html>".encode(charset)


@pytest.mark.parametrize(
    ("charset", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "text/html"),
        ("utf-8", None, "text/html; charset=utf-8"),
        ("utf-8", "windows-1251", "text/html"),
        ("cp1251", "windows-1251", "text/html"),
        ("cp1251", None, "text/html; charset=windows-1251"),
        ("cp1251", "utf-8", "text/html; charset=windows-1251"),
        ("cp1251", None, None),
        ("koi8-r", "koi8-r", None),
    ],
)
def test_encodings(charset: str, declared: str | None, content_type: str | None) -> None:
    assert RUSSIAN.strip() in extract(russian(charset, declared), URL, content_type).text


@pytest.mark.parametrize("page", [b"", b"   ", b"\x00\x01", b"no markup", b"<html></html>"])
def test_a_page_without_an_article_has_no_text(page: bytes) -> None:
    found = extract(page, URL)
    assert isinstance(found, ArticleText)
    assert len(found.text) < 20


def test_an_image_in_place_of_a_page() -> None:
    assert extract(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, URL).language is None
