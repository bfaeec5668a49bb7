"""What a digest says about each article."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.follows import Follow
from views.alert import AlertFacts
from views.digest import DigestFacts, digest
from views.i18n import load_languages

OUTLETS = tuple(
    (name, f"https://{name}.example/a") for name in ("Orda", "Tengri", "{Zakon}", "Vlast")
)
FACTS = AlertFacts(
    alert_id=1,
    headline="Parliament makes stalking a crime",
    url="https://news.example/stalking",
    source="News",
    published=datetime(2025, 11, 24, 9, 5, tzinfo=UTC),
    excerpt="It is punished by up to 50 days of arrest.",
    spans=(),
    follows=(Follow(1, "arrest", active=True),),
)


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ((), []),
        (OUTLETS[:2], ["also: Orda, Tengri"]),
        (OUTLETS, ["also: Orda, Tengri, {Zakon} and 1 more"]),
    ],
)
def test_who_else_reports_it_stands_below_the_source(
    also: tuple[tuple[str, str], ...], said: list[str]
) -> None:
    item = replace(FACTS, also=also)
    shown = digest(load_languages()["en"], [item], DigestFacts("daily"))
    assert shown.text.splitlines()[2:] == [
        FACTS.headline,
        "News · 24 Nov 2025, 14:05 (Almaty)",
        *said,
        FACTS.excerpt,
        "→ arrest",
    ]


def test_headlines_alone_name_nobody_else() -> None:
    item = replace(FACTS, also=OUTLETS)
    shown = digest(load_languages()["en"], [item], DigestFacts("daily", context=False))
    assert "also" not in shown.text
