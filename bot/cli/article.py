"""``article``: the main text of pages and PDF documents, as JSON lines."""

import json
from collections.abc import Sequence
from pathlib import Path

from bot.cli.complaints import complain
from bot.cli.parse import in_iso
from news.addresses import host
from news.articles.article import ArticleText
from news.articles.extractor import read_document
from news.articles.recurring import RecurringBlocks
from news.workers.errors import WorkError


def read_articles(files: Sequence[Path], base: str) -> int:
    """Print the article of each page, in order; return 1 if any file could not be read.

    Pages of one host count as pages of one source: what recurs on them is the site's own.
    """
    pages = {file: page for file in files if (page := _extract(file, base)) is not None}
    recurring = RecurringBlocks(pages=len(pages) + 1)
    for file, page in pages.items():
        recurring.seen(_source(file, page, base), str(file), page.text)
    for file, page in pages.items():
        line = {
            "file": str(file),
            "title": page.title,
            "text": recurring.without(_source(file, page, base), str(file), page.text),
            "language": page.language,
            "published": in_iso(page.published),
        }
        print(json.dumps(line, ensure_ascii=False))
    return 0 if len(pages) == len(set(files)) else 1


def _extract(file: Path, base: str) -> ArticleText | None:
    try:
        page = read_document(file.read_bytes(), base or file.resolve().as_uri())
    except OSError as error:
        complain(f"{file}: {error.strerror or error}")
        return None
    except WorkError as error:
        complain(f"{file}: {error}")
        return None
    if page.lack:
        complain(f"{file}: {page.lack}")
    return page


def _source(file: Path, page: ArticleText, base: str) -> str:
    """Return the host that a page says it is of, else the base's; nameless pages stand alone."""
    return host(page.canonical or base) or str(file)
