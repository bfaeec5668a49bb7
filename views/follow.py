"""Following: asking for the words, and what came of it."""

from storage.follows import Follow
from views import examples
from views.buttons import IN_ANSWER, toggle
from views.compose import fill, screen
from views.i18n import Language
from views.queries import code
from views.screen import Screen
from views.understood import understood


def words_wanted(language: Language) -> Screen:
    """Return the question for the words, to be answered by a reply."""
    return screen(
        language.gettext("Which words, name or phrase should I watch for?"),
        language.gettext("Reply to this message; put a phrase in quotes."),
        asks=examples.both(language),
    )


def added(language: Language, follow: Follow) -> Screen:
    """Return that the follow was made, how it is understood, and what happens next."""
    return screen(
        fill(language.gettext("You now follow {query}."), query=code(follow)),
        *understood(language, follow),
        buttons=[[toggle(language, follow, IN_ANSWER)]],
    )


def duplicate(language: Language, follow: Follow) -> Screen:
    """Return that this is followed already, with a button to remove it."""
    return screen(
        fill(language.gettext("You already follow {query}."), query=code(follow)),
        buttons=[[toggle(language, follow, IN_ANSWER)]],
    )


def limit_reached(language: Language, limit: int) -> Screen:
    """Return that the chat has as many follows as it may have."""
    return screen(
        fill(
            language.ngettext(
                "You follow {limit} query, the most that I can take. "
                "Unfollow it in /list to make room.",
                "You follow {limit} queries, the most that I can take. "
                "Unfollow one in /list to make room.",
                limit,
            ),
            limit=limit,
        )
    )


def too_long(language: Language, length: int, limit: int) -> Screen:
    """Return that the words are ``length`` characters long where ``limit`` are allowed."""
    return screen(
        fill(
            language.ngettext(
                "That is {length} character, and I can take {limit}. "
                "Name just the words that matter.",
                "That is {length} characters, and I can take {limit}. "
                "Name just the words that matter.",
                length,
            ),
            length=length,
            limit=limit,
        )
    )


def bad_link(language: Language) -> Screen:
    """Return that a deep link's payload could not be read."""
    return screen(
        fill(
            language.gettext("I could not read that link. Send me the words instead: {example}."),
            example=examples.follow(examples.word(language)),
        )
    )
