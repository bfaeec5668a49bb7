"""Removing a follow, by its words, its place in the list or a button, and putting it back."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import LimitReached, NotFollowed, Removed, Restored
from actions.who import Who
from matching.errors import QueryError
from matching.parsing import parse
from storage import cancelling, follows, queries
from storage.follows import Follow


async def unfollow(
    connection: AsyncConnection, now: datetime, who: Who, words: str
) -> Removed | NotFollowed:
    """Remove the follow that is meant: the one with these words, else the one at this place.

    Places are those of ``/list``, from 1. What waits for the follow alone is cancelled.
    """
    meant = await _by_words(connection, who, words) or await _by_place(connection, who, words)
    if meant is None:
        return NotFollowed()
    return await remove(connection, now, who, meant.id)


async def remove(
    connection: AsyncConnection, now: datetime, who: Who, follow_id: int
) -> Removed | NotFollowed:
    """Remove one of the chat's follows; NotFollowed if it has no such follow, or not any more."""
    if await follows.get(connection, who.destination.chat_id, follow_id) is None:
        return NotFollowed()
    if not await follows.remove(connection, now, follow_id):
        return NotFollowed()
    await cancelling.cancel_unfollowed(connection, follow_id)
    return Removed(follow_id=follow_id)


async def restore(
    connection: AsyncConnection, who: Who, follow_id: int, most_follows: int
) -> Restored | NotFollowed | LimitReached:
    """Put a removed follow of the chat back, with the alerts that its removal cancelled."""
    chat_id = who.destination.chat_id
    known = await follows.get(connection, chat_id, follow_id)
    if known is None or known.active:
        return NotFollowed()
    if await follows.count_in_chat(connection, chat_id) >= most_follows:
        return LimitReached(limit=most_follows)
    await follows.restore(connection, follow_id)
    await cancelling.revive_followed(connection, follow_id)
    return Restored(follow_id=follow_id)


async def _by_words(connection: AsyncConnection, who: Who, words: str) -> Follow | None:
    try:
        normal = parse(words).normal
    except QueryError:
        return None
    query_id = await queries.find(connection, normal)
    if query_id is None:
        return None
    known = await follows.find(connection, who.destination.id, query_id)
    return known if known is not None and known.active else None


async def _by_place(connection: AsyncConnection, who: Who, words: str) -> Follow | None:
    place = words.strip().removeprefix("#")
    if not (place.isascii() and place.isdigit() and len(place) <= len("1000")):
        return None
    listed = await follows.of_destination(connection, who.destination.id)
    return listed[int(place) - 1] if 0 < int(place) <= len(listed) else None
