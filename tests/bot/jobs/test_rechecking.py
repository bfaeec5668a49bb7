"""Chats that shut us out are asked about again: some let us write, and nobody told us."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramServerError,
)
from aiogram.methods import GetMe

from actions.chat_changes import SILENCED, stop_chat
from bot.jobs.rechecking import Rechecking
from handlers.members import GetRawChatMember
from storage import destinations
from storage.database import Database
from tests.storage.builders import NOW, arrive, follow, publish, send_all
from tests.support.fake_telegram import FakeTelegram
from tests.support.travel import TravellingClock

ANN, GROUP, OTHER = 11, -1_001_999_000_111, -1_001_999_000_222
OPEN: dict[str, Any] = {"type": "supergroup", "permissions": {"can_send_messages": True}}
MUTE: dict[str, Any] = {"type": "supergroup", "permissions": {"can_send_messages": False}}
CHANNEL: dict[str, Any] = {"type": "channel"}
KICKED = TelegramForbiddenError(GetMe(), "Forbidden: bot was kicked from the supergroup chat")
DOWN = TelegramServerError(GetMe(), "Bad Gateway")


async def shut(database: Database, *chat_ids: int) -> None:
    """Have Ann be in charge of chats that follow something, and that shut us out."""
    async with database.write() as connection:
        await arrive(connection, ANN)
        for chat_id in chat_ids:
            there = await arrive(connection, chat_id, 0, "supergroup")
            await destinations.put_in_charge(connection, there.id, ANN)
            await follow(connection, there, "tax")
            await stop_chat(connection, NOW, chat_id, "no rights", SILENCED)
        await send_all(connection)


async def look(database: Database, us: Any, chat: Any, times: int = 1) -> FakeTelegram:
    telegram = FakeTelegram()
    telegram.answers = {"getChatMember": [us] * 120, "getChat": [chat] * 120}
    clock = TravellingClock(NOW + timedelta(minutes=5))
    job = Rechecking(database, telegram.bot(), clock, lambda: None)
    for _ in range(times):
        await job.look()
    return telegram


def asked_about(telegram: FakeTelegram) -> list[int]:
    return [call.chat_id for call in telegram.calls if isinstance(call, GetRawChatMember)]


async def alerts(database: Database, article: str = "a") -> int:
    async with database.write() as connection:
        return await publish(connection, article, "tax")


@pytest.mark.parametrize(
    ("us", "chat", "open_to_us"),
    [
        ({"status": "member"}, OPEN, True),
        ({"status": "member"}, MUTE, False),
        ({"status": "administrator"}, MUTE, True),
        ({"status": "restricted", "is_member": True, "can_send_messages": True}, OPEN, True),
        ({"status": "restricted", "is_member": True, "can_send_messages": False}, OPEN, False),
        ({"status": "restricted", "is_member": False, "can_send_messages": True}, OPEN, False),
        ({"status": "administrator", "can_post_messages": True}, CHANNEL, True),
        ({"status": "administrator", "can_post_messages": False}, CHANNEL, False),
        ({"status": "member"}, CHANNEL, False),
        ({"status": "left"}, OPEN, False),
        (KICKED, OPEN, False),
        (DOWN, OPEN, False),
        ({"status": "member"}, DOWN, False),
    ],
)
async def test_news_go_on_where_we_may_write(
    sqlite_database: Database, us: Any, chat: Any, open_to_us: bool
) -> None:
    await shut(sqlite_database, GROUP)
    await look(sqlite_database, us, chat)
    assert await alerts(sqlite_database) == open_to_us


async def test_who_heard_of_the_trouble_hears_that_it_is_over(sqlite_database: Database) -> None:
    await shut(sqlite_database, GROUP)
    await look(sqlite_database, {"status": "member"}, OPEN)
    async with sqlite_database.write() as connection:
        [letter] = await send_all(connection, NOW + timedelta(minutes=10))
    assert letter.chat_id == ANN
    assert letter.outcome is not None
    assert letter.outcome["outcome"] == "ChatWell"


async def test_a_group_that_became_a_supergroup_without_us_is_found_there(
    sqlite_database: Database,
) -> None:
    def answer(usual: Any) -> Any:
        moved = TelegramMigrateToChat(GetMe(), "upgraded to a supergroup", OTHER)
        return lambda call: moved if call.chat_id == GROUP else usual

    await shut(sqlite_database, GROUP)
    await look(sqlite_database, answer({"status": "left"}), answer(OPEN))
    assert await alerts(sqlite_database) == 0, "nothing is known of it yet"
    await look(sqlite_database, answer({"status": "member"}), answer(OPEN))
    assert await alerts(sqlite_database, "b") == 1
    async with sqlite_database.write() as connection:
        letters = await send_all(connection, NOW + timedelta(minutes=10))
    assert [letter.chat_id for letter in letters] == [ANN, OTHER]


async def test_people_and_open_chats_are_not_asked_about(sqlite_database: Database) -> None:
    await shut(sqlite_database, GROUP)
    async with sqlite_database.write() as connection:
        await arrive(connection, OTHER, 0, "supergroup")
        await stop_chat(connection, NOW, ANN, "blocked")
    telegram = await look(sqlite_database, {"status": "left"}, OPEN)
    assert asked_about(telegram) == [GROUP]


async def test_of_very_many_each_has_its_turn(sqlite_database: Database) -> None:
    chat_ids = [GROUP - n for n in range(70)]
    await shut(sqlite_database, *chat_ids)
    telegram = await look(sqlite_database, {"status": "left"}, OPEN, times=3)
    assert asked_about(telegram) == [*chat_ids, *chat_ids[:50]]
