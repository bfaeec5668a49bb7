"""The command menu that Telegram shows beside the message field."""

from views.i18n import Language

Command = tuple[str, str]


def menu(language: Language, *, operator: bool = False) -> tuple[Command, ...]:
    """Return (command, description) in the order shown (Bot API, BotCommand).

    Args:
        language: whose descriptions.
        operator: whether the menu is for one of the bot's operators, who have ``/stats``.
    """
    commands = (
        ("follow", language.gettext("Follow words, a name or a phrase")),
        ("list", language.gettext("What you follow")),
        ("unfollow", language.gettext("Stop following something")),
        ("sources", language.gettext("What I watch for you")),
        ("addsource", language.gettext("Watch another site, feed or channel")),
        ("removesource", language.gettext("Stop watching a source")),
        ("status", language.gettext("Whether your sources are well")),
        ("digest", language.gettext("When news comes: at once or in a digest")),
        ("pause", language.gettext("Send nothing until /resume")),
        ("channel", language.gettext("Manage a channel from here")),
        ("help", language.gettext("What you can send me")),
        ("start", language.gettext("What this bot does")),
    )
    if not operator:
        return commands
    return (*commands, ("stats", language.gettext("The bot's figures")))
