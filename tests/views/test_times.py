"""What readers call the zone that times are shown in."""

import pytest

from views.i18n import load_languages
from views.times import place


@pytest.mark.parametrize(
    ("name", "en", "ru", "kk"),
    [
        ("Asia/Qyzylorda", "Qyzylorda", "Кызылорда", "Қызылорда"),
        ("Europe/Kyiv", "Kyiv", "Киев", "Киев"),
        ("Asia/Kolkata", "Kolkata", "Калькутта", "Калькутта"),
        ("Etc/GMT-5", "UTC+5", "UTC+5", "UTC+5"),
        ("Etc/GMT+3", "UTC-3", "UTC-3", "UTC-3"),
        ("Mars/Olympus", "UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_named_as_people_say_it(name: str, en: str, ru: str, kk: str) -> None:
    languages = load_languages()
    assert [place(languages[code], name) for code in ("en", "ru", "kk")] == [en, ru, kk]
