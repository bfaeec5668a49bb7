"""Buttons of sources: watch or leave what was found, remove and put back, turn pages, export."""

from collections.abc import Mapping

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from actions.outcomes import (
    Discovered,
    NotAdministrators,
    NotWatched,
    Outcome,
    SourceKept,
    SourceRemoved,
    SourcesExported,
    SourcesFull,
    SourcesListed,
)
from actions.sources.adding import Allowance, decline, watch
from actions.sources.removing import remove
from handlers import rights
from handlers.limits import Limits
from handlers.pressing import REFUSALS, Notice, change_if_allowed, look, notify
from handlers.senders import presser_of
from handlers.sources import allowance_of
from handlers.turn import Effect, Turn
from news.kinds.telegram.addresses import chat_of
from storage import discoveries
from storage.discoveries import Proposed
from views import notices
from views.buttons import (
    IN_ANSWER,
    Decline,
    ExportSources,
    RemoveSource,
    SourcesPage,
    Watch,
)
from views.i18n import Language

_Changing = Watch | Decline | RemoveSource


async def press(
    query: CallbackQuery,
    callback_data: _Changing,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Do what the button says, if that can still be done; its message then says what is true."""
    outcome = await _why_not_watch(bot, query, turn, callback_data)
    allowed = _allowance(query, turn, limits)

    async def change(effect: Effect, message_id: int) -> Outcome:
        became = await _change(effect, callback_data, allowed)
        await _show(effect, message_id, callback_data, became, allowed)
        return became

    if outcome is None:
        outcome = await change_if_allowed(query, bot, turn, change)
    await notify(bot, query, languages, _notice(callback_data, outcome))


async def turn_page(
    query: CallbackQuery,
    callback_data: SourcesPage,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Show another page of the list; anybody in the chat may."""
    operator = _allowance(query, turn, limits).common

    async def show(effect: Effect, message_id: int) -> None:
        await effect.edit(message_id, SourcesListed(page=callback_data.page, operator=operator))

    await look(query, turn, show)
    await notify(bot, query, languages, None)


async def export(
    query: CallbackQuery,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Send the list as a file."""
    sender = presser_of(query)
    refusal = await rights.why_not(bot, query)
    if sender is not None and refusal is None:
        async with turn.effect(sender) as effect:
            operator = _allowance(query, turn, limits).common
            await effect.answer(SourcesExported(operator=operator))
    await notify(bot, query, languages, _NOTICES[type(refusal)] if refusal else None)


async def _why_not_watch(
    bot: Bot, query: CallbackQuery, turn: Turn, button: _Changing
) -> Outcome | None:
    """Ask Telegram who runs the chat that is to be watched, if it is one that we are in."""
    if query.message is None or not isinstance(button, Watch):
        return None
    async with turn.database.read() as connection:
        asking = turn.about.chat_id if turn.about else query.message.chat.id
        known = await discoveries.get(connection, asking, button.discovery_id)
    found = known.found if known is not None else None
    chat_id = chat_of(found.url) if isinstance(found, Proposed) else None
    if chat_id is None:
        return None
    return await rights.why_not_watch(bot, chat_id, query.from_user.id)


def _allowance(query: CallbackQuery, turn: Turn, limits: Limits) -> Allowance:
    in_private = query.message is not None and query.message.chat.type == "private"
    return allowance_of(query.from_user.id, limits, in_private=in_private and turn.about is None)


async def _change(effect: Effect, button: _Changing, allowed: Allowance) -> Outcome:
    connection, now, who = effect.connection, effect.now, effect.who
    match button:
        case Watch():
            common = bool(button.common)
            return await watch(connection, now, who, button.discovery_id, allowed, common=common)
        case Decline():
            return await decline(connection, who, button.discovery_id)
        case RemoveSource():
            return await remove(connection, now, who, button.source_id, allowed)


async def _show(
    effect: Effect,
    message_id: int,
    button: _Changing,
    outcome: Outcome,
    allowed: Allowance,
) -> None:
    """Bring the message that carries the button up to date, a stale one too."""
    page = IN_ANSWER if isinstance(button, Decline) else button.page
    if isinstance(outcome, SourcesFull):
        await effect.answer(outcome)
    elif page != IN_ANSWER:
        removed = outcome.discovery_id if isinstance(outcome, SourceRemoved) else 0
        shown = SourcesListed(page=page, operator=allowed.common, removed=removed)
        await effect.edit(message_id, shown)
    elif isinstance(button, RemoveSource):
        await effect.edit(message_id, outcome)
    else:
        await effect.edit(message_id, Discovered(button.discovery_id, common=allowed.common))


def _notice(button: _Changing, outcome: Outcome) -> Notice | None:
    if isinstance(button, Watch) and isinstance(outcome, Discovered):
        return notices.source_watched
    return _NOTICES[type(outcome)]


_NOTICES: Mapping[type[Outcome], Notice | None] = {
    **REFUSALS,
    Discovered: None,  # declined: the message says it
    SourceRemoved: notices.source_removed,
    SourceKept: notices.source_kept,
    NotWatched: notices.stale_button,
    NotAdministrators: notices.not_administrators,
    SourcesFull: None,  # a message says it, with a way to make room
}


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="source buttons")
    for kind in (Watch, Decline, RemoveSource):
        router.callback_query.register(press, kind.filter())
    router.callback_query.register(turn_page, SourcesPage.filter())
    router.callback_query.register(export, ExportSources.filter())
    return router
