"""What a discovery finds: something to watch, or why there is nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why nothing can be watched: stable codes, translated where they are shown."""

    NO_ADDRESS = "no_address"
    """What was typed is neither an address nor a channel; the detail is empty."""

    UNREACHABLE = "unreachable"
    """Nobody answers there; the detail says what the connection failed of."""

    REFUSED_ADDRESS = "refused_address"
    """It leads into a private network, or to a port that is not read."""

    STATUS = "status"
    """The site answers, with an error; the detail is HTTP's number."""

    ROBOTS = "robots"
    """Only the page itself could be watched, and robots.txt forbids programs to read it."""

    NOTHING = "nothing"
    """The page neither offers a feed nor lists articles; the detail says what it seems to be."""

    NEEDS_JAVASCRIPT = "needs_javascript"
    """The page is empty for whoever runs no scripts."""

    NO_CHANNEL = "no_channel"
    """Telegram knows no such channel; the detail says what it knows."""

    NO_PREVIEW = "no_preview"
    """The channel shows its posts inside Telegram only."""

    PRIVATE_CHANNEL = "private_channel"
    """An invitation, or a link that only members can open."""

    TOO_LARGE = "too_large"
    """More bytes than are read."""

    TIMED_OUT = "timed_out"
    """It took too long."""

    REDIRECTS = "redirects"
    """It leads from one address to the next without an end."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to watch.

    Attributes:
        url: the address that answered.
        kind: a key of ``news.kinds.KINDS``.
        name: of the feed, channel or page; the host's where they have none.
        language: ISO 639-1 code that it declares, or None.
        headlines: its newest, at most three, the newest first.
        entries: how many it lists.
        newest: when the newest was published, in UTC, or None if it does not say.
    """

    url: str
    kind: str
    name: str
    language: str | None
    headlines: tuple[str, ...]
    entries: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is nothing to watch; ``detail`` is a line for people in English, or empty."""

    code: Reason
    detail: str = ""
