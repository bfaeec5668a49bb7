"""How and when a destination is written to, and how to change that."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from aiogram.utils.formatting import Bold, Code, Text
from babel.dates import get_day_names

from actions.rhythm.parsing import MOST_AN_HOUR
from storage.rhythms import DAILY, WEEKLY, Rhythm
from views.buttons import HowToWrite, SetRhythm
from views.compose import Part, fill, screen
from views.i18n import Language
from views.outside import line
from views.screen import Button, Screen
from views.times import moment, place, zone

_WORDS = 60


def rhythm_shown(
    language: Language, rhythm: Rhythm, now: datetime, digest_at: datetime | None, changed: str
) -> Screen:
    """Return all settings, and a way to change each.

    Args:
        language: whose sentences.
        rhythm: the settings.
        now: the time.
        digest_at: when the next digest is due; None where there is none.
        changed: the command that changed something just now, empty for none.
    """
    return screen(
        *_news(language, changed, rhythm),
        Bold(language.gettext("How I write")),
        *_settings(language, rhythm, now, digest_at),
        "",
        language.gettext("To change it:"),
        *(Code(example) for example in _EXAMPLES.values()),
        buttons=_buttons(language, rhythm),
    )


def when(language: Language, name: str, rhythm: Rhythm) -> str:
    """Return when what has the rhythm of this name is told, as a part of a sentence.

    ``rhythm`` is the destination's, whose day and time all its digests have.
    """
    time = _clock(rhythm.digest_minute)
    if name == DAILY:
        return language.gettext("every day at {time}").format(time=time)
    if name == WEEKLY:
        return language.gettext("once a week, {day} {time}").format(
            day=_day(language, rhythm), time=time
        )
    return language.gettext("at once")


def place_wanted(language: Language) -> Screen:
    """Return the question where a person is, answered by a city or with one's location."""
    return screen(
        language.gettext("Whose time shall I go by? Press the button below to send where you are."),
        fill(language.gettext("Or name a city: {example}"), example=Code(_EXAMPLES["timezone"])),
        asks_place=language.gettext("Send where I am"),
    )


def bad_rhythm(language: Language, command: str) -> Screen:
    """Return what can be sent instead of words that could not be read."""
    example = Code(_EXAMPLES.get(command, f"/{command}"))
    template = language.gettext("I couldn't read that. Write it like this: {example}")
    if command == "cap":
        template = language.gettext("Write a number from 1 to {most}: {example}")
    more = _OTHERWISE.get(command)
    return screen(
        fill(template, example=example, most=str(MOST_AN_HOUR)),
        *([fill(language.gettext("Or: {example}"), example=Code(more))] if more else []),
    )


def unknown_city(language: Language, words: str, near: str) -> Screen:
    """Return that no such city is known, and the name that was perhaps meant."""
    said = fill(
        language.gettext("I know no city called “{city}”."), city=line(words, _WORDS) or "?"
    )
    if near:
        meant = language.gettext("Did you mean {example}?")
        return screen(Text(said, " ", fill(meant, example=Code(f"/timezone {near}"))))
    other = language.gettext("Try the nearest large city, or an offset: {example}")
    return screen(Text(said, " ", fill(other, example=Code("/timezone UTC+5"))))


_EXAMPLES: Mapping[str, str] = {
    "digest": "/digest daily 09:00",
    "quiet": "/quiet 22:00-07:00",
    "cap": "/cap 10",
    "silent": "/silent on",
    "timezone": "/timezone Almaty",
    "pause": "/pause",
}
_OTHERWISE: Mapping[str, str] = {
    "digest": "/digest weekly monday 09:00",
    "quiet": "/quiet off",
    "cap": "/cap off",
    "silent": "/silent off",
}


def _news(language: Language, changed: str, rhythm: Rhythm) -> Iterator[Part]:
    said = _CHANGED.get(changed)
    if said is not None:
        yield said(language, rhythm)
        yield ""


