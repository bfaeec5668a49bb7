"""What a pressed button does, and the notice over it: the same order for all buttons.

Telegram is asked who pressed before the transaction, which holds the effect and the new look of
the message that carries the button; the notice, which may get lost, comes last.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery

from actions.outcomes import ChatAdminsOnly, RightsUnknown
from handlers import rights
from handlers.senders import presser_of
from handlers.turn import Effect, Turn
from views import notices
from views.i18n import Language, choose

Notice = Callable[[Language], str]
_Came = TypeVar("_Came")

REFUSALS: Mapping[type[Any], Notice] = {
    ChatAdminsOnly: notices.no_rights,
    RightsUnknown: notices.rights_unknown,
}
_DEADLINE = 5  # seconds: nobody waits longer for a notice


async def change_if_allowed(
    query: CallbackQuery,
    bot: Bot,
    turn: Turn,
    change: Callable[[Effect, int], Awaitable[_Came]],
) -> _Came | ChatAdminsOnly | RightsUnknown:
    """Return what ``change`` comes to, or why the presser may not do it.

    It gets the effect and the id of the message that carries the button.
    """
    sender = presser_of(query)
    if query.message is None or sender is None:
        return RightsUnknown()
    refusal = await rights.why_not(bot, query)
    if refusal is not None:
        return refusal
    async with turn.effect(sender) as effect:
        await effect.take_charge()
        return await change(effect, query.message.message_id)


async def look(
    query: CallbackQuery, turn: Turn, show: Callable[[Effect, int], Awaitable[_Came]]
) -> _Came | None:
    """Return what ``show`` comes to, which changes nothing, so that anybody may ask for it."""
    sender = presser_of(query)
    if query.message is None or sender is None:
        return None
    async with turn.effect(sender) as effect:
        return await show(effect, query.message.message_id)


async def notify(
    bot: Bot, query: CallbackQuery, languages: Mapping[str, Language], notice: Notice | None
) -> None:
    """End the waiting for a press, at best with a notice: Telegram forgets it after a while."""
    language = languages[choose(query.from_user.language_code)]
    text = notice(language) if notice else None
    try:
        await bot(query.answer(text), request_timeout=_DEADLINE)
    except AiogramError:
        return
