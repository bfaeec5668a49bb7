"""Storage, on both databases: matches become alerts for everybody who follows them."""

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alert_contents,
    alerts,
    articles,
    destinations,
    follows,
    matches,
    outbox,
    readings,
)
from storage.alert_contents import AlertContent
from storage.database import Database
from storage.follows import Follow
from storage.schema import match, story
from tests.storage.builders import (
    NOW,
    PLENTY,
    arrive,
    begin_all,
    entry,
    follow,
    heads,
    later,
    publish,
    read,
    send_all,
    watch,
)


async def alerted_chats(connection: AsyncConnection) -> list[int]:
    """Send all that is owed; return to whom alerts went."""
    sent = await send_all(connection)
    return sorted(letter.chat_id for letter in sent if letter.alert_id is not None)


async def the_alert(connection: AsyncConnection) -> AlertContent:
    [letter] = await begin_all(connection)
    assert letter.alert_id is not None
    return (await alert_contents.get(connection, [letter.alert_id]))[letter.alert_id]


async def test_everybody_who_follows_a_matching_query_is_owed_one_alert(
    database: Database,
) -> None:
    async with database.write() as connection:
        for chat_id in (1, 2, 3):
            await follow(connection, await arrive(connection, chat_id), "tax")
        await follow(connection, await arrive(connection, 4), "budget")
        assert await publish(connection, "a", "tax") == 3
        assert await alerted_chats(connection) == [1, 2, 3]
        assert await heads(connection) == []


async def test_no_match_is_no_alert(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection), "tax")
        await matches.record(connection, 1, {})
        assert await publish(connection, "a") == 0
        assert await heads(connection) == []


async def test_follows_of_one_destination_share_an_alert(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        made = [await follow(connection, here, words) for words in ("tax", "budget", "court")]
        spans = {"tax": [[0, 3]], "budget": [[], [4, 6, 1, 2]]}
        assert await publish(connection, "a", "budget", "tax", spans=spans) == 1
        content = await the_alert(connection)
        assert content == AlertContent(
            alert_id=content.alert_id,
            article_id=1,
            url="https://news.example/a",
            title="Headline",
            summary="",
            text="Text.",
            source="News",
            published=NOW,
            follows=(Follow(made[0], "tax", True), Follow(made[1], "budget", True)),
            spans=([[0, 3]], [[], [4, 6, 1, 2]]),
        )
        assert content.wanted(NOW)


async def test_topics_of_a_forum_are_alerted_each_for_itself(database: Database) -> None:
    async with database.write() as connection:
        for topic in (0, 5):
            await follow(connection, await arrive(connection, -9, topic, "supergroup"), "tax")
        assert await publish(connection, "a", "tax") == 2
        sent = await send_all(connection)
        assert [(letter.chat_id, letter.thread_id) for letter in sent] == [(-9, 0), (-9, 5)]


async def test_a_removed_follow_is_owed_nothing(database: Database) -> None:
    async with database.write() as connection:
        follow_id = await follow(connection, await arrive(connection), "tax")
        await follows.remove(connection, NOW, follow_id)
        assert await publish(connection, "a", "tax") == 0


async def test_a_removed_follow_is_not_named_beside_an_active_one(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        gone = await follow(connection, here, "tax")
        kept = await follow(connection, here, "budget")
        await follows.remove(connection, NOW, gone)
        assert await publish(connection, "a", "tax", "budget") == 1
        assert [one.id for one in (await the_alert(connection)).follows] == [kept]


async def test_a_chat_that_blocks_us_is_owed_nothing_until_it_is_back(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection, 1), "tax")
        await follow(connection, await arrive(connection, 2), "tax")
        await destinations.block(connection, NOW, 1, "kicked")
        assert await publish(connection, "a", "tax") == 1
        await destinations.welcome_back(connection, 1)
        assert await publish(connection, "b", "tax") == 2
        assert await alerted_chats(connection) == [1, 2, 2]


async def test_whoever_writes_again_does_not_block_us(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        await destinations.block(connection, NOW, here.chat_id, "kicked")
        await arrive(connection)
        assert await publish(connection, "a", "tax") == 1


async def retell(connection: AsyncConnection, number: str, story_id: int, *queries: int) -> int:
    """Publish a further article of a story; return how many alerts it made."""
    [source_id] = await watch(connection)
    await articles.sight(connection, NOW, source_id, [entry(number)])
    [waiting] = await readings.unread(connection, NOW, (), PLENTY)
    await read(connection, waiting)
    await connection.execute(
        insert(match), [{"article_id": waiting.id, "query_id": one, "spans": []} for one in queries]
    )
    return await alerts.fan_out(connection, NOW, waiting.id, story_id)


async def test_a_story_is_owed_once_to_a_follow_however_many_articles_tell_it(
    database: Database,
) -> None:
    async with database.write() as connection:
        here, there = await arrive(connection, 1), await arrive(connection, 2)
        tax = await follow(connection, here, "tax")
        assert await publish(connection, "a", "tax") == 1
        story_id = (await connection.execute(select(func.max(story.c.id)))).scalar_one()
        assert await retell(connection, "b", story_id, 1) == 0

        court = await follow(connection, here, "court")
        await follow(connection, there, "tax")
        assert await retell(connection, "c", story_id, 1, 2) == 2
        sent = await send_all(connection)
        told = [(letter.chat_id, letter.alert_id) for letter in sent if letter.alert_id]
        contents = await alert_contents.get(connection, [alert_id for _, alert_id in told])
        named = [
            (chat_id, contents[alert_id].url[-1], [one.id for one in contents[alert_id].follows])
            for chat_id, alert_id in told
        ]
        assert named[0] == (1, "a", [tax])
        assert min(named[1:]) == (1, "c", [court])
        assert len(named) == 3


async def test_fanning_out_again_owes_nothing_more(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection), "tax")
        assert await publish(connection, "a", "tax") == 1
        assert await alerts.fan_out(connection, later(1), 1, 1) == 0
        assert len(await send_all(connection)) == 1


async def test_an_article_that_somebody_new_may_see_is_owed_to_them_alone(
    database: Database,
) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection, 1), "tax")
        assert await publish(connection, "a", "tax") == 1
        await send_all(connection)
        await follow(connection, await arrive(connection, 2), "tax")
        assert await alerts.fan_out(connection, later(1), 1, 1) == 1
        sent = await send_all(connection, later(1))
        assert [letter.chat_id for letter in sent] == [2]


