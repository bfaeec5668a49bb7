"""Operators' commands: ``/stats``."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from actions.outcomes import AdminsOnly, Measured, Outcome, StatsInPrivate
from handlers.limits import Limits
from handlers.managing import FOR_THE_CHAT_ITSELF
from handlers.senders import sender_of
from handlers.turn import Turn


async def stats(message: Message, turn: Turn, limits: Limits) -> None:
    """Show an operator, in private, how the bot is doing; others get a polite no."""
    person = message.from_user
    outcome: Outcome = Measured()
    if person is None or person.id not in limits.operators:
        outcome = AdminsOnly()
    elif message.chat.type != "private":
        outcome = StatsInPrivate()
    async with turn.effect(sender_of(message)) as effect:
        await effect.answer(outcome)


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="operating")
    router.message.register(stats, Command("stats", ignore_case=True), flags=FOR_THE_CHAT_ITSELF)
    return router
