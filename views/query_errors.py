"""Why words are no query: one helpful line per reason of ``matching.errors``."""

from matching.errors import Reason
from views import examples
from views.compose import fill, screen
from views.i18n import Language
from views.screen import Screen


def bad_query(language: Language, reason: str, position: int) -> Screen:
    """Return what is wrong, where, and an example that is right.

    Args:
        language: whose sentence.
        reason: a code of ``matching.errors``; one that is not known here gets a general line.
        position: the character where the trouble begins, counted from 1.
    """
    return screen(
        fill(
            _sentence(language, reason),
            position=position,
            example=examples.follow(examples.word(language), examples.phrase(language)),
        )
    )


def _sentence(language: Language, reason: str) -> str:
    match reason:
        case Reason.UNCLOSED_QUOTE:
            return language.gettext(
                "The quote at character {position} is never closed. Write it like this: {example}."
            )
        case Reason.EMPTY_PHRASE:
            return language.gettext(
                "There are no words in the quotes at character {position}. "
                "Write it like this: {example}."
            )
        case Reason.NO_WORDS:
            return language.gettext("I find no words in that. Write it like this: {example}.")
        case Reason.TOO_MANY_WORDS:
            return language.gettext(
                "That is more than I can watch for at once, from character {position} on. "
                "Name fewer words, like this: {example}."
            )
        case _:
            return language.gettext("I could not read that. Write it like this: {example}.")