_CHANGED: Mapping[str, Callable[[Language, Rhythm], str]] = {
    "pause": lambda language, _: language.gettext(
        "Paused. I keep watching and keep what I find; /resume brings it."
    ),
    "resume": lambda language, _: language.gettext(
        "I write again. If anything came meanwhile, it follows in one message."
    ),
    "digest": lambda language, _: language.gettext("Done."),
    "quiet": lambda language, rhythm: (
        language.gettext("Done.")
        if rhythm.quiet_from is None
        else language.gettext("Done. What I find in that time comes after it, in one message.")
    ),
    "cap": lambda language, rhythm: (
        language.gettext("Done.")
        if rhythm.cap is None
        else language.gettext("Done. What is more than that comes together, an hour later at most.")
    ),
    "silent": lambda language, _: language.gettext("Done."),
    "timezone": lambda language, _: language.gettext("Done."),
}


def _settings(
    language: Language, rhythm: Rhythm, now: datetime, digest_at: datetime | None
) -> Iterator[Part]:
    if rhythm.paused_at is not None:
        yield language.gettext("• Paused until /resume")
    yield "• " + _when(language, rhythm)
    if digest_at is not None:
        at = moment(language, digest_at, now.astimezone(zone(rhythm.zone)))
        yield "• " + language.gettext("Next digest: {time}").format(time=at)
    yield "• " + (
        language.gettext("Digests show the passages (/digest headlines leaves them out)")
        if rhythm.context
        else language.gettext("Digests show headlines alone (/digest passages adds the rest)")
    )
    if rhythm.quiet_from is None or rhythm.quiet_to is None:
        yield "• " + language.gettext("No quiet hours")
    else:
        hours = f"{_clock(rhythm.quiet_from)}–{_clock(rhythm.quiet_to)}"
        yield "• " + language.gettext("Quiet hours: {hours}").format(hours=hours)
    yield "• " + _cap(language, rhythm)
    yield "• " + (
        language.gettext("Without a sound") if rhythm.silent else language.gettext("With a sound")
    )
    yield "• " + _zone(language, rhythm, now)


def _buttons(language: Language, rhythm: Rhythm) -> Iterator[list[Button]]:
    digests: Mapping[HowToWrite, str] = {
        "now": language.gettext("At once"),
        "daily": language.gettext("Daily"),
        "weekly": language.gettext("Weekly"),
    }
    yield [
        _button(to, f"✓ {label}" if rhythm.rhythm == to else label) for to, label in digests.items()
    ]
    yield [
        _button("pause", language.gettext("Pause"))
        if rhythm.paused_at is None
        else _button("resume", language.gettext("Resume")),
        _button("loud", language.gettext("With a sound"))
        if rhythm.silent
        else _button("silent", language.gettext("Without a sound")),
    ]


def _button(to: HowToWrite, label: str) -> Button:
    return Button(label, data=SetRhythm(to=to).pack())


def _when(language: Language, rhythm: Rhythm) -> str:
    time = _clock(rhythm.digest_minute)
    if rhythm.rhythm == DAILY:
        return language.gettext("News every day at {time}").format(time=time)
    if rhythm.rhythm == WEEKLY:
        return language.gettext("News once a week: {day}, {time}").format(
            day=_day(language, rhythm), time=time
        )
    return language.gettext("News as soon as I see it")


def _day(language: Language, rhythm: Rhythm) -> str:
    return str(get_day_names("wide", "stand-alone", locale=language.locale)[rhythm.digest_day])


def _cap(language: Language, rhythm: Rhythm) -> str:
    if rhythm.cap is None:
        return language.gettext("Any number of messages")
    return language.ngettext(
        "At most {count} message an hour", "At most {count} messages an hour", rhythm.cap
    ).format(count=rhythm.cap)


def _zone(language: Language, rhythm: Rhythm, now: datetime) -> str:
    return language.gettext("Time zone: {city}, where it is {time}").format(
        city=place(language, rhythm.zone), time=f"{now.astimezone(zone(rhythm.zone)):%H:%M}"
    )


def _clock(minute: int) -> str:
    return str(timedelta(minutes=minute)).removesuffix(":00").rjust(5, "0")
