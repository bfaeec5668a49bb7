"""What a command does for whoever may change things here, and the answer to everybody else."""

from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.types import Message

from actions.outcomes import Outcome
from handlers import rights
from handlers.senders import sender_of
from handlers.turn import Effect, Turn

Act = Callable[[Effect], Awaitable[Outcome]]


async def act_if_allowed(message: Message, bot: Bot, turn: Turn, act: Act) -> None:
    """Owe what ``act`` comes to, or why the sender may not do it.

    Telegram is asked before the transaction, which ``act`` runs inside of.
    """
    refusal = await rights.why_not(bot, message)
    async with turn.effect(sender_of(message)) as effect:
        if refusal is None:
            await effect.take_charge()
        await effect.answer(refusal or await act(effect))
