"""Changing how and when a destination is written to."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import BadRhythm, RhythmShown, UnknownCity
from actions.rhythm.parsing import READERS
from actions.rhythm.zones import Zone
from actions.who import Who
from storage import holding, rhythms
from storage.rhythms import Rhythm

_AROUND = "[]<>\"'«»“”. "  # what examples are copied with
_LONGEST = 100  # characters of a city's name that are worth repeating


async def change(
    connection: AsyncConnection, now: datetime, who: Who, setting: str, words: str
) -> RhythmShown | BadRhythm:
    """Change one setting as the words say; without any words, show all of them.

    What is held for the destination is decided anew.

    Args:
        connection: of the transaction.
        now: the time.
        who: whose destination.
        setting: the command: pause, resume, digest, quiet, cap or silent.
        words: what follows it.
    """
    known = await rhythms.get(connection, who.destination.id)
    words = " ".join(words.casefold().split()).strip(_AROUND)
    if setting == "pause":
        changed: Rhythm | None = replace(known, paused_at=known.paused_at or now)
    elif setting == "resume" and known.paused_at is not None:
        changed = replace(known, paused_at=None)
    elif setting == "resume" or not words:
        return RhythmShown()
    else:
        changed = READERS[setting](known, words)
    if changed is None:
        return BadRhythm(setting)
    return await _keep(connection, now, who, changed, setting)


async def move(
    connection: AsyncConnection, now: datetime, who: Who, words: str, found: Zone
) -> RhythmShown | UnknownCity:
    """Let a destination live by the time of a place; ``found`` is what was found for the words."""
    if not words:
        return RhythmShown()
    if not found.zone:
        return UnknownCity(words[:_LONGEST], found.near)
    known = await rhythms.get(connection, who.destination.id)
    return await _keep(connection, now, who, replace(known, zone=found.zone), "timezone")


async def _keep(
    connection: AsyncConnection, now: datetime, who: Who, rhythm: Rhythm, setting: str
) -> RhythmShown:
    await rhythms.change(connection, who.destination.id, rhythm)
    await holding.reconsider(connection, now, who.destination.id)
    return RhythmShown(setting)
