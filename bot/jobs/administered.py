"""Asking Telegram first: a chat that we run with whoever asks is watched by its updates."""

import asyncio

from aiogram import Bot
from aiogram.exceptions import AiogramError

from actions.sources.administering import Room
from handlers import rights
from handlers.members import GetRawChat
from news.discovery.asked import Channel, understood
from news.kinds.telegram.addresses import private_chat
from storage.discoveries import Discovery, Proposed

_DEADLINE = 5.0  # seconds
_KINDS = frozenset({"channel", "group", "supergroup"})


class Administered:
    """Finds chats in which both the bot and whoever asks are administrators."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def find(self, one: Discovery) -> Proposed | None:
        """Return the chat that is asked for as something to watch.

        None for anything else, also when Telegram does not answer: it is then looked for as
        every other address is, and nobody learns what we are in.
        """
        asked = _chat_asked_for(one.asked)
        if asked is None or one.sender_id <= 0:  # of an anonymous administrator nothing is known
            return None
        try:
            async with asyncio.timeout(_DEADLINE):
                chat = await self._bot(GetRawChat(chat_id=asked))
        except (AiogramError, TimeoutError):
            return None
        if chat.get("type") not in _KINDS:
            return None
        if await rights.why_not_watch(self._bot, int(chat["id"]), one.sender_id) is not None:
            return None
        name = str(chat.get("title") or "")
        return Room(int(chat["id"]), name, is_public=bool(chat.get("username"))).proposed()


def _chat_asked_for(asked: str) -> str | int | None:
    meant = understood(asked)
    return f"@{meant.name}" if isinstance(meant, Channel) else private_chat(asked)
