"""Storage, on both databases: a chat is told of what it may see, and of no source but those."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import alert_contents, alerts, articles, matches, queries, readings, sources, watching
from storage.database import Database
from tests.storage.builders import (
    NOW,
    PLENTY,
    arrive,
    entry,
    follow,
    later,
    read,
    send_all,
    watch,
    watch_privately,
)

OWN, COMMON = "https://own.example/feed", "https://common.example/feed"


async def followers(connection: AsyncConnection, *chats: int) -> None:
    for chat_id in chats:
        await follow(connection, await arrive(connection, chat_id), "tax")


async def read_all(connection: AsyncConnection, at: float = 0) -> list[tuple[int, int]]:
    """Read what waits, which matches; return the articles and their stories."""
    query_id = await queries.find(connection, "tax")
    assert query_id is not None
    made = []
    for article in await readings.unread(connection, later(at), (), PLENTY):
        story_id = await read(connection, article)
        await matches.record(connection, article.id, {query_id: [[0, 3]]})
        await alerts.fan_out(connection, later(at), article.id, story_id)
        made.append((article.id, story_id))
    return made


async def told(connection: AsyncConnection) -> list[tuple[int, str]]:
    """Send all that is owed; return the chats, each with the source that its alert names."""
    sent = await send_all(connection, later(100))
    found = await alert_contents.get(connection, [one.alert_id for one in sent if one.alert_id])
    return sorted((one.chat_id, found[one.alert_id or 0].source) for one in sent)


async def test_a_source_of_some_chats_alerts_those_that_watch_it(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2, 3)
        own = await watch_privately(connection, 1, OWN)
        await watch_privately(connection, 3, OWN)
        await articles.sight(connection, later(1), own, [entry("a")])
        await read_all(connection, 1)
        assert await told(connection) == [(1, f"Own {OWN}"), (3, f"Own {OWN}")]


async def test_what_was_seen_before_a_chat_watched_is_no_news_to_it(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2)
        own = await watch_privately(connection, 1, OWN, NOW)
        await watch_privately(connection, 2, OWN, later(5))
        await articles.sight(connection, later(4), own, [entry("a")])
        await articles.sight(connection, later(5), own, [entry("b")])
        await read_all(connection, 5)
        assert [chat_id for chat_id, _ in await told(connection)] == [1, 1, 2]


async def test_what_is_remembered_alerts_nobody_whoever_else_sees_it(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2)
        [one, two] = await watch(connection, COMMON, "https://two.example/")
        own = await watch_privately(connection, 1, OWN)
        for source_id in (one, own):
            await articles.remember(connection, later(1), source_id, [entry("a")])
        assert await read_all(connection, 1) == []
        await articles.sight(connection, later(2), two, [entry("a")])
        await read_all(connection, 2)
        assert await told(connection) == [(1, "News"), (2, "News")]


async def test_everybody_is_told_of_what_a_common_source_lists_too(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2)
        [common] = await watch(connection, COMMON)
        own = await watch_privately(connection, 1, OWN)
        await articles.sight(connection, later(1), own, [entry("a")])
        await read_all(connection, 1)
        assert await told(connection) == [(1, f"Own {OWN}")]
        await articles.sight(connection, later(2), common, [entry("a")])
        assert len(await read_all(connection, 2)) == 1
        assert (2, "News") in await told(connection)


async def test_a_source_that_is_common_no_more_is_not_named(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2)
        [common] = await watch(connection, COMMON)
        await articles.sight(connection, later(1), common, [entry("a")])
        await read_all(connection, 1)
        await watch_privately(connection, 1, COMMON)
        await sources.sync_file(connection, NOW, [])
        assert await told(connection) == [(1, "News"), (2, "news.example")]


async def test_an_edit_is_owed_to_the_queries_that_it_concerns_alone(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1)
        [common] = await watch(connection, COMMON)
        await articles.sight(connection, NOW, common, [entry("a")])
        [(article_id, story_id)] = await read_all(connection)
        await follow(connection, await arrive(connection, 1), "court")
        await follow(connection, await arrive(connection, 2), "tax")
        court = await queries.find(connection, "court")
        assert court is not None
        assert await told(connection) == [(1, "News")]

        await matches.revise(connection, article_id, {court: [[0, 5]]}, [court])
        made = await alerts.fan_out(
            connection, later(9), article_id, story_id, edition=1, queries=[court]
        )
        assert made == 1
        [letter] = await send_all(connection, later(100))
        content = (await alert_contents.get(connection, [letter.alert_id or 0]))[
            letter.alert_id or 0
        ]
        assert [one.text for one in content.follows] == ["court"]
        assert content.spans == ([[0, 5]],)
        first = (await alert_contents.get(connection, [1]))[1]
        assert first.spans == ([],), "what no longer matches has no place"


async def test_a_later_alert_of_a_story_replies_to_the_first(database: Database) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2)
        [common] = await watch(connection, COMMON)
        await articles.sight(connection, NOW, common, [entry("a")])
        [(article_id, story_id)] = await read_all(connection)
        for chat_id in (1, 3):
            await follow(connection, await arrive(connection, chat_id), "court")
        court = await queries.find(connection, "court")
        assert court is not None
        await matches.revise(connection, article_id, {court: [[0, 5]]}, [court])
        await alerts.fan_out(connection, later(9), article_id, story_id, edition=1, queries=[court])
        sent = await send_all(connection, later(100))
        replies = {(one.chat_id, one.alert_id): one.reply_to for one in sent}
        messages = {(one.chat_id, one.alert_id): 1000 + at for at, one in enumerate(sent)}
        first = min(key for key in messages if key[0] == 1)
        assert {key: to for key, to in replies.items() if to} == {
            max(key for key in messages if key[0] == 1): messages[first]
        }


async def test_an_alert_names_a_source_as_its_chat_does_and_as_no_other(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followers(connection, 1, 2, 3)
        own = await watch_privately(connection, 2, OWN)
        there = await arrive(connection, 1)
        await watching.add_own(connection, NOW, own, there, 1, "SECRET DOSSIER")
        await articles.sight(connection, later(1), own, [entry("a")])
        await read_all(connection, 1)
        assert await told(connection) == [(1, "SECRET DOSSIER"), (2, f"Own {OWN}")]
        await watching.add_common(connection, own)
        await articles.sight(connection, later(2), own, [entry("b")])
        await read_all(connection, 2)
        assert await told(connection) == [
            (1, "SECRET DOSSIER"),
            (2, f"Own {OWN}"),
            (3, f"Own {OWN}"),
        ]
