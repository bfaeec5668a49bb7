"""What an action came to: one frozen type per outcome, small enough to be stored in the outbox.

Outcomes hold ids, numbers and codes, never rendered text: a message is rendered in the
destination's language at the moment of sending. ``encode`` and ``decode`` turn an outcome
into a JSON-ready dict and back; an outcome that an older version stored and this one does not
know decodes to ``Outdated``.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody pressed Start."""


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody asked for help."""


@dataclass(frozen=True, slots=True)
class WordsWanted:
    """``/follow`` came alone: ask for the words, and wait for the reply."""


@dataclass(frozen=True, slots=True)
class Added:
    """A follow was made (or made again)."""

    follow_id: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The destination follows this query already."""

    follow_id: int


@dataclass(frozen=True, slots=True)
class LimitReached:
    """The chat has as many follows as it may have."""

    limit: int


@dataclass(frozen=True, slots=True)
class TooLong:
    """The words are longer than a query may be; both counts are in characters."""

    length: int
    limit: int


@dataclass(frozen=True, slots=True)
class BadQuery:
    """The words are no query: ``reason`` is a matching.errors code, ``position`` counts from 1.

    ``proposal`` is the nearest words that are one, empty where there is no telling. Those are the
    person's own words, which nothing else would keep until the answer is sent.
    """

    reason: str
    position: int
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class BadLink:
    """A deep link's payload could not be read."""


@dataclass(frozen=True, slots=True)
class UnfollowWanted:
    """``/unfollow`` came alone: say how it is used."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A follow was removed; it can be put back."""

    follow_id: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A removed follow was put back."""

    follow_id: int


@dataclass(frozen=True, slots=True)
class NotFollowed:
    """Nothing that this destination follows was meant."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The destination's follows, as they are at the moment of sending.

    ``removed`` is the follow that was just removed from the list (0 for none): the list
    then offers to put it back. ``page`` counts from 0.
    """

    removed: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class FollowShown:
    """The card of a follow, as it is at the moment of sending.

    ``page`` is that of the list, from which it was opened. ``changed`` is rhythm, reports, muted
    or unmuted; empty if nothing did.
    """

    follow_id: int
    page: int = 0
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The operator's figures, as they are at the moment of sending."""


@dataclass(frozen=True, slots=True)
class AdminsOnly:
    """An operator's command came from somebody who is none."""


@dataclass(frozen=True, slots=True)
class ChatAdminsOnly:
    """In a group only its administrators may change what it follows or watches."""


@dataclass(frozen=True, slots=True)
class RightsUnknown:
    """Telegram did not say in time whether the sender is an administrator."""


@dataclass(frozen=True, slots=True)
class NotAdministrators:
    """A chat can be watched by those who run it, and only while we do, too."""


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A private chat sent something that no handler takes."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong on our side; nothing was changed."""


@dataclass(frozen=True, slots=True)
class AddressWanted:
    """``/addsource`` came alone: ask for the address, and wait for the reply."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """What was asked to be watched, as it is at the moment of sending.

    Looked for, proposed, refused, added or removed. ``common``: whoever asked may add it for
    everybody.
    """

    discovery_id: int
    common: bool = False


@dataclass(frozen=True, slots=True)
class LinesListed:
    """What became of each line of a file of sources."""

    discovery_id: int


@dataclass(frozen=True, slots=True)
class TooManyLookups:
    """The chat already waits for as many discoveries as it may."""

    limit: int


@dataclass(frozen=True, slots=True)
class SourcesFull:
    """The chat has as many sources of its own as it may have."""

    limit: int


@dataclass(frozen=True, slots=True)
class SourcesListed:
    """The sources that the chat sees, as they are at the moment of sending.

    ``page`` counts from 0; an ``operator`` may remove common ones. ``removed`` is the discovery
    that keeps what was just removed from the list (0 for none): the list offers to put it back.
    """

    page: int = 0
    operator: bool = False
    removed: int = 0


@dataclass(frozen=True, slots=True)
class SourcesExported:
    """The chat's own sources as a file, and for an ``operator`` the common ones."""

    operator: bool = False


@dataclass(frozen=True, slots=True)
class RemoveSourceWanted:
    """``/removesource`` came alone: say how it is used."""


