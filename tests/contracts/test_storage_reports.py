"""Storage, on both databases: later reports of a told story, noted, told or left out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alert_contents,
    alerts,
    articles,
    cancelling,
    destinations,
    folding,
    follow_settings,
    follows,
    matches,
    outbox,
    queries,
    readings,
    reports,
    sources,
    stories,
    story_mutes,
)
from storage.alert_contents import Report
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.destinations import Destination
from storage.follows import EVERY, FIRST, Follow
from storage.outbox import Letter
from storage.reports import EDIT_URGENCY
from storage.rhythms import Rhythm, change
from storage.schema import alert, delivery, owed
from tests.storage.builders import (
    NOW,
    PLENTY,
    SPANS,
    arrive,
    begin_all,
    entry,
    follow,
    later,
    reading,
    send_all,
    settings,
    watch_privately,
)

OUTLETS = ("Orda", "Tengri", "Zakon")


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Outlets that tell one story."""

    connection: AsyncConnection
    outlets: Mapping[str, int]
    story_id: int

    async def tells(
        self, outlet: str | int, number: str, *words: str, at: datetime = NOW
    ) -> tuple[int, int]:
        """Publish an article of the story; return how many alerts and changes that makes."""
        connection = self.connection
        source_id = outlet if isinstance(outlet, int) else self.outlets[outlet]
        await articles.sight(connection, at, source_id, [entry(number, title=number)])
        [waiting] = await readings.unread(connection, at, (), PLENTY)
        await readings.save(connection, at, waiting, reading(number), self.story_id)
        found = {await queries.find(connection, word): SPANS for word in words}
        await matches.record(connection, waiting.id, {at: one for at, one in found.items() if at})
        told = (connection, at, waiting.id, self.story_id)
        return await alerts.fan_out(*told), await reports.owe(*told)


async def newsroom(connection: AsyncConnection) -> Newsroom:
    urls = {f"https://{name}.example/feed": name for name in OUTLETS}
    await sources.sync_file(connection, NOW, [settings(url, name) for url, name in urls.items()])
    ids = {urls[one.url]: one.id for one in await sources.due(connection, NOW, (), PLENTY)}
    return Newsroom(connection, ids, await stories.begin(connection, NOW))


async def tune(connection: AsyncConnection, follow_id: int, **settings: Any) -> None:
    known = await follows.get(connection, 7, follow_id)
    assert known is not None
    await follow_settings.change(connection, NOW, replace(known, **settings))


async def edits(connection: AsyncConnection, *states: str) -> list[int]:
    """Return which alerts wait for being changed, or are in other states of it."""
    statement = (
        select(delivery.c.alert_id)
        .where(delivery.c.kind == "edit", delivery.c.state.in_(states or ("pending",)))
        .order_by(delivery.c.id)
    )
    return list((await connection.execute(statement)).scalars())


async def named(connection: AsyncConnection, alert_id: int = 1) -> list[str]:
    content = (await alert_contents.get(connection, [alert_id]))[alert_id]
    return [f"{one.source} {one.url.rpartition('/')[2]}" for one in content.also]


async def followed(connection: AsyncConnection, *words: str, chat_id: int = 7) -> list[int]:
    here = await arrive(connection, chat_id)
    return [await follow(connection, here, one) for one in words]


# What is owed for a later report.


