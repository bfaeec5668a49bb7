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
        await _notify(bot, query, languages, _refusal_notice(refusal))
        return
    async with turn.effect(sender) as effect:
        outcome = await remove(effect.connection, effect.now, effect.who, callback_data.follow_id)
        await _show(effect, query, callback_data, outcome)
    done = isinstance(outcome, Removed)
    await _notify(bot, query, languages, notices.removed if done else notices.stale_button)


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
        await _notify(bot, query, languages, _refusal_notice(refusal))
        return
    async with turn.effect(sender) as effect:
        outcome = await restore(
            effect.connection, effect.who, callback_data.follow_id, limits.follows_per_chat
        )
        await _show(effect, query, callback_data, outcome)
    done = isinstance(outcome, Restored)
    await _notify(bot, query, languages, notices.restored if done else notices.stale_button)


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


def _refusal_notice(refusal: Outcome | None) -> Callable[[Language], str]:
    return notices.no_rights if isinstance(refusal, ChatAdminsOnly) else notices.rights_unknown


async def _notify(
    bot: Bot,
    query: CallbackQuery,
    languages: Mapping[str, Language],
    notice: Callable[[Language], str],
) -> None:
    """Show a short notice, at best: Telegram forgets a press after a while."""
    language = languages[choose(query.from_user.language_code)]
    try:
        await bot(query.answer(notice(language)), request_timeout=_DEADLINE)
    except AiogramError:
        return


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="buttons")
    router.callback_query.register(press_remove, Remove.filter())
    router.callback_query.register(press_restore, Restore.filter())
    router.callback_query.register(press_unknown)
    return router
