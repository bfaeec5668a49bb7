"""What an alert says, on ordinary news."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.follows import Follow
from views.alert import AlertFacts, alert
from views.buttons import MuteStory, Remove, Restore, UnmuteStory
from views.i18n import Language
from views.screen import Screen

FOLLOW = Follow(7, "stalking", active=True)
FACTS = AlertFacts(
    alert_id=42,
    headline="Parliament 🏛 acts",
    url="https://news.example/a",
    source="Example News",
    published=datetime(2025, 11, 23, 20, 5, tzinfo=UTC),
    excerpt="🏛 From January, stalking is a crime.",
    spans=((16, 24),),
    follows=(FOLLOW,),
)


def covered(screen: Screen, kind: str) -> list[str]:
    units = screen.text.encode("utf-16-le")
    return [
        units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")
        for entity in screen.entities
        if entity.type == kind
    ]


def test_an_alert_reads_from_the_headline_to_the_follow(languages: Mapping[str, Language]) -> None:
    screen = alert(languages["en"], FACTS)
    assert screen.text.splitlines() == [
        "Parliament 🏛 acts",
        "Example News · 24 Nov 2025, 01:05 (Almaty)",
        "",
        "🏛 From January, stalking is a crime.",
        "",
        "You follow: stalking",
    ]
    assert screen.preview == FACTS.url


def test_the_headline_is_a_bold_link_and_the_words_are_bold_in_a_quote(
    language: Language,
) -> None:
    screen = alert(language, FACTS)
    assert covered(screen, "text_link") == [FACTS.headline]
    assert covered(screen, "bold") == [FACTS.headline, "stalking"]
    assert covered(screen, "blockquote") == [FACTS.excerpt]
    assert [entity.url for entity in screen.entities if entity.url] == [FACTS.url]


def test_a_headline_that_matched_is_not_said_twice(language: Language) -> None:
    facts = replace(FACTS, headline=" Parliament\n🏛 acts ", excerpt="Parliament 🏛 acts")
    screen = alert(language, replace(facts, spans=((0, 10),)))
    assert screen.text.count(FACTS.headline) == 1
    assert covered(screen, "underline") == ["Parliament"]


@pytest.mark.parametrize(
    ("code", "time"),
    [
        ("en", "24 Nov 2025, 01:05 (Almaty)"),
        ("ru", "24 нояб. 2025 г., 01:05 (Алматы)"),
        ("kk", "2025 ж. 24 қар., 01:05 (Алматы)"),
    ],
)
def test_time_is_said_as_the_language_says_it(
    languages: Mapping[str, Language], code: str, time: str
) -> None:
    assert time in alert(languages[code], FACTS).text.replace("\u202f", " ")


def test_time_is_that_of_the_zone(languages: Mapping[str, Language]) -> None:
    berlin = alert(languages["en"], replace(FACTS, timezone="Europe/Berlin"))
    assert "23 Nov 2025, 21:05 (Berlin)" in berlin.text
    unknown = alert(languages["en"], replace(FACTS, timezone="Asia/Atlantis"))
    assert "23 Nov 2025, 20:05 (UTC)" in unknown.text


@pytest.mark.parametrize(
    ("published", "timezone"),
    [
        (datetime.max.replace(tzinfo=UTC), "Asia/Almaty"),
        (datetime.min.replace(tzinfo=UTC), "America/New_York"),
    ],
)
def test_a_date_that_the_zone_has_not_is_left_out(
    language: Language, published: datetime, timezone: str
) -> None:
    screen = alert(language, replace(FACTS, published=published, timezone=timezone))
    assert screen.text.splitlines()[1] == "Example News"


def test_without_date_or_source_the_line_is_shorter_or_gone(language: Language) -> None:
    assert alert(language, replace(FACTS, published=None)).text.splitlines()[1] == "Example News"
    bare = alert(language, replace(FACTS, published=None, source="\u200b"))
    assert bare.text.splitlines()[:2] == [FACTS.headline, ""]


def test_buttons_read_and_unfollow_the_first_three(languages: Mapping[str, Language]) -> None:
    follows = tuple(Follow(number, f"word{number}", active=number != 2) for number in range(1, 6))
    screen = alert(languages["en"], replace(FACTS, follows=follows))
    assert [(row[0].text, row[0].data or row[0].url) for row in screen.buttons] == [
        ("Read", FACTS.url),
        ("Unfollow: word1", Remove(follow_id=1, alert_id=42).pack()),
        ("Undo: word2", Restore(follow_id=2, alert_id=42).pack()),
        ("Unfollow: word3", Remove(follow_id=3, alert_id=42).pack()),
    ]
    assert covered(screen, "code") == ["word1", "word2", "word3", "word4", "word5"]


def test_removing_a_follow_changes_the_buttons_alone(language: Language) -> None:
    before, after = (
        alert(language, replace(FACTS, follows=(replace(FOLLOW, active=active),)))
        for active in (True, False)
    )
    assert (before.text, before.entities) == (after.text, after.entities)
    assert before.buttons != after.buttons


def test_follows_beyond_the_room_are_counted(
    languages: Mapping[str, Language], check: Callable[[Screen], Screen]
) -> None:
    follows = tuple(Follow(number, "слово " * 30, active=True) for number in range(1, 101))
    screen = check(alert(languages["en"], replace(FACTS, follows=follows)))
    named = covered(screen, "code")
    assert 0 < len(named) < 100
    assert screen.text.endswith(f"and {100 - len(named)} more")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "ftp://news.example/a",
        "//news.example/a",
        "http://localhost/a",
        "https://",
        "https://news.example:99999/a",
        "https://news.example:0/a",
        "https://[news]/a",
        "https://bank.example@evil.example/a",
        "https://news.example/" + "a" * 3_000,
        "https://new s.example/\ud800",
    ],
)
def test_other_addresses_become_neither_links_nor_buttons(language: Language, url: str) -> None:
    screen = alert(language, replace(FACTS, url=url))
    assert not screen.preview
    assert not covered(screen, "text_link")
    assert not any(button.url for row in screen.buttons for button in row)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("http://127.0.0.1:8099/story/1", "http://127.0.0.1:8099/story/1"),
        ("http://[::1]:8099/story", "http://[::1]:8099/story"),
        ("https://news.example/?a=1&b=2#c", "https://news.example/?a=1&b=2#c"),
        (" https://news.example/a b\n", "https://news.example/a%20b"),
        ("https://жаршы.қаз/a", "https://xn--80al5a6ap.xn--80ao21a/a"),
    ],
)
def test_web_addresses_are_linked(language: Language, url: str, linked: str) -> None:
    screen = alert(language, replace(FACTS, url=url))
    assert screen.preview == linked
    assert screen.buttons[0][0].url == linked


# Who else reports it.

ALSO = (("Tengrinews", "https://tengri.example/b"), ("Zakon.kz", "https://zakon.example/c"))


def test_other_outlets_are_named_and_linked_below_the_source(
    languages: Mapping[str, Language],
) -> None:
    screen = alert(languages["en"], replace(FACTS, also=ALSO))
    assert screen.text.splitlines()[1:4] == [
        "Example News · 24 Nov 2025, 01:05 (Almaty)",
        "also: Tengrinews, Zakon.kz",
        "",
    ]
    assert covered(screen, "text_link") == [FACTS.headline, "Tengrinews", "Zakon.kz"]
    assert screen.preview == FACTS.url


@pytest.mark.parametrize(
    ("code", "line"),
    [("ru", "также: Tengrinews, Zakon.kz"), ("kk", "сондай-ақ: Tengrinews, Zakon.kz")],
)
def test_other_outlets_are_named_in_every_language(
    languages: Mapping[str, Language], code: str, line: str
) -> None:
    assert line in alert(languages[code], replace(FACTS, also=ALSO)).text


def test_outlets_beyond_ten_are_counted(languages: Mapping[str, Language]) -> None:
    many = tuple((f"Outlet {at}", f"https://{at}.example/") for at in range(12))
    text = alert(languages["en"], replace(FACTS, also=many)).text
    assert "Outlet 9 and 2 more" in text
    assert "Outlet 10" not in text


def test_an_outlet_is_named_even_where_it_cannot_be_linked(
    languages: Mapping[str, Language],
) -> None:
    odd = (("Odd", "tg://resolve"), ("\u200b", "https://nameless.example/"), ("\u200b", ""))
    screen = alert(languages["en"], replace(FACTS, also=odd))
    assert screen.text.splitlines()[2] == "also: Odd, https://nameless.example/, …"
    assert covered(screen, "text_link") == [FACTS.headline, "https://nameless.example/"]


def test_a_story_can_be_muted_once_others_report_it(languages: Mapping[str, Language]) -> None:
    def last_button(**changed: object) -> tuple[str, str]:
        [button] = alert(languages["en"], replace(FACTS, **changed)).buttons[-1]  # type: ignore[arg-type]
        return button.text, button.data

    assert last_button()[0] == "Unfollow: stalking"
    assert last_button(also=ALSO) == ("Mute this story", MuteStory(alert_id=42).pack())
    again = ("Tell me more outlets again", UnmuteStory(alert_id=42).pack())
    assert last_button(also=ALSO, muted_story=True) == again
