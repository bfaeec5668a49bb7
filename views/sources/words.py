"""How a source is named, what kind it is, and what a machine said about it, in words."""

import re
from collections.abc import Callable, Collection, Iterator

from aiogram.utils.formatting import Bold, Text, TextLink

from news.brief import brief
from storage.watched import Watched
from views.i18n import Language
from views.links import web_address
from views.outside import line

_NAME = 100
_DETAIL = 200
_ADDRESS = 300
_STATUS = re.compile(r"answered (\d{3})\b")


def named(language: Language, name: str, url: str) -> Text:
    """Return a source's name in bold, a link to it where it has a web address."""
    shown = Bold(plain_name(language, name, url))
    address = web_address(url)
    return TextLink(shown, url=address) if address else shown


def distinct(language: Language, one: Watched, alike: Collection[int]) -> Text:
    """Return a source's name as ``named`` does, with its address if its id is among ``alike``."""
    shown, place = named(language, one.name, one.url), line(brief(one.url), _NAME)
    return Text(shown, f" ({place})") if one.id in alike and place and one.host else shown


def whereabouts(one: Watched) -> Iterator[str]:
    """Yield where a source is, where it has an address that can be opened or shown."""
    if one.host and (shown := line(web_address(one.url) or one.url, _ADDRESS)):
        yield shown


def plain_name(language: Language, name: str, url: str, limit: int = _NAME) -> str:
    """Return a source's name, else its address, in at most ``limit`` units; never empty."""
    return line(name, limit) or line(url, limit) or language.gettext("(no name)")


def kind(language: Language, code: str | None) -> str:
    """Return what kind of source it is."""
    match code:
        case "feed":
            return language.gettext("a feed (RSS, Atom)")
        case "sitemap":
            return language.gettext("a sitemap with news")
        case "listing":
            return language.gettext("a page that lists articles")
        case "telegram":
            return language.gettext("a public Telegram channel")
        case "chat":
            return language.gettext("a Telegram chat that I am an administrator of")
    return language.gettext("a web page")


def trouble(language: Language, detail: str | None) -> str:
    """Return what keeps a source from being read, as far as there are words for it."""
    said = detail or ""
    if status := _STATUS.search(said):
        return _of_status(language, int(status.group(1)))
    for part, sentence in _TROUBLES:
        if part in said:
            return sentence(language)
    return line(said, _DETAIL) or language.gettext("nobody knows why")


def _of_status(language: Language, status: int) -> str:
    match status:
        case 401 | 403:
            sentence = language.gettext("the site refuses to let me read it ({status})")
        case 404 | 410:
            sentence = language.gettext("nothing is at that address any more ({status})")
        case 429:
            sentence = language.gettext("the site asks me to come less often ({status})")
        case _ if status >= 500:  # noqa: PLR2004 (RFC 9110: server errors)
            sentence = language.gettext("the site has trouble of its own ({status})")
        case _:
            sentence = language.gettext("the site gave an answer that is no page ({status})")
    return sentence.format(status=status)


_TROUBLES: tuple[tuple[str, Callable[[Language], str]], ...] = (
    ("no whole answer within", lambda language: language.gettext("the site takes too long")),
    ("cannot connect", lambda language: language.gettext("the site can't be reached")),
    ("connection lost", lambda language: language.gettext("the site breaks off")),
    (
        "no administrator there",
        lambda language: language.gettext("I am no administrator there any more"),
    ),
    (
        "robots.txt",
        lambda language: language.gettext("the site forbids programs to read this page"),
    ),
)
