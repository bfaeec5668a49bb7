"""Finding an article's text, between what storage keeps and what news reads."""

from news.addresses import canonical
from news.articles.reading import Reader
from news.entry import Entry
from storage.readings import ReadText, Unread


async def find_text(reader: Reader, article: Unread) -> ReadText:
    """Return what reading made of an unread article; what cannot be read falls back by itself."""
    entry = Entry(
        id=article.url,
        url=article.url,
        title=article.title,
        summary=article.summary,
        text=article.text,
        published=article.published,
    )
    reading = await reader.read(entry, str(article.source_id))
    return ReadText(
        title=reading.title,
        summary=article.summary,
        text="" if reading.text == article.summary else reading.text,
        language=article.language or reading.language,
        published=reading.published,
        text_from=reading.origin,
        note=reading.reason or None,
        canonical=canonical(reading.canonical) if reading.canonical else article.url,
    )
