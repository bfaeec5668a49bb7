"""What a query is matched against, and where in it words stand."""

from dataclasses import dataclass
from enum import IntEnum


class Field(IntEnum):
    """The texts of a document; the numbers are stored."""

    TITLE = 0
    SUMMARY = 1
    TEXT = 2


@dataclass(frozen=True, slots=True)
class Document:
    """An article as far as matching is concerned; every text is plain and may be empty.

    Attributes:
        title: the headline: one sentence, whatever stands in it.
        summary: paragraphs separated by a newline.
        text: the body, in the same form.
        language: ISO 639-1 code that the article or its source declares, or None.
    """

    title: str
    summary: str
    text: str
    language: str | None

    def of(self, field: Field) -> str:
        """Return the text of one field."""
        return (self.title, self.summary, self.text)[field]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in one field, in code points; the end is exclusive."""

    field: Field
    start: int
    end: int
