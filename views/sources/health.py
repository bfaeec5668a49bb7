"""How one source fares, in a few words."""

from datetime import datetime

from actions.sources.surveying import Condition, condition
from storage.watched import Watched
from views.i18n import Language
from views.sources.words import trouble
from views.times import moment, period


def health(language: Language, one: Watched, now: datetime) -> str:
    """Return whether a source is in order, when it was read last, and how often it is."""
    match condition(one, now):
        case Condition.ENDED:
            return "⚠ " + language.gettext("gone for good, as its site says")
        case Condition.UNREAD:
            return language.gettext("not read yet")
        case Condition.FAILING:
            return "⚠ " + _failing(language, one, now)
        case Condition.LATE:
            return "⚠ " + _late(language, one, now)
        case Condition.EMPTY:
            return "⚠ " + language.gettext("answers, but lists nothing any more")
        case Condition.SILENT:
            return "⚠ " + language.gettext("publishes far less than usual")
        case Condition.UNREADABLE:
            return "⚠ " + language.gettext("its articles' text can't be read")
        case Condition.WELL:
            return _well(language, one, now)


def _failing(language: Language, one: Watched, now: datetime) -> str:
    why = trouble(language, one.error)
    if one.looked_at is None:
        return language.gettext("never read so far: {trouble}").format(trouble=why)
    return language.gettext("not read since {time}: {trouble}").format(
        time=moment(language, one.looked_at, now), trouble=why
    )


def _late(language: Language, one: Watched, now: datetime) -> str:
    if one.tried_at is None:
        return language.gettext("not read yet, though it should be")
    return language.gettext("not looked at since {time}, though it should be").format(
        time=moment(language, one.tried_at, now)
    )


def _well(language: Language, one: Watched, now: datetime) -> str:
    if one.looked_at is None:
        return language.gettext("well, its posts come by themselves")
    time = moment(language, one.looked_at, now)
    if one.interval is None or not one.host:
        return language.gettext("well, read {time}").format(time=time)
    return language.gettext("well, read {time}, every {period}").format(
        time=time, period=period(language, one.interval)
    )
