"""What is published in chats that we run with others: posts become entries of the chat's source.

Channel posts, and messages in groups; edits too. Not commands, answers to us, service messages,
what bots write (anonymous administrators and channels speak through bots of Telegram's), and what
is forwarded from us: Telegram itself passes on to a channel's discussion group what we post in the
channel. An album comes as several messages of which some have words: one entry.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ContentType
from aiogram.types import Message, MessageOriginChannel, MessageOriginUser
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.turn import Turn
from news.entry import Listing
from news.kinds.telegram.addresses import post_address
from news.kinds.telegram.entry import entry_of
from storage import administered
from storage.sources import Source

CommitPosts = Callable[[AsyncConnection, Source, Listing], Awaitable[Callable[[], None]]]
"""Commit 1 inside a transaction: (connection, source, listing) → what to call after it."""

# What may have words and has none: counted. Stickers, places and the like never have any.
_WORDLESS = frozenset(
    (
        *(ContentType.PHOTO, ContentType.VIDEO, ContentType.ANIMATION, ContentType.DOCUMENT),
        *(ContentType.AUDIO, ContentType.VOICE, ContentType.VIDEO_NOTE, ContentType.POLL),
    )
)
_RECENT = timedelta(hours=1)


async def take(message: Message, turn: Turn, commit_posts: CommitPosts) -> None:
    """Take a new post; where the chat is no source, it is somebody else's to handle."""
    await _take(message, turn, commit_posts, is_edit=False)


async def take_edit(message: Message, turn: Turn, commit_posts: CommitPosts) -> None:
    """Take what a post says now."""
    await _take(message, turn, commit_posts, is_edit=True)


async def _take(message: Message, turn: Turn, commit_posts: CommitPosts, *, is_edit: bool) -> None:
    async with turn.database.read() as connection:
        if await administered.find(connection, message.chat.id) is None:
            raise SkipHandler
        if await _is_posted_by_us(connection, message):
            return
    after = None
    async with turn.bare_effect() as (connection, now):
        # Asked again, since it may be a source no longer.
        source = await administered.find(connection, message.chat.id)
        if source is not None:
            if not message.chat.username:
                await administered.keep_to_watchers(connection, source.id)
            listing = await _listing(connection, now, source, message, is_edit=is_edit)
            after = await commit_posts(connection, source, listing)
    if after is not None:
        after()


async def _is_posted_by_us(connection: AsyncConnection, message: Message) -> bool:
    origin = message.forward_origin
    return isinstance(origin, MessageOriginChannel) and await administered.is_ours(
        connection, origin.chat.id, origin.message_id
    )


async def _listing(
    connection: AsyncConnection, now: datetime, source: Source, message: Message, *, is_edit: bool
) -> Listing:
    """Return what the message adds to the source, or changes in it."""
    text = _words(message)
    if not text:
        is_alone = not message.media_group_id and not is_edit
        return Listing("", None, (), dropped={"no text": 1} if is_alone else {})
    entry_id = _entry_id(message)
    said = await administered.words(connection, source.id, entry_id)
    if said is None and is_edit and not await _is_news(connection, now, source, message):
        return Listing("", None, ())
    if said is not None and not is_edit and text not in said:  # another part of an album
        text = f"{said}\n{text}"
    url = post_address(message.chat.id, message.message_id, message.chat.username)
    return Listing("", None, (entry_of(entry_id, url, text, message.date),))


def _entry_id(message: Message) -> str:
    """Return what tells a post from others, also from those before the chat got another id."""
    if message.media_group_id:
        return f"{message.chat.id}/album/{message.media_group_id}"
    return f"{message.chat.id}/{message.message_id}"


async def _is_news(
    connection: AsyncConnection, now: datetime, source: Source, message: Message
) -> bool:
    """Tell whether a post that we only see as it is edited was published since it is watched.

    It may be a picture that got its words later, or one of years ago.
    """
    since = await administered.watched_since(connection, source.id)
    return message.date >= (now - _RECENT if since is None else since)


def is_post(message: Message) -> bool:
    """Tell whether a message is written for all who read a channel or group, and not to a bot."""
    if message.chat.type == "private" or _is_command(message):
        return False
    person, us = message.from_user, message.bot.id if message.bot else 0
    if person is not None and person.is_bot and message.sender_chat is None:
        return False
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser) and origin.sender_user.id == us:
        return False
    original = message.reply_to_message
    answered = original.from_user if original is not None else None
    if answered is not None and answered.id == us:
        return False
    return bool(_words(message)) or message.content_type in _WORDLESS


def _is_command(message: Message) -> bool:
    marked = message.entities or message.caption_entities or ()
    return any(one.type == "bot_command" and one.offset == 0 for one in marked)


def _words(message: Message) -> str:
    return (message.text or message.caption or "").strip()


def create_router() -> Router:
    """Return the router of this feature, for one dispatcher."""
    router = Router(name="posts")
    router.message.register(take, F.chat.type != "private", is_post)
    router.channel_post.register(take, is_post)
    router.edited_message.register(take_edit, F.chat.type != "private", is_post)
    router.edited_channel_post.register(take_edit, is_post)
    return router
