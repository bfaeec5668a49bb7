"""Stories that a destination wants to hear no more of: its message about them stays as it is."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import alert, delivery, destination, story_mute
from storage.types import Instant

_MUTED = "its story was muted"


async def mute(connection: AsyncConnection, now: datetime, chat_id: int, alert_id: int) -> bool:
    """Mute the story of an alert where the alert was told; False if that is not in this chat.

    What waits to be added to messages about it is not added.
    """
    theirs = _of(chat_id, alert_id)
    missing = dialects.insert_missing(connection, story_mute)
    columns = ["destination_id", "story_id", "muted_at"]
    since_now = theirs.add_columns(literal(now, Instant()))
    await connection.execute(missing.from_select(columns, since_now))
    same_story = alert.alias("same_story")
    muted = (
        select(same_story.c.id)
        .join(
            alert,
            (alert.c.story_id == same_story.c.story_id)
            & (alert.c.destination_id == same_story.c.destination_id),
        )
        .join(destination, destination.c.id == alert.c.destination_id)
        .where(alert.c.id == alert_id, destination.c.chat_id == chat_id)
    )
    await connection.execute(
        update(delivery)
        .where(
            delivery.c.alert_id.in_(muted),
            delivery.c.kind == "edit",
            delivery.c.message_id.is_(None),
            delivery.c.state == "pending",
        )
        .values(state="cancelled", error=_MUTED)
    )
    return (await connection.execute(theirs)).first() is not None


async def unmute(connection: AsyncConnection, chat_id: int, alert_id: int) -> bool:
    """Let a story be heard of again; False if its alert was not told in this chat."""
    found = (await connection.execute(_of(chat_id, alert_id))).first()
    if found is None:
        return False
    await connection.execute(
        delete(story_mute).where(
            story_mute.c.destination_id == found.destination_id,
            story_mute.c.story_id == found.story_id,
        )
    )
    return True


def is_muted() -> ColumnElement[bool]:
    """Return whether an alert's story is muted where the alert is told."""
    muted = exists().where(
        story_mute.c.destination_id == alert.c.destination_id,
        story_mute.c.story_id == alert.c.story_id,
    )
    return muted.correlate(alert)


def _of(chat_id: int, alert_id: int) -> Select[tuple[int, int]]:
    return (
        select(alert.c.destination_id, alert.c.story_id)
        .join(destination, destination.c.id == alert.c.destination_id)
        .where(alert.c.id == alert_id, destination.c.chat_id == chat_id)
    )
