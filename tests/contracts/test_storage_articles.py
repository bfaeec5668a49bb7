"""Storage, on both databases: commit 1 stores what a look found, commit 2 what reading found."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from storage import articles, readings
from storage.articles import Sighted
from storage.database import Database
from storage.readings import ReadText, Unread
from storage.schema import sighting
from tests.storage.builders import (
    NOW,
    PLENTY,
    entry,
    later,
    read,
    unread_urls,
    watch,
    watch_privately,
)

ONE, TWO = "https://one.example/feed", "https://two.example/feed"


async def test_new_entries_wait_for_being_read(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        found = Sighted("id", "https://news.example/a", "Title", "Summary", "Text", later(-60))
        assert await articles.sight(connection, NOW, source_id, [found]) == 1
        assert await readings.unread(connection, NOW, (), PLENTY) == [
            Unread(
                id=1,
                url="https://news.example/a",
                title="Title",
                summary="Summary",
                text="Text",
                published=later(-60),
                language="en",
                source_id=source_id,
            )
        ]


async def test_what_a_first_look_remembers_waits_for_nothing(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.remember(connection, NOW, source_id, [entry("a"), entry("b")])
        assert await unread_urls(connection) == []
        known = await articles.known(connection, source_id, ["guid-a", "guid-b", "guid-c"])
        assert known == {"guid-a": entry("a").digest, "guid-b": entry("b").digest}

        assert await articles.sight(connection, NOW, source_id, [entry("c")]) == 1
        assert await unread_urls(connection) == ["c"]


async def test_an_id_is_known_to_the_source_that_listed_it_alone(database: Database) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, ONE, TWO)
        await articles.sight(connection, NOW, one, [entry("a")])
        assert await articles.known(connection, two, ["guid-a"]) == {}
        assert await articles.known(connection, one, []) == {}


async def test_many_ids_are_looked_up_at_once(database: Database) -> None:
    many = [f"guid-{number}" for number in range(1_600)]
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry(0), entry(1_599)])
        known = await articles.known(connection, source_id, many)
    assert known.keys() == {"guid-0", "guid-1599"}


async def test_an_address_seen_before_under_another_id_is_the_same_article(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a", title="First")])
        [article] = await readings.unread(connection, NOW, (), PLENTY)
        await read(connection, article)

        renamed = entry("a", entry_id="another id", title="Second")
        assert await articles.sight(connection, NOW, source_id, [renamed]) == 0
        assert await unread_urls(connection) == []
        known = await articles.known(connection, source_id, ["guid-a", "another id"])
        assert known.keys() == {"guid-a", "another id"}


async def test_a_known_id_with_another_address_is_known(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a")])
        moved = entry("moved", entry_id="guid-a")
        known = await articles.known(connection, source_id, [moved.entry_id])
        assert known == {"guid-a": moved.digest}


async def test_an_entry_listed_twice_in_one_look_is_stored_once(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        assert await articles.sight(connection, NOW, source_id, [entry("a"), entry("a")]) == 1
        assert await unread_urls(connection) == ["a"]


async def test_what_was_remembered_is_read_once_another_source_lists_it_as_new(
    database: Database,
) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, ONE, TWO)
        await articles.remember(connection, NOW, one, [entry("a")])
        assert await articles.sight(connection, later(9), two, [entry("a")]) == 1
        [article] = await readings.unread(connection, later(9), (), PLENTY)
        assert (article.url, article.source_id) == ("https://news.example/a", one)


async def test_what_a_source_remembered_stays_so_when_it_only_changes_its_ids(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.remember(connection, NOW, source_id, [entry("a"), entry("b")])
        renamed = [entry("a", entry_id="new-a"), entry("b", entry_id="new-b"), entry("c")]
        assert await articles.sight(connection, later(9), source_id, renamed) == 1
        assert await unread_urls(connection) == ["c"]


async def test_what_waits_or_was_read_is_not_taken_back_by_a_first_look(
    database: Database,
) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, ONE, TWO)
        await articles.sight(connection, NOW, one, [entry("a")])
        await articles.remember(connection, NOW, two, [entry("a")])
        assert await unread_urls(connection) == ["a"]


async def test_articles_are_read_oldest_first_without_those_in_work(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, later(2), source_id, [entry("b"), entry("c")])
        await articles.sight(connection, later(1), source_id, [entry("a")])
        waiting = await readings.unread(connection, later(2), (), PLENTY)
        assert [one.url[-1] for one in waiting] == ["a", "b", "c"]
        busy = [waiting[0].id]
        rest = await readings.unread(connection, later(2), busy, 1)
        assert [one.url[-1] for one in rest] == ["b"]
        early = await readings.unread(connection, later(1), (), PLENTY)
        assert [one.url[-1] for one in early] == ["a"]


async def test_an_article_that_could_not_be_read_waits_until_it_is_due_again(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a")])
        [article] = await readings.unread(connection, NOW, (), PLENTY)
        await readings.postpone(connection, article.id, later(30), "TimeoutError()")
        assert await readings.unread(connection, later(29.999999), (), PLENTY) == []
        assert len(await readings.unread(connection, later(30), (), PLENTY)) == 1


async def test_an_article_is_read_once(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a"), entry("b")])
        first, _ = await readings.unread(connection, NOW, (), PLENTY)
        assert await readings.is_unread(connection, first.id)
        await read(connection, first)
        assert not await readings.is_unread(connection, first.id)
        assert await unread_urls(connection) == ["b"]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        pytest.param("a\0b", "a\N{REPLACEMENT CHARACTER}b", id="NUL"),
        pytest.param("a\ud83db", "a\N{REPLACEMENT CHARACTER}b", id="lone surrogate"),
        pytest.param("😀👩‍👩‍👧🇰🇿" * 1_000, "😀👩‍👩‍👧🇰🇿" * 1_000, id="thousands of emoji"),
        pytest.param("қ'\"\\;--%s$1:x", "қ'\"\\;--%s$1:x", id="what SQL could trip over"),
    ],
)
async def test_any_text_survives(database: Database, text: str, stored: str) -> None:
    odd = Sighted(f"id {text}", f"https://news.example/{text}", text, text, text, None)
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [odd])
        known = await articles.known(connection, source_id, [f"id {text}"])
        assert known == {f"id {text}": odd.digest}
        [article] = await readings.unread(connection, NOW, (), PLENTY)
        assert article.url == f"https://news.example/{stored}"
        assert (article.title, article.summary, article.text) == (stored, stored, stored)
        await read(connection, article, ReadText(text, text, text, "ru", None, "page", text, "u"))
        found = await readings.found(connection, article.id)
        assert (found.title, found.text, found.note) == (stored, stored, stored)


async def test_the_same_story_is_not_two_articles_whatever_its_address_is_long(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        long = [entry("a" * 5_000), entry("a" * 5_000 + "b")]
        assert await articles.sight(connection, NOW, source_id, long) == 2
        assert await articles.sight(connection, NOW, source_id, long) == 2
        assert len(await unread_urls(connection)) == 2


async def test_ids_that_change_at_every_fetch_leave_no_heap_of_sightings(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        for look in range(9):
            renamed = [entry("a", entry_id=f"{look}-a"), entry("b", entry_id=f"{look}-b")]
            waiting = await articles.sight(connection, later(look), source_id, renamed)
            assert waiting == 2
        sightings = select(func.count()).select_from(sighting)
        assert (await connection.execute(sightings)).scalar_one() <= 6
        assert await unread_urls(connection) == ["a", "b"]


async def test_remembering_tells_how_many_articles_the_source_had_not_listed(
    database: Database,
) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, ONE, TWO)
        old = [entry("a"), entry("b")]
        assert await articles.remember(connection, NOW, one, old) == 2
        renamed = [entry("a", entry_id="x"), entry("b", entry_id="y"), entry("c")]
        assert await articles.remember(connection, NOW, one, renamed) == 1
        assert await articles.remember(connection, NOW, two, old) == 2
        assert await articles.remember(connection, NOW, two, []) == 0


async def test_what_a_source_of_some_chats_says_stays_its_own(database: Database) -> None:
    """Or a chat's own feed could put its words under the address of a common article."""
    async with database.write() as connection:
        [common] = await watch(connection, ONE)
        private = await watch_privately(connection, 7, TWO)
        false = entry("a", title="Invented")
        assert await articles.sight(connection, NOW, private, [false]) == 1
        assert await articles.sight(connection, NOW, common, [entry("a", title="True")]) == 1
        waiting = await readings.unread(connection, NOW, (), PLENTY)
        assert [(one.source_id, one.title) for one in waiting] == [
            (private, "Invented"),
            (common, "True"),
        ]
        assert await articles.sight(connection, NOW, private, [false]) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param({"title": "A  b"}, {"title": "A b "}, True, id="white space"),
        pytest.param(
            {"summary": "See https://a.kz/?utm_source=x&id=1"},
            {"summary": "See https://a.kz/?utm_source=y&id=1"},
            True,
            id="tracking",
        ),
        pytest.param({"published": NOW}, {"published": later(60)}, True, id="a minute"),
        pytest.param({"published": NOW}, {"published": later(7200)}, False, id="hours"),
        pytest.param({"published": NOW}, {"published": None}, False, id="a date"),
        pytest.param({"title": "A, b"}, {"title": "A b"}, False, id="a comma"),
        pytest.param({"text": "Five dead"}, {"text": "Six dead"}, False, id="a word"),
        pytest.param({"title": "ab"}, {"title": "a", "summary": "b"}, False, id="a border"),
    ],
)
def test_a_digest_stands_for_what_an_entry_says(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    digests = {replace(entry("a"), **said).digest for said in (one, other)}
    assert (len(digests) == 1) is same
    assert {len(digest) for digest in digests} == {16}


def test_odd_words_have_a_digest() -> None:
    assert replace(entry("a"), title="\ud83d\0", text="?a=" * 100_000).digest
