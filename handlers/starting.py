"""``/start``, with deep links, and ``/help``."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from actions.asking import stop_asking
from actions.deep_links import words_of
from actions.following import follow
from actions.outcomes import BadLink, Helped, Outcome, Welcome
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
            await effect.take_charge()
            outcome = await follow(
                effect.connection, effect.now, effect.who, words, limits.follows_per_chat
            )
        await effect.answer(outcome)


async def explain(message: Message, turn: Turn) -> None:
    """Say what can be sent."""
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(Helped())


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="starting")
    router.message.register(start, Command("start", ignore_case=True))
    router.message.register(explain, Command("help", ignore_case=True))
    return router
