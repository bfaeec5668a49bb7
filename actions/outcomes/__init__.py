"""What an action came to: one frozen type per outcome, small enough to be stored in the outbox.

Outcomes hold ids, numbers and codes, never rendered text: a message is rendered in the
destination's language at the moment of sending. ``encode`` and ``decode`` turn an outcome
into a JSON-ready dict and back; an outcome that an older version stored and this one does not
know decodes to ``Outdated``.
"""

from dataclasses import asdict
from typing import Any

from actions.outcomes.chats import (
    ChannelLeft,
    ChannelLost,
    ChannelManaged,
    ChannelOffered,
    ChannelRefused,
    ChannelsShown,
    ChatOutcome,
    ChatTrouble,
    ChatWell,
)
from actions.outcomes.conversation import (
    AdminsOnly,
    ChatAdminsOnly,
    ConversationOutcome,
    Digest,
    Failed,
    Helped,
    Measured,
    NotAdministrators,
    Outdated,
    RightsUnknown,
    StatsInPrivate,
    UnknownCommand,
    Welcome,
)
from actions.outcomes.follows import (
    Added,
    BadLink,
    BadQuery,
    Duplicate,
    FollowOutcome,
    FollowShown,
    LimitReached,
    Listed,
    NotFollowed,
    Removed,
    Restored,
    TooLong,
    UnfollowWanted,
    WordsWanted,
)
from actions.outcomes.rhythm import (
    BadRhythm,
    PlaceWanted,
    RhythmOutcome,
    RhythmShown,
    UnknownCity,
)
from actions.outcomes.sources import (
    AddressWanted,
    Discovered,
    LinesListed,
    NotWatched,
    RemoveSourceWanted,
    SourceKept,
    SourceMoved,
    SourceNews,
    SourceOutcome,
    SourceRemoved,
    SourcesExported,
    SourcesFull,
    SourcesListed,
    SourceUnclear,
    Surveyed,
    TooManyLookups,
)

Outcome = ConversationOutcome | FollowOutcome | SourceOutcome | ChatOutcome | RhythmOutcome

_TYPES: dict[str, type[Outcome]] = {kind.__name__: kind for kind in Outcome.__args__}


def encode(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as a JSON-ready dict with its type's name under ``outcome``."""
    return {"outcome": type(outcome).__name__, **asdict(outcome)}


def decode(stored: dict[str, Any]) -> Outcome:
    """Return the outcome that ``encode`` made; ``Outdated`` if its type or fields are unknown."""
    fields = dict(stored)
    try:
        return _TYPES[fields.pop("outcome")](**fields)
    except (KeyError, TypeError):
        return Outdated()


__all__ = [
    "Added",
    "AddressWanted",
    "AdminsOnly",
    "BadLink",
    "BadQuery",
    "BadRhythm",
    "ChannelLeft",
    "ChannelLost",
    "ChannelManaged",
    "ChannelOffered",
    "ChannelRefused",
    "ChannelsShown",
    "ChatAdminsOnly",
    "ChatTrouble",
    "ChatWell",
    "Digest",
    "Discovered",
    "Duplicate",
    "Failed",
    "FollowShown",
    "Helped",
    "LimitReached",
    "LinesListed",
    "Listed",
    "Measured",
    "NotAdministrators",
    "NotFollowed",
    "NotWatched",
    "Outcome",
    "Outdated",
    "PlaceWanted",
    "RemoveSourceWanted",
    "Removed",
    "Restored",
    "RhythmShown",
    "RightsUnknown",
    "SourceKept",
    "SourceMoved",
    "SourceNews",
    "SourceRemoved",
    "SourceUnclear",
    "SourcesExported",
    "SourcesFull",
    "SourcesListed",
    "StatsInPrivate",
    "Surveyed",
    "TooLong",
    "TooManyLookups",
    "UnfollowWanted",
    "UnknownCity",
    "UnknownCommand",
    "Welcome",
    "WordsWanted",
    "decode",
    "encode",
]
