"""Muting one story: the message that told it stays as it is, whoever reports it later."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import story_mutes


@dataclass(frozen=True, slots=True)
class StoryMuted:
    """No further outlets are added to messages about the story."""


@dataclass(frozen=True, slots=True)
class StoryUnmuted:
    """Further outlets are added again."""


@dataclass(frozen=True, slots=True)
class StoryUnknown:
    """The alert was not told in this chat."""


async def mute(
    connection: AsyncConnection, now: datetime, chat_id: int, alert_id: int
) -> StoryMuted | StoryUnknown:
    """Mute the story of an alert of the chat, where it was told."""
    muted = await story_mutes.mute(connection, now, chat_id, alert_id)
    return StoryMuted() if muted else StoryUnknown()


async def unmute(
    connection: AsyncConnection, chat_id: int, alert_id: int
) -> StoryUnmuted | StoryUnknown:
    """Let the story of an alert of the chat be heard of again."""
    unmuted = await story_mutes.unmute(connection, chat_id, alert_id)
    return StoryUnmuted() if unmuted else StoryUnknown()
