"""Why words are no query, and what to send instead."""

from collections.abc import Callable, Mapping

from aiogram.utils.formatting import Text

from matching.errors import Reason
from views import examples
from views.compose import fill, screen
from views.i18n import Language
from views.outside import line
from views.reasons import why
from views.screen import Screen

_PROPOSAL = 500


def bad_query(language: Language, reason: str, position: int, proposal: str = "") -> Screen:
    """Return in one line what is wrong, where, and a command that is right: a tap copies it.

    Args:
        language: whose sentences.
        reason: a code of ``matching.errors``; one that is not known here gets a general line.
        position: the character where the trouble begins, counted from 1.
        proposal: the nearest words that are a query; without any, an example is shown.
    """
    wrong = why(reason, position, language.gettext)
    return screen(Text(wrong, " ", _instead(language, reason, proposal)))


def _instead(language: Language, reason: str, proposal: str) -> Text:
    if meant := line(proposal, _PROPOSAL):
        return fill(
            language.gettext("Did you mean this? {proposal}"), proposal=examples.follow(meant)
        )
    example = _EXAMPLES.get(reason, examples.both)(language)
    return fill(language.gettext("Write it like this: {example}"), example=examples.follow(example))


_EXAMPLES: Mapping[str, Callable[[Language], str]] = {
    Reason.UNCLOSED_QUOTE: examples.phrase,
    Reason.EMPTY_PHRASE: examples.phrase,
    Reason.UNCLOSED_PARENTHESIS: examples.grouped,
    Reason.UNOPENED_PARENTHESIS: examples.grouped,
    Reason.EMPTY_PARENTHESES: examples.grouped,
    Reason.TOO_DEEP: examples.grouped,
    Reason.MISSING_TERM: examples.either,
    Reason.MISPLACED_STAR: examples.beginning,
    Reason.SHORT_BEGINNING: examples.beginning,
    Reason.MISPLACED_NEARNESS: examples.near,
    Reason.UNCOUNTABLE: examples.often,
    Reason.BAD_NUMBER: examples.often,
    Reason.BAD_SITE: examples.on_site,
    Reason.ONLY_SITE: examples.on_site,
    Reason.BAD_LANGUAGE: examples.in_language,
    Reason.ONLY_LANGUAGE: examples.in_language,
    Reason.ONLY_EXCLUDES: examples.excluding,
    Reason.MATCHES_NOTHING: examples.excluding,
}
