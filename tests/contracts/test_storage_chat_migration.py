"""Storage, on both databases: a group becomes a supergroup and keeps all that it has."""

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alert_contents,
    cancelling,
    changes,
    destinations,
    expectations,
    figures,
    follows,
    outbox,
    queries,
)
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.destinations import Destination
from storage.letters import Letter
from tests.storage.builders import (
    NOW,
    arrive,
    begin_all,
    follow,
    heads,
    later,
    publish,
    send_all,
)

OLD, NEW = -77, -1_001_234_567_890


async def group(connection: AsyncConnection, topic: int = 0) -> Destination:
    return await arrive(connection, OLD, topic, "group", "kk")


async def supergroup(connection: AsyncConnection, topic: int = 0) -> Destination:
    return await arrive(connection, NEW, topic, "supergroup", "ru")


async def migrate(connection: AsyncConnection) -> None:
    await migrate_chat(connection, NOW, OLD, NEW)


async def followed(connection: AsyncConnection, chat_id: int) -> list[str]:
    there = await destinations.find(connection, chat_id)
    if there is None:
        return []
    return sorted(one.text for one in await follows.of_destination(connection, there.id))


async def alerts_sent(connection: AsyncConnection) -> list[tuple[int, list[str]]]:
    """Send all that waits; return to which chat each alert went and what it answers."""
    sent: list[tuple[int, list[str]]] = []
    for letter in await send_all(connection, later(5)):
        assert letter.alert_id is not None
        sent.append((letter.chat_id, await answers(connection, letter)))
    return sent


async def answers(connection: AsyncConnection, letter: Letter) -> list[str]:
    content = (await alert_contents.get(connection, [letter.alert_id or 0]))[letter.alert_id or 0]
    assert content.wanted(NOW)
    return sorted(one.text for one in content.follows if one.active)


async def test_an_unknown_supergroup_takes_over_everything(database: Database) -> None:
    async with database.write() as connection:
        here, topic = await group(connection), await group(connection, 4)
        tax = await follow(connection, here, "tax")
        await follow(connection, topic, "tax")
        await expectations.expect_words(connection, NOW, here.id, 5)
        await publish(connection, "a", "tax")
        await migrate(connection)

        assert await destinations.find(connection, OLD) is None
        assert await destinations.find(connection, NEW) == Destination(here.id, NEW, 0, "kk")
        assert await follows.get(connection, NEW, tax) is not None
        assert await follows.get(connection, OLD, tax) is None
        assert await follows.count_in_chat(connection, NEW) == 2
        assert await expectations.asked_at(connection, here.id, 5) == NOW
        [head] = await heads(connection)
        assert head.chat_id == NEW
        assert await alerts_sent(connection) == [(NEW, ["tax"]), (NEW, ["tax"])]
        assert await publish(connection, "b", "tax") == 2


@pytest.mark.parametrize("known", [False, True])
async def test_migrating_twice_changes_nothing_more(database: Database, known: bool) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        if known:
            await follow(connection, await supergroup(connection), "tax")
            await follow(connection, await supergroup(connection), "court")
        await publish(connection, "a", "tax")
        await migrate(connection)
        once = (
            await followed(connection, NEW),
            await heads(connection),
            await changes.latest(connection),
            await figures.gather(connection, NOW),
        )
        await migrate(connection)
        assert once == (
            await followed(connection, NEW),
            await heads(connection),
            await changes.latest(connection),
            await figures.gather(connection, NOW),
        )


async def test_a_group_that_we_never_met_has_nothing_to_move(database: Database) -> None:
    async with database.write() as connection:
        await migrate(connection)
        assert await followed(connection, NEW) == []
        assert await destinations.find(connection, OLD) is None


@pytest.mark.parametrize("known", [False, True])
async def test_it_stays_one_chat(database: Database, known: bool) -> None:
    async with database.write() as connection:
        await group(connection)
        if known:
            await supergroup(connection)
        await migrate(connection)
        assert (await figures.gather(connection, NOW)).chats == 1


async def test_follows_of_both_chats_are_united(database: Database) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        for where, words in ((here, "tax"), (here, "both"), (there, "both"), (there, "court")):
            await follow(connection, where, words)
        await migrate(connection)
        assert await followed(connection, NEW) == ["both", "court", "tax"]
        assert await publish(connection, "a", "tax", "both", "court") == 1
        assert await alerts_sent(connection) == [(NEW, ["both", "court", "tax"])]


@pytest.mark.parametrize(
    ("removed_in", "stays"),
    [("old", True), ("new", True), ("both", False), ("neither", True)],
)
async def test_what_one_of_them_follows_is_followed(
    database: Database, removed_in: str, stays: bool
) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        mine, theirs = await follow(connection, here, "tax"), await follow(connection, there, "tax")
        if removed_in in {"old", "both"}:
            await follows.remove(connection, NOW, mine)
        if removed_in in {"new", "both"}:
            await follows.remove(connection, NOW, theirs)
        known = await changes.latest(connection)
        await migrate(connection)
        assert await followed(connection, NEW) == (["tax"] if stays else [])
        assert bool(await queries.wanted(connection)) is stays
        query_id = await queries.find(connection, "tax")
        assert await changes.since(connection, known) == [query_id]
        again = await follows.find(connection, there.id, query_id or 0)
        assert again is not None
        assert again.id == theirs


