"""When something went wrong, or a source did something odd."""

from storage.watched import Watched
from views.compose import fill, screen
from views.i18n import Language
from views.screen import Screen
from views.sources.words import named, whereabouts


def failed(language: Language) -> Screen:
    """Return that the fault is ours and nothing was changed."""
    return screen(
        language.gettext("Something went wrong on my side; nothing was changed. Please try again.")
    )


def outdated(language: Language) -> Screen:
    """Return that an answer or a button is from another version, and what is true now."""
    return screen(language.gettext("This is out of date. /list shows what you follow now."))


def source_moved(language: Language, source: Watched, entries: int) -> Screen:
    """Return, for operators, that a source suddenly listed ``entries`` old entries."""
    return screen(
        fill(
            language.ngettext(
                "{source} suddenly lists {count} old entry that I did not know. "
                "I remembered it and alerted nobody. Has the site moved?",
                "{source} suddenly lists {count} old entries that I did not know. "
                "I remembered them and alerted nobody. Has the site moved?",
                entries,
            ),
            source=named(language, source.name, source.url),
            count=entries,
        ),
        *whereabouts(source),
    )
