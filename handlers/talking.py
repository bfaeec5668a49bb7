"""What people say besides commands: what they were asked for, or anything else."""

from aiogram import Bot, F, Router
from aiogram.types import Message

from actions.asking import awaits_address, awaits_words, is_asked
from actions.following import follow
from actions.outcomes import UnknownCommand
from actions.sources.adding import ADDRESS, FILE
from handlers import rights
from handlers.limits import Limits
from handlers.senders import sender_of
from handlers.sources import allowance, look
from handlers.turn import Effect, Turn

_PRIVATE = F.chat.type == "private"
_SAYING = F.text | F.caption | F.media_group_id | F.sticker | F.photo | F.document


async def talk_in_private(message: Message, turn: Turn, limits: Limits) -> None:
    """Take what was asked for, the words of a follow or a source; help with anything else."""
    async with turn.effect(sender_of(message)) as effect:
        if not await _take(effect, message, turn, limits):
            await effect.answer(UnknownCommand())


async def reply_in_group(message: Message, bot: Bot, turn: Turn, limits: Limits) -> None:
    """Take what was asked for from whoever was asked; nobody else in a group talks to us."""
    sender = sender_of(message)
    if not (_words(message) or message.document) or not _is_to_us(bot, message):
        return
    async with turn.database.read() as connection:
        if not await is_asked(connection, turn.now(), sender.place, sender.sender_id):
            return
    refusal = await rights.why_not(bot, message)
    async with turn.effect(sender) as effect:
        if refusal is not None:
            await effect.answer(refusal)
        else:
            await effect.take_charge()
            await _take(effect, message, turn, limits)


async def _take(effect: Effect, message: Message, turn: Turn, limits: Limits) -> bool:
    """Take what this sender was asked for; return whether the message brings any of it."""
    connection, now, who = effect.connection, effect.now, effect.who
    words = _words(message)
    if words and await awaits_words(connection, now, who):
        await effect.answer(await follow(connection, now, who, words, limits.follows_per_chat))
        return True
    kind, asked = (FILE, message.document.file_id) if message.document else (ADDRESS, words)
    if not asked or not await awaits_address(connection, now, who):
        return False
    await look(effect, kind, asked, allowance(message, turn, limits))
    return True


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
