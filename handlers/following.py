"""``/follow``, ``/unfollow`` and ``/list``."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from actions.asking import ask_for_words, stop_asking
from actions.following import follow
from actions.outcomes import Listed, Outcome, UnfollowWanted
from actions.unfollowing import unfollow
from handlers.acting import act_if_allowed
from handlers.limits import Limits
from handlers.senders import sender_of
from handlers.turn import Effect, Turn


async def follow_words(
    message: Message, command: CommandObject, bot: Bot, turn: Turn, limits: Limits
) -> None:
    """Follow the words; alone, ask for them."""
    words = (command.args or "").strip()

    async def act(effect: Effect) -> Outcome:
        if not words:
            return await ask_for_words(effect.connection, effect.now, effect.who)
        return await follow(
            effect.connection, effect.now, effect.who, words, limits.follows_per_chat
        )

    await act_if_allowed(message, bot, turn, act)


async def unfollow_words(message: Message, command: CommandObject, bot: Bot, turn: Turn) -> None:
    """Remove the follow with these words, or at this place of the list."""
    words = (command.args or "").strip()

    async def act(effect: Effect) -> Outcome:
        await stop_asking(effect.connection, effect.who)
        if not words:
            return UnfollowWanted()
        return await unfollow(effect.connection, effect.now, effect.who, words)

    await act_if_allowed(message, bot, turn, act)


async def list_follows(message: Message, turn: Turn) -> None:
    """Show what is followed here."""
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(Listed())


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="following")
    router.message.register(follow_words, Command("follow", ignore_case=True))
    router.message.register(unfollow_words, Command("unfollow", ignore_case=True))
    router.message.register(list_follows, Command("list", ignore_case=True))
    return router
