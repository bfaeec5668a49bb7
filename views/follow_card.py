"""One follow's card: how it is understood and told, what it matched of late, and its settings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink

from storage.follows import EVERY, FIRST, NOTED, Follow
from storage.lately import Recent
from storage.rhythms import DAILY, NOW, WEEKLY, Rhythm
from views.buttons import ListPage, RemoveListed, Setting, Tune
from views.compose import Part, screen
from views.i18n import Language
from views.links import web_address
from views.outside import line
from views.queries import code
from views.rhythm import when
from views.screen import Button, Screen
from views.times import moment
from views.understood import asked_for

# Together with a query of 400 units and our own sentences they stay below a message's 4,096
# units and 100 entities.
_ASKED, _ASKED_LINES = 900, 40
_HEADLINE = 120
_SOURCE = 40


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card shows.

    Attributes:
        follow: an active one.
        rhythm: its destination's.
        now: aware, in the zone that times are shown in.
        lately: what it matched, the latest first.
        page: of the list that it goes back to.
    """

    follow: Follow
    rhythm: Rhythm
    now: datetime
    lately: Sequence[Recent] = ()
    page: int = 0


def follow_card(language: Language, facts: CardFacts) -> Screen:
    """Return the card."""
    return screen(
        code(facts.follow),
        *asked_for(language, facts.follow, _ASKED, _ASKED_LINES),
        "",
        *_settings(language, facts),
        "",
        *_lately(language, facts),
        buttons=_buttons(language, facts),
    )


def _settings(language: Language, facts: CardFacts) -> Iterator[Part]:
    follow = facts.follow
    if follow.muted_until is not None and follow.is_muted(facts.now):
        until = moment(language, follow.muted_until, facts.now)
        yield "• " + language.gettext("Muted until {time}").format(time=until)
    told = when(language, follow.rhythm or facts.rhythm.rhythm, facts.rhythm)
    if follow.rhythm is None:
        told = language.gettext("{when}, like the rest").format(when=told)
    yield "• " + language.gettext("I write: {when}").format(when=told)
    yield "• " + _REPORTS[follow.reports](language)


_REPORTS: Mapping[str, Callable[[Language], str]] = {
    NOTED: lambda language: language.gettext(
        "Other outlets' reports of the same story: noted in the first message"
    ),
    EVERY: lambda language: language.gettext(
        "Other outlets' reports of the same story: a message for each"
    ),
    FIRST: lambda language: language.gettext("Other outlets' reports of the same story: left out"),
}


def _lately(language: Language, facts: CardFacts) -> Iterator[Part]:
    if not facts.lately:
        yield language.gettext("Nothing has matched yet.")
        return
    yield Bold(language.gettext("Lately"))
    for one in facts.lately:
        headline = line(one.title, _HEADLINE) or language.gettext("(no headline)")
        address = web_address(one.url)
        source, at = line(one.source, _SOURCE), moment(language, one.seen_at, facts.now)
        yield Text(
            "• ",
            TextLink(headline, url=address) if address else headline,
            " — " + ", ".join(filter(None, (source, at))),
        )


def _buttons(language: Language, facts: CardFacts) -> Iterator[list[Button]]:
    follow = facts.follow

    def choice(to: Setting, label: str, *, chosen: bool = False) -> Button:
        data = Tune(follow_id=follow.id, page=facts.page, to=to).pack()
        return Button(f"✓ {label}" if chosen else label, data=data)

    yield [
        choice("default", language.gettext("Like the rest"), chosen=follow.rhythm is None),
        choice("now", language.gettext("At once"), chosen=follow.rhythm == NOW),
    ]
    yield [
        choice("daily", language.gettext("Daily"), chosen=follow.rhythm == DAILY),
        choice("weekly", language.gettext("Weekly"), chosen=follow.rhythm == WEEKLY),
    ]
    yield [
        choice("noted", language.gettext("Note reports"), chosen=follow.reports == NOTED),
        choice("every", language.gettext("Every outlet"), chosen=follow.reports == EVERY),
        choice("first", language.gettext("First only"), chosen=follow.reports == FIRST),
    ]
    if follow.is_muted(facts.now):
        yield [choice("unmute", language.gettext("Unmute"))]
    else:
        yield [
            choice("day", language.gettext("Mute for a day")),
            choice("week", language.gettext("Mute for a week")),
        ]
    yield [
        Button(
            language.gettext("Unfollow"),
            data=RemoveListed(follow_id=follow.id, page=facts.page).pack(),
        ),
        Button(language.gettext("‹ Back to the list"), data=ListPage(page=facts.page).pack()),
    ]
