"""A story that is written but not published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author hands in; plain text throughout.

    Attributes:
        slug: the last part of the address it will have.
    """

    slug: str
    language: str
    headline: str
    summary: str
    paragraphs: tuple[str, ...]