async def test_a_later_report_changes_the_message_that_told_the_story(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        assert await news.tells("Orda", "a", "tax") == (1, 0)
        [told] = await send_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        [letter] = await begin_all(connection)
        assert (letter.kind, letter.urgency) == ("edit", EDIT_URGENCY)
        assert (letter.alert_id, letter.edits, letter.reply_to) == (told.alert_id, None, None)
        assert await reports.messages(connection, NOW, [1]) == {1: 1000}
        content = (await alert_contents.get(connection, [1]))[1]
        assert content.also == (Report("Tengri", "https://news.example/b"),)
        assert not content.muted


async def test_one_change_that_waits_is_enough_for_all_reports(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        assert await news.tells("Zakon", "c", "tax") == (0, 0)
        assert await named(connection) == ["Tengri b", "Zakon c"]


async def test_a_change_that_is_on_its_way_knows_nothing_of_a_newer_report(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await begin_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        await outbox.sent(connection, NOW, 1, 1000)
        assert len(await begin_all(connection)) == 1
        assert await news.tells("Zakon", "c", "tax") == (0, 1)
        assert await edits(connection, "pending", "sending") == [1, 1]


async def test_an_alert_that_was_not_sent_yet_names_the_others_at_once(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        assert await news.tells("Tengri", "b", "tax") == (0, 0)
        assert await named(connection) == ["Tengri b"]


async def test_an_outlet_is_named_once_and_never_beside_itself(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Orda", "more", "tax") == (0, 0)
        assert await named(connection) == []
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        await send_all(connection)
        assert await news.tells("Tengri", "b2", "tax") == (0, 0)
        assert await named(connection) == ["Tengri b"]


async def test_a_report_that_does_not_match_changes_nothing(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b") == (0, 0)
        assert await named(connection) == []


async def test_a_follow_that_only_the_later_report_satisfies_is_told_in_reply(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", "court")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax", "court") == (1, 1)
        sent = {letter.kind: letter for letter in await send_all(connection)}
        assert sent["alert"].reply_to == 1000
        assert sent["edit"].alert_id == 1
        content = (await alert_contents.get(connection, [2]))[2]
        assert [one.text for one in content.follows] == ["court"]
        assert content.also == ()


@pytest.mark.parametrize("matters", [True, False])
async def test_an_edit_of_a_report_counts_by_what_it_brings(
    database: Database, matters: bool
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await news.tells("Tengri", "b")
        query_id = await queries.find(connection, "tax")
        assert query_id is not None
        await matches.revise(connection, 2, {query_id: SPANS}, [query_id])
        counted = [query_id] if matters else []
        made = await reports.owe(connection, NOW, 2, news.story_id, queries=counted)
        assert made == (1 if matters else 0)


# Who is left alone.


async def block(connection: AsyncConnection, here: Destination) -> None:
    await destinations.block(connection, NOW, here.chat_id, "kicked")


async def close(connection: AsyncConnection, here: Destination) -> None:
    await destinations.close(connection, NOW, here.id, "closed")


async def pause(connection: AsyncConnection, here: Destination) -> None:
    await change(connection, here.id, Rhythm(paused_at=NOW))


async def mute_follow(connection: AsyncConnection, _: Destination) -> None:
    await tune(connection, 1, muted_until=later(1))


async def only_first(connection: AsyncConnection, _: Destination) -> None:
    await tune(connection, 1, reports=FIRST)


async def unfollow(connection: AsyncConnection, _: Destination) -> None:
    await follows.remove(connection, NOW, 1)


async def mute_story(connection: AsyncConnection, here: Destination) -> None:
    assert await story_mutes.mute(connection, NOW, here.chat_id, 1)


async def lose_message(connection: AsyncConnection, _: Destination) -> None:
    await connection.execute(update(delivery).values(message_id=None))


async def fold(connection: AsyncConnection, _: Destination) -> None:
    await connection.execute(update(delivery).values(state="folded"))


Leave = Callable[[AsyncConnection, Destination], Awaitable[None]]
ALONE: list[Leave] = [
    block,
    close,
    pause,
    mute_follow,
    only_first,
    unfollow,
    mute_story,
    lose_message,
    fold,
]


@pytest.mark.parametrize("leave", ALONE, ids=lambda one: one.__name__)
async def test_nothing_is_changed_for_whoever_is_to_be_left_alone(
    database: Database, leave: Leave
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await leave(connection, here)
        assert await news.tells("Tengri", "b", "tax") == (0, 0)


@pytest.mark.parametrize("leave", ALONE[2:], ids=lambda one: one.__name__)
async def test_whether_a_message_is_still_to_be_changed_is_asked_at_sending(
    database: Database, leave: Leave
) -> None:
    async with database.write() as connection:
        here = await arrive(connection)
        await follow(connection, here, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await news.tells("Tengri", "b", "tax")
        assert await reports.messages(connection, NOW, [1]) == {1: 1000}
        await leave(connection, here)
        assert await reports.messages(connection, NOW, [1]) == {}


async def test_after_two_days_a_message_stays_as_it_is(database: Database) -> None:
    two_days = timedelta(hours=48).total_seconds()
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax", at=later(two_days)) == (0, 0)
        assert await news.tells("Zakon", "c", "tax", at=later(two_days - 1)) == (0, 1)
        assert await reports.messages(connection, later(two_days), [1]) == {}


async def test_no_report_is_named_that_the_chat_may_not_see(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        await followed(connection, "tax", chat_id=8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        private = await watch_privately(connection, 8, "https://own.example/feed")
        assert await news.tells(private, "b", "tax") == (0, 1)
        [changed] = await edits(connection)
        theirs = select(alert.c.id).join_from(
            alert, delivery, delivery.c.alert_id == alert.c.id
        ).where(delivery.c.message_id.is_not(None), alert.c.id != changed)  # fmt: skip
        [other] = (await connection.execute(theirs)).scalars()
        assert await named(connection, changed) == ["Own https://own.example/feed b"]
        assert await named(connection, other) == []


async def test_the_same_address_in_a_source_of_ones_own_is_no_report(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", chat_id=8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        private = await watch_privately(connection, 8, "https://own.example/feed")
        assert await news.tells(private, "a", "tax") == (0, 0)
        assert await named(connection) == []


async def test_what_others_had_matched_before_is_not_named(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", chat_id=8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax", at=later(-60))
        await followed(connection, "tax")
        await news.tells("Tengri", "b", "tax")
        assert await named(connection, 2) == []


# Every report, and the first alone.


async def test_whoever_wants_every_report_is_told_each_once_in_reply_to_the_first(
    database: Database,
) -> None:
    async with database.write() as connection:
        [tax] = await followed(connection, "tax")
        await tune(connection, tax, reports=EVERY)
        news = await newsroom(connection)
        assert await news.tells("Orda", "a", "tax") == (1, 0)
        [first] = await send_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (1, 0)
        [second] = await send_all(connection)
        assert (first.reply_to, second.reply_to) == (None, 1000)
        assert await alerts.fan_out(connection, NOW, 2, news.story_id) == 0
        assert await named(connection, 1) == []
        content = (await alert_contents.get(connection, [2]))[2]
        assert content.follows == (Follow(tax, "tax", True, reports=EVERY),)
        keys = select(owed.c.article_id, owed.c.alert_id).order_by(owed.c.article_id)
        assert [tuple(row) for row in await connection.execute(keys)] == [(0, 1), (2, 2)]


async def test_a_report_of_what_a_digest_told_replies_to_the_digest(database: Database) -> None:
    async with database.write() as connection:
        [tax] = await followed(connection, "tax")
        await tune(connection, tax, reports=EVERY)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        here = await arrive(connection, 7)
        digest = await folding.fold(connection, NOW, here.id, [1], {}, urgency=20)
        await news.tells("Tengri", "b", "tax")
        [before] = await begin_all(connection)
        await outbox.sent(connection, NOW, digest, 900)
        await outbox.sent(connection, NOW, before.id, 901)
        await news.tells("Zakon", "c", "tax")
        [after] = await begin_all(connection)
        assert (before.reply_to, after.reply_to) == (None, 900)


async def test_a_follow_told_once_is_not_named_where_another_wants_every_report(
    database: Database,
) -> None:
    async with database.write() as connection:
        tax, cut = await followed(connection, "tax", "cut")
        await tune(connection, cut, reports=EVERY)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax", "cut")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax", "cut") == (1, 1)
        contents = await alert_contents.get(connection, [1, 2])
        assert [one.id for one in contents[1].follows] == [tax, cut]
        assert [one.id for one in contents[2].follows] == [cut]


async def test_a_follow_that_changes_its_mind_is_told_nothing_twice(database: Database) -> None:
    async with database.write() as connection:
        tax, _ = await followed(connection, "tax", "cut")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await tune(connection, tax, reports=EVERY)
        assert await alerts.fan_out(connection, NOW, 1, news.story_id) == 0
        assert await news.tells("Tengri", "b", "tax") == (1, 0)
        await tune(connection, tax, reports="noted")
        assert await news.tells("Zakon", "c", "tax", "cut") == (1, 0)
        contents = await alert_contents.get(connection, [3])
        assert [one.text for one in contents[3].follows] == ["cut"]


# Muting a story, and what becomes of changes that wait.


async def changed(connection: AsyncConnection) -> Newsroom:
    """Tell a story to a chat, whose message is about to be changed."""
    await followed(connection, "tax")
    news = await newsroom(connection)
    await news.tells("Orda", "a", "tax")
    await send_all(connection)
    assert await news.tells("Tengri", "b", "tax") == (0, 1)
    return news


async def test_muting_a_story_cancels_what_waits_until_it_is_heard_of_again(
    database: Database,
) -> None:
    async with database.write() as connection:
        news = await changed(connection)
        assert await story_mutes.mute(connection, NOW, 7, 1)
        assert await edits(connection) == []
        assert (await alert_contents.get(connection, [1]))[1].muted
        assert await news.tells("Zakon", "c", "tax", at=later(1)) == (0, 0)
        assert await story_mutes.mute(connection, later(2), 7, 1)
        assert await named(connection) == ["Tengri b"], "a button may draw the message again"
        assert await story_mutes.unmute(connection, 7, 1)
        assert not (await alert_contents.get(connection, [1]))[1].muted
        assert await named(connection) == ["Tengri b", "Zakon c"]


async def test_a_story_is_muted_where_it_was_told_alone(database: Database) -> None:
    async with database.write() as connection:
        await changed(connection)
        await arrive(connection, 8)
        assert not await story_mutes.mute(connection, NOW, 8, 1)
        assert not await story_mutes.unmute(connection, 8, 1)
        assert not await story_mutes.mute(connection, NOW, 7, 2**52)
        assert await edits(connection) == [1]


async def test_unfollowing_cancels_a_change_and_its_undo_revives_it(database: Database) -> None:
    async with database.write() as connection:
        await changed(connection)
        await follows.remove(connection, NOW, 1)
        await cancelling.cancel_unfollowed(connection, 1)
        assert await edits(connection) == []
        await follows.restore(connection, 1)
        await cancelling.revive_followed(connection, 1)
        assert await edits(connection) == [1]


async def test_muting_a_follow_cancels_a_change(database: Database) -> None:
    async with database.write() as connection:
        await changed(connection)
        await tune(connection, 1, muted_until=later(60))
        await cancelling.cancel_muted(connection, 1)
        assert await edits(connection) == []


async def test_a_button_that_redraws_an_alert_is_not_cancelled_with_its_changes(
    database: Database,
) -> None:
    async with database.write() as connection:
        await changed(connection)
        await outbox.owe(connection, NOW, 1, "edit", alert_id=1, edits=1000)
        await follows.remove(connection, NOW, 1)
        await cancelling.cancel_unfollowed(connection, 1)
        await story_mutes.mute(connection, NOW, 7, 1)
        assert await edits(connection) == [1]


async def test_a_message_that_stayed_in_the_old_chat_is_not_changed(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", chat_id=-8)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await news.tells("Tengri", "b", "tax")
        await migrate_chat(connection, NOW, -8, -1008)
        assert await edits(connection) == []
        assert await news.tells("Zakon", "c", "tax") == (0, 0)


async def test_after_a_crash_the_change_is_made_to_the_message_that_was_sent_last(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await begin_all(connection)
        await news.tells("Tengri", "b", "tax")
        assert await outbox.recover(connection, NOW) == 1
        assert await reports.messages(connection, NOW, [1]) == {}
        sent: list[Letter] = await send_all(connection)
        assert [letter.kind for letter in sent] == ["alert", "edit"]
        assert await reports.messages(connection, NOW, [1]) == {1: 1000}
