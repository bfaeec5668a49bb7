"""What can be sent, and how a query reads."""

from aiogram.utils.formatting import Bold

from views import examples
from views.compose import Part, fill, screen
from views.i18n import Language
from views.screen import Screen


def helped(language: Language) -> Screen:
    """Return the help: following, the list, unfollowing, groups."""
    return screen(
        Bold(language.gettext("What to follow")),
        *_queries(language),
        language.gettext(
            "Whole words count, capital letters don't. "
            "All that you name must occur in one and the same article."
        ),
        "",
        Bold(language.gettext("What you follow")),
        language.gettext("/list shows it, with a button to unfollow each"),
        fill(
            language.gettext("{words} or {number} (its number in /list) unfollows it"),
            words=examples.unfollow(examples.word(language)),
            number=examples.unfollow("2"),
        ),
        "",
        language.gettext(
            "In groups the commands work too; "
            "only a group's administrators can change what it follows."
        ),
    )


def _queries(language: Language) -> tuple[Part, ...]:
    word, phrase = examples.word(language), examples.phrase(language)
    return (
        fill(
            language.gettext("{example}: news with this word"),
            example=examples.follow(word),
        ),
        fill(
            language.gettext("{example}: with these words in one sentence"),
            example=examples.follow(language.gettext("domestic violence")),
        ),
        fill(
            language.gettext("{example}: with exactly this phrase"),
            example=examples.follow(phrase),
        ),
        fill(
            language.gettext("{example}: with both the word and the phrase"),
            example=examples.follow(word, phrase),
        ),
    )
