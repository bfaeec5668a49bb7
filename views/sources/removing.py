"""Removing a source, and why one stays."""

from storage.watched import Watched
from views.compose import fill, screen
from views.i18n import Language
from views.screen import Screen
from views.sources.words import named


def remove_source_wanted(language: Language) -> Screen:
    """Return how ``/removesource`` is used."""
    return screen(
        language.gettext(
            "Which source should I no longer watch? Send its number in /sources, "
            "its address or its name after the command: /removesource 2"
        )
    )


def source_kept(language: Language, source: Watched, *, operator: bool) -> Screen:
    """Return why this person can't remove a source."""
    sentence = (
        language.gettext("{source} stands in sources.toml: take it out there.")
        if operator
        else language.gettext(
            "I watch {source} for everybody. Only the people who run this bot can remove it."
        )
    )
    return screen(fill(sentence, source=named(language, source.name, source.url)))


def not_watched(language: Language) -> Screen:
    """Return that no source of this chat was meant, and where to look."""
    return screen(language.gettext("I don't watch that. /sources shows what I watch."))


def source_unclear(language: Language) -> Screen:
    """Return that several sources may have been meant."""
    return screen(
        language.gettext("Several sources are called so. Send the number that /sources shows.")
    )
