"""Which time zone a city is in, by what people call it in the languages of the bot.

Names are the cities that CLDR gives for each zone, in English, Russian and Kazakh, the last parts
of IANA's ids, and larger cities of the region that stand for no zone of their own. They are read
when somebody first asks, which takes a quarter of a second: ask from a thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

_LANGUAGES = ("en", "ru", "kk")
_ALIKE = 0.75
_LONGEST = 60
_FARTHEST = 14  # hours from UTC
_ELSEWHERE = {
    "Asia/Almaty": (
        "astana", "астана", "nur-sultan", "нур-султан", "нұр-сұлтан", "alma-ata", "алма-ата",
        "shymkent", "шымкент", "karaganda", "караганда", "қарағанды", "pavlodar", "павлодар",
        "semey", "семей", "taraz", "тараз", "oskemen", "өскемен", "усть-каменогорск",
        "petropavl", "петропавловск", "kokshetau", "кокшетау", "көкшетау", "taldykorgan",
        "талдыкорган", "талдықорған", "turkistan", "туркестан", "түркістан", "kazakhstan",
        "казахстан", "қазақстан",
    ),
    "Asia/Atyrau": ("атырау",),
    "Asia/Aqtau": ("aktau", "актау", "ақтау"),
    "Asia/Aqtobe": ("aktobe", "актобе", "ақтөбе"),
    "Asia/Oral": ("uralsk", "уральск", "орал"),
    "Asia/Qyzylorda": ("kyzylorda", "кызылорда", "қызылорда"),
    "Asia/Qostanay": ("kostanay", "костанай", "қостанай"),
    "Asia/Bishkek": ("osh", "ош", "kyrgyzstan", "кыргызстан"),
    "Asia/Tashkent": ("uzbekistan", "узбекистан"),
    "Asia/Dushanbe": ("khujand", "худжанд", "tajikistan", "таджикистан"),
    "Asia/Ashgabat": ("turkmenistan", "туркменистан"),
    "Europe/Moscow": ("saint petersburg", "санкт-петербург", "петербург"),
}  # fmt: skip


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
    asked = _plain(words)
    zone = _names().get(asked) or _offset(asked)
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
    for zone in sorted(known):
        names.setdefault(_plain(zone), zone)
        if "/" in zone and not zone.startswith("Etc/"):
            names.setdefault(_plain(zone.rpartition("/")[2]), zone)
    for code in _LANGUAGES:
        for zone, facts in Locale.parse(code).time_zones.items():
            if zone in known and "city" in facts:
                names[_plain(str(facts["city"]))] = zone
    for zone, cities in _ELSEWHERE.items():
        names.update(dict.fromkeys(map(_plain, cities), zone))
    return names


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").replace("_", " ").split())


def _offset(asked: str) -> str | None:
    """Return the zone of a whole hour's offset; POSIX gives those names the opposite sign."""
    digits = asked.removeprefix("utc").removeprefix("gmt").strip()
    sign, hours = digits[:1], digits[1:].removesuffix(":00")
    if sign not in ("+", "-") or not (hours.isascii() and hours.isdigit()):
        return None
    if int(hours[:3]) > _FARTHEST - 2 * (sign == "-"):
        return None
    return f"Etc/GMT{'-' if sign == '+' else '+'}{int(hours)}"
