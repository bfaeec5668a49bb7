"""Storage, on both databases: what becomes of changes of messages that wait."""

from storage import alert_contents, cancelling, follows, outbox, reports, story_mutes
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.letters import Letter
from tests.storage.builders import NOW, arrive, begin_all, later, send_all
from tests.storage.newsroom import changed, edits, followed, named, newsroom, tune


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
