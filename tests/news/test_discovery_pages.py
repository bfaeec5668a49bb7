"""What a page declares: feeds in every spelling, its name, whether it needs scripts."""

import pytest

from news.discovery.inspecting import inspect
from news.discovery.naming import cleaned

PAGE = "https://vestnik.example.kz/"


def feeds(markup: str, address: str = PAGE) -> list[str]:
    return [feed.url for feed in inspect(markup.encode(), address, None).feeds]


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="alternate" type="application/rss+xml" href="https://vestnik.example.kz/x">',
        '<LINK REL=Alternate TYPE="APPLICATION/ATOM+XML" HREF=/x>',
        '<link href="x" type="application/feed+json" rel="home alternate">',
        '<link rel="alternate" type="application/rdf+xml" href="//vestnik.example.kz/x">',
        '<link rel="alternate" type="text/rss" href="/x">',
        '<link rel="service.feed" type="application/x.atom+xml" href="/x">',
        '<body><p>text</p><link rel=alternate type="application/rss+xml; charset=utf-8" href=x>',
        '<base href="https://vestnik.example.kz/"><link rel=alternate type=text/rss+xml href=x>',
    ],
)
def test_links_in_every_spelling(markup: str) -> None:
    address = PAGE if "<base" not in markup else f"{PAGE}deep/page"
    assert feeds(f"<html><head>{markup}</head>", address) == [f"{PAGE}x"]


@pytest.mark.parametrize(
    "place",
    [
        *("/rss", "/feed/", "/rss.xml", "/news/rss/all", "/export/atom.xml", "/index.rdf"),
        *("/?feed=rss2", "/external.php?type=RSS2", "/news_rss.php", "/kk/rss/"),
    ],
)
def test_plain_links_and_untyped_ones_count_by_their_address(place: str) -> None:
    expected = [f"https://vestnik.example.kz{place}"]
    assert feeds(f'<body><a href="{place}">RSS</a>') == expected
    assert feeds(f'<link rel="alternate" type="text/xml" href="{place}">') == expected


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="alternate" hreflang="kk" href="/kk/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?url=feed">',
        '<link rel="stylesheet" href="/feed.css">',
        '<a href="https://feedly.com/i/subscription/feed/https://vestnik.example.kz/rss">Feedly</a>',
        '<a href="/feedback">Обратная связь</a><a href="/tag/rss">RSS</a><a href="mailto:rss">',
        '<a href="/news/press-conference">Пресс-конференция</a>',
    ],
)
def test_what_is_no_feed_is_left_out(markup: str) -> None:
    assert feeds(markup) == []


def test_the_pages_own_feed_comes_first_and_comments_last() -> None:
    markup = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{place}">'
        for title, place in (
            ("Лента комментариев", "/comments/feed"),
            ("Вестник", "/feed"),
            ("Спорт", "/sport/feed"),
        )
    )
    assert feeds(f'<a href="/rss">RSS</a>{markup}', f"{PAGE}sport/") == [
        f"{PAGE}sport/feed",
        f"{PAGE}feed",
        f"{PAGE}rss",
        f"{PAGE}comments/feed",
    ]
    facts = inspect(markup.encode(), PAGE, None)
    assert [feed.is_comments for feed in facts.feeds] == [False, False, True]


def test_a_feed_is_named_once() -> None:
    markup = '<link rel=alternate type=application/rss+xml href="/rss"><a href="/rss#top">RSS</a>'
    assert feeds(markup) == [f"{PAGE}rss"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Степной вестник — RSS", "Степной вестник"),
        ("RSS: Вестник", "Вестник"),
        ("Blog » Feed", "Blog"),
        ("Вестник - Лента новостей", "Вестник"),
        ("Жаңалықтар (RSS)", "Жаңалықтар"),
        ("Главная | Акимат", "Акимат"),
        ("The Post - All Posts", "The Post"),
        ("RSS", ""),
        ("Feed", ""),
        ("Newsfeed of the Steppe", "Newsfeed of the Steppe"),
        (" ", ""),
    ],
)
def test_names_lose_what_only_says_that_they_are_feeds(title: str, name: str) -> None:
    assert cleaned(title) == name


def test_long_names_are_cut() -> None:
    assert len(cleaned("слово " * 50)) <= 80


def test_a_front_page_bears_its_sites_name_and_another_its_own() -> None:
    markup = b'<title>News | Post</title><meta property="og:site_name" content="The Post">'
    assert inspect(markup, PAGE, None).name == "The Post"
    assert inspect(markup, f"{PAGE}sport/today", None).name == "News | Post"


@pytest.mark.parametrize(
    ("body", "needs"),
    [
        ('<div id="root"></div><script src="/a.js"></script>', True),
        (f"<p>Загрузка</p><script>{'x=1;' * 100}</script><noscript>Включите</noscript>", True),
        (f'<p>{"Слово " * 100}</p><script src="/a.js"></script>', False),
        ("<p>Сайт закрыт</p>", False),
    ],
)
def test_pages_that_scripts_fill_are_noticed(body: str, needs: bool) -> None:
    assert inspect(f"<body>{body}</body>".encode(), PAGE, None).needs_scripts is needs


@pytest.mark.parametrize("body", [b"", b"\x00", b"\xff\xfe", b'{"a": 1}', b"<" * 5000])
def test_what_is_no_page_has_no_facts(body: bytes) -> None:
    assert inspect(body, PAGE, None).feeds == ()
