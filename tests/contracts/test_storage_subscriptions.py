"""Storage, on both databases: subscriptions to hubs, and chats that are sources."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from news.kinds.telegram.addresses import chat_address
from storage import administered, articles, sources, subscriptions, watched, watching
from storage.database import Database
from storage.subscriptions import ASKED, LEAVING, PUSHING, REFUSED, VERIFIED, Subscription
from storage.watching import NewSource
from tests.storage.builders import NOW, PLENTY, arrive, entry, later, watch

HUB, TOPIC = "https://hub.example/", "https://news.example/rss"
CHAT = -1_001_222
OTHER = "https://other.example/feed"


async def begun(connection: AsyncConnection, ending: str = "-a1") -> int:
    [source_id] = await watch(connection)
    path = f"path{ending}"
    await subscriptions.begin(connection, NOW, source_id, HUB, TOPIC, path, "secret")
    return source_id


async def known(connection: AsyncConnection, source_id: int) -> Subscription:
    one = await subscriptions.of_source(connection, source_id)
    assert one is not None
    return one


async def due(
    connection: AsyncConnection, at: datetime = NOW, busy: tuple[int, ...] = ()
) -> list[int]:
    return [one.id for one in await subscriptions.due(connection, at, busy, PLENTY)]


async def is_pushed(connection: AsyncConnection, source_id: int) -> bool:
    source = await sources.find(connection, source_id)
    assert source is not None
    return source.is_pushed


async def test_from_asked_to_pushing_and_back(database: Database) -> None:
    async with database.write() as connection:
        source_id = await begun(connection)
        assert (await known(connection, source_id)).state == ASKED
        assert await due(connection) == [source_id]
        assert await due(connection, busy=(source_id,)) == []
        await subscriptions.ask(connection, "path-a1", later(60), 1)
        assert await due(connection) == []
        await subscriptions.pushes(connection, source_id)
        assert not await is_pushed(connection, source_id), "nothing was confirmed"

        await subscriptions.verified(connection, "path-a1", later(900), later(600))
        one = await known(connection, source_id)
        assert (one.state, one.lease_until, one.due_at, one.failures) == (
            *(VERIFIED, later(900), later(600)),
            0,
        )
        assert not await is_pushed(connection, source_id)
        await subscriptions.pushes(connection, source_id)
        assert await is_pushed(connection, source_id)
        await subscriptions.verified(connection, "path-a1", later(1_800), later(1_200))
        assert (await known(connection, source_id)).state == PUSHING
        await subscriptions.misses(connection, source_id)
        assert (await known(connection, source_id)).state == VERIFIED


async def test_a_refusal_or_the_end_of_a_lease_brings_the_next_look_forward(
    database: Database,
) -> None:
    async with database.write() as connection:
        source_id = await begun(connection)
        for end in (subscriptions.refused, None):
            [waiting] = await sources.due(connection, later(9e6), (), PLENTY)
            await sources.save(connection, [_look(waiting.id, later(1_800))])
            if end is not None:
                await end(connection, NOW, "path-a1", later(86_400))
                assert (await known(connection, source_id)).state == REFUSED
            else:
                await subscriptions.lapsed(connection, NOW, "path-a1")
                assert (await known(connection, source_id)).state == ASKED
            assert [one.id for one in await sources.due(connection, NOW, (), PLENTY)] == [source_id]


def _look(source_id: int, due_at: datetime) -> sources.Look:
    return sources.Look(
        source_id=source_id,
        kind="feed",
        etag=None,
        last_modified=None,
        looked_at=NOW,
        tried_at=NOW,
        due_at=due_at,
        interval=1_800.0,
        failures=0,
        error=None,
        rhythm=None,
        health=None,
    )


async def test_what_is_looked_at_no_longer_is_left(database: Database) -> None:
    async with database.write() as connection:
        source_id = await begun(connection)
        await subscriptions.verified(connection, "path-a1", later(900), later(600))
        await watch(connection, OTHER)
        assert await due(connection) == [source_id]
        assert not (await known(connection, source_id)).is_wanted
        await subscriptions.ask(connection, "path-a1", later(60), 1, state=LEAVING)
        assert await due(connection) == []
        await subscriptions.forget(connection, source_id)
        assert await subscriptions.of_path(connection, "path-a1") is None


async def test_subscriptions_known_under_another_address_are_found(database: Database) -> None:
    async with database.write() as connection:
        source_id = await begun(connection, "-a1")
        assert await subscriptions.known_elsewhere(connection, "-a1") == []
        for ending in ("-b2", "_a1", None):
            others = await subscriptions.known_elsewhere(connection, ending)
            assert [one.id for one in others] == [source_id]


async def test_a_chat_is_read_while_we_may(database: Database) -> None:
    async with database.write() as connection:
        assert await administered.lose(connection, CHAT) is None
        new = NewSource(chat_address(CHAT), "", "Editors", "chat", None)
        source_id = await watching.make(connection, NOW, new, common=False)
        there = await arrive(connection)
        since = NOW - timedelta(days=1)
        await watching.add_own(connection, since, source_id, there, there.chat_id)
        assert await administered.watched_since(connection, source_id) == since
        assert await administered.regain(connection, CHAT) is None
        assert await administered.lose(connection, CHAT) == source_id
        assert await administered.find(connection, CHAT) is None
        [seen] = await watched.seen_by(connection, there.chat_id)
        assert (seen.state, seen.failures) == ("paused", 1)
        await administered.move(connection, CHAT, CHAT - 1)
        assert await administered.regain(connection, CHAT) is None
        assert await administered.regain(connection, CHAT - 1) == source_id
        found = await administered.find(connection, CHAT - 1)
        assert found is not None
        assert (found.id, found.host, found.failures) == (source_id, "", 0)
        assert await sources.due(connection, later(9e6), (), PLENTY) == [], "nothing is fetched"

        await articles.sight(connection, NOW, source_id, [entry("7")])
        assert await administered.words(connection, source_id, entry("7").entry_id) is not None
        assert await administered.words(connection, source_id, "8") is None


async def test_what_nobody_watches_any_more_is_not_read_again(database: Database) -> None:
    async with database.write() as connection:
        new = NewSource(chat_address(CHAT), "", "Editors", "chat", None)
        source_id = await watching.make(connection, NOW, new, common=False)
        there = await arrive(connection)
        await watching.add_own(connection, NOW, source_id, there, there.chat_id)
        await administered.lose(connection, CHAT)
        await watching.remove_own(connection, source_id, there.chat_id)
        assert await administered.regain(connection, CHAT) is None
