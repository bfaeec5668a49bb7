"""``article``: the main text of pages, as JSON lines."""

import json
from collections.abc import Sequence
from pathlib import Path

from bot.cli.complaints import complain
from bot.cli.parse import in_iso
from news.articles.extraction import extract


def read_articles(files: Sequence[Path], base: str) -> int:
    """Print the article of each page, in order; return 1 if any file could not be read."""
    code = 0
    for file in files:
        try:
            page = extract(file.read_bytes(), base or file.resolve().as_uri())
        except OSError as error:
            complain(f"{file}: {error.strerror or error}")
            code = 1
            continue
        line = {
            "file": str(file),
            "title": page.title,
            "text": page.text,
            "language": page.language,
            "published": in_iso(page.published),
        }
        print(json.dumps(line, ensure_ascii=False))
    return code
