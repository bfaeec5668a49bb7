"""What making, changing and removing a follow came to."""

from dataclasses import dataclass


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


FollowOutcome = (
    WordsWanted
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
)
