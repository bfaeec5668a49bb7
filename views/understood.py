"""How the bot reads a query, in words: what an article must have."""

from collections.abc import Iterator

from aiogram.utils.formatting import Bold, Text

from matching.errors import QueryError
from matching.parsing import parse
from matching.query import All, Part, Phrase
from storage.follows import Follow
from views.compose import fill, joined
from views.i18n import Language
from views.outside import ELLIPSIS, line

_BULLET = "• "
_WORDS = 400


def understood(language: Language, follow: Follow) -> Iterator[str | Text]:
    """Yield what happens next and a line for each thing that an article must have.

    Nothing for a follow that an older version took and today's rules cannot read.
    """
    try:
        root = parse(follow.text).root
    except QueryError:
        return
    yield language.gettext("I'll write here as soon as an article has:")
    for part in root.parts if isinstance(root, All) else (root,):
        yield Text(_BULLET, _said(language, part))


def _said(language: Language, part: Part[str]) -> Text:
    if not isinstance(part, Phrase):
        words = joined(map(_shown, part.phrases), ", ")
        return fill(language.gettext("the words in one sentence: {words}"), words=words)
    if len(part.words) > 1:
        return fill(language.gettext("the phrase: {phrase}"), phrase=_shown(part))
    return fill(language.gettext("the word: {word}"), word=_shown(part))


def _shown(phrase: Phrase[str]) -> Text:
    return Bold(line(" ".join(phrase.words), _WORDS) or ELLIPSIS)
