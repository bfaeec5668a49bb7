"""A group with a topic, to which Telegram refuses what we send."""

from typing import Any

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import SendMessage

from bot.delivery.results import Sent, of_error
from bot.delivery.settling import Settlement
from storage import destinations
from storage.destinations import Destination
from tests.handlers.talk import GROUP, Owed, Talk, chat
from tests.storage.builders import begin_all

FORUM = {**chat(GROUP), "is_forum": True}
IN_TOPIC: dict[str, Any] = {"chat": FORUM, "message_thread_id": 7, "is_topic_message": True}
SILENCED = "Bad Request: not enough rights to send text messages to the chat"
CALL = SendMessage(chat_id=GROUP, text="")


async def refused(talk: Talk, text: str) -> list[Owed]:
    """Let Telegram refuse what waits for the group; return what is owed because of it."""
    kind = TelegramForbiddenError if text.startswith("Forbidden") else TelegramBadRequest
    async with talk.database.write() as connection:
        for letter in await begin_all(connection, talk.clock.now()):
            assert letter.chat_id == GROUP
            result = of_error(kind(CALL, text))
            await Settlement(letter, result, talk.clock.now())(connection)
    return await talk.owed()


async def gets_through(talk: Talk, message: dict[str, Any]) -> list[Owed]:
    """Let somebody write something, and Telegram take the answer; return what is owed then."""
    await talk.handles({"update_id": 9_000, "message": message})
    async with talk.database.write() as connection:
        [letter] = await begin_all(connection, talk.clock.now())
        await Settlement(letter, Sent(5_001), talk.clock.now())(connection)
    return await talk.owed()


async def place(talk: Talk, thread_id: int = 0) -> Destination:
    async with talk.database.read() as connection:
        there = await destinations.find(connection, GROUP, thread_id)
    assert there is not None
    return there


async def followed_in_topic(talk: Talk) -> Destination:
    """Let Ann, who started us, follow something in a topic and something in its group."""
    await talk.says("/start")
    talk.knows("administrator", "administrator")
    await talk.says("/follow tax", to=GROUP, **IN_TOPIC)
    await talk.says("/follow harbour", to=GROUP, chat=FORUM)
    return await place(talk, 7)
