"""What a page says: the shape that extraction returns."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The article of one page.

    Attributes:
        title: the headline; empty when the page has none.
        text: plain text without the headline, paragraphs separated by a newline; may be empty.
        language: ISO 639-1 code that the page declares, or None.
        published: aware UTC time, or None; a date without a time is midnight.
        canonical: the address that the page gives as its own (``news.addresses.canonical``
            form), or None.
    """

    title: str
    text: str
    language: str | None
    published: datetime | None
    canonical: str | None
