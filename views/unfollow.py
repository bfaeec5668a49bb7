"""Unfollowing, and taking it back."""

from storage.follows import Follow
from views import examples
from views.buttons import IN_ANSWER, toggle
from views.compose import fill, screen
from views.i18n import Language
from views.queries import code
from views.screen import Screen


def unfollow_wanted(language: Language) -> Screen:
    """Return how ``/unfollow`` is used."""
    return screen(
        fill(
            language.gettext(
                "What should I unfollow? Send {words}, or its number in /list: {number}."
            ),
            words=examples.unfollow(examples.word(language)),
            number=examples.unfollow("2"),
        )
    )


def removed(language: Language, follow: Follow) -> Screen:
    """Return that the follow was removed, with a button to put it back."""
    return screen(
        fill(language.gettext("You no longer follow {query}."), query=code(follow)),
        buttons=[[toggle(language, follow, IN_ANSWER)]],
    )


def restored(language: Language, follow: Follow) -> Screen:
    """Return that the follow is back, with a button to remove it."""
    return screen(
        fill(language.gettext("You follow {query} again."), query=code(follow)),
        buttons=[[toggle(language, follow, IN_ANSWER)]],
    )


def not_followed(language: Language) -> Screen:
    """Return that nothing followed was meant, and where to look."""
    return screen(language.gettext("You don't follow that. /list shows what you follow."))
