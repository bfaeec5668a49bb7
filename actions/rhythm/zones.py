"""Which time zone a city is in, by what people call it in the languages of the bot.

Names are the cities that CLDR gives for each zone, in English, Russian and Kazakh, the last parts
of IANA's ids, and larger cities of the region that stand for no zone of their own. They are read
when somebody first asks, which takes a quarter of a second: ask from a thread.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from actions.rhythm.cities import ELSEWHERE

_LANGUAGES = ("en", "ru", "kk")
_ALIKE = 0.75
_SPACES = str.maketrans("_-.", "   ")
_LONGEST = 60
_FARTHEST = 14  # hours from UTC
_NO_PLACES = frozenset(("Factory", "localtime"))
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-]?)(\d{1,2})(?::?(00|30|45))?", re.ASCII)
# Where clocks go by parts of an hour, and are never changed.
_PARTS_OF_HOURS = {
    "+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu", "+6:30": "Asia/Yangon", "+9:30": "Australia/Darwin",
}  # fmt: skip
_AROUND_CITIES = re.compile(r"^(?:г|город|city of)\s+|\s+(?:city|қаласы|қ)$|\s*,.*$")


@dataclass(frozen=True, slots=True)
class Zone:
    """What was found for some words.

    ``zone`` is an IANA name, empty if there is none; then ``near`` is the known name that looks
    most like the words, empty if none does.
    """

    zone: str
    near: str = ""


def find_zone(words: str) -> Zone:
    """Return the zone of a city, of an id such as ``Asia/Almaty`` or an offset as ``UTC+5``."""
    offset = _offset(words.casefold().strip().replace("\N{MINUS SIGN}", "-"))
    if offset is not None:
        return Zone(offset)
    asked = _plain(words)
    zone = _names().get(asked) or _names().get(_AROUND_CITIES.sub("", asked))
    return Zone(zone) if zone else Zone("", _near(asked))


def zone_at(latitude: float, longitude: float) -> Zone:
    """Return the zone of a place on the map, read when somebody first asks: ask from a thread."""
    from tzfpy import get_tz  # noqa: PLC0415 (35 MB that few bots need)

    found = get_tz(longitude, latitude)
    return Zone(found if found in available_timezones() else "")


def _near(asked: str) -> str:
    return next(iter(get_close_matches(asked[:_LONGEST], _names(), 1, _ALIKE)), "").title()


@cache
def _names() -> Mapping[str, str]:
    known = available_timezones()
    names: dict[str, str] = {}
    for zone in sorted(known - _NO_PLACES):
        names.setdefault(_plain(zone), zone)
        if "/" in zone and not zone.startswith("Etc/"):
            names.setdefault(_plain(zone.rpartition("/")[2]), zone)
    for code in _LANGUAGES:
        for zone, facts in Locale.parse(code).time_zones.items():
            if zone in known and "city" in facts:
                names[_plain(str(facts["city"]))] = zone
    for zone, cities in ELSEWHERE.items():
        names.update(dict.fromkeys(map(_plain, cities), zone))
    return names


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").translate(_SPACES).split())


def _offset(asked: str) -> str | None:
    """Return the zone of an offset; POSIX gives those of whole hours the opposite sign."""
    said = _OFFSET.fullmatch(asked)
    if said is None:
        return None
    sign, hours, minutes = said[1] or "+", int(said[2]), said[3] or "00"
    if minutes != "00":
        return _PARTS_OF_HOURS.get(f"{sign}{hours}:{minutes}")
    if hours > _FARTHEST - 2 * (sign == "-"):
        return None
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
