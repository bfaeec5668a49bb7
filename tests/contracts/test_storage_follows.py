"""Storage, on both databases: chats and destinations, queries and their follows."""

import pytest

from storage import changes, destinations, follows, queries
from storage.database import Database
from storage.destinations import Destination, Place
from storage.follows import Follow
from storage.queries import StoredQuery
from tests.storage.builders import NOW, arrive, follow, later

HUGE = 2**52 + 7
SUPERGROUP = -1_002_147_483_648


async def test_a_place_that_writes_becomes_a_destination_once(database: Database) -> None:
    async with database.write() as connection:
        first = await arrive(connection, SUPERGROUP, 0, "supergroup", "kk")
        again = await arrive(connection, SUPERGROUP, 0, "supergroup", "kk")
        topic = await arrive(connection, SUPERGROUP, HUGE, "supergroup", "kk")
    assert first == again == Destination(first.id, SUPERGROUP, 0, "kk")
    assert topic == Destination(topic.id, SUPERGROUP, HUGE, "kk")
    assert topic.id != first.id


async def test_a_person_is_spoken_to_in_the_language_of_now_a_group_in_its_first(
    database: Database,
) -> None:
    async with database.write() as connection:
        await arrive(connection, 7, kind="private", language="en")
        await arrive(connection, -7, kind="group", language="ru")
        assert (await arrive(connection, 7, kind="private", language="kk")).language == "kk"
        assert (await arrive(connection, -7, kind="group", language="kk")).language == "ru"


async def test_only_chats_that_let_us_write_are_open_to_us(database: Database) -> None:
    async with database.write() as connection:
        ann, bob = await arrive(connection, 7), await arrive(connection, 8)
        await arrive(connection, 8, 3)
        await destinations.block(connection, NOW, 7, "Forbidden")
        assert await destinations.open_to_us(connection, [7, 8, 9]) == [bob]
        await destinations.welcome_back(connection, 7)
        assert await destinations.open_to_us(connection, [7]) == [ann]


async def test_a_chat_is_found_by_its_own_destination(database: Database) -> None:
    async with database.write() as connection:
        assert await destinations.find(connection, HUGE) is None
        await arrive(connection, HUGE, 3)
        assert await destinations.find(connection, HUGE) is None
        there = await arrive(connection, HUGE)
        assert await destinations.find(connection, HUGE) == there


async def test_a_query_is_stored_once_under_its_normal_form(database: Database) -> None:
    async with database.write() as connection:
        first = await queries.intern(connection, "сталкинг", b"\0\xff", 3)
        assert await queries.intern(connection, "сталкинг", b"other", 4) == first
        assert await queries.find(connection, "сталкинг") == first
        assert await queries.find(connection, "Сталкинг") is None
        assert await queries.load(connection, [first, first + 1]) == [
            StoredQuery(first, "сталкинг", b"\0\xff", 3, wanted=False)
        ]
        await queries.store_analysis(connection, first, b"new", 4)
        assert await queries.load(connection, [first]) == [
            StoredQuery(first, "сталкинг", b"new", 4, wanted=False)
        ]


async def test_a_query_is_wanted_while_somebody_follows_it(database: Database) -> None:
    async with database.write() as connection:
        one, two = await arrive(connection, 1), await arrive(connection, 2)
        mine, theirs = await follow(connection, one, "tax"), await follow(connection, two, "tax")
        await queries.intern(connection, "nobody's", b"", 1)
        assert [stored.normal for stored in await queries.wanted(connection)] == ["tax"]

        await follows.remove(connection, NOW, mine)
        assert [stored.normal for stored in await queries.wanted(connection)] == ["tax"]
        await follows.remove(connection, NOW, theirs)
        assert await queries.wanted(connection) == []
        await follows.restore(connection, mine)
        assert [stored.normal for stored in await queries.wanted(connection)] == ["tax"]


