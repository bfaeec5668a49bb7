"""What people say besides commands: the words that they were asked for, or anything else."""

from aiogram import Bot, F, Router
from aiogram.types import Message

from actions.asking import awaits_words, is_asked
from actions.following import follow
from actions.outcomes import Outcome, UnknownCommand
from handlers import rights
from handlers.limits import Limits
from handlers.senders import sender_of
from handlers.turn import Turn

_PRIVATE = F.chat.type == "private"
_SAYING = F.text | F.caption | F.media_group_id | F.sticker | F.photo | F.document


async def talk_in_private(message: Message, turn: Turn, limits: Limits) -> None:
    """Take awaited words as a follow; help with anything else."""
    async with turn.effect(sender_of(message)) as effect:
        outcome: Outcome = UnknownCommand()
        words = _words(message)
        if words and await awaits_words(effect.connection, effect.now, effect.who):
            outcome = await follow(
                effect.connection, effect.now, effect.who, words, limits.follows_per_chat
            )
        await effect.answer(outcome)


async def reply_in_group(message: Message, bot: Bot, turn: Turn, limits: Limits) -> None:
    """Take the words of whoever was asked for them; nobody else in a group talks to us."""
    words, sender = _words(message), sender_of(message)
    if not words or not _is_to_us(bot, message):
        return
    async with turn.database.read() as connection:
        if not await is_asked(connection, turn.now(), sender.place, sender.sender_id):
            return
    refusal = await rights.why_not(bot, message)
    async with turn.effect(sender) as effect:
        outcome: Outcome = refusal or await follow(
            effect.connection, effect.now, effect.who, words, limits.follows_per_chat
        )
        await effect.answer(outcome)


def _words(message: Message) -> str:
    text = message.text or ""
    return "" if text.startswith("/") else text


def _is_to_us(bot: Bot, message: Message) -> bool:
    original = message.reply_to_message
    return (
        original is not None and original.from_user is not None and original.from_user.id == bot.id
    )


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="talking")
    router.message.register(talk_in_private, _PRIVATE, _SAYING)
    router.message.register(reply_in_group, ~_PRIVATE, F.reply_to_message)
    return router
