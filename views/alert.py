"""An alert: the headline, where and when, the sentence that matched, and for which follows.

Everything but our own words comes from outside and may hold anything; see ``views.outside``.
The parts have limits of their own that keep their sum below a message's 4,096 units and 100
entities, so one endless headline cannot push out the passage that matched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from aiogram.utils.formatting import (
    BlockQuote,
    Bold,
    Code,
    Text,
    TextLink,
    Underline,
    sizeof,
)
from babel.dates import format_skeleton

from storage.follows import Follow
from views.buttons import story_toggle, toggle
from views.compose import Part, fill, joined, screen
from views.i18n import Language
from views.links import web_address
from views.outside import ELLIPSIS, Run, Span, line, passage
from views.queries import plain
from views.screen import Button, Screen
from views.times import place, zone

_HEADLINE = 300
_SOURCE = 100
_EXCERPT = 700
_MARKS = 40
_FOLLOWS = 1_500
_FOLLOWS_NAMED = 40
_FOLLOWS_WITH_BUTTON = 3
_OUTLETS_NAMED = 10
_OUTLET = 60
_OUTLET_LINK = 500  # all entities of a message together have some 9,000 bytes


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """What an alert says.

    Attributes:
        alert_id: its number in the database, carried by the buttons.
        headline: as the source gives it.
        url: the article's address; anything but http and https is not linked.
        source: the source's name.
        published: aware, UTC; None where the source gives no date.
        excerpt: the sentence that matched; the headline itself when the words stand there.
        spans: where in ``excerpt`` the words are: code points, end exclusive.
        follows: which follows it belongs to; removed ones get a button to put them back.
        timezone: the IANA name of the zone that times are shown in; UTC if it is unknown.
        also: who else reports it: the names of sources, each with an article's address.
        muted_story: no further reports are added.
    """

    alert_id: int
    headline: str
    url: str
    source: str
    published: datetime | None
    excerpt: str
    spans: tuple[Span, ...]
    follows: tuple[Follow, ...]
    timezone: str = "Asia/Almaty"
    also: tuple[tuple[str, str], ...] = ()
    muted_story: bool = False


def alert(language: Language, facts: AlertFacts) -> Screen:
    """Return the alert; only its buttons change when one of its follows does.

    The preview stays that of its own article, whoever else reports it.
    """
    address = web_address(facts.url)
    follows = tuple(replace(one, id=0) for one in facts.follows)
    told = _told(language, replace(facts, alert_id=0, follows=follows))
    rows = tuple(tuple(row) for row in _buttons(language, facts, address))
    return replace(told, buttons=rows, preview=address)


@lru_cache(maxsize=256)
def _told(language: Language, facts: AlertFacts) -> Screen:
    """Return all but the buttons: one article is told to thousands in the same words."""
    return screen(
        *_headline(language, facts, web_address(facts.url)),
        *_origin_line(language, facts),
        *_also(language, facts.also),
        *_excerpt(facts),
        *_follows(language, facts.follows),
    )


def _headline(language: Language, facts: AlertFacts, address: str) -> Iterator[Part]:
    """Mark the words by underlining where the headline is what matched: it is all bold."""
    text, spans = (facts.excerpt, facts.spans) if _headline_matched(facts) else (facts.headline, ())
    runs = passage(text, spans, _HEADLINE)
    if not runs:
        runs = (Run(language.gettext("(no headline)"), marked=False),)
    headline = Bold(*_mark(runs, Underline))
    yield TextLink(headline, url=address) if address else headline


def _origin_line(language: Language, facts: AlertFacts) -> Iterator[Part]:
    if where := origin(language, facts, _SOURCE):
        yield where


def _also(language: Language, also: tuple[tuple[str, str], ...]) -> Iterator[Part]:
    """Name the first outlets, which are there to stay; the others are counted."""
    if not also:
        return
    outlets = joined((_outlet(name, url) for name, url in also[:_OUTLETS_NAMED]), ", ")
    text = fill(language.gettext("also: {outlets}"), outlets=outlets)
    yield _and_more(language, text, len(also) - _OUTLETS_NAMED)


def _outlet(name: str, url: str) -> Part:
    address = web_address(url)
    shown = line(name, _OUTLET) or line(address, _OUTLET) or ELLIPSIS
    return TextLink(shown, url=address) if 0 < len(address) <= _OUTLET_LINK else shown


def origin(language: Language, facts: AlertFacts, most: int) -> str:
    """Return the source, in at most ``most`` UTF-16 units, and the time; empty without both."""
    source, time = line(facts.source, most), _time(language, facts)
    return " · ".join(filter(None, (source, time)))


def _time(language: Language, facts: AlertFacts) -> str:
    """Return date, time and zone: a message may be read, or drawn again, days later."""
    if facts.published is None:
        return ""
    there = zone(facts.timezone)
    try:
        local = facts.published.astimezone(there)
    except OverflowError:  # a feed's year 1 or 9999 has no local time
        return ""
    date = format_skeleton("yMMMd", local, locale=language.locale)
    return f"{date}, {local:%H:%M} ({place(language, facts.timezone)})"


def _excerpt(facts: AlertFacts) -> Iterator[Part]:
    runs = passage(facts.excerpt, facts.spans, _EXCERPT)
    if runs and not _headline_matched(facts):
        yield ""
        yield BlockQuote(*_mark(runs, Bold))


def _headline_matched(facts: AlertFacts) -> bool:
    return facts.excerpt.split() == facts.headline.split()


def _mark(runs: tuple[Run, ...], style: type[Text]) -> Iterator[Part]:
    marks = 0
    for run in runs:
        marks += run.marked
        yield style(run.text) if run.marked and marks <= _MARKS else run.text


def _follows(language: Language, follows: tuple[Follow, ...]) -> Iterator[Part]:
    if follows:
        yield ""
        yield _named(language, follows)


def _named(language: Language, follows: tuple[Follow, ...]) -> Text:
    named: list[Code] = []
    room = _FOLLOWS
    for follow in follows[:_FOLLOWS_NAMED]:
        query = plain(follow)
        room -= sizeof(query)
        if room < 0:
            break
        named.append(Code(query))
    text = fill(language.gettext("You follow: {queries}"), queries=joined(named, ", "))
    return _and_more(language, text, len(follows) - len(named))


def _and_more(language: Language, text: Text, more: int) -> Text:
    if more <= 0:
        return text
    counted = language.ngettext("and {count} more", "and {count} more", more).format(count=more)
    return Text(text, " ", counted)


def _buttons(language: Language, facts: AlertFacts, address: str) -> Iterator[list[Button]]:
    if address:
        yield [Button(language.gettext("Read"), url=address)]
    for follow in facts.follows[:_FOLLOWS_WITH_BUTTON]:
        yield [toggle(language, follow, facts.alert_id)]
    if facts.also:
        yield [story_toggle(language, facts.alert_id, muted=facts.muted_story)]
