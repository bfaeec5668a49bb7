"""Bringing many sources in one file: each gets a verdict of its own."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.sources.adding import Allowance, add, known_as
from storage import watched
from storage.discoveries import Discovery, Imported, Line, Proposed, Refused

ADDED, KNOWN, FULL = "added", "known", "full"


def undecided(imported: Imported) -> list[int]:
    """Return the places of the lines that have no verdict yet."""
    return [place for place, line in enumerate(imported.lines) if not line.verdict]


async def decide_unseen(
    connection: AsyncConnection,
    discovery: Discovery,
    imported: Imported,
    allowance: Allowance,
    most: int,
) -> Imported:
    """Give verdicts to lines that need no look: watched already, or over the limit.

    Stops where ``most`` lines that need one are found; those are the first without a verdict.
    """
    chat_id = discovery.there.chat_id
    count = await watched.count_own(connection, chat_id)
    full = not imported.common and count >= allowance.most
    lines = list(imported.lines)
    for place in undecided(imported):
        line = lines[place]
        proposed = Proposed(url=line.url, kind=None, name=line.name)
        if await known_as(connection, chat_id, proposed, common=imported.common) is not None:
            lines[place] = replace(line, verdict=KNOWN)
        elif full:
            lines[place] = replace(line, verdict=FULL)
        elif (most := most - 1) == 0:
            break
    return replace(imported, lines=tuple(lines))


async def take(
    connection: AsyncConnection,
    now: datetime,
    discovery: Discovery,
    imported: Imported,
    found: Sequence[tuple[int, Proposed | Refused]],
    allowance: Allowance,
) -> Imported:
    """Add what was found for the lines at these places, as far as there is room."""
    lines = list(imported.lines)
    for place, result in found:
        lines[place] = await _take(
            connection, now, discovery, lines[place], result, allowance, common=imported.common
        )
    return replace(imported, lines=tuple(lines))


async def _take(
    connection: AsyncConnection,
    now: datetime,
    discovery: Discovery,
    line: Line,
    result: Proposed | Refused,
    allowance: Allowance,
    *,
    common: bool,
) -> Line:
    if isinstance(result, Refused):
        return replace(line, verdict=result.code, detail=result.detail)
    there = discovery.there
    if not common and await watched.count_own(connection, there.chat_id) >= allowance.most:
        return replace(line, name=line.name or result.name, verdict=FULL)
    named = replace(result, called=line.name)
    added = await add(connection, now, there, discovery.sender_id, named, common=common)
    return replace(line, name=named.shown, verdict=ADDED if added else KNOWN)
