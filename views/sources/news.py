"""Notices to those who added a source, or who run the bot: how it fares."""

from collections.abc import Iterator

from storage.watched import Watched
from views.compose import Part, fill, screen
from views.i18n import Language
from views.outside import line
from views.screen import Screen
from views.sources import buttons
from views.sources.words import named, trouble, whereabouts

_DETAIL = 300


def source_news(language: Language, source: Watched, what: str, detail: str) -> Screen:
    """Return what happened to a source, and what happens next.

    Args:
        language: whose sentences.
        source: which; its own chat gets a button to remove it.
        what: failing, well, reminder, silent, empty, unreadable, ended, readdressed, rights_lost or
            rights_back.
        detail: what a machine said; empty where nothing did.
    """
    row = [] if source.common else [buttons.remove(language, source.id)]
    return screen(*_lines(language, source, what, detail), buttons=[row])


def _lines(language: Language, source: Watched, what: str, detail: str) -> Iterator[Part]:
    if what == "reminder" and not detail:  # it answers, and there is nothing to be read
        what = "empty"
    sentence, advice = _sentences(language).get(what) or _sentences(language)["failing"]
    yield fill(sentence, source=named(language, source.name, source.url))
    yield from whereabouts(source)
    if what in {"failing", "reminder"}:
        why = language.gettext("What goes wrong: {trouble}.")
        yield why.format(trouble=trouble(language, detail))
    elif what == "readdressed" and (address := line(detail, _DETAIL)):
        yield language.gettext("Its new address: {address}").format(address=address)
    if advice:
        yield advice


def _sentences(language: Language) -> dict[str, tuple[str, str]]:
    return {
        "failing": (
            language.gettext("I can't read {source}: several looks in a row have failed."),
            language.gettext("I go on trying and tell you when it works again."),
        ),
        "well": (
            language.gettext("{source} is well again."),
            "",
        ),
        "reminder": (
            language.gettext("I still can't read {source}."),
            language.gettext("I go on trying. If it has moved, /addsource takes its new address."),
        ),
        "silent": (
            language.gettext("{source} publishes far less than it usually does at this hour."),
            language.gettext("It answers, so it may just be quiet. Have a look if in doubt."),
        ),
        "empty": (
            language.gettext("{source} answers, but lists nothing any more."),
            language.gettext("Its address may have changed; /addsource takes the new one."),
        ),
        "unreadable": (
            language.gettext("I see what {source} publishes, but can't read its articles' text."),
            language.gettext("Until that changes I can only search its headlines and summaries."),
        ),
        "ended": (
            language.gettext("{source} is gone for good, as its site says. I stopped looking."),
            language.gettext("If it goes on elsewhere, /addsource takes its new address."),
        ),
        "rights_lost": (
            language.gettext("I can't read {source} any more: I am no administrator there."),
            language.gettext("Make me one again, and I go on. Your follows stay as they are."),
        ),
        "rights_back": (
            language.gettext("I am an administrator of {source} again, and go on reading it."),
            "",
        ),
        "readdressed": (
            language.gettext("{source} has moved for good. I go on reading it where it is now."),
            "",
        ),
    }
