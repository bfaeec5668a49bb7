"""From an article to its fingerprint."""

import re
from collections.abc import Iterator
from datetime import datetime

from language.alphabets import KAZAKH_LETTERS
from language.detection import languages
from language.tokens import words
from news.stories.fingerprint import Fingerprint
from news.stories.headline import read
from news.stories.keys import headline_keys, text_keys
from news.stories.numbers import numbers_in
from news.stories.sketch import Sketch, hashed, sketch

# Bounds of what is read and kept of an article, in characters and hashes.
_TITLE = 300
_TEXT = 20_000
_SAMPLE = 600
_RUNS = 96
_MARKS = 32
_RUN = 3
_NAME_ROOT = 5

_NAME = re.compile(r"(?<=[\w,;)»”] )[^\W\d_a-zа-яё]\w{2,}")
# In Kazakh it is 0.12; below, the letters belong to names in a Russian text.
_KAZAKH_SHARE = 0.04
_CYRILLIC = re.compile("[\u0400-\u052f]")


def fingerprint(
    title: str,
    text: str,
    language: str | None,
    outlet: str,
    published: datetime | None,
) -> Fingerprint:
    """Return what decides about an article's story.

    Args:
        title: the headline, plain text.
        text: the main text, plain, without the headline; may be empty.
        language: what the page or feed declares; believed where the words don't tell.
        outlet: ``stories.outlet()`` of the article's address, or empty if unknown.
        published: an aware time, or None.
    """
    title = " ".join(title.split())[:_TITLE]
    text = text[:_TEXT]
    spoken = _language(language, title, text)
    runs = _runs(text)
    ascending = sorted({hashed(run) for run in runs})
    keys = [*headline_keys(read(title, spoken), spoken), *text_keys(ascending)]
    return Fingerprint(
        title=title,
        language=spoken,
        outlet=outlet,
        published=None if published is None else int(published.timestamp()),
        keys=tuple(dict.fromkeys(keys)),
        text=Sketch(len(ascending), tuple(ascending[:_RUNS])),
        numbers=sketch(numbers_in(text), _MARKS),
        names=sketch(_names(text, outlet), _MARKS),
    )


def _language(declared: str | None, title: str, text: str) -> str:
    """Return the one language of an article: by its letters, else as declared, else detected."""
    sample = f"{title}\n{text[:_SAMPLE]}"
    declared = (declared or "").lower().replace("_", "-").partition("-")[0]
    if _CYRILLIC.search(title or sample):
        letters = sum(letter in KAZAKH_LETTERS for letter in sample.lower())
        if letters > _KAZAKH_SHARE * len(sample) or (letters and declared == "kk"):
            return "kk"
        return declared if declared not in {"", "en", "kk"} else "ru"
    if declared and declared != "ru":
        return declared
    return min(languages(None, sample), default="")


def _runs(text: str) -> list[str]:
    found = words(text.lower())
    return [" ".join(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1)]


def _names(text: str, outlet: str) -> Iterator[str]:
    """Yield the beginnings of names, without the outlet's own."""
    for found in _NAME.finditer(text):
        word = found[0]
        # Words all in capitals are abbreviations, or a matter of style.
        if word[0].isupper() and word[1].islower():
            root = word[:_NAME_ROOT].lower()
            if not outlet.startswith(root):
                yield root
