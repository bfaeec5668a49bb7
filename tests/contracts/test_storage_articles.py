"""Storage, on both databases: commit 1 stores what a look found, commit 2 what reading found."""

import pytest

from storage import articles
from storage.articles import ReadText, Sighted, Unread
from storage.database import Database
from tests.storage.builders import NOW, PLENTY, entry, later, reading, unread_urls, watch

ONE, TWO = "https://one.example/feed", "https://two.example/feed"


async def test_new_entries_wait_for_being_read(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        found = Sighted("id", "https://news.example/a", "Title", "Summary", "Text", later(-60))
        assert await articles.sight(connection, NOW, source_id, [found]) == 1
        assert await articles.unread(connection, NOW, (), PLENTY) == [
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
        known = await articles.known_ids(connection, source_id, ["guid-a", "guid-b", "guid-c"])
        assert known == {"guid-a", "guid-b"}

        assert await articles.sight(connection, NOW, source_id, [entry("c")]) == 1
        assert await unread_urls(connection) == ["c"]


async def test_an_id_is_known_to_the_source_that_listed_it_alone(database: Database) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, ONE, TWO)
        await articles.sight(connection, NOW, one, [entry("a")])
        assert await articles.known_ids(connection, two, ["guid-a"]) == frozenset()
        assert await articles.known_ids(connection, one, []) == frozenset()


async def test_many_ids_are_looked_up_at_once(database: Database) -> None:
    many = [f"guid-{number}" for number in range(1_600)]
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry(0), entry(1_599)])
        known = await articles.known_ids(connection, source_id, many)
    assert known == {"guid-0", "guid-1599"}


async def test_an_address_seen_before_under_another_id_is_the_same_article(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a", title="First")])
        [article] = await articles.unread(connection, NOW, (), PLENTY)
        await articles.save_reading(connection, NOW, article.id, reading())

        renamed = entry("a", entry_id="another id", title="Second")
        assert await articles.sight(connection, NOW, source_id, [renamed]) == 0
        assert await unread_urls(connection) == []
        known = await articles.known_ids(connection, source_id, ["guid-a", "another id"])
        assert known == {"guid-a", "another id"}


async def test_a_known_id_with_another_address_is_known(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a")])
        moved = entry("moved", entry_id="guid-a")
        assert await articles.known_ids(connection, source_id, [moved.entry_id]) == {"guid-a"}


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
        [article] = await articles.unread(connection, later(9), (), PLENTY)
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
        waiting = await articles.unread(connection, later(2), (), PLENTY)
        assert [one.url[-1] for one in waiting] == ["a", "b", "c"]
        busy = [waiting[0].id]
        rest = await articles.unread(connection, later(2), busy, 1)
        assert [one.url[-1] for one in rest] == ["b"]
        early = await articles.unread(connection, later(1), (), PLENTY)
        assert [one.url[-1] for one in early] == ["a"]


async def test_an_article_that_could_not_be_read_waits_until_it_is_due_again(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a")])
        [article] = await articles.unread(connection, NOW, (), PLENTY)
        await articles.postpone(connection, article.id, later(30), "TimeoutError()")
        assert await articles.unread(connection, later(29.999999), (), PLENTY) == []
        assert len(await articles.unread(connection, later(30), (), PLENTY)) == 1


async def test_an_article_is_read_once(database: Database) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("a"), entry("b")])
        first, second = await articles.unread(connection, NOW, (), PLENTY)
        story = await articles.save_reading(connection, NOW, first.id, reading())
        assert story is not None
        assert await articles.save_reading(connection, NOW, first.id, reading()) is None
        other = await articles.save_reading(connection, NOW, second.id, reading())
        assert other not in {None, story}
        assert await unread_urls(connection) == []


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
        assert await articles.known_ids(connection, source_id, [f"id {text}"]) == {f"id {text}"}
        [article] = await articles.unread(connection, NOW, (), PLENTY)
        assert article.url == f"https://news.example/{stored}"
        assert (article.title, article.summary, article.text) == (stored, stored, stored)
        read = ReadText(text, text, text, "ru", None, "page", text, "https://a.b/")
        assert await articles.save_reading(connection, NOW, article.id, read) is not None


async def test_the_same_story_is_not_two_articles_whatever_its_address_is_long(
    database: Database,
) -> None:
    async with database.write() as connection:
        [source_id] = await watch(connection)
        long = [entry("a" * 5_000), entry("a" * 5_000 + "b")]
        assert await articles.sight(connection, NOW, source_id, long) == 2
        assert await articles.sight(connection, NOW, source_id, long) == 2
        assert len(await unread_urls(connection)) == 2


async def test_a_publication_under_two_addresses_is_one_story(database: Database) -> None:
    own = "https://news.example/own-address"
    async with database.write() as connection:
        [source_id] = await watch(connection)
        await articles.sight(connection, NOW, source_id, [entry("1"), entry("2"), entry("3")])
        first, second, third = await articles.unread(connection, NOW, (), PLENTY)
        stories = [
            await articles.save_reading(connection, NOW, first.id, reading("Storm", canonical=own)),
            await articles.save_reading(
                connection, NOW, second.id, reading("STORM ", canonical=own)
            ),
            await articles.save_reading(connection, NOW, third.id, reading("Calm", canonical=own)),
        ]
    assert stories[0] == stories[1]
    assert stories[2] != stories[0], "a site that gives all its pages one address loses nothing"
