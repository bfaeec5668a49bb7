"""Storage, on both databases: what somebody asked to watch, and what was found."""

from storage import discoveries, outbox
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.discoveries import Imported, Line, Proposed, Refused
from tests.storage.builders import NOW, PLENTY, arrive, begin_all, later

FOUND = Proposed("https://steppe.example/feed", "feed", "Дала", "kk", ("Бір", "\ud800 екі\0"))


async def test_what_waits_is_found_until_it_is_something_else(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection, 7)
        one = await discoveries.ask(connection, NOW, here.id, 7, "address", "orda.kz")
        two = await discoveries.ask(connection, later(1), here.id, 7, "opml", "file")
        assert await discoveries.count_waiting(connection, 7) == 2
        assert await discoveries.count_waiting(connection, 8) == 0
        due = await discoveries.due(connection, NOW, [], PLENTY)
        assert [(each.id, each.asked, each.there) for each in due] == [(one, "orda.kz", here)]
        assert await discoveries.due(connection, later(2), [one, two], PLENTY) == []
        assert await discoveries.become(connection, one, "proposed", FOUND, was="waiting")
        assert not await discoveries.become(
            connection, one, "refused", Refused("status"), was="waiting"
        )
        known = await discoveries.get(connection, 7, one)
        assert known is not None
        assert (known.state, known.found) == ("proposed", FOUND)
        assert await discoveries.get(connection, 8, one) is None
        assert [each.id for each in await discoveries.due(connection, later(2), [], 9)] == [two]


async def test_how_far_a_file_came_is_kept_and_attempts_are_counted(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection, 7)
        one = await discoveries.ask(connection, NOW, here.id, 7, "opml", "file")
        await discoveries.begin(connection, one)
        await discoveries.begin(connection, one)
        await discoveries.go_on(connection, one, later(5))
        assert await discoveries.due(connection, later(4), [], 9) == []
        [waiting] = await discoveries.due(connection, later(5), [], 9)
        assert waiting.attempts == 2
        half = Imported((Line("https://a.example", "A", "added"), Line("https://b.example", "")))
        await discoveries.go_on(connection, one, later(5), half)
        [waiting] = await discoveries.due(connection, later(5), [], 9)
        assert (waiting.attempts, waiting.found) == (0, half)


async def test_old_ones_are_forgotten_unless_they_wait(database: Database) -> None:
    async with database.write() as connection:
        here = await arrive(connection, 7)
        waits = await discoveries.ask(connection, NOW, here.id, 7, "address", "orda.kz")
        gone = await discoveries.offer_again(connection, NOW, here.id, 7, FOUND)
        stays = await discoveries.offer_again(connection, later(9), here.id, 7, FOUND)
        await discoveries.forget(connection, later(9))
        known = [await discoveries.get(connection, 7, one) for one in (waits, gone, stays)]
        assert [one is not None for one in known] == [True, False, True]


async def test_a_discovery_moves_with_its_group_and_is_told_of_in_a_new_message(
    database: Database,
) -> None:
    async with database.write() as connection:
        here = await arrive(connection, -77, 0, "group")
        one = await discoveries.ask(connection, NOW, here.id, 7, "address", "orda.kz")
        answer = await outbox.owe(connection, NOW, here.id, "answer", outcome={"outcome": "X"})
        await discoveries.answered(connection, one, answer, 31)
        await begin_all(connection)
        await outbox.sent(connection, NOW, answer, 1001)
        assert await outbox.fate(connection, answer) == ("sent", 1001)
        await arrive(connection, -1001, 0, "supergroup")
        await migrate_chat(connection, NOW, -77, -1001)
        moved = await discoveries.get(connection, -1001, one)
        assert moved is not None
        assert (moved.answer_id, moved.reply_to) == (None, None)
