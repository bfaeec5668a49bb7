"""Changing how one follow is told, from its card in ``/list``."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import FollowShown, NotFollowed
from actions.who import Who
from storage import cancelling, follow_settings, follows
from storage.follows import Follow


async def set_rhythm(
    connection: AsyncConnection, now: datetime, who: Who, follow_id: int, rhythm: str | None
) -> FollowShown | NotFollowed:
    """Tell a follow ``now``, ``daily`` or ``weekly``; None: as its destination is told."""
    return await _change(connection, now, who, follow_id, "rhythm", rhythm=rhythm)


async def set_reports(
    connection: AsyncConnection, now: datetime, who: Who, follow_id: int, reports: str
) -> FollowShown | NotFollowed:
    """Have later reports of a told story ``noted`` in its first message, or told (``every``).

    ``first``: nothing comes of them.
    """
    return await _change(connection, now, who, follow_id, "reports", reports=reports)


async def mute(
    connection: AsyncConnection, now: datetime, who: Who, follow_id: int, days: int
) -> FollowShown | NotFollowed:
    """Tell nothing of a follow for some days.

    What waits for it alone, and what is found in that time, is never told.
    """
    until = now + timedelta(days=days)
    outcome = await _change(connection, now, who, follow_id, "muted", muted_until=until)
    if isinstance(outcome, FollowShown):
        await cancelling.cancel_muted(connection, follow_id)
    return outcome


async def unmute(
    connection: AsyncConnection, now: datetime, who: Who, follow_id: int
) -> FollowShown | NotFollowed:
    """Tell of a follow again, from now on."""
    known = await _known(connection, who, follow_id)
    if known is None:
        return NotFollowed()
    await end_mute(connection, now, known)
    return FollowShown(follow_id, changed="unmuted")


async def end_mute(connection: AsyncConnection, now: datetime, known: Follow) -> None:
    """Tell of a follow again; what was found while it was muted never is."""
    await cancelling.cancel_muted(connection, known.id)
    await follow_settings.change(connection, now, replace(known, muted_until=None))


async def _change(
    connection: AsyncConnection,
    now: datetime,
    who: Who,
    follow_id: int,
    what: str,
    **settings: Any,
) -> FollowShown | NotFollowed:
    known = await _known(connection, who, follow_id)
    if known is None:
        return NotFollowed()
    await follow_settings.change(connection, now, replace(known, **settings))
    return FollowShown(follow_id, changed=what)


async def _known(connection: AsyncConnection, who: Who, follow_id: int) -> Follow | None:
    """Return an active follow of the chat."""
    known = await follows.get(connection, who.destination.chat_id, follow_id)
    return known if known is not None and known.active else None
