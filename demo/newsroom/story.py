"""A published story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Form = Literal["plain", "pdf", "album", "forward", "app only"]
"""How a story is told: as usual, as a PDF document, or as one of a channel's odd posts: several
pictures under one caption, a forward from another channel, a post that only the app shows."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its address; plain text throughout.

    Attributes:
        id: what its feed calls it, the same after every revision.
        published, updated: aware, in UTC.
    """

    id: str
    url: str
    headline: str
    summary: str
    paragraphs: tuple[str, ...]
    published: datetime
    updated: datetime
    form: Form = "plain"
