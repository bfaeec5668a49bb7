"""Short words over a pressed button: at most 200 characters (Bot API, answerCallbackQuery)."""

from views.i18n import Language


def removed(language: Language) -> str:
    """Return that the follow was removed."""
    return language.gettext("Unfollowed")


def restored(language: Language) -> str:
    """Return that the follow is back."""
    return language.gettext("Followed again")


def muted(language: Language) -> str:
    """Return that a follow keeps still for a while."""
    return language.gettext("Muted")


def unmuted(language: Language) -> str:
    """Return that a follow is told of again."""
    return language.gettext("No longer muted")


def story_muted(language: Language) -> str:
    """Return that no further outlets are added to this message."""
    return language.gettext("I add no more outlets to this message")


def story_unmuted(language: Language) -> str:
    """Return that further outlets are added to this message again."""
    return language.gettext("I add more outlets to this message again")


def changed(language: Language) -> str:
    """Return that a setting was changed."""
    return language.gettext("Changed")


def source_watched(language: Language) -> str:
    """Return that a source is watched from now on."""
    return language.gettext("I watch it")


def source_removed(language: Language) -> str:
    """Return that a source is watched no longer."""
    return language.gettext("I no longer watch it")


def source_kept(language: Language) -> str:
    """Return that this person can't remove the source here."""
    return language.gettext("That source can't be removed here.")


def no_rights(language: Language) -> str:
    """Return that only the chat's administrators may press this."""
    return language.gettext("Only this group's administrators can change that.")


def not_administrators(language: Language) -> str:
    """Return that both of us have to be administrators of the chat."""
    return language.gettext("Both you and I have to be administrators there.")


def rights_unknown(language: Language) -> str:
    """Return that Telegram did not say in time who pressed."""
    return language.gettext("Telegram did not answer in time. Please press again.")


def unknown_button(language: Language) -> str:
    """Return that no such button exists any more."""
    return language.gettext("I no longer know this button. /list shows what you follow.")


def stale_button(language: Language) -> str:
    """Return that things changed since the button was shown, and that it was refreshed."""
    return language.gettext("That has changed since. Here is what is true now.")


def failed(language: Language) -> str:
    """Return that the fault is ours and nothing was changed."""
    return language.gettext(
        "Something went wrong on my side; nothing was changed. Please try again."
    )
