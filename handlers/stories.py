"""The button below an alert that others report, too: no more of this story, and more again."""

from collections.abc import Callable, Mapping

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from actions.outcomes import ChatAdminsOnly, RightsUnknown
from actions.stories import StoryMuted, StoryUnknown, StoryUnmuted, mute, unmute
from handlers import rights
from handlers.buttons import notify
from handlers.senders import presser_of
from handlers.turn import Effect, Turn
from views import notices
from views.buttons import MuteStory, UnmuteStory
from views.i18n import Language

_Outcome = StoryMuted | StoryUnmuted | StoryUnknown | ChatAdminsOnly | RightsUnknown


async def press(
    query: CallbackQuery,
    callback_data: MuteStory | UnmuteStory,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Mute a story, or let it be heard of again; its alert then offers the opposite."""
    sender = presser_of(query)
    outcome: _Outcome | None = await rights.why_not(bot, query)
    if sender is not None and query.message is not None and outcome is None:
        async with turn.effect(sender) as effect:
            await effect.take_charge()
            outcome = await _change(effect, callback_data)
            if not isinstance(outcome, StoryUnknown):
                await effect.refresh(query.message.message_id, callback_data.alert_id)
    await notify(bot, query, languages, _NOTICES[type(outcome or RightsUnknown())])


async def _change(
    effect: Effect, button: MuteStory | UnmuteStory
) -> StoryMuted | StoryUnmuted | StoryUnknown:
    about = (effect.connection, effect.here.chat_id, button.alert_id)
    return await (mute(*about) if isinstance(button, MuteStory) else unmute(*about))


_NOTICES: Mapping[type[_Outcome], Callable[[Language], str]] = {
    StoryMuted: notices.story_muted,
    StoryUnmuted: notices.story_unmuted,
    StoryUnknown: notices.stale_button,
    ChatAdminsOnly: notices.no_rights,
    RightsUnknown: notices.rights_unknown,
}


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="stories")
    for kind in (MuteStory, UnmuteStory):
        router.callback_query.register(press, kind.filter())
    return router
