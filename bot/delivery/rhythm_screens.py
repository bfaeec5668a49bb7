"""What messages about a destination's rhythm say: read at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions import outcomes
from actions.rhythm.calendar import next_digest, quiet_until
from storage import rhythms
from storage.letters import Letter
from storage.rhythms import NOW, Rhythm
from views.i18n import Language
from views.rhythm import rhythm_shown
from views.screen import Screen


async def of_rhythm(
    connection: AsyncConnection,
    now: datetime,
    language: Language,
    letter: Letter,
    changed: outcomes.RhythmShown,
) -> Screen:
    """Return how the destination that an answer is about is written to now."""
    rhythm = await rhythms.get(connection, letter.about_id)
    return rhythm_shown(language, rhythm, now, _next_digest(rhythm, now), changed.changed)


def _next_digest(rhythm: Rhythm, now: datetime) -> datetime | None:
    """Return when the next digest comes: after quiet hours where it is due in them."""
    if rhythm.rhythm == NOW or rhythm.paused_at is not None:
        return None
    due = next_digest(rhythm, rhythm.rhythm, now)
    return quiet_until(rhythm, due) or due