async def test_where_a_query_matched_is_stored_once_for_all_its_followers(
    database: Database,
) -> None:
    async with database.write() as connection:
        for chat_id in range(1, 51):
            await follow(connection, await arrive(connection, chat_id), "tax")
        assert await publish(connection, "a", "tax") == 50
        rows = await connection.execute(select(func.count()).select_from(match))
        assert rows.scalar_one() == 1


async def test_an_alert_tells_which_of_its_follows_were_removed_since(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        one, two = await follow(connection, here, "tax"), await follow(connection, here, "budget")
        await publish(connection, "a", "tax", "budget")
        await follows.remove(connection, NOW, one)
        [letter] = await begin_all(connection)
        assert letter.alert_id is not None
        content = (await alert_contents.get(connection, [letter.alert_id]))[letter.alert_id]
        assert content.follows == (Follow(one, "tax", False), Follow(two, "budget", True))
        assert content.wanted(NOW)

        await follows.remove(connection, NOW, two)
        content = (await alert_contents.get(connection, [letter.alert_id]))[letter.alert_id]
        assert not content.wanted(NOW)


async def test_an_alert_belongs_to_the_chat_that_it_was_made_for(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await arrive(connection, -9, 5, "supergroup"), "tax")
        await arrive(connection, 2)
        await publish(connection, "a", "tax")
        [letter] = await begin_all(connection)
        assert letter.alert_id is not None
        assert await alerts.belongs_to(connection, letter.alert_id, -9)
        assert not await alerts.belongs_to(connection, letter.alert_id, 2)
        assert not await alerts.belongs_to(connection, 2**52, -9)


async def test_alerts_that_do_not_exist_have_no_contents(database: Database) -> None:
    async with database.read() as connection:
        assert await alert_contents.get(connection, [2**52]) == {}


async def test_an_alert_waits_behind_answers(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        await publish(connection, "a", "tax")
        await outbox.owe(connection, later(-1), here.id, "answer", outcome={"outcome": "Helped"})
        sent = await send_all(connection)
        assert [letter.alert_id is None for letter in sent] == [True, False]
