"""How and when one is written to: ``/digest``, ``/quiet``, ``/pause`` and the like."""

import asyncio
from collections.abc import Mapping

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Location, Message

from actions.asking import stop_asking
from actions.outcomes import Outcome, PlaceWanted, RhythmShown
from actions.rhythm import setting, zones
from actions.rhythm.parsing import READERS
from handlers.acting import act_if_allowed
from handlers.pressing import REFUSALS, change_if_allowed, notify
from handlers.senders import sender_of
from handlers.turn import Effect, Turn
from views import notices
from views.buttons import HowToWrite, SetRhythm
from views.i18n import Language

_SETTINGS = ("pause", "resume", "digest", "quiet", "cap", "silent")
# What a button stands for: a command and what follows it.
_BUTTONS: Mapping[HowToWrite, tuple[str, str]] = {
    "now": ("digest", "off"),
    "daily": ("digest", "daily"),
    "weekly": ("digest", "weekly"),
    "pause": ("pause", ""),
    "resume": ("resume", ""),
    "silent": ("silent", "on"),
    "loud": ("silent", "off"),
}


async def change_setting(message: Message, command: CommandObject, bot: Bot, turn: Turn) -> None:
    """Change what the command is about; alone, most commands show what is set."""
    name, words = command.command.lower(), (command.args or "").strip()
    if name in READERS and not words:
        await _show(message, turn)
        return

    async def act(effect: Effect) -> Outcome:
        await stop_asking(effect.connection, effect.who)
        return await setting.change(effect.connection, effect.now, effect.who, name, words)

    await act_if_allowed(message, bot, turn, act)


async def change_zone(message: Message, command: CommandObject, bot: Bot, turn: Turn) -> None:
    """Let times be meant as in a city."""
    words = (command.args or "").strip()
    # Telegram takes the question where somebody is nowhere else.
    if not words and message.chat.type != "private":
        await _show(message, turn)
        return
    found = await asyncio.to_thread(zones.find_zone, words)

    async def act(effect: Effect) -> Outcome:
        await stop_asking(effect.connection, effect.who)
        if not words:
            return PlaceWanted()
        return await setting.move(effect.connection, effect.now, effect.who, words, found)

    await act_if_allowed(message, bot, turn, act)


async def _show(message: Message, turn: Turn) -> None:
    """Show what is set; anybody in the chat may see it."""
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(RhythmShown())


async def move_to_place(message: Message, location: Location, bot: Bot, turn: Turn) -> None:
    """Let times be meant as where this person is, whom we asked."""
    latitude, longitude = location.latitude, location.longitude
    found = await asyncio.to_thread(zones.zone_at, latitude, longitude)

    async def act(effect: Effect) -> Outcome:
        words = f"{latitude:.2f} {longitude:.2f}"
        return await setting.move(effect.connection, effect.now, effect.who, words, found)

    await act_if_allowed(message, bot, turn, act)


async def press(
    query: CallbackQuery,
    callback_data: SetRhythm,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Change what the button is about; its message then shows what is set."""

    async def change(effect: Effect, message_id: int) -> Outcome:
        command, words = _BUTTONS[callback_data.to]
        outcome = await setting.change(effect.connection, effect.now, effect.who, command, words)
        await effect.edit(message_id, outcome)
        return outcome

    outcome = await change_if_allowed(query, bot, turn, change)
    await notify(bot, query, languages, REFUSALS.get(type(outcome), notices.changed))


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="rhythm")
    router.message.register(change_setting, Command(*_SETTINGS, ignore_case=True))
    router.message.register(change_zone, Command("timezone", ignore_case=True))
    router.message.register(
        move_to_place,
        F.chat.type == "private",
        F.location.as_("location"),
        ~F.forward_origin,
    )
    router.callback_query.register(press, SetRhythm.filter())
    return router
