"""A published story."""

from dataclasses import dataclass
from datetime import datetime


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
