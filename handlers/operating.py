"""Operators' commands: ``/stats``."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from actions.outcomes import AdminsOnly, Measured
from handlers.limits import Limits
from handlers.senders import sender_of
from handlers.turn import Turn


async def stats(message: Message, turn: Turn, limits: Limits) -> None:
    """Show an operator how the bot is doing; others get a polite no."""
    person = message.from_user
    is_operator = person is not None and person.id in limits.operators
    async with turn.effect(sender_of(message)) as effect:
        await effect.answer(Measured() if is_operator else AdminsOnly())


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="operating")
    router.message.register(stats, Command("stats", ignore_case=True))
    return router