async def test_a_destination_lists_its_active_follows_in_the_order_they_were_made(
    database: Database,
) -> None:
    async with database.write() as connection:
        here, elsewhere = await arrive(connection, 1), await arrive(connection, 2)
        made = [await follow(connection, here, words) for words in ("b", "a", "c")]
        await follow(connection, elsewhere, "a")
        await follows.remove(connection, NOW, made[1])
        assert await follows.of_destination(connection, here.id) == [
            Follow(made[0], "b", active=True),
            Follow(made[2], "c", active=True),
        ]


async def test_a_chat_counts_its_active_follows_over_all_topics(database: Database) -> None:
    async with database.write() as connection:
        general = await arrive(connection, SUPERGROUP, 0, "supergroup")
        topic = await arrive(connection, SUPERGROUP, 4, "supergroup")
        other = await arrive(connection, 1)
        for where in (general, topic, other):
            await follow(connection, where, "tax")
        gone = await follow(connection, topic, "budget")
        await follows.remove(connection, NOW, gone)
        assert await follows.count_in_chat(connection, SUPERGROUP) == 2
        assert await follows.count_in_chat(connection, 1) == 1
        assert await follows.count_in_chat(connection, 99) == 0


async def test_a_follow_is_found_by_its_query_and_by_its_id_within_its_chat(
    database: Database,
) -> None:
    async with database.write() as connection:
        topic = await arrive(connection, SUPERGROUP, 4, "supergroup")
        general = await arrive(connection, SUPERGROUP, 0, "supergroup")
        stranger = await arrive(connection, 1)
        follow_id = await follow(connection, topic, "tax")
        query_id = await queries.find(connection, "tax")
        assert query_id is not None
        tax = Follow(follow_id, "tax", active=True)
        assert await follows.find(connection, topic.id, query_id) == tax
        assert await follows.find(connection, general.id, query_id) is None
        assert await follows.get(connection, SUPERGROUP, follow_id) == tax
        assert await follows.get(connection, stranger.chat_id, follow_id) is None
        assert await follows.get(connection, SUPERGROUP, HUGE) is None

        assert await follows.remove(connection, NOW, follow_id)
        removed = Follow(follow_id, "tax", active=False)
        assert await follows.find(connection, topic.id, query_id) == removed
        assert await follows.get(connection, SUPERGROUP, follow_id) == removed


async def test_removing_and_restoring_happen_once(database: Database) -> None:
    async with database.write() as connection:
        follow_id = await follow(connection, await arrive(connection), "tax")
        assert not await follows.restore(connection, follow_id)
        assert await follows.remove(connection, NOW, follow_id)
        assert not await follows.remove(connection, later(1), follow_id)
        assert await follows.restore(connection, follow_id)
        assert not await follows.restore(connection, follow_id)
        assert not await follows.remove(connection, NOW, HUGE)
        assert not await follows.restore(connection, HUGE)


async def test_only_what_changes_a_query_s_follows_is_a_change(database: Database) -> None:
    async with database.write() as connection:
        assert await changes.latest(connection) == 0
        follow_id = await follow(connection, await arrive(connection), "tax")
        assert await changes.latest(connection) == 1
        await follows.remove(connection, NOW, follow_id)
        await follows.remove(connection, NOW, follow_id)
        assert await changes.latest(connection) == 2
        await follows.restore(connection, follow_id)
        await follows.restore(connection, follow_id)
        assert await changes.latest(connection) == 3


@pytest.mark.parametrize("text", ["nul \0", "lone \ud83d", "😀" * 200, "Тұңғыш «сот» ё"])
async def test_any_words_survive(database: Database, text: str) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        follow_id = await follow(connection, here, text)
        assert await queries.find(connection, text) is not None
        assert await queries.intern(connection, text, b"", 1) == await queries.find(
            connection, text
        )
        [kept] = await follows.of_destination(connection, here.id)
    clean = text.translate({0: "\ufffd", 0xD83D: "\ufffd"})
    assert kept == Follow(follow_id, clean, active=True)


async def test_a_place_of_an_unknown_kind_is_kept_as_telegram_names_it(database: Database) -> None:
    async with database.write() as connection:
        there = await destinations.arrive(connection, NOW, Place(-5, "channel", 0, "en"))
        assert there.chat_id == -5
