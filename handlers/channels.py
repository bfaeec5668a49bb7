"""``/channel``: manage a channel from private chat.

By its name or a link, by forwarding one of its posts (a private channel has no name), or by a
button: of the offer that follows when somebody lets us post, or of the list of channels.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, MessageOriginChannel

from actions.asking import stop_asking
from actions.chat_changes import resume_chat
from actions.managing import leave, manage
from actions.outcomes import (
    ChannelManaged,
    ChannelRefused,
    ChannelsShown,
    Outcome,
    RightsUnknown,
)
from handlers import rights
from handlers.managing import FOR_THE_CHAT_ITSELF
from handlers.pressing import notify
from handlers.senders import presser_of, sender_of
from handlers.turn import Effect, Sender, Turn
from news.kinds.telegram.addresses import channel_name, private_chat
from storage import management
from views import notices
from views.buttons import Manage, ManageNothing
from views.i18n import Language

_OFF = "off"
_ALBUM = timedelta(minutes=1)  # all of its messages come within it
_ID = re.compile(r"-\d{5,18}", re.ASCII)
_PRIVATE = F.chat.type == "private"


async def take_command(message: Message, command: CommandObject, bot: Bot, turn: Turn) -> None:
    """Manage the channel that is named; ``off`` ends it; alone, show what can be done."""
    words = (command.args or "").strip()
    if message.chat.type != "private":
        await _say(message, turn, ChannelRefused("in_group"))
    elif not words:
        await _say(message, turn, ChannelsShown())
    elif words.lower() == _OFF:
        async with turn.effect(sender_of(message)) as effect:
            await stop_asking(effect.connection, effect.who)
            await effect.answer(await leave(effect.connection, effect.here))
    elif (named := _named(words)) is None:
        await _say(message, turn, ChannelRefused("unreadable"))
    else:
        await _manage(bot, turn, sender_of(message), named)


async def forward(message: Message, bot: Bot, turn: Turn) -> None:
    """Manage the channel that a post was forwarded from; an album comes as many messages."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return
    if message.media_group_id:
        async with turn.database.read() as connection:
            since = await management.since(connection, message.chat.id, origin.chat.id)
        if since is not None and turn.now() - since < _ALBUM:
            return
    await _manage(bot, turn, sender_of(message), origin.chat.id)


async def press(
    query: CallbackQuery,
    callback_data: Manage,
    bot: Bot,
    turn: Turn,
    languages: Mapping[str, Language],
) -> None:
    """Manage the channel that the button names."""
    sender = presser_of(query)
    async with turn.database.read() as connection:
        known = await management.known(connection, callback_data.destination_id)
    outcome: Outcome = ChannelRefused("strangers")
    if sender is not None and known is not None and known.kind == "channel":
        outcome = await _manage(bot, turn, sender, known.there.chat_id)
    if isinstance(outcome, ChannelRefused):
        await notify(bot, query, languages, notices.not_administrators)
    else:
        await notify(bot, query, languages, None)


async def press_back(
    query: CallbackQuery, bot: Bot, turn: Turn, languages: Mapping[str, Language]
) -> None:
    """Let what is said be meant for the private chat again."""
    sender = presser_of(query)
    if sender is not None:
        async with turn.effect(sender) as effect:
            await effect.answer(await leave(effect.connection, effect.here))
    await notify(bot, query, languages, None)


async def _manage(bot: Bot, turn: Turn, sender: Sender, named: int | str) -> Outcome:
    """Ask Telegram who has a say in the channel, and owe what comes of it; return that."""
    channel = await rights.channel_of(bot, named)
    refusal: Outcome | None = ChannelRefused("strangers") if channel is None else None
    if isinstance(channel, RightsUnknown):
        refusal, channel = channel, None
    elif channel is not None:
        refusal = await rights.why_not_manage(bot, int(channel["id"]), sender.sender_id)
    async with turn.effect(sender) as effect:
        await stop_asking(effect.connection, effect.who)
        if refusal is not None or channel is None:
            outcome = refusal or ChannelRefused("strangers")
            await effect.answer(outcome)
            return outcome
        return await _begin(effect, sender, channel)


async def _begin(effect: Effect, sender: Sender, channel: Mapping[str, Any]) -> ChannelManaged:
    place = replace(
        sender.place, chat_id=int(channel["id"]), kind="channel", title=str(channel["title"])
    )
    await resume_chat(effect.connection, effect.now, place.chat_id)
    managed, outcome = await manage(
        effect.connection, effect.now, effect.here, sender.sender_id, place
    )
    await effect.about(managed).answer(outcome)
    return outcome


async def _say(message: Message, turn: Turn, outcome: Outcome) -> None:
    async with turn.effect(sender_of(message)) as effect:
        await stop_asking(effect.connection, effect.who)
        await effect.answer(outcome)


def _named(words: str) -> int | str | None:
    """Return the channel as getChat takes it, None if there is no telling."""
    if _ID.fullmatch(words):
        return int(words)
    if (chat_id := private_chat(words)) is not None:
        return chat_id
    name = channel_name(words) or channel_name(f"@{words}")
    return None if name is None else f"@{name}"


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="channels")
    own = FOR_THE_CHAT_ITSELF
    router.message.register(take_command, Command("channel", ignore_case=True), flags=own)
    router.callback_query.register(press, Manage.filter(), flags=own)
    router.callback_query.register(press_back, ManageNothing.filter(), flags=own)
    return router


def create_forwards_router() -> Router:
    """Return the router of forwarded posts: it comes after whatever else takes messages."""
    router = Router(name="forwarded posts")
    router.message.register(
        forward, _PRIVATE, F.forward_origin.type == "channel", flags=FOR_THE_CHAT_ITSELF
    )
    return router
