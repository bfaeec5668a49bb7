"""Buttons of ``/list``: turn its pages, open a follow's card, change, remove and put back."""

from collections.abc import Mapping
from dataclasses import replace

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from actions import follow_settings
from actions.outcomes import (
    FollowShown,
    LimitReached,
    Listed,
    NotFollowed,
    Outcome,
    Removed,
)
from actions.unfollowing import remove, restore
from handlers.buttons import NOTICES
from handlers.limits import Limits
from handlers.pressing import Notice, change_if_allowed, look, notify
from handlers.turn import Effect, Turn
from storage import follows
from views import notices
from views.buttons import Card, ListPage, RemoveListed, RestoreListed, Tune
from views.i18n import Language

_Changing = Tune | RemoveListed | RestoreListed
_DAYS = {"day": 1, "week": 7}
_REPORTS = frozenset({"noted", "every", "first"})


async def open_card(
    query: CallbackQuery,
    callback_data: Card,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Show a follow's card instead of the list; anybody in the chat may."""

    async def show(effect: Effect, message_id: int) -> Notice | None:
        chat_id = effect.who.destination.chat_id
        known = await follows.get(effect.connection, chat_id, callback_data.follow_id)
        if known is None or not known.active:
            await effect.edit(message_id, Listed(page=callback_data.page))
            return notices.stale_button
        await effect.edit(message_id, FollowShown(callback_data.follow_id, callback_data.page))
        return None

    await notify(bot, query, languages, await look(query, turn, show))


async def turn_page(
    query: CallbackQuery,
    callback_data: ListPage,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Show a page of the list; anybody in the chat may."""

    async def show(effect: Effect, message_id: int) -> None:
        await effect.edit(message_id, Listed(page=callback_data.page))

    await look(query, turn, show)
    await notify(bot, query, languages, None)


async def press(
    query: CallbackQuery,
    callback_data: _Changing,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Change a follow, remove it or put it back; its message then shows what is true."""

    async def change(effect: Effect, message_id: int) -> Outcome:
        outcome = await _change(effect, callback_data, limits)
        await _show(effect, message_id, callback_data.page, outcome)
        return outcome

    outcome = await change_if_allowed(query, bot, turn, change)
    await notify(bot, query, languages, _notice(outcome))


async def _change(effect: Effect, button: _Changing, limits: Limits) -> Outcome:
    connection, now, who = effect.connection, effect.now, effect.who
    match button:
        case RemoveListed():
            return await remove(connection, now, who, button.follow_id)
        case RestoreListed():
            return await restore(connection, who, button.follow_id, limits.follows_per_chat)
        case Tune():
            return await _tune(effect, button)


async def _tune(effect: Effect, button: Tune) -> FollowShown | NotFollowed:
    to = button.to
    about = (effect.connection, effect.now, effect.who, button.follow_id)
    if to in _REPORTS:
        return await follow_settings.set_reports(*about, to)
    if to in _DAYS:
        return await follow_settings.mute(*about, _DAYS[to])
    if to == "unmute":
        return await follow_settings.unmute(*about)
    return await follow_settings.set_rhythm(*about, None if to == "default" else to)


async def _show(effect: Effect, message_id: int, page: int, outcome: Outcome) -> None:
    if isinstance(outcome, LimitReached):
        await effect.answer(outcome)
    elif isinstance(outcome, FollowShown):
        await effect.edit(message_id, replace(outcome, page=page))
    else:
        removed = outcome.follow_id if isinstance(outcome, Removed) else 0
        await effect.edit(message_id, Listed(removed=removed, page=page))


def _notice(outcome: Outcome) -> Notice | None:
    if isinstance(outcome, FollowShown):
        return _OF_CHANGES.get(outcome.changed, notices.changed)
    return NOTICES[type(outcome)]


_OF_CHANGES: Mapping[str, Notice] = {
    "muted": notices.muted,
    "unmuted": notices.unmuted,
}


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="follow cards")
    router.callback_query.register(open_card, Card.filter())
    router.callback_query.register(turn_page, ListPage.filter())
    for kind in (Tune, RemoveListed, RestoreListed):
        router.callback_query.register(press, kind.filter())
    return router
