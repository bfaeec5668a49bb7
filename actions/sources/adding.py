"""Having a source looked for, and watching what was found."""

from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Discovered, NotWatched, SourcesFull, TooManyLookups
from actions.who import Who
from news.addresses import canonical, host
from storage import discoveries, expectations, watched, watching
from storage.destinations import Destination
from storage.discoveries import Proposed
from storage.watching import NewSource

ADDRESS, FILE = "address", "opml"
MOST_WAITING = 3  # discoveries of one chat
_OPEN = frozenset({"proposed", "removed"})


@dataclass(frozen=True, slots=True)
class Allowance:
    """What somebody may do about sources here.

    ``most`` is how many of its own the chat may have; ``common`` whether what is common may be
    added to and removed from (an operator in private).
    """

    most: int
    common: bool


async def look_for(
    connection: AsyncConnection,
    now: datetime,
    who: Who,
    kind: str,
    asked: str,
    allowance: Allowance,
) -> Discovered | TooManyLookups | SourcesFull:
    """Have an address (``kind`` ADDRESS) or a file of them (FILE, its id) looked for.

    Whoever was asked for an address is no longer waited for.
    """
    chat_id = who.destination.chat_id
    await expectations.drop(connection, who.destination.id, who.sender_id)
    if not allowance.common and await watched.count_own(connection, chat_id) >= allowance.most:
        return SourcesFull(limit=allowance.most)
    if await discoveries.count_waiting(connection, chat_id) >= MOST_WAITING:
        return TooManyLookups(limit=MOST_WAITING)
    added = await discoveries.ask(connection, now, who.destination.id, who.sender_id, kind, asked)
    return Discovered(discovery_id=added, common=allowance.common)


async def watch(
    connection: AsyncConnection,
    now: datetime,
    who: Who,
    discovery_id: int,
    allowance: Allowance,
    *,
    common: bool,
) -> Discovered | NotWatched | SourcesFull:
    """Watch what a discovery of this chat proposes, or what was removed from it.

    NotWatched if there is nothing (more) to decide about. ``common`` watches it for everybody,
    for whom that is allowed.
    """
    chat_id = who.destination.chat_id
    known = await discoveries.get(connection, chat_id, discovery_id)
    if known is None or known.state not in _OPEN or not isinstance(known.found, Proposed):
        return NotWatched()
    common = common and allowance.common and not known.found.members_only
    if not common and await watched.count_own(connection, chat_id) >= allowance.most:
        return SourcesFull(limit=allowance.most)
    added = await add(
        connection,
        now,
        who.destination,
        who.sender_id,
        known.found,
        common=common,
        again=known.state == "removed",
    )
    state = "added" if added is not None else "known"
    result = added or known.found
    await discoveries.become(connection, discovery_id, state, result, was=known.state)
    return Discovered(discovery_id=discovery_id, common=allowance.common)


async def decline(
    connection: AsyncConnection, who: Who, discovery_id: int
) -> Discovered | NotWatched:
    """Leave what a discovery proposes alone."""
    known = await discoveries.get(connection, who.destination.chat_id, discovery_id)
    if known is None or known.found is None:
        return NotWatched()
    if not await discoveries.become(
        connection, discovery_id, "declined", known.found, was="proposed"
    ):
        return NotWatched()
    return Discovered(discovery_id=discovery_id)


async def known_as(
    connection: AsyncConnection, chat_id: int, found: Proposed, *, common: bool
) -> Proposed | None:
    """Return what is proposed as the source that the chat sees already, None if it sees none.

    ``common``: one of its own is not the same as one for everybody.
    """
    known = await watched.find(connection, chat_id, _spellings(found.url))
    if known is None or known.state == "paused":
        return None
    common = common and not found.members_only
    if known.common or (known.own and not common):
        return replace(found, source_id=known.id, name=known.name, called="", common=known.common)
    return None


async def add(
    connection: AsyncConnection,
    now: datetime,
    there: Destination,
    added_by: int,
    found: Proposed,
    *,
    common: bool,
    again: bool = False,
) -> Proposed | None:
    """Watch a source, for everybody or for one chat; None if it was watched already.

    It is looked at from now on; ``again`` goes on where a removal had interrupted. What it is
    called here stays here, unless whoever adds it for everybody names it.
    """
    known = await watched.find(connection, there.chat_id, _spellings(found.url))
    if known is not None and known.common and known.state == "active":
        return None
    if known is None:
        new = NewSource(found.url, host(found.url), found.name, found.kind, found.language)
        source_id = await watching.make(connection, now, new, common=common)
    else:
        source_id = known.id
    if common:
        called = "" if again else found.called
        changed = await watching.add_common(connection, source_id, called) or known is None
    else:
        changed = await watching.add_own(connection, now, source_id, there, added_by, found.called)
    if again:
        await watching.resume(connection, now, source_id)
    await watching.revive(connection, now, source_id)
    return replace(found, source_id=source_id, common=common) if changed else None


def _spellings(url: str) -> frozenset[str]:
    return frozenset({url, canonical(url)})
