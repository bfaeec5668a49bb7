"""Who may not do what, said politely."""

from views.compose import screen
from views.i18n import Language
from views.screen import Screen


def admins_only(language: Language) -> Screen:
    """Return that a command is the operators' own."""
    return screen(language.gettext("Sorry, that is for the people who run this bot."))


def stats_in_private(language: Language) -> Screen:
    """Return that the bot's figures are no group's business."""
    return screen(language.gettext("I tell the bot's figures in private only: ask me there."))


def chat_admins_only(language: Language) -> Screen:
    """Return that in a group only its administrators may change follows."""
    return screen(language.gettext("Sorry, only this group's administrators can change that."))


def not_administrators(language: Language) -> Screen:
    """Return that both of us have to be administrators of a chat that is to be watched."""
    return screen(
        language.gettext(
            "I can watch a chat only while both you and I are administrators there. "
            "I changed nothing."
        )
    )


def rights_unknown(language: Language) -> Screen:
    """Return that Telegram did not say in time whether the sender is an administrator."""
    return screen(
        language.gettext(
            "Telegram did not tell me in time whether you are an administrator here, "
            "so I changed nothing. Please try again."
        )
    )
