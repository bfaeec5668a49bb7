"""Which messages reach the bot (Bot features, "Privacy mode")."""

from typing import Protocol

from demo.telegram.state.chats import User
from demo.telegram.state.message import Message


class Reader(Protocol):
    """Who reads: the bot, and whether privacy mode is off."""

    bot: User
    sees_everything: bool


def bot_sees(reader: Reader, message: Message) -> bool:
    """Tell whether Telegram shows the bot a message that somebody else wrote.

    In a group the bot sees commands for it or for nobody in particular, answers to what it
    wrote, and service messages; as an administrator, or without privacy mode, everything.
    """
    chat, bot = message.chat, reader.bot
    if chat.kind == "private":
        return chat.has(bot.id)
    if chat.kind == "channel" or not chat.has(bot.id):
        return chat.is_run_by(bot.id)
    if reader.sees_everything or chat.is_run_by(bot.id) or message.service:
        return True
    answered = message.reply_to.sender if message.reply_to else None
    return (answered is not None and answered.id == bot.id) or _is_command_for(bot, message)


def _is_command_for(bot: User, message: Message) -> bool:
    first = next(iter(message.content.entities), None)
    if first is None or first.kind != "bot_command" or first.offset > 0:
        return False
    _, _, named = message.content.covered_by(first).partition("@")
    return named.lower() in ("", bot.username.lower())
