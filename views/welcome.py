"""The first message, and the one for what the bot does not understand."""

from views import examples
from views.compose import fill, screen
from views.i18n import Language
from views.screen import Screen


def welcome(language: Language) -> Screen:
    """Return what the bot does and what to write, in two lines."""
    return screen(
        language.gettext(
            "I watch the news all day and write to you within seconds "
            "when the words that matter to you appear."
        ),
        fill(
            language.gettext("Send me {word} or {phrase} to begin."),
            word=examples.follow(examples.word(language)),
            phrase=examples.follow(examples.phrase(language)),
        ),
    )


def unknown_command(language: Language) -> Screen:
    """Return one helpful line for what no command takes."""
    return screen(
        fill(
            language.gettext(
                "I take commands only. Try {example}, or see /help for everything I can do."
            ),
            example=examples.follow(examples.word(language)),
        )
    )
