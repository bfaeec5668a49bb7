"""How the bot reads a query, in words: what an article must have."""

from collections.abc import Iterator, Sequence

from aiogram.utils.formatting import Bold

from views.compose import Part, fill, joined
from views.i18n import Language

_BULLET = "• "


def understood(language: Language, words: Sequence[str], phrases: Sequence[str]) -> Iterator[Part]:
    """Yield a line for the words, which must share a sentence, and one for each phrase."""
    if len(words) == 1:
        yield fill(language.gettext("the word: {word}"), word=Bold(words[0]))
    elif words:
        yield fill(
            language.gettext("the words in one sentence: {words}"),
            words=joined(map(Bold, words), ", "),
        )
    for phrase in phrases:
        yield fill(language.gettext("the phrase: {phrase}"), phrase=Bold(phrase))
