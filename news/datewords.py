"""The words of dates, in English, Russian and Kazakh; all in lower case."""

from collections.abc import Mapping
from datetime import timedelta, timezone, tzinfo
from types import MappingProxyType

_MONTHS = (
    "january jan января январь янв қаңтар қаң қант",
    "february feb февраля февраль фев февр ақпан ақп",
    "march mar марта март мар наурыз нау наур",
    "april apr апреля апрель апр сәуір сәу",
    "may мая май мамыр мам",
    "june jun июня июнь июн маусым мау маус",
    "july jul июля июль июл шілде шіл",
    "august aug августа август авг тамыз там",
    "september sep sept сентября сентябрь сен сент қыркүйек қыр қырк",
    "october oct октября октябрь окт қазан қаз",
    "november nov ноября ноябрь ноя нояб қараша қар",
    "december dec декабря декабрь дек желтоқсан жел желт",
)
_CASES = "да де та те дағы дегі тағы тегі ның нің дың дің тың тің"  # of Kazakh: "25 қарашада"
_KAZAKH = (
    *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек"),
    *("қазан", "қараша", "желтоқсан"),
)

MONTHS: Mapping[str, int] = MappingProxyType(
    {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
    | {
        name + case: number
        for number, name in enumerate(_KAZAKH, start=1)
        for case in _CASES.split()
    }
)

DAYS_BACK: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("today", "сегодня", "бүгін"), 0),
        **dict.fromkeys(("yesterday", "вчера", "кеше"), 1),
        **dict.fromkeys(("позавчера",), 2),
    }
)

_SECOND, _MINUTE, _HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_UNITS = (
    (_SECOND, "second seconds sec secs секунду секунды секунд сек"),
    (_MINUTE, "minute minutes min mins минуту минуты минут мин минөт"),
    (_HOUR, "hour hours hr hrs h час часа часов ч сағат сағ"),
    (_DAY, "day days d день дня дней дн күн"),
    (_WEEK, "week weeks неделю недели недель апта"),
)
UNITS: Mapping[str, timedelta] = MappingProxyType(
    {name: unit for unit, names in _UNITS for name in names.split()}
)
AGO = frozenset({"ago", "назад", "бұрын"})

# May stand between a day and its month: "25-го ноября", "25th of November".
ORDINALS = frozenset({"st", "nd", "rd", "th", "of", "го", "ое", "ші", "шы"})

OF_ALMATY = frozenset({"almt"})
"""Abbreviations of Almaty's time, which has no one offset; see ``news.dateparts.almaty``."""

_HOURS_EAST = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "bst": 1,
    "west": 1,
    "cet": 1,
    "met": 1,
    "cest": 2,
    "mest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "мск": 3,
    "msd": 4,
    **dict.fromkeys(("fet", "trt"), 3),
    "irst": 3.5,
    **dict.fromkeys(("amt", "azt", "get", "gst", "samt"), 4),
    "aft": 4.5,
    **dict.fromkeys(("azst", "aqtt", "orat", "qyzt", "pkt", "tjt", "tmt", "uzt", "yekt"), 5),
    "ist": 5.5,
    **dict.fromkeys(("kgt", "omst", "xjt", "yekst"), 6),
    **dict.fromkeys(("hovt", "ict", "krat", "novt"), 7),
    **dict.fromkeys(("awst", "hkt", "irkt", "sgt", "ulat"), 8),
    **dict.fromkeys(("jst", "kst", "yakt"), 9),
    **dict.fromkeys(("aest", "vlat"), 10),
    **dict.fromkeys(("aedt", "magt", "sakt", "sret"), 11),
    **dict.fromkeys(("anat", "nzst", "pett"), 12),
    "nzdt": 13,
}
ZONES: Mapping[str, tzinfo] = MappingProxyType(
    {name: timezone(timedelta(hours=hours)) for name, hours in _HOURS_EAST.items()}
)
"""By abbreviation. "AMT" (Armenia), "CST" and "IST" have other meanings, too; these are the usual
ones where this is read."""
