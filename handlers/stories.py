"""The button below an alert that others report, too: no more of this story, and more again."""

from collections.abc import Mapping
from typing import Any

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from actions.stories import StoryMuted, StoryUnknown, StoryUnmuted, mute, unmute
from handlers.pressing import REFUSALS, Notice, change_if_allowed, notify
from handlers.turn import Effect, Turn
from views import notices
from views.buttons import MuteStory, UnmuteStory
from views.i18n import Language

_Outcome = StoryMuted | StoryUnmuted | StoryUnknown


async def press(
    query: CallbackQuery,
    callback_data: MuteStory | UnmuteStory,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Mute a story, or let it be heard of again; its alert then offers the opposite."""

    async def change(effect: Effect, message_id: int) -> _Outcome:
        outcome = await _change(effect, callback_data)
        if not isinstance(outcome, StoryUnknown):
            await effect.refresh(message_id, callback_data.alert_id)
        return outcome

    outcome = await change_if_allowed(query, bot, turn, change)
    await notify(bot, query, languages, _NOTICES[type(outcome)])


async def _change(
    effect: Effect, button: MuteStory | UnmuteStory
) -> StoryMuted | StoryUnmuted | StoryUnknown:
    about = (effect.here.chat_id, button.alert_id)
    if isinstance(button, MuteStory):
        return await mute(effect.connection, effect.now, *about)
    return await unmute(effect.connection, *about)


_NOTICES: Mapping[type[Any], Notice] = {
    **REFUSALS,
    StoryMuted: notices.story_muted,
    StoryUnmuted: notices.story_unmuted,
    StoryUnknown: notices.stale_button,
}


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="stories")
    for kind in (MuteStory, UnmuteStory):
        router.callback_query.register(press, kind.filter())
    return router
