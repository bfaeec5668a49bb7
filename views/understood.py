"""How the bot reads a query, in words: what an article must have."""

from collections.abc import Iterable, Iterator

from aiogram.utils.formatting import Bold, Text, sizeof
from babel import Locale

from matching.describing import Kind, Understood, describe
from matching.errors import QueryError
from matching.parsing import parse
from matching.query import Scope
from storage.follows import Follow
from views.compose import fill
from views.i18n import Language
from views.outside import ELLIPSIS, line

_BULLETS = ("• ", "   ◦ ", "      ▪ ")
_WORDS = 400
# What the parts may take of a message's 4,096 units; the query itself stands above them.
_ROOM = 3_300
_LINES = 400


def understood(language: Language, follow: Follow) -> Iterator[str | Text]:
    """Yield what happens next and a line for each thing that an article must have.

    Nothing for a follow that an older version took and today's rules cannot read.
    """
    start = language.gettext("I'll write as soon as an article has:")
    yield from _told(language, follow, start, _ROOM, _LINES)


def asked_for(language: Language, follow: Follow, room: int, lines: int) -> Iterator[str | Text]:
    """Yield what an article must have, in at most so many UTF-16 units and lines for its parts."""
    start = language.gettext("An article must have:")
    yield from _told(language, follow, start, room, lines)


def _told(
    language: Language, follow: Follow, start: str, room: int, lines: int
) -> Iterator[str | Text]:
    try:
        query = describe(parse(follow.text))
    except QueryError:
        return
    yield start
    parts = query.parts if query.kind is Kind.ALL else (query,)
    yield from _fitting(_listed(language, parts, 0), room, lines)
    if _has_forms(query):
        yield language.gettext("Any form of a word will do.")


def _listed(language: Language, parts: Iterable[Understood], depth: int) -> Iterator[Text]:
    bullet = _BULLETS[min(depth, len(_BULLETS) - 1)]
    for part in parts:
        yield Text(bullet, _said(language, part))
        if part.kind in {Kind.ALL, Kind.ANY}:
            yield from _listed(language, part.parts, depth + 1)


def _fitting(lines: Iterable[Text], room: int, most: int) -> Iterator[str | Text]:
    for number, one in enumerate(lines, 1):
        room -= sizeof(one.render()[0])
        if room < 0 or number > most:
            yield ELLIPSIS
            return
        yield one


def _said(language: Language, part: Understood) -> Text:
    """Return what one part asks for; an ``ALL`` or ``ANY`` without its own parts."""
    match part.kind:
        case Kind.ALL:
            return Text(language.gettext("all of these together:"))
        case Kind.ANY:
            return Text(language.gettext("at least one of these:"))
        case Kind.NOT:
            return fill(language.gettext("but not {part}"), part=_said(language, part.parts[0]))
        case Kind.SITE:
            return fill(language.gettext("the site: {site}"), site=_bold(part.words[0]))
        case Kind.LANGUAGE:
            name = _name(language, part.words[0])
            return fill(language.gettext("the language: {language}"), language=_bold(name))
        case _:
            where = ", ".join(_where(language, part))
            return Text(_words(language, part), f" ({where})" if where else "")


def _words(language: Language, part: Understood) -> Text:
    words = " ".join(part.words)
    match part.kind:
        case Kind.SENTENCE:
            sentence = language.gettext("the words in one sentence: {words}")
            return fill(sentence, words=_bold(", ".join(part.words)))
        case Kind.NEAR:
            sentence = language.ngettext(
                "the words with at most {number} other between them: {words}",
                "the words with at most {number} others between them: {words}",
                part.number,
            )
            return fill(sentence, number=part.number, words=_bold(", ".join(part.words)))
        case Kind.BEGINNING:
            start = words.removesuffix("*")
            return fill(language.gettext("a word that begins so: {start}"), start=_bold(start))
        case _ if not _has_forms(part):
            exactly = words.replace("=", "")
            return fill(language.gettext("exactly so: {words}"), words=_bold(exactly))
        case Kind.PHRASE:
            return fill(language.gettext("the phrase: {phrase}"), phrase=_bold(words))
        case _:
            return fill(language.gettext("the word: {word}"), word=_bold(words))


def _where(language: Language, part: Understood) -> Iterator[str]:
    """Yield the place where the words count, and how often they must stand there."""
    if part.scope is Scope.TITLE:
        yield language.gettext("in the headline")
    elif part.scope is Scope.LEAD:
        yield language.gettext("in the headline or the first two paragraphs")
    if part.number > 1 and part.kind is not Kind.NEAR:
        yield language.ngettext(
            "at least {number} time", "at least {number} times", part.number
        ).format(number=part.number)


def _name(language: Language, code: str) -> str:
    return str(Locale.parse(language.locale).languages.get(code, code))


def _bold(text: str) -> Bold:
    return Bold(line(text, _WORDS) or ELLIPSIS)


def _has_forms(part: Understood) -> bool:
    """Say whether a word of the part is found in any form."""
    if part.parts:
        return any(map(_has_forms, part.parts))
    if part.kind in {Kind.SITE, Kind.LANGUAGE, Kind.BEGINNING}:
        return False
    return not all(word.startswith("=") for word in part.words)
