"""Buttons: remove a follow and put it back, wherever the button stands."""

from collections.abc import Mapping

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from actions.outcomes import (
    LimitReached,
    Listed,
    NotFollowed,
    Outcome,
    Removed,
    Restored,
)
from actions.unfollowing import remove, restore
from handlers.limits import Limits
from handlers.pressing import REFUSALS, Notice, change_if_allowed, notify
from handlers.turn import Effect, Turn
from storage import alerts
from views import notices
from views.buttons import IN_ANSWER, Remove, Restore
from views.i18n import Language


async def press(
    query: CallbackQuery,
    callback_data: Remove | Restore,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Remove a follow or put it back; its message then offers the opposite."""

    async def change(effect: Effect, message_id: int) -> Outcome:
        outcome = await _change(effect, callback_data, limits)
        await _show(effect, message_id, callback_data, outcome)
        return outcome

    outcome = await change_if_allowed(query, bot, turn, change)
    await notify(bot, query, languages, NOTICES[type(outcome)])


async def _change(effect: Effect, button: Remove | Restore, limits: Limits) -> Outcome:
    if isinstance(button, Remove):
        return await remove(effect.connection, effect.now, effect.who, button.follow_id)
    return await restore(effect.connection, effect.who, button.follow_id, limits.follows_per_chat)


async def press_unknown(query: CallbackQuery, bot: Bot, languages: Mapping[str, Language]) -> None:
    """Answer a button that this version does not know."""
    await notify(bot, query, languages, notices.unknown_button)


async def _show(
    effect: Effect, message_id: int, button: Remove | Restore, outcome: Outcome
) -> None:
    """Bring the message that carries the button up to date, a stale one too."""
    if isinstance(outcome, LimitReached):
        await effect.answer(outcome)
    elif button.alert_id > 0:
        if await alerts.belongs_to(effect.connection, button.alert_id, effect.here.chat_id):
            await effect.refresh(message_id, button.alert_id)
    elif button.alert_id == IN_ANSWER and not isinstance(outcome, NotFollowed):
        await effect.edit(message_id, outcome)
    else:
        removed = outcome.follow_id if isinstance(outcome, Removed) else 0
        await effect.edit(message_id, Listed(removed=removed))


NOTICES: Mapping[type[Outcome], Notice | None] = {
    **REFUSALS,
    Removed: notices.removed,
    Restored: notices.restored,
    NotFollowed: notices.stale_button,
    LimitReached: None,  # a message says it, with a way to make room
}


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="buttons")
    router.callback_query.register(press, Remove.filter())
    router.callback_query.register(press, Restore.filter())
    router.callback_query.register(press_unknown)
    return router
