"""Reads the ready stories: en/1-stalking-bill.txt and so on."""

from functools import cache
from importlib.resources import files

from demo.newsroom.stories.draft import Draft

LANGUAGES = ("en", "ru", "kk")


@cache
def library(language: str = "") -> tuple[Draft, ...]:
    """Return the ready stories of a language, or of all.

    The first of each language is the one about the stalking bill: its headline has the word
    stalking, and only its body names the Criminal Code.
    """
    wanted = (language,) if language else LANGUAGES
    return tuple(draft for name in wanted for draft in _drafts(name))


def _drafts(language: str) -> list[Draft]:
    folder = files("demo.newsroom.stories").joinpath(language)
    texts = sorted((file.name, file.read_text(encoding="utf-8")) for file in folder.iterdir())
    return [_draft(language, name, text) for name, text in texts]


def _draft(language: str, name: str, text: str) -> Draft:
    """Blocks between empty lines: the headline, the summary, then paragraphs."""
    headline, summary, *paragraphs = (" ".join(block.split()) for block in text.split("\n\n"))
    slug = name.partition("-")[2].removesuffix(".txt")
    return Draft(slug, language, headline, summary, tuple(paragraphs))