async def test_what_waits_is_sent_to_the_supergroup_whoever_made_the_follow(
    database: Database,
) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await publish(connection, "a", "tax")
        there = await supergroup(connection)
        theirs = await follow(connection, there, "tax")
        await follows.remove(connection, NOW, theirs)
        await migrate(connection)
        assert await alerts_sent(connection) == [(NEW, ["tax"])]


async def test_a_story_that_both_were_told_is_owed_to_neither_again(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await follow(connection, await supergroup(connection), "tax")
        await publish(connection, "a", "tax")
        await send_all(connection)
        await migrate(connection)
        assert await heads(connection, later(9)) == []


async def test_an_article_owed_to_both_goes_out_once_and_names_the_follows_of_both(
    database: Database,
) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await follow(connection, await supergroup(connection), "court")
        assert await publish(connection, "a", "tax", "court") == 2
        await migrate(connection)
        assert await alerts_sent(connection) == [(NEW, ["court", "tax"])]


async def test_an_article_that_the_supergroup_was_told_is_not_told_again(
    database: Database,
) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await follow(connection, await supergroup(connection), "court")
        await publish(connection, "a", "tax", "court")
        [to_new] = [head.id for head in await heads(connection) if head.chat_id == NEW]
        await outbox.begin(connection, [to_new])
        await outbox.sent(connection, NOW, to_new, 1)
        await migrate(connection)
        assert await heads(connection, later(9)) == []


async def test_an_article_that_the_supergroup_no_longer_wants_is_told_for_the_group_s_sake(
    database: Database,
) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        court = await follow(connection, await supergroup(connection), "court")
        await publish(connection, "a", "tax", "court")
        await follows.remove(connection, NOW, court)
        await cancelling.cancel_unfollowed(connection, court)
        await migrate(connection)
        assert await alerts_sent(connection) == [(NEW, ["tax"])]


@pytest.mark.parametrize("known", [False, True])
async def test_the_very_message_that_heard_of_the_move_is_sent_once_more(
    database: Database, known: bool
) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        if known:
            await supergroup(connection)
        await publish(connection, "a", "tax")
        [letter] = await begin_all(connection)
        await migrate(connection)
        await outbox.retry(connection, letter.id, NOW, "moved", unknown=False)
        assert await alerts_sent(connection) == [(NEW, ["tax"])]


async def test_nothing_is_sent_to_the_old_chat_for_ever(database: Database) -> None:
    async with database.write() as connection:
        await follow(connection, await group(connection), "tax")
        await follow(connection, await supergroup(connection), "tax")
        await publish(connection, "a", "tax")
        letters = await begin_all(connection)
        [to_old] = [letter.id for letter in letters if letter.chat_id == OLD]
        await migrate(connection)
        await outbox.retry(connection, to_old, NOW, "moved", unknown=False)
        assert await heads(connection, later(9)) == []


async def test_messages_of_the_old_chat_are_neither_edited_nor_replied_to_in_the_new(
    database: Database,
) -> None:
    async with database.write() as connection:
        here = await group(connection)
        helped = {"outcome": "Helped"}
        await outbox.owe(connection, NOW, here.id, "edit", outcome=helped, edits=31)
        await outbox.owe(connection, NOW, here.id, "answer", outcome=helped, reply_to=30)
        await migrate(connection)
        sent = await send_all(connection)
    assert [(letter.chat_id, letter.edits, letter.reply_to) for letter in sent] == [
        (NEW, None, None)
    ]


async def test_words_are_awaited_of_whoever_was_asked_in_either(database: Database) -> None:
    async with database.write() as connection:
        here, there = await group(connection), await supergroup(connection)
        for where, sender, at in ((here, 1, NOW), (here, 2, NOW), (there, 2, later(1))):
            await expectations.expect_words(connection, at, where.id, sender)
        await migrate(connection)
        assert await expectations.asked_at(connection, there.id, 1) == NOW
        assert await expectations.asked_at(connection, there.id, 2) == later(1)


async def test_other_chats_are_left_alone(database: Database) -> None:
    async with database.write() as connection:
        stranger = await arrive(connection, 7)
        await follow(connection, stranger, "tax")
        await follow(connection, await group(connection), "tax")
        await follow(connection, await supergroup(connection), "tax")
        await publish(connection, "a", "tax")
        await migrate(connection)
        assert await followed(connection, 7) == ["tax"]
        sent = await alerts_sent(connection)
        assert sorted(sent) == [(NEW, ["tax"]), (7, ["tax"])]
