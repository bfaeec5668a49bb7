"""What a page says: the shape that extraction returns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Flaw = Literal["", "paywall", "scripts"]
"""Why a page lacks its article: it is for those who pay, or made by scripts in a browser."""

_FLAWS = {
    "paywall": "the article is for subscribers only",
    "scripts": "the page is made by scripts in a browser",
}
_SOME_TEXT = 80


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
        flaw: why ``text`` is not the article; empty where nothing says so.
    """

    title: str
    text: str
    language: str | None
    published: datetime | None
    canonical: str | None
    flaw: Flaw = ""

    @property
    def lack(self) -> str:
        """In words why this is no article to be read; empty when it is."""
        if self.flaw:
            return _FLAWS[self.flaw]
        return "the page has no text to speak of" if len(self.text) < _SOME_TEXT else ""
