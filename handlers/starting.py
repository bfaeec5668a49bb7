"""``/start`` (with deep links), ``/help``, and what a private chat says besides commands."""

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from actions.asking import awaits_words, stop_asking
from actions.deep_links import words_of
from actions.following import follow
from actions.outcomes import BadLink, Helped, Outcome, UnknownCommand, Welcome
from handlers import rights
from handlers.limits import Limits
from handlers.senders import sender_of
from handlers.turn import Turn


async def start(
    message: Message, command: CommandObject, bot: Bot, turn: Turn, limits: Limits
) -> None:
    """Greet; a deep link's payload follows its words at once."""
    payload = (command.args or "").strip()
    refusal = await rights.why_not(bot, message) if payload else None
    words = words_of(payload)
    async with turn.effect(sender_of(message)) as effect:
        outcome: Outcome
        if not payload:
            await stop_asking(effect.connection, effect.who)
            outcome = Welcome()
        elif words is None:
            outcome = BadLink()
        elif refusal is not None:
            outcome = refusal
        else:
            outcome = await follow(
                effect.connection, effect.now, effect.who, words, limits.follows_per_chat
            )
        await effect.answer(outcome)


async def explain(message: Message, turn: Turn) -> None:
    """Say what can be sent."""
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(Helped())


async def words(message: Message, bot: Bot, turn: Turn, limits: Limits) -> None:
    """Take awaited words as a follow; help with anything else in a private chat.

    In a group, whoever is not asked is not talking to us.
    """
    private = message.chat.type == "private"
    text = message.text or ""
    is_command = text.startswith("/")
    if not private and (is_command or not _replies_to(bot, message)):
        return
    refusal = None if private else await rights.why_not(bot, message)
    async with turn.effect(sender_of(message)) as effect:
        awaited = await awaits_words(effect.connection, effect.now, effect.who)
        outcome: Outcome
        if awaited and text and not is_command:
            outcome = refusal or await follow(
                effect.connection, effect.now, effect.who, text, limits.follows_per_chat
            )
        elif private:
            outcome = UnknownCommand()
        else:
            return
        await effect.answer(outcome)


def _replies_to(bot: Bot, message: Message) -> bool:
    original = message.reply_to_message
    return (
        original is not None and original.from_user is not None and original.from_user.id == bot.id
    )


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="starting")
    router.message.register(start, Command("start", ignore_case=True))
    router.message.register(explain, Command("help", ignore_case=True))
    return router


def create_fallback() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="fallback")
    router.message.register(
        words, F.text | F.caption | F.media_group_id | F.sticker | F.photo | F.document
    )
    return router
