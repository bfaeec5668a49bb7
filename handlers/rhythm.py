"""How and when one is written to: ``/digest``, ``/quiet``, ``/pause`` and the like."""

import asyncio

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from actions.asking import stop_asking
from actions.outcomes import Outcome
from actions.rhythm import setting, zones
from handlers.acting import act_if_allowed
from handlers.turn import Effect, Turn

_SETTINGS = ("pause", "resume", "digest", "quiet", "cap", "silent")


async def change_setting(message: Message, command: CommandObject, bot: Bot, turn: Turn) -> None:
    """Change what the command is about; alone, most commands show what is set."""

    async def act(effect: Effect) -> Outcome:
        await stop_asking(effect.connection, effect.who)
        return await setting.change(
            effect.connection, effect.now, effect.who, command.command.lower(), command.args or ""
        )

    await act_if_allowed(message, bot, turn, act)


async def change_zone(message: Message, command: CommandObject, bot: Bot, turn: Turn) -> None:
    """Let times be meant as in a city."""
    words = (command.args or "").strip()
    found = await asyncio.to_thread(zones.find_zone, words)

    async def act(effect: Effect) -> Outcome:
        await stop_asking(effect.connection, effect.who)
        return await setting.move(effect.connection, effect.now, effect.who, words, found)

    await act_if_allowed(message, bot, turn, act)


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="rhythm")
    router.message.register(change_setting, Command(*_SETTINGS, ignore_case=True))
    router.message.register(change_zone, Command("timezone", ignore_case=True))
    return router
