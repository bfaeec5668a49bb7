"""An article whose id and address change at every fetch is one article."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.pipeline.texts import find_text
from bot.polling.reading import Found
from bot.polling.relisting import relisted
from bot.polling.sighting import sighted
from news.articles.reading import Reader
from news.entry import Entry, Listing
from news.fetching.fetched import Fetched, Validators
from news.fetching.gate import HostGate
from storage import readings, sources
from storage.articles import Sighted
from storage.database import Database
from storage.schema import article
from tests.bot.pipeline.test_publishing import followed, publisher
from tests.bot.polling.test_looking import Watch, watching
from tests.news.test_reading import Rules, Text, Web

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = AT.replace(hour=0, minute=0)
SUMMARY = "The council of Ertis voted for a tram line to the airport."


def said(query: str = "", summary: str = SUMMARY, published: datetime | None = AT) -> Sighted:
    url = f"https://a.kz/tram{query}"
    return Sighted(url, url, "A tram to the airport", summary, "", published)


def is_known(now: Sighted, then: Sighted, *, still: bool = False, is_whole: bool = True) -> bool:
    listed = {then.digest} if still else set()
    return bool(relisted([now], {then.digest: [then.url]}, listed, is_whole=is_whole))


def test_what_says_the_same_at_the_same_time_is_known_wherever_it_stands() -> None:
    assert is_known(said("/elsewhere"), said(), still=True, is_whole=False)


@pytest.mark.parametrize(
    "other",
    [
        said(summary="Another summary, in as many words as the first one."),
        said(published=AT + timedelta(hours=2)),
        replace(said(), title="Another title"),
    ],
)
def test_what_says_something_else_is_new(other: Sighted) -> None:
    assert not is_known(replace(other, url="https://a.kz/other"), said())


def test_without_a_summary_the_earlier_one_must_be_gone() -> None:
    then, now = said(summary=""), said("/2", summary="")
    assert is_known(now, then)
    assert not is_known(now, then, still=True)
    assert not is_known(now, then, is_whole=False)


@pytest.mark.parametrize("published", [None, DAY])
@pytest.mark.parametrize("summary", ["", SUMMARY])
@pytest.mark.parametrize(
    ("then", "now", "known"),
    [
        ("?r=1", "?r=2", True),
        ("?sid=k3q9z", "?sid=m1x0c", True),
        ("?x=8f3a2c", "?x=0b77de", True),
        ("?id=5&_=17", "?id=5&_=18", True),
        ("", "?nocache=0.7731", True),
        ("/1", "/2", False),
        ("?id=1", "?id=2", False),
        ("?id=8f3a2c", "?id=0b77de", False),
        ("?sid=1204", "?sid=1205", False),
        ("?date=2026-03-02", "?date=2026-03-03", False),
        ("?day=02mar2026", "?day=03mar2026", False),
    ],
)
def test_undated_the_addresses_must_be_one_but_for_what_is_random(
    published: datetime | None, summary: str, then: str, now: str, *, known: bool
) -> None:
    assert is_known(said(now, summary, published), said(then, summary, published)) is known
    assert not is_known(said(now, summary, published), said(then, summary, published), still=True)


def test_without_a_headline_nothing_is_the_same() -> None:
    assert not is_known(replace(said("?r=1"), title=""), replace(said("?r=2"), title=""))


def test_one_entry_at_two_addresses_in_one_look_is_one_article() -> None:
    twice = [Entry(one, f"https://a.kz/{one}", "Title", SUMMARY, "", AT) for one in "12"]
    assert len({one.url for one in sighted(twice, twice)}) == 1
    rubric = [replace(one, summary="") for one in twice]
    assert len({one.url for one in sighted(rubric, rubric)}) == 2


PAGE = (
    "The council of Ertis voted on Monday for a tram line to the airport, Mayor Dana Sadykova said."
    "\nDepot: 12 trams\nLength: 14 km\nThe first of them is to run in the autumn of next year."
)


async def alerts_of_looks(watch: Watch, entries: list[Entry], text: str) -> int:
    """Return how many alerts a chat gets while each entry in turn is all that is listed."""
    await followed(watch.database, 1, "tram")
    reader = Reader(Web(), Text(text=text), HostGate(), Rules())
    publishes = publisher(watch.database)
    alerts = 0
    for listed in [[], *([one] for one in entries)]:
        async with watch.database.read() as connection:
            source = await sources.find(connection, 1)
        assert source is not None
        answer = Fetched(200, source.url, None, None, b"", Validators(), None)
        listing = Listing("Orda", "en", tuple(listed))
        await watch.polling.committer.looked(source, Found(answer, "feed", (listing,)))
        async with watch.database.read() as connection:
            waiting = await readings.unread(connection, watch.clock.now(), [], 100)
        for one in waiting:
            alerts += await publishes.publish(one, await find_text(reader, one))
        await watch.clock.advance(60)
    return alerts


@pytest.mark.parametrize("published", [None, AT])
@pytest.mark.parametrize("summary", ["", SUMMARY])
@pytest.mark.parametrize("link", ["?r=0.{}91", "?sid={}f3a2c", "?PHPSESSID={}f3a2c"])
async def test_ten_looks_at_an_article_with_random_ids_are_one_alert(
    sqlite_database: Database, published: datetime | None, summary: str, link: str
) -> None:
    async with watching(sqlite_database) as watch:
        entries = [
            Entry(
                f"id {n}", f"https://a.kz/a/kf4{link.format(n)}", "A tram", summary, "", published
            )
            for n in range(10)
        ]
        assert await alerts_of_looks(watch, entries, PAGE) == 1
        async with watch.database.read() as connection:
            stored = (await connection.execute(select(article.c.url))).all()
        assert len(stored) == 1


@pytest.mark.parametrize(
    "text",
    [PAGE * 3, PAGE.partition("\n")[0]],
)
async def test_what_is_listed_in_other_words_each_time_is_one_alert_by_its_text(
    sqlite_database: Database, text: str
) -> None:
    async with watching(sqlite_database) as watch:
        entries = [
            Entry(f"{n}", f"https://a.kz/{n}", "A tram", f"{n} have read it.", "", AT)
            for n in range(10)
        ]
        assert await alerts_of_looks(watch, entries, text) == 1


async def test_daily_pages_under_one_headline_are_all_told(sqlite_database: Database) -> None:
    async with watching(sqlite_database) as watch:
        entries = [
            Entry(f"{n}", f"https://a.kz/trams/{n}", "Trams today", "", "", None) for n in range(4)
        ]
        assert await alerts_of_looks(watch, entries, "All run.") == 4
