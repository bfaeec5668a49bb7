"""Dates as programs and people write them."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.dateparts import almaty
from news.dates import is_plausible, read_date, zone_of

NOW = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)  # 18:00 in Almaty
TOLD = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)  # 14:05 in Almaty


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 25 Nov 2026 14:05:00 +0500",
        "Wed, 25 Nov 2026 09:05:00 GMT",
        "25 Nov 2026 04:05:00 EST",
        "Wed, 25 Nov 2026 12:05 MSK",
        "Wednesday, 25 November 2026 09:05:00 UTC",
        "25 Nov 26 09:05 Z",
        "2026-11-25T09:05:00Z",
        "2026-11-25T14:05:00.123+05:00",
        "2026-11-25T14:05+05",
        "2026-11-25 14:05:00 +0500",
        "2026-11-25 14:05",
        "1795597500",
        "1795597500123",
        "25 ноября 2026, 14:05",
        "25 ноя 2026 14:05:00 +0500",
        "Ср, 25 ноября 2026 г. в 14:05",
        "14:05, 25 ноября 2026 | Общество",
        "25-го ноября 2026, 14:05",
        "14:05 25.11.2026",
        "25.11.26 14:05",
        "25.11.2026 12:05 (МСК)",
        "2026.11.25 14:05",
        "2026 жылғы 25 қараша 14:05",
        "2026 ж. 25 қарашада, 14:05",
        "25 қар. 2026, 14:05",
        "25 Қараша, 2026 14:05",
        "25 қараша 2026, 14.05",
        "Nov 25, 2026 2:05 PM",
        "November 25th, 2026 at 2:05 p.m.",
        "11/25/2026 2:05 pm",
        "Published on the 25th of November 2026, 14:05",
        "25 ноября, 14:05",
        "25.11, 14:05",
        "сегодня, 14:05",
        "Бүгін 14:05",
        "14:05",
    ],
)
def test_one_moment_in_many_words(text: str) -> None:
    found = read_date(text, NOW, almaty())
    assert found is not None
    assert abs(found - TOLD) < timedelta(seconds=1)
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("5 минут назад", timedelta(minutes=5)),
        ("час назад", timedelta(hours=1)),
        ("3 сағат бұрын", timedelta(hours=3)),
        ("2 days ago", timedelta(days=2)),
        ("опубликовано 1 неделю назад", timedelta(weeks=1)),
    ],
)
def test_how_long_ago(text: str, back: timedelta) -> None:
    assert read_date(text, NOW, almaty()) == NOW - back
    assert read_date(text, None, almaty()) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("вчера, 14:05", 24),
        ("Кеше 14:05", 24),
        ("yesterday at 14:05", 24),
        ("позавчера в 14:05", 23),
        ("24 қараша, 14:05", 24),
    ],
)
def test_days_before_today(text: str, day: int) -> None:
    assert read_date(text, NOW, almaty()) == TOLD.replace(day=day)
    assert read_date(text, None, almaty()) is None


def test_what_has_no_year_is_the_last_such_day() -> None:
    assert read_date("31 декабря, 10:00", NOW) == datetime(2025, 12, 31, 10, tzinfo=UTC)
    assert read_date("29 февраля, 10:00", NOW) is None
    assert read_date("23:59", NOW, almaty()) == datetime(2026, 11, 24, 18, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("05/06/2026", 6, 5),
        ("05/31/2026", 5, 31),
        ("05/06/2026 3:00 AM", 5, 6),
        ("05.06.2026", 6, 5),
    ],
)
def test_the_day_comes_first_where_it_can(text: str, month: int, day: int) -> None:
    found = read_date(text, NOW)
    assert found is not None
    assert (found.month, found.day) == (month, day)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_in_three_languages(month: int) -> None:
    russian = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    kazakh = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    shorts = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    russian_shorts = "янв фев мар апр мая июн июл авг сен окт ноя дек"
    for names in (russian, kazakh, shorts, russian_shorts):
        found = read_date(f"7 {names.split()[month - 1]} 2025", NOW)
        assert found == datetime(2025, month, 7, tzinfo=UTC), names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "news",
            "2026",
            "ноябрь 2026",
            "30 Feb 2026",
            "99.99.2026",
            "25:61",
            "1.2.3.4",
        ),
        *("Mon, 30 Feb 2026 10:00:00 GMT", "2026-13-01", "Thu, 01 Jan 1970 00:00:00 GMT"),
        *("0001-01-01T00:00:00Z", "версия 3.14", "вчера" * 100, "25 ноября 2026 " * 20),
        *("27 ноября 2026", "2027-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "٣٣/٣٣/٢٠٢٦"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, NOW) is None


def test_hour_24_and_leap_seconds() -> None:
    assert read_date("2026-11-24T24:00:00Z") == datetime(2026, 11, 25, tzinfo=UTC)
    assert read_date("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_almaty_moved_to_five_hours_in_2024() -> None:
    zone = zone_of("https://news.example.kz/rss")
    assert read_date("29 февраля 2024, 10:00", NOW, zone) == datetime(2024, 2, 29, 4, tzinfo=UTC)
    assert read_date("2 марта 2024, 10:00", NOW, zone) == datetime(2024, 3, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize("url", ["https://news.example.org/rss", "file:///a.kz/b", "", "http://["])
def test_sites_of_elsewhere_mean_utc(url: str) -> None:
    assert zone_of(url) is UTC


def test_no_more_than_a_day_ahead() -> None:
    assert is_plausible(NOW + timedelta(days=1), NOW)
    assert not is_plausible(NOW + timedelta(days=1, seconds=1), NOW)
    assert is_plausible(NOW + timedelta(days=400), None)
    east = timezone(timedelta(hours=14))
    assert read_date("2026-11-26T13:00:00+14:00", NOW) == datetime(2026, 11, 26, 13, tzinfo=east)


WORDS = ["25", "ноября", "2026", "14:05", "вчера", "назад", "қар", "+0500", ".", "/", "PM", "00"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    for now in (NOW, None):
        found = read_date(text, now, almaty())
        assert found is None or found.utcoffset() == timedelta(0)


@pytest.mark.parametrize("part", ["1", "1:", "1.", "25 ", "nov ", "+1", " ", "1/", "14:05 ", "a.m"])
def test_texts_without_end_cost_nothing(part: str) -> None:
    started = time.process_time()
    for length in (190, 100_000):
        read_date(part * (length // len(part)), NOW)
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        *(("EET", 2), ("EEST", 3), ("MSK", 3), ("MSD", 4), ("SAMT", 4), ("GET", 4), ("AZT", 4)),
        *(("AMT", 4), ("ALMT", 5), ("AQTT", 5), ("ORAT", 5), ("QYZT", 5), ("UZT", 5), ("TJT", 5)),
        *(("TMT", 5), ("YEKT", 5), ("KGT", 6), ("OMST", 6), ("NOVT", 7), ("KRAT", 7), ("+06", 6)),
        *(("GMT+5", 5), ("UTC+06:00", 6), ("+0500 (ALMT)", 5)),
    ],
)
def test_zones_around_kazakhstan(name: str, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    told = datetime(2026, 11, 25, 14, 5, tzinfo=zone)
    assert read_date(f"Wed, 25 Nov 2026 14:05:00 {name}") == told
    assert read_date(f"2026-11-25 14:05 {name}") == told


def test_the_name_of_almatys_time_means_what_it_was_then() -> None:
    assert read_date("29 Feb 2024 14:05 ALMT") == datetime(2024, 2, 29, 8, 5, tzinfo=UTC)
    assert read_date("01 Mar 2024 14:05 ALMT") == datetime(2024, 3, 1, 9, 5, tzinfo=UTC)
