"""Making a follow."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.follow_settings import end_mute
from actions.outcomes import Added, BadQuery, Duplicate, LimitReached, Restored, TooLong
from actions.who import Who
from matching.analysis import RULES_VERSION, analyse, dump
from matching.errors import QueryError
from matching.parsing import parse
from storage import cancelling, expectations, follows, queries

MOST_CHARACTERS = 200


async def follow(
    connection: AsyncConnection, now: datetime, who: Who, words: str, most_follows: int
) -> Added | Duplicate | Restored | LimitReached | TooLong | BadQuery:
    """Follow these words here; ``most_follows`` is how many a chat may have.

    Whoever was asked for words is waited for until they send some that can be followed.
    """
    words = words.strip()
    if len(words) > MOST_CHARACTERS:
        return TooLong(length=len(words), limit=MOST_CHARACTERS)
    try:
        query = parse(words)
    except QueryError as error:
        return BadQuery(str(error.reason), error.position, _short(error.proposal))
    await expectations.drop(connection, who.destination.id, who.sender_id)
    analysed = dump(analyse(query))
    query_id = await queries.intern(connection, query.normal, analysed, RULES_VERSION)
    known = await follows.find(connection, who.destination.id, query_id)
    if known is not None and known.active:
        if not known.is_muted(now):
            return Duplicate(follow_id=known.id)
        # Who asks for its news now would wait in vain.
        await end_mute(connection, now, known)
        return Restored(follow_id=known.id)
    if await follows.count_in_chat(connection, who.destination.chat_id) >= most_follows:
        return LimitReached(limit=most_follows)
    if known is None:
        added = await follows.add(connection, now, who.destination.id, query_id, words)
        return Added(follow_id=added)
    await follows.restore(connection, known.id)
    if known.is_muted(now):
        await end_mute(connection, now, known)
    await cancelling.revive_followed(connection, known.id)
    return Added(follow_id=known.id)


def _short(proposal: str | None) -> str:
    """Return a proposal that could be followed; one that only closes a quote may be too long."""
    return proposal if proposal and len(proposal) <= MOST_CHARACTERS else ""