@dataclass(frozen=True, slots=True)
class SourceRemoved:
    """A source was removed; the discovery keeps it, so that it can be put back."""

    discovery_id: int


@dataclass(frozen=True, slots=True)
class SourceKept:
    """A source that stays: it is everybody's, or, for an ``operator``, stands in the file."""

    source_id: int
    operator: bool = False


@dataclass(frozen=True, slots=True)
class NotWatched:
    """No source that the chat sees was meant."""


@dataclass(frozen=True, slots=True)
class SourceUnclear:
    """Several of the chat's sources may have been meant."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """How the sources behind the chat's follows fare at the moment of sending."""


@dataclass(frozen=True, slots=True)
class SourceMoved:
    """A source suddenly listed many old entries: remembered, not alerted (for operators)."""

    source_id: int
    entries: int


@dataclass(frozen=True, slots=True)
class SourceNews:
    """How a source fares, for its owner or the operators.

    ``what`` is failing, well, reminder, silent, empty, unreadable, ended, readdressed,
    rights_lost or rights_back;
    ``detail`` is what a machine said (an error, a new address), empty where nothing did.
    """

    source_id: int
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StatsInPrivate:
    """An operator asked for the bot's figures where others would read them."""


@dataclass(frozen=True, slots=True)
class ChannelsShown:
    """``/channel`` alone: what is managed at the moment of sending, and what was before."""


@dataclass(frozen=True, slots=True)
class ChannelManaged:
    """What this person says in private is meant for a channel from now on."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class ChannelLeft:
    """It is meant for the private chat again; 0: it was already."""

    destination_id: int = 0


@dataclass(frozen=True, slots=True)
class ChannelRefused:
    """A channel can't be managed: ``reason`` is unreadable, strangers, no_post or in_group."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChannelLost:
    """Managing a channel ended: this person may not change anything there any more."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class ChannelOffered:
    """Somebody made us an administrator of a channel: they may manage it."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class ChatTrouble:
    """Nothing can be written to a chat, or to one of its topics.

    ``what`` is removed, silenced, topic_closed or topic_gone. ``managed``: it was being managed by
    whom this is told, which ended.
    """

    destination_id: int
    what: str
    managed: bool = False


@dataclass(frozen=True, slots=True)
class ChatWell:
    """A chat, or a topic, of whose trouble somebody was told takes messages again."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class Digest:
    """Several alerts in one message.

    ``why`` is the reason, as bot.delivery.deciding names it; ``more`` alerts wait behind it.
    """

    why: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class RhythmShown:
    """How a destination is written to, as it is at the moment of sending.

    ``changed`` is the command that changed it, empty if nothing did.
    """

    changed: str = ""


@dataclass(frozen=True, slots=True)
class PlaceWanted:
    """``/timezone`` came alone: ask where this person is."""


@dataclass(frozen=True, slots=True)
class BadRhythm:
    """What followed this command cannot be read."""

    command: str


@dataclass(frozen=True, slots=True)
class UnknownCity:
    """No such city is known; ``near`` is a name that looks like it, empty for none."""

    words: str
    near: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """An outcome stored by another version that this one does not know."""


Outcome = (
    Welcome
    | Helped
    | WordsWanted
    | Added
    | Duplicate
    | LimitReached
    | TooLong
    | BadQuery
    | BadLink
    | UnfollowWanted
    | Removed
    | Restored
    | NotFollowed
    | Listed
    | FollowShown
    | Measured
    | AdminsOnly
    | ChatAdminsOnly
    | RightsUnknown
    | NotAdministrators
    | UnknownCommand
    | Failed
    | AddressWanted
    | Discovered
    | LinesListed
    | TooManyLookups
    | SourcesFull
    | SourcesListed
    | SourcesExported
    | RemoveSourceWanted
    | SourceRemoved
    | SourceKept
    | NotWatched
    | SourceUnclear
    | Surveyed
    | SourceMoved
    | SourceNews
    | StatsInPrivate
    | ChannelsShown
    | ChannelManaged
    | ChannelLeft
    | ChannelRefused
    | ChannelLost
    | ChannelOffered
    | ChatTrouble
    | ChatWell
    | Digest
    | RhythmShown
    | PlaceWanted
    | BadRhythm
    | UnknownCity
    | Outdated
)

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
