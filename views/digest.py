"""A digest: several pieces of news in one message, oldest first, and why they come together.

Each article is a block of its own: the headline as a link, where and when, who else reports it, the
passage that matched, and the follows that it answers, by which readers know at a glance whether it
is theirs.
Blocks are not grouped by follow: one article may answer several, and would stand there twice.

All articles of a digest share the room of one message and of its entities evenly, so one
with an endless headline cannot push out another; with few of them each may be longer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.utils.formatting import Bold, Code, Text, TextLink, sizeof

from views.alert import AlertFacts, origin
from views.compose import Part, joined, screen
from views.i18n import Language
from views.links import web_address
from views.outside import line, passage
from views.queries import plain
from views.screen import Screen

_ROOM = 3_700  # UTF-16 units for all blocks; title and last line need the rest of 4,096
_ENTITIES = 96
_HEADLINE = 250
_EXCERPT = 300
_SOURCE = 40
_WHEN = 60  # what source, time and line ends take at most, besides the source's name
_LEAST_EXCERPT = 40
_MARKS = 2
_OUTLETS_NAMED = 3


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What a digest says beside its articles.

    Attributes:
        why: why they come together: away, paused, quiet, cap, daily, weekly or together.
        more: how many articles come in further messages.
        context: the passages that matched are shown.
        cap: how many messages an hour the chat wants; None for any number.
    """

    why: str
    more: int = 0
    context: bool = True
    cap: int | None = None


def digest(language: Language, items: Sequence[AlertFacts], facts: DigestFacts) -> Screen:
    """Return the digest of all items; each has an equal share of the message.

    Fits 4,096 UTF-16 units and 100 entities (Bot API, sendMessage) with up to 25 items.
    """
    share = _Share(_ROOM // max(len(items), 1), _ENTITIES // max(len(items), 1))
    return screen(
        Bold(_title(language, facts).format(count=len(items), cap=facts.cap)),
        *(part for item in items for part in _block(language, item, share, facts)),
        *_more(language, facts.more),
    )


@dataclass(frozen=True, slots=True)
class _Share:
    """What one block may take."""

    room: int
    entities: int


def _title(language: Language, facts: DigestFacts) -> str:
    if facts.why == "cap" and facts.cap is not None:
        return language.ngettext(
            "At most {cap} message an hour, as you asked; the rest together: {count}",
            "At most {cap} messages an hour, as you asked; the rest together: {count}",
            facts.cap,
        )
    return _TITLES.get(facts.why, _together)(language)


def _together(language: Language) -> str:
    return language.gettext("Several at once: {count}")


_TITLES: Final[Mapping[str, Callable[[Language], str]]] = {
    "away": lambda language: language.gettext("While you were away: {count}"),
    "paused": lambda language: language.gettext("While it was paused: {count}"),
    "quiet": lambda language: language.gettext("During your quiet hours: {count}"),
    "daily": lambda language: language.gettext("Your daily digest: {count}"),
    "weekly": lambda language: language.gettext("Your weekly digest: {count}"),
}


def _block(
    language: Language, item: AlertFacts, share: _Share, facts: DigestFacts
) -> Iterator[Part]:
    """Return the lines of one article, after an empty one."""
    yield ""
    marks = _MARKS if facts.context else 0
    names = _follows(language, item, share, share.entities - 1 - marks)
    room = share.room - _WHEN - sizeof(Text(names).render()[0])
    headline = line(item.headline, min(_HEADLINE, max(room - _SOURCE, _LEAST_EXCERPT)))
    headline = headline or language.gettext("(no headline)")
    address = web_address(item.url)
    yield TextLink(headline, url=address) if address else Bold(headline)
    if where := origin(language, item, _SOURCE):
        yield where
    room -= sizeof(headline) + _SOURCE
    if facts.context and (also := _also(language, item, room - _LEAST_EXCERPT)):
        yield also
        room -= sizeof(also) + 1
    if facts.context and room >= _LEAST_EXCERPT and item.excerpt.split() != item.headline.split():
        yield _passage(item, min(_EXCERPT, room))
    yield names


def _also(language: Language, item: AlertFacts, room: int) -> str:
    """Return who else reports it; their links would take the entities that others need."""
    named = [line(name, _SOURCE) for name, _ in item.also[:_OUTLETS_NAMED]]
    if not named:
        return ""
    also = language.gettext("also: {outlets}").format(outlets=", ".join(filter(None, named)))
    if more := len(item.also) - len(named):
        counted = language.ngettext("and {count} more", "and {count} more", more)
        also = f"{also} {counted.format(count=more)}"
    return also if sizeof(also) <= room else ""


def _passage(item: AlertFacts, room: int) -> Text:
    parts: list[Part] = []
    marks = 0
    for run in passage(item.excerpt, item.spans, room):
        marks += run.marked
        parts.append(Bold(run.text) if run.marked and marks <= _MARKS else run.text)
    return Text(*parts)


def _follows(language: Language, item: AlertFacts, share: _Share, entities: int) -> Text:
    """Return the names of the follows that the article answers; as many as have room."""
    named: list[Code] = []
    room = share.room // 3
    for follow in item.follows[: max(entities, 1)]:
        words = plain(follow, max(room, _LEAST_EXCERPT) if not named else 400)
        room -= sizeof(words) + 2
        if named and room < 0:
            break
        named.append(Code(words))
    names = Text("→ ", joined(named, ", "))
    more = len(item.follows) - len(named)
    if not more:
        return names
    counted = language.ngettext("and {count} more", "and {count} more", more).format(count=more)
    return Text(names, " ", counted)


def _more(language: Language, more: int) -> Iterator[Part]:
    if more:
        yield ""
        yield language.ngettext(
            "{count} more comes right after.", "{count} more come right after.", more
        ).format(count=more)
