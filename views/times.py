"""Times as a destination reads them: in its zone, with the date where it is another day."""

from datetime import UTC, datetime, timedelta, tzinfo

from babel.dates import format_skeleton, format_timedelta, get_timezone

from views.i18n import Language


def zone(name: str) -> tzinfo:
    """Return the zone with this IANA name; UTC if it is unknown."""
    try:
        return get_timezone(name)
    except LookupError:
        return UTC


def moment(language: Language, at: datetime, now: datetime) -> str:
    """Return the time of day in the zone of ``now``, after the date if it is not today's."""
    local = at.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return clock
    return f"{format_skeleton('MMMd', local, locale=language.locale)}, {clock}"


def period(language: Language, seconds: float) -> str:
    """Return a length of time in its two shortest words, such as ``2 min``."""
    return format_timedelta(
        timedelta(seconds=round(seconds)), threshold=1.5, format="short", locale=language.locale
    )
