"""A post as an entry, wherever it was read."""

from datetime import datetime

from news.entry import Entry

_NO_LETTERS = "\u200b\u200c\u200d\u2060\ufeff \u00a0"


def entry_of(entry_id: str, url: str, text: str, published: datetime | None) -> Entry:
    """Return a post as an entry: its title is its first line with words, all of it its text."""
    lines = text.split("\n")
    return Entry(
        id=entry_id,
        url=url,
        title=next((line for line in lines if line.strip(_NO_LETTERS)), ""),
        summary=text,
        text=text,
        published=published,
    )
