"""What adding, removing and looking at sources came to."""

from dataclasses import dataclass


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


SourceOutcome = (
    AddressWanted
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
)
