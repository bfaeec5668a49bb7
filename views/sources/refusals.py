"""Why nothing can be watched at an address, and what to do next."""

from collections.abc import Iterator, Mapping

from aiogram.utils.formatting import Text

from news.discovery.outcomes import Reason
from views.compose import fill
from views.i18n import Language
from views.marking import N_
from views.outside import line
from views.sources.words import trouble

_DETAIL = 200


def reason(language: Language, code: str, detail: str, asked: str) -> Iterator[str | Text]:
    """Yield a line that names what was asked, if anything, one why it is no use, one what helps.

    Args:
        language: whose sentences.
        code: why: ours, or of ``news.discovery``; one that is not known gets a general sentence.
        detail: what a machine said, empty where nothing did.
        asked: what was typed; empty for a file.
    """
    if asked:
        yield fill(language.gettext("I can't watch {address}."), address=asked)
    why, advice = _said(language, code, detail)
    yield why
    yield advice


def short_reason(language: Language, code: str, detail: str) -> str:
    """Return why it is no use, in one sentence."""
    return _said(language, code, detail)[0]


def _said(language: Language, code: str, detail: str) -> tuple[str, str]:
    """Return why, and what to do next."""
    why, advice = _SENTENCES.get(code, _GENERAL)
    said = {
        "detail": line(detail, _DETAIL) or "…",
        "trouble": trouble(language, detail),
        "status": trouble(language, f"answered {detail}"),
    }
    translated = [language.gettext(text).format(**said) for text in (why, advice)]
    return translated[0], translated[1]


_FEED = N_("If the site has a feed (RSS), send me the feed's own address.")
_SPELLING = N_("Please check the spelling, or open it in a browser and copy its address.")
_LATER = N_("Please try again later.")
_GENERAL = (N_("Something went wrong on my side."), _LATER)
_SENTENCES: Mapping[str, tuple[str, str]] = {
    Reason.NO_ADDRESS: (
        N_("That is no address of a site and no name of a channel."),
        N_("Send me something like orda.kz, https://orda.kz/feed or @channel."),
    ),
    Reason.UNREACHABLE: (N_("Nobody answers at that address."), _SPELLING),
    Reason.REFUSED_ADDRESS: (
        N_("That address is not on the public web."),
        N_("I read public sites only, on the usual ports."),
    ),
    Reason.STATUS: (N_("When I ask for it, {status}."), _SPELLING),
    Reason.ROBOTS: (N_("The site forbids programs to read that page (robots.txt)."), _FEED),
    Reason.NOTHING: (
        N_("I find neither a feed nor a list of articles there."),
        N_("Send me the address of the page that lists the news, or of its feed."),
    ),
    Reason.NEEDS_JAVASCRIPT: (
        N_("The page stays empty for whoever runs no scripts, and I run none."),
        _FEED,
    ),
    Reason.NO_CHANNEL: (
        N_("Telegram has no public channel of that name."),
        N_("Please check the name. Groups, bots and people can't be watched."),
    ),
    Reason.NO_PREVIEW: (
        N_("That channel shows its posts inside Telegram only."),
        N_("If it is yours, add me as an administrator, and its posts will reach me."),
    ),
    Reason.PRIVATE_CHANNEL: (
        N_("That link is for members only."),
        N_("I can watch public channels, the ones that have an @name."),
    ),
    Reason.TOO_LARGE: (N_("What is there is too large to read."), _FEED),
    Reason.TIMED_OUT: (N_("The site takes too long to answer."), _LATER),
    Reason.REDIRECTS: (N_("It leads from one address to the next without an end."), _SPELLING),
    "no_list": (
        N_("I can't read that file: I need a list of feeds in OPML."),
        N_("Most feed readers can export one; its name ends in .opml."),
    ),
    "file_too_large": (
        N_("That file is too large: I take up to 1 MB."),
        N_("Send its sources in several files."),
    ),
    "too_many": (
        N_("That file names too many sources: I take up to {detail} at once."),
        N_("Send its sources in several files."),
    ),
    "no_file": (N_("Telegram no longer has that file."), N_("Please send it again.")),
}
