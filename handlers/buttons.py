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


async def press_remove(
    query: CallbackQuery,
    callback_data: Remove,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Remove a follow; its message then offers to undo."""
    sender = presser_of(query)
    refusal = await rights.why_not(bot, query)
    if sender is None or refusal is not None:
        await _notify(bot, query, languages, _notice_of(refusal))
        return
    async with turn.effect(sender) as effect:
        outcome = await remove(effect.connection, effect.now, effect.who, callback_data.follow_id)
        await _show(effect, query, callback_data, outcome)
    await _notify(bot, query, languages, _notice_of(outcome))


async def press_restore(
    query: CallbackQuery,
    callback_data: Restore,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
    limits: Limits,
) -> None:
    """Put a removed follow back; its message then offers to remove it."""
    sender = presser_of(query)
    refusal = await rights.why_not(bot, query)
    if sender is None or refusal is not None:
        await _notify(bot, query, languages, _notice_of(refusal))
        return
    async with turn.effect(sender) as effect:
        outcome = await restore(
            effect.connection, effect.who, callback_data.follow_id, limits.follows_per_chat
        )
        await _show(effect, query, callback_data, outcome)
    await _notify(bot, query, languages, _notice_of(outcome))


async def press_unknown(query: CallbackQuery, bot: Bot, languages: Mapping[str, Language]) -> None:
    """Answer a button that this version does not know."""
    await _notify(bot, query, languages, notices.unknown_button)


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


def _notice_of(outcome: Outcome | None) -> Callable[[Language], str] | None:
    return _NOTICES[type(outcome or RightsUnknown())]


async def _notify(
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
    router.callback_query.register(press_remove, Remove.filter())
    router.callback_query.register(press_restore, Restore.filter())
    router.callback_query.register(press_unknown)
    return router
