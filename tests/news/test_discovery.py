"""Discovery from what a person types to a proposal, over made-up sites; nothing is fetched."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from news.discovery.discovering import Discovery
from news.discovery.facts import PageFacts
from news.discovery.inspecting import inspect
from news.discovery.outcomes import Proposal, Reason, Refusal
from news.entry import Listing
from news.fetching.errors import (
    BrokenAnswerError,
    FetchError,
    RefusedAddressError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
    UnreachableError,
)
from news.fetching.fetched import Fetched, Validators
from news.kinds import parse

SITE = "https://vestnik.example.kz"
STORIES = (
    ("1001-parlament-priniat-zakon", "Парламент принял закон о сталкинге"),
    ("1002-novaia-stantsiia-metro", "В Алматы открыли новую станцию метро"),
    ("1003-kitapkhana-ashyldy", "Астанада жаңа кітапхана ашылды"),
    ("1004-tseny-na-khleb", "Цены на хлеб выросли в пяти областях"),
)


def feed(
    stories: Sequence[tuple[str, str]] = STORIES, *, title: str = "Вестник", day: int = 6
) -> str:
    items = "".join(
        f"<item><title>{headline}</title><link>{SITE}/news/{slug}</link>"
        f"<pubDate>Mon, {day:02} Jul 2026 0{number}:00:00 +0000</pubDate></item>"
        for number, (slug, headline) in enumerate(stories)
    )
    channel = f"<channel><title>{title}</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def page(head: str = "", inside: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="ru"><head><title>Степной вестник</title>{head}</head>'
        f"<body><p>Сайт газеты</p>{inside}</body></html>"
    )


def alternate(href: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


LIST = "".join(
    f'<div class="item"><h3><a href="/news/{slug}">{headline}</a></h3></div>'
    for slug, headline in STORIES
)
NEWS_SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    + "".join(
        f"<url><loc>{SITE}/news/{slug}</loc><news:news><news:publication><news:name>Вестник"
        "</news:name><news:language>ru</news:language></news:publication>"
        f"<news:publication_date>2026-07-06T0{number}:00:00Z</news:publication_date>"
        f"<news:title>{headline}</news:title></news:news></url>"
        for number, (slug, headline) in enumerate(STORIES)
    )
    + "</urlset>"
)
PLAIN_SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    + "".join(f"<url><loc>{SITE}/news/{slug}</loc></url>" for slug, _ in STORIES)
    + "</urlset>"
)
CHANNEL = """<html><head><title>Вестник – Telegram</title></head><body class="tgme_body">
<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">Вестник</div></div>
<section class="tgme_channel_history">
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="vestnik/7">
<div class="tgme_widget_message_text">Мост через Урал откроют осенью</div>
<a class="tgme_widget_message_date" href="https://t.me/vestnik/7">
<time datetime="2026-07-06T04:30:00+00:00"></time></a></div></div></section></body></html>"""
CARD = """<html><head><title>Telegram: Contact @{name}</title></head><body><div class="tgme_page">
{inside}</div></body></html>"""

Answer = str | int | FetchError | Fetched


@dataclass
class Web:
    """Answers by address: a body, a status, an error, or a whole answer; 404 for all others."""

    answers: dict[str, Answer]
    asked: list[str] = field(default_factory=list)

    async def fetch(self, url: str, *, deadline: float) -> Fetched:
        assert deadline > 0
        self.asked.append(url)
        answer = self.answers.get(url, 404)
        if isinstance(answer, FetchError):
            raise answer
        if isinstance(answer, Fetched):
            return answer
        if isinstance(answer, int):
            return answered(url, "", answer)
        return answered(url, answer)

    async def discover(self, asked: str, deadline: float = 5.0) -> Proposal | Refusal:
        return await Discovery(self.fetch, read, look, deadline=deadline).discover(asked)


def answered(url: str, body: str, status: int = 200) -> Fetched:
    return Fetched(status, url, None, None, body.encode(), Validators(), None)


async def read(body: bytes, url: str, content_type: str | None, kind: str | None = None) -> Listing:
    return parse(body, url, content_type, kind)


async def look(body: bytes, url: str, content_type: str | None) -> PageFacts:
    return inspect(body, url, content_type)


async def found(asked: str, answers: dict[str, Answer]) -> Proposal:
    proposal = await Web(answers).discover(asked)
    assert isinstance(proposal, Proposal), proposal
    return proposal


async def refused(asked: str, answers: dict[str, Answer]) -> Refusal:
    refusal = await Web(answers).discover(asked)
    assert isinstance(refusal, Refusal), refusal
    return refusal


async def test_a_feeds_own_address_is_proposed_with_its_newest_headlines() -> None:
    web = Web({f"{SITE}/rss": feed(title="Вестник — RSS")})
    assert await web.discover(f"{SITE}/rss") == Proposal(
        url=f"{SITE}/rss",
        kind="feed",
        name="Вестник",
        language=None,
        headlines=tuple(headline for _, headline in STORIES[:0:-1]),
        entries=4,
        newest=datetime(2026, 7, 6, 3, 0, tzinfo=UTC),
    )
    assert web.asked == [f"{SITE}/rss"]


async def test_a_page_leads_to_the_feed_that_it_declares() -> None:
    proposal = await found(
        "vestnik.example.kz",
        {SITE: page(alternate("/export/all.xml", "RSS")), f"{SITE}/export/all.xml": feed()},
    )
    assert (proposal.url, proposal.kind) == (f"{SITE}/export/all.xml", "feed")


async def test_of_several_declared_feeds_the_fullest_that_is_in_use_wins() -> None:
    head = "".join(alternate(f"/{name}.rss", name) for name in ("few", "old", "most", "comments"))
    proposal = await found(
        SITE,
        {
            SITE: page(head),
            f"{SITE}/few.rss": feed(STORIES[:1], day=10),
            f"{SITE}/old.rss": feed(STORIES * 3, day=1),
            f"{SITE}/most.rss": feed(day=9),
            f"{SITE}/comments.rss": feed([(f"c{n}", f"Ответ {n}") for n in range(8)], day=10),
        },
    )
    assert proposal.url == f"{SITE}/most.rss"


async def test_a_rubric_gets_its_own_feed() -> None:
    rubric = f"{SITE}/sport"
    proposal = await found(
        rubric,
        {
            rubric: page(alternate("/feed") + alternate("/sport/feed")),
            f"{SITE}/feed": feed(),
            f"{SITE}/sport/feed": feed(STORIES[:2]),
        },
    )
    assert proposal.url == f"{SITE}/sport/feed"


async def test_declared_feeds_that_fail_or_are_empty_are_passed_over() -> None:
    head = alternate("/gone.xml") + alternate("/page.rss") + alternate("/empty.rss")
    proposal = await found(
        SITE,
        {SITE: page(head, LIST), f"{SITE}/page.rss": page(), f"{SITE}/empty.rss": feed(())},
    )
    assert (proposal.kind, proposal.url) == ("listing", SITE)


async def test_well_known_places_are_tried_until_one_works() -> None:
    web = Web({SITE: page(), f"{SITE}/rss": page(), f"{SITE}/rss.xml": feed()})
    proposal = await web.discover(SITE)
    assert isinstance(proposal, Proposal)
    assert proposal.url == f"{SITE}/rss.xml"
    assert web.asked == [SITE, f"{SITE}/rss", f"{SITE}/feed", f"{SITE}/rss.xml"]


async def test_the_news_sitemap_of_robots_txt_is_preferred() -> None:
    proposal = await found(
        SITE,
        {
            SITE: page(inside=LIST),
            f"{SITE}/robots.txt": "Sitemap: /sitemap-all.xml\nSitemap: /news.xml\nUser-agent: *",
            f"{SITE}/sitemap-all.xml": PLAIN_SITEMAP,
            f"{SITE}/news.xml": NEWS_SITEMAP,
        },
    )
    assert (proposal.kind, proposal.url, proposal.entries) == ("sitemap", f"{SITE}/news.xml", 4)
    assert proposal.headlines[0] == STORIES[-1][1]


async def test_an_index_of_sitemaps_leads_to_the_one_with_news() -> None:
    index = "<sitemapindex>" + "".join(
        f"<sitemap><loc>{SITE}/{name}.xml</loc></sitemap>" for name in ("pages", "tags", "news")
    )
    proposal = await found(
        SITE,
        {
            SITE: page(),
            f"{SITE}/robots.txt": "Sitemap: /index-of-maps.xml",
            f"{SITE}/index-of-maps.xml": f"{index}</sitemapindex>",
            f"{SITE}/pages.xml": PLAIN_SITEMAP,
            f"{SITE}/news.xml": NEWS_SITEMAP,
        },
    )
    assert proposal.url == f"{SITE}/news.xml"


async def test_a_list_with_headlines_is_better_than_a_sitemap_without() -> None:
    maps: dict[str, Answer] = {
        f"{SITE}/robots.txt": "Sitemap: /sitemap.xml",
        f"{SITE}/sitemap.xml": PLAIN_SITEMAP,
    }
    assert (await found(SITE, {SITE: page(inside=LIST), **maps})).kind == "listing"
    assert (await found(SITE, {SITE: page(), **maps})).kind == "sitemap"


async def test_at_last_the_page_itself_is_watched() -> None:
    proposal = await found(SITE, {SITE: page(inside=LIST)})
    assert proposal == Proposal(
        url=SITE,
        kind="listing",
        name="Степной вестник",
        language="ru",
        headlines=tuple(headline for _, headline in STORIES[:3]),
        entries=4,
        newest=None,
    )


async def test_a_page_that_robots_txt_forbids_is_not_watched() -> None:
    answers: dict[str, Answer] = {
        f"{SITE}/news": page(inside=LIST),
        f"{SITE}/robots.txt": "User-agent: *\nDisallow: /news",
    }
    assert await refused(f"{SITE}/news", answers) == Refusal(Reason.ROBOTS)
    answers[f"{SITE}/rss"] = feed()
    assert (await found(f"{SITE}/news", answers)).kind == "feed"


async def test_bare_names_are_tried_with_and_without_https_and_www() -> None:
    web = Web(
        {
            SITE: UnreachableError("no such name"),
            "https://www.vestnik.example.kz": BrokenAnswerError("TLS is broken"),
            "http://vestnik.example.kz": UnreachableError("refused"),
            "http://www.vestnik.example.kz": feed(),
        }
    )
    proposal = await web.discover("vestnik.example.kz")
    assert isinstance(proposal, Proposal)
    assert proposal.url == "http://www.vestnik.example.kz"
    assert [urlsplit(url).scheme for url in web.asked] == ["https", "https", "http", "http"]


async def test_the_address_that_answered_is_watched() -> None:
    there = answered("https://new.example.kz/all.rss", feed())
    proposal = await found(SITE, {SITE: page(alternate("/rss")), f"{SITE}/rss": there})
    assert proposal.url == "https://new.example.kz/all.rss"


async def test_feeds_of_a_site_that_hides_its_pages_are_found() -> None:
    assert (await found(SITE, {SITE: 403, f"{SITE}/feed": feed()})).url == f"{SITE}/feed"
    assert await refused(SITE, {SITE: 403}) == Refusal(Reason.STATUS, "403")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (UnreachableError("no such name"), Refusal(Reason.UNREACHABLE, "no such name")),
        (BrokenAnswerError("not HTTP"), Refusal(Reason.UNREACHABLE, "not HTTP")),
        (TimedOutError("no answer"), Refusal(Reason.TIMED_OUT, "no answer")),
        (TooLargeError("too much"), Refusal(Reason.TOO_LARGE, "too much")),
        (TooManyRedirectsError("more than 5"), Refusal(Reason.REDIRECTS, "more than 5")),
        (RefusedAddressError("private"), Refusal(Reason.REFUSED_ADDRESS, "private")),
        (404, Refusal(Reason.STATUS, "404")),
        (503, Refusal(Reason.STATUS, "503")),
        ("%PDF-1.7", Refusal(Reason.NOTHING, "no feed: neither RSS nor Atom")),
    ],
)
async def test_each_trouble_has_its_code(answer: Answer, expected: Refusal) -> None:
    assert await refused(SITE, {SITE: answer}) == expected


async def test_a_private_address_ends_the_search_at_once() -> None:
    web = Web({SITE: RefusedAddressError("leads into a private network")})
    await web.discover("vestnik.example.kz")
    assert web.asked == [SITE]


async def test_a_page_with_nothing_says_so() -> None:
    refusal = await refused(SITE, {SITE: page(inside="<p>О нас</p>")})
    assert refusal == Refusal(Reason.NOTHING, "a web page without a list of articles")


async def test_a_page_that_only_scripts_fill_says_so() -> None:
    shell = '<html><body><div id="app"></div><script src="/main.js"></script></body></html>'
    assert await refused(SITE, {SITE: shell}) == Refusal(Reason.NEEDS_JAVASCRIPT)


@pytest.mark.parametrize("asked", ["@Vestnik", "t.me/vestnik", "https://t.me/s/vestnik/7"])
async def test_a_channel_is_watched_by_its_preview(asked: str) -> None:
    proposal = await found(asked, {"https://t.me/s/vestnik": CHANNEL})
    assert (proposal.kind, proposal.url) == ("telegram", "https://t.me/s/vestnik")
    assert (proposal.name, proposal.headlines) == ("Вестник", ("Мост через Урал откроют осенью",))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            '<b class="tgme_page_title">Вестник</b><i class="tgme_page_extra">12 subscribers</i>',
            Reason.NO_PREVIEW,
        ),
        ('<div class="tgme_page_extra">12 members</div>', Reason.NO_PREVIEW),
        ('<div class="tgme_page_title">Асель</div>', Reason.NO_CHANNEL),
        ("", Reason.NO_CHANNEL),
    ],
    ids=["channel", "group", "person", "nobody"],
)
async def test_what_cannot_be_read_at_telegram_is_named(inside: str, expected: Reason) -> None:
    card = answered("https://t.me/vestnik", CARD.format(name="vestnik", inside=inside))
    refusal = await refused("@vestnik", {"https://t.me/s/vestnik": card})
    assert refusal.code == expected
    assert "@vestnik" in refusal.detail


async def test_few_requests_are_made_one_after_the_other() -> None:
    head = "".join(alternate(f"/{number}/rss") for number in range(30))
    maps = "\n".join(f"Sitemap: /{number}.xml" for number in range(30))
    web = Web({SITE: page(head), f"{SITE}/robots.txt": maps})
    at_once = 0

    async def fetch(url: str, *, deadline: float) -> Fetched:
        nonlocal at_once
        at_once += 1
        assert at_once == 1
        await asyncio.sleep(0)
        at_once -= 1
        return await web.fetch(url, deadline=deadline)

    await Discovery(fetch, read, look).discover(SITE)
    assert len(web.asked) <= 17
    assert len(web.asked) == len(set(web.asked))


async def test_a_site_that_asks_for_peace_gets_it() -> None:
    web = Web({SITE: page(inside=LIST), f"{SITE}/rss": 429})
    assert isinstance(await web.discover(SITE), Proposal)
    assert web.asked == [SITE, f"{SITE}/rss"]


async def test_what_was_found_before_the_deadline_is_proposed() -> None:
    web = Web({SITE: page(alternate("/a.rss") + alternate("/b.rss")), f"{SITE}/a.rss": feed()})

    async def fetch(url: str, *, deadline: float) -> Fetched:
        if url.endswith(("b.rss", "slow")):
            await asyncio.Event().wait()
        return await web.fetch(url, deadline=deadline)

    discovery = Discovery(fetch, read, look, deadline=0.1)
    proposal = await discovery.discover(SITE)
    assert isinstance(proposal, Proposal)
    assert proposal.url == f"{SITE}/a.rss"
    assert await discovery.discover(f"{SITE}/slow") == Refusal(Reason.TIMED_OUT)
