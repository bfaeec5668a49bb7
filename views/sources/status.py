"""How the sources behind a chat's follows fare, in two lines."""

from datetime import datetime

from aiogram.utils.formatting import Text

from actions.sources.surveying import Survey
from storage.watched import Watched
from views import examples
from views.compose import Part, fill, joined, screen
from views.i18n import Language
from views.screen import Screen
from views.sources.words import distinct
from views.times import moment

_NAMED = 3


def surveyed(language: Language, follows: int, survey: Survey, now: datetime) -> Screen:
    """Return how many sources are in order and when they were read.

    Args:
        language: whose sentences.
        follows: how many follows the destination has.
        survey: how the sources fare that they see.
        now: aware, in the zone that times are shown in.
    """
    if not follows:
        return screen(
            fill(
                language.gettext("You follow nothing yet. Send {example} to begin."),
                example=examples.follow(examples.word(language)),
            ),
            _well(language, survey),
        )
    if not survey.total:
        return screen(
            language.gettext("I watch no source yet. /addsource adds one."),
        )
    return screen(_well(language, survey), _read(language, survey, now))


def _well(language: Language, survey: Survey) -> Text:
    return fill(
        language.ngettext(
            "{well} of {total} source is well.", "{well} of {total} sources are well.", survey.total
        ),
        well=survey.well,
        total=survey.total,
    )


def _read(language: Language, survey: Survey, now: datetime) -> Text:
    if survey.stalled is not None:
        return fill(
            language.gettext("⚠ I have looked at none since {time}: something holds me up."),
            time=moment(language, survey.stalled, now),
        )
    parts: list[Part] = []
    if survey.first is not None and survey.last is not None:
        parts.append(_between(language, survey, now))
    parts.extend(_last_read(language, one, survey, now) for one in survey.ill[:_NAMED])
    text = Text(joined(parts, "; ") if parts else language.gettext("None was read yet"), ".")
    more = len(survey.ill) - _NAMED
    if more <= 0:
        return text
    others = language.ngettext(
        "{count} more is not well, see /sources.", "{count} more are not well, see /sources.", more
    )
    return Text(text, " ", others.format(count=more))


def _between(language: Language, survey: Survey, now: datetime) -> str:
    first, last = (
        moment(language, at, now) for at in (survey.first, survey.last) if at is not None
    )
    if first == last:
        return language.gettext("Last read at {time}").format(time=last)
    return language.gettext("Last read between {first} and {last}").format(first=first, last=last)


def _last_read(language: Language, one: Watched, survey: Survey, now: datetime) -> Text:
    source = distinct(language, one, survey.alike)
    if one.looked_at is None:
        return fill(language.gettext("{source} never"), source=source)
    return fill(
        language.gettext("{source} at {time}"),
        source=source,
        time=moment(language, one.looked_at, now),
    )
