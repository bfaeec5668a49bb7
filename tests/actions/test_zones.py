"""Which zone people mean by the name of a city or an offset."""

from zoneinfo import ZoneInfo

import pytest

from actions.rhythm.zones import Zone, find_zone


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Алматы", "Asia/Almaty"),
        ("г. Алматы", "Asia/Almaty"),
        ("Алматы қаласы", "Asia/Almaty"),
        ("Almaty, Kazakhstan", "Asia/Almaty"),
        ("  нью-йорк ", "America/New_York"),
        ("New-York", "America/New_York"),
        ("Санкт Петербург", "Europe/Moscow"),
        ("мск", "Europe/Moscow"),
        ("Экибастуз", "Asia/Almaty"),
        ("Beijing", "Asia/Shanghai"),
        ("asia/qyzylorda", "Asia/Qyzylorda"),
        ("UTC", "UTC"),
        ("UTC+5", "Etc/GMT-5"),
        ("utc 5", "Etc/GMT-5"),
        ("+05:00", "Etc/GMT-5"),
        ("UTC\N{MINUS SIGN}3", "Etc/GMT+3"),
        ("UTC+5:30", "Asia/Kolkata"),
    ],
)
def test_a_zone_is_found(words: str, zone: str) -> None:
    assert find_zone(words) == Zone(zone)
    assert ZoneInfo(zone).key == zone


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("Аламты", "Алматы"),
        ("New Yrok", "New York"),
        ("UTC+15", ""),
        ("UTC+00099", ""),
        ("UTC-5:30", ""),
        ("localtime", ""),
        ("Россия", ""),
        ("A" * 4_000, ""),
        ("?", ""),
    ],
)
def test_what_is_no_place_may_be_near_one(words: str, near: str) -> None:
    assert find_zone(words) == Zone("", near)
    assert not near or find_zone(near).zone
