"""Why words are no query: one sentence for each reason of ``matching.errors``.

In English, which is what the catalogues translate and what the command line says. It needs
neither aiogram, which takes seconds to import, nor a catalogue.
"""

from collections.abc import Callable, Mapping

from matching.errors import Reason
from matching.parsing import MAX_DEPTH, MAX_LENGTH, MAX_WORDS
from matching.restricting import MAX_TIMES
from matching.written import MIN_BEGINNING
from views.marking import N_


def why(reason: str, position: int, translate: Callable[[str], str] = str) -> str:
    """Return what is wrong with the words, and where.

    Args:
        reason: a code of ``matching.errors``; one that is not known here gets a general line.
        position: the character where the trouble begins, counted from 1.
        translate: from English to the language to say it in.
    """
    return translate(_SENTENCES.get(reason, _GENERAL)).format(position=position, **_LIMITS)


_LIMITS: Mapping[str, int] = {
    "words": MAX_WORDS,
    "characters": MAX_LENGTH,
    "levels": MAX_DEPTH,
    "letters": MIN_BEGINNING,
    "most": MAX_TIMES,
}

_GENERAL = N_("I could not read that.")
_SENTENCES: Mapping[str, str] = {
    Reason.UNCLOSED_QUOTE: N_("The quote at character {position} is never closed."),
    Reason.UNCLOSED_PARENTHESIS: N_("The parenthesis at character {position} is never closed."),
    Reason.UNOPENED_PARENTHESIS: N_(
        "The parenthesis at character {position} closes one that was never opened."
    ),
    Reason.EMPTY_PHRASE: N_("There are no words in the quotes at character {position}."),
    Reason.EMPTY_PARENTHESES: N_("There is nothing in the parentheses at character {position}."),
    Reason.NO_WORDS: N_("I find no words in that."),
    Reason.MISSING_TERM: N_("What stands at character {position} needs words that go with it."),
    Reason.MISPLACED_STAR: N_(
        "The star at character {position} should stand right after the beginning of a word."
    ),
    Reason.SHORT_BEGINNING: N_(
        "Before a star I need {letters} letters or more; at character {position} there are fewer."
    ),
    Reason.MISPLACED_NEARNESS: N_(
        "The ~ at character {position} should stand right after a phrase in quotes."
    ),
    Reason.UNCOUNTABLE: N_("At character {position}: I can count one word or one phrase only."),
    Reason.BAD_NUMBER: N_("The number at character {position} can be from 1 to {most}."),
    Reason.BAD_SITE: N_("At character {position} I expected the address of a site."),
    Reason.BAD_LANGUAGE: N_(
        "At character {position} I expected a language's code of two letters, such as ru, kk or en."
    ),
    Reason.MATCHES_EVERYTHING: N_(
        "The star at character {position} alone would bring you every article there is."
    ),
    Reason.ONLY_EXCLUDES: N_(
        "What stands at character {position} only says what you don't want: "
        "nearly every article there is would match. Add a word that you do want."
    ),
    Reason.ONLY_SITE: N_(
        "What stands at character {position} would bring you everything that the site publishes. "
        "Add a word to look for there."
    ),
    Reason.ONLY_LANGUAGE: N_(
        "What stands at character {position} would bring you everything in that language. "
        "Add a word to look for."
    ),
    Reason.MATCHES_NOTHING: N_(
        "What you exclude at character {position} you also ask for, so nothing could ever match."
    ),
    Reason.TOO_MANY_WORDS: N_(
        "That is more than I can watch for at once: up to {words} words, "
        "and from character {position} on there are more."
    ),
    Reason.TOO_LONG: N_(
        "That is too long: I read up to {characters} characters, "
        "and from character {position} on there are more."
    ),
    Reason.TOO_DEEP: N_(
        "At character {position} too much stands within each other: I can follow {levels} levels."
    ),
}
