"""Buttons: remove a follow and put it back, wherever the button stands."""

from collections.abc import Callable, Mapping

from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery

from actions.outcomes import (
    ChatAdminsOnly,
    LimitReached,
    Listed,
    NotFollowed,
    Outcome,
    Removed,
    Restored,
    RightsUnknown,
)
from actions.unfollowing import remove, restore
from handlers import rights
from handlers.limits import Limits
from handlers.senders import presser_of
from handlers.turn import Effect, Turn
from storage import alerts
from views import notices
from views.buttons import IN_ANSWER, Remove, Restore
from views.i18n import Language, choose

_DEADLINE = 5  # seconds: nobody waits longer for a notice


async def press(
    query: CallbackQuery,
    callback_data: Remove | Restore,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Remove a follow or put it back; its message then offers the opposite."""
    sender = presser_of(query)
    outcome: Outcome | None = await rights.why_not(bot, query)
    if sender is not None and outcome is None:
        async with turn.effect(sender) as effect:
            await effect.take_charge()
            outcome = await _change(effect, callback_data, limits)
            await _show(effect, query, callback_data, outcome)
    notice = _NOTICES[type(outcome or RightsUnknown())]
    await notify(bot, query, languages, notice)


async def _change(effect: Effect, button: Remove | Restore, limits: Limits) -> Outcome:
    if isinstance(button, Remove):
        return await remove(effect.connection, effect.now, effect.who, button.follow_id)
    return await restore(effect.connection, effect.who, button.follow_id, limits.follows_per_chat)


async def press_unknown(query: CallbackQuery, bot: Bot, languages: Mapping[str, Language]) -> None:
    """Answer a button that this version does not know."""
    await notify(bot, query, languages, notices.unknown_button)


async def _show(
    effect: Effect, query: CallbackQuery, button: Remove | Restore, outcome: Outcome
) -> None:
    """Bring the message that carries the button up to date, a stale one too."""
    if query.message is None:
        return
    message_id, chat_id = query.message.message_id, query.message.chat.id
    if isinstance(outcome, LimitReached):
        await effect.answer(outcome)
    elif button.alert_id > 0:
        if await alerts.belongs_to(effect.connection, button.alert_id, chat_id):
            await effect.refresh(message_id, button.alert_id)
    elif button.alert_id == IN_ANSWER and not isinstance(outcome, NotFollowed):
        await effect.edit(message_id, outcome)
    else:
        removed = outcome.follow_id if isinstance(outcome, Removed) else 0
        await effect.edit(message_id, Listed(removed=removed))


_NOTICES: Mapping[type[Outcome], Callable[[Language], str] | None] = {
    Removed: notices.removed,
    Restored: notices.restored,
    NotFollowed: notices.stale_button,
    ChatAdminsOnly: notices.no_rights,
    RightsUnknown: notices.rights_unknown,
    LimitReached: None,  # a message says it, with a way to make room
}


async def notify(
    bot: Bot,
    query: CallbackQuery,
    languages: Mapping[str, Language],
    notice: Callable[[Language], str] | None,
) -> None:
    """End the waiting for a press, at best with a notice: Telegram forgets it after a while."""
    language = languages[choose(query.from_user.language_code)]
    text = notice(language) if notice else None
    try:
        await bot(query.answer(text), request_timeout=_DEADLINE)
    except AiogramError:
        return


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="buttons")
    router.callback_query.register(press, Remove.filter())
    router.callback_query.register(press, Restore.filter())
    router.callback_query.register(press_unknown)
    return router
