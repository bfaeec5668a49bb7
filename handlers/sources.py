"""``/addsource``, ``/sources``, ``/removesource``, ``/status``, and files of many sources."""

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Document, Message

from actions.asking import ask_for_address, stop_asking
from actions.outcomes import (
    Discovered,
    Outcome,
    RemoveSourceWanted,
    SourcesListed,
    Surveyed,
)
from actions.sources.adding import ADDRESS, FILE, Allowance, look_for
from actions.sources.removing import remove_meant
from handlers import rights
from handlers.acting import act_if_allowed
from handlers.limits import Limits
from handlers.senders import sender_of
from handlers.turn import Effect, Turn
from storage import discoveries

_LISTS = (".opml", ".xml")
_PRIVATE = F.chat.type == "private"


async def add_source(
    message: Message, command: CommandObject, bot: Bot, turn: Turn, limits: Limits
) -> None:
    """Have the address looked for, or the file that the command goes with; alone, ask for one."""
    address = (command.args or "").strip()
    refusal = await rights.why_not(bot, message)
    async with turn.effect(sender_of(message)) as effect:
        file = _file_of(message)
        if refusal is not None:
            await effect.answer(refusal)
            return
        await effect.take_charge()
        if file is not None:
            await look(effect, FILE, file.file_id, allowance(message, turn, limits))
        elif address:
            await look(effect, ADDRESS, address, allowance(message, turn, limits))
        else:
            asked = await ask_for_address(effect.connection, effect.now, effect.who)
            await effect.answer(asked)


async def take_file(message: Message, turn: Turn, limits: Limits) -> None:
    """Take a list of sources that is sent in private without a word."""
    async with turn.effect(sender_of(message)) as effect:
        if message.document is not None:
            await look(effect, FILE, message.document.file_id, allowance(message, turn, limits))


async def list_sources(message: Message, turn: Turn, limits: Limits) -> None:
    """Show what is watched here."""
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(SourcesListed(operator=allowance(message, turn, limits).common))


async def remove_source(
    message: Message, command: CommandObject, bot: Bot, turn: Turn, limits: Limits
) -> None:
    """Remove the source with this address or name, or at this place of the list."""
    words = (command.args or "").strip()

    async def act(effect: Effect) -> Outcome:
        await stop_asking(effect.connection, effect.who)
        if not words:
            return RemoveSourceWanted()
        return await remove_meant(
            effect.connection, effect.now, effect.who, words, allowance(message, turn, limits)
        )

    await act_if_allowed(message, bot, turn, act)


async def survey(message: Message, turn: Turn) -> None:
    """Say how the sources behind the chat's follows fare."""
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(Surveyed())


def allowance(message: Message, turn: Turn, limits: Limits) -> Allowance:
    """Return what the sender may do: operators, in private, may change what everybody sees."""
    person = message.from_user
    in_private = message.chat.type == "private" and turn.about is None
    return allowance_of(person.id if person else 0, limits, in_private=in_private)


def allowance_of(person_id: int, limits: Limits, *, in_private: bool) -> Allowance:
    """Return what a person may do in a chat; for a channel they do not act in private."""
    common = in_private and person_id in limits.operators
    return Allowance(most=limits.sources_per_chat, common=common)


async def look(effect: Effect, kind: str, asked: str, allowed: Allowance) -> None:
    """Have something looked for, and owe the answer that becomes the result."""
    outcome = await look_for(effect.connection, effect.now, effect.who, kind, asked, allowed)
    answer_id = await effect.answer(outcome)
    if isinstance(outcome, Discovered):
        await discoveries.answered(
            effect.connection, outcome.discovery_id, answer_id, effect.reply_to
        )


def _file_of(message: Message) -> Document | None:
    """Return the file that a command goes with, as its caption or in reply."""
    original = message.reply_to_message
    return message.document or (original.document if original is not None else None)


def is_list(message: Message) -> bool:
    """Tell whether a message brings a file that is called like a list of sources."""
    file = message.document
    name = (file.file_name or "").lower() if file is not None else ""
    kind = (file.mime_type or "").lower() if file is not None else ""
    return name.endswith(_LISTS) or "opml" in kind


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="sources")
    router.message.register(add_source, Command("addsource", ignore_case=True))
    router.message.register(remove_source, Command("removesource", ignore_case=True))
    router.message.register(list_sources, Command("sources", ignore_case=True))
    router.message.register(survey, Command("status", ignore_case=True))
    router.message.register(take_file, _PRIVATE, is_list)
    return router
