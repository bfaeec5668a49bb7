"""Removing a source, by its address, its name, its place in the list or a button."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import NotWatched, SourceKept, SourceRemoved, SourceUnclear
from actions.sources.adding import Allowance
from actions.who import Who
from news.addresses import canonical, host
from news.brief import brief
from news.kinds.telegram.addresses import channel_name
from storage import discoveries, watched, watching
from storage.discoveries import Proposed
from storage.watched import Watched

_LONGEST_PLACE = len("100000")


async def remove_meant(
    connection: AsyncConnection, now: datetime, who: Who, words: str, allowance: Allowance
) -> SourceRemoved | SourceKept | SourceUnclear | NotWatched:
    """Remove the source that is meant: by address or name, else the one at this place.

    Places are those of ``/sources``, from 1. Where several have the name, one of the chat's own
    is meant; several of those are told apart by their places.
    """
    seen = await watched.seen_by(connection, who.destination.chat_id)
    meant = _named(seen, words) or _placed(seen, words)
    if len(meant) > 1:
        meant = [one for one in meant if not one.common] or meant
    if not meant:
        return NotWatched()
    if len(meant) > 1:
        return SourceUnclear()
    return await remove(connection, now, who, meant[0].id, allowance)


async def remove(
    connection: AsyncConnection, now: datetime, who: Who, source_id: int, allowance: Allowance
) -> SourceRemoved | SourceKept | NotWatched:
    """Remove one of the sources that the chat sees; NotWatched if it does not see it (any more)."""
    chat_id = who.destination.chat_id
    known = await watched.get(connection, chat_id, source_id)
    if known is None:
        return NotWatched()
    if known.common:
        if not allowance.common or not await watching.remove_common(connection, source_id):
            return SourceKept(source_id=source_id, operator=allowance.common)
    else:
        await watching.remove_own(connection, source_id, chat_id)
    removed = Proposed(
        url=known.url,
        kind=known.kind,
        # Should it be stored anew, the chat's own word for it must not be what others read.
        name=known.name if known.called is None else brief(known.url),
        source_id=known.id,
        common=known.common,
        called=known.called or "",
    )
    kept = await discoveries.offer_again(
        connection, now, who.destination.id, who.sender_id, removed
    )
    return SourceRemoved(discovery_id=kept)


def _named(seen: Sequence[Watched], words: str) -> list[Watched]:
    address = _bare(words)
    exact = [one for one in seen if _bare(one.url) == address]
    if exact:
        return exact
    name, channel = words.strip().casefold(), channel_name(words)
    return [
        one
        for one in seen
        if one.name.strip().casefold() == name
        or _site(one.url) == address
        or (channel is not None and channel_name(one.url) == channel)
    ]


def _placed(seen: Sequence[Watched], words: str) -> list[Watched]:
    place = words.strip().removeprefix("#")
    if not (place.isascii() and place.isdigit() and len(place) <= _LONGEST_PLACE):
        return []
    return [seen[int(place) - 1]] if 0 < int(place) <= len(seen) else []


def _bare(address: str) -> str:
    """Return an address as people write it: without scheme, www and a slash at its end."""
    text = address.strip()
    spelled = canonical(text if "://" in text else f"https://{text}")
    return spelled.partition("://")[2].removeprefix("www.").rstrip("/")


def _site(url: str) -> str:
    return host(url).rpartition(":")[0].removeprefix("www.")
