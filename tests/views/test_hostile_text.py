"""Whatever outside text holds, alerts and lists stay within the limits."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delivery.beginning import MOST_BARE, MOST_WITH_CONTEXT
from storage.follows import Follow
from storage.lately import Recent
from storage.rhythms import Rhythm
from views.alert import AlertFacts, alert
from views.digest import DigestFacts, digest
from views.follow_card import CardFacts, follow_card
from views.i18n import Language
from views.list import listed
from views.outside import line, passage
from views.screen import Screen

NASTY = st.sampled_from(
    [
        "\ud83d",
        "\ude00",
        "😀",
        "👩\u200d👩\u200d👧",
        "\u202e",
        "\u2067",
        "\u2069",
        "\u200b",
        "\u200d",
        "\ufe0f",
        "\u0301",
        "z" + "\u0300\u0489" * 40,
        "🇰🇿",
        "👍🏽",
        "\u2800",
        "\x00",
        "\r\n",
        "\u2028",
        "\u00a0",
        " ",
        "<b>",
        "&amp;",
        "{query}",
        "%s",
        "שלום",
        "خبر عاجل",
        "сталкинг",
        "x" * 700,
        "🏛" * 700,
        "слово " * 200,
    ]
)
TEXTS = st.one_of(
    st.lists(st.one_of(NASTY, st.text(max_size=5)), max_size=12).map("".join),
    st.just(""),
    st.just("🏛 " * 2_500),
    st.just("שלום" * 1_250),
)
SPANS = st.lists(st.tuples(st.integers(-5, 5_010), st.integers(-5, 5_010)), max_size=6).map(tuple)
MANY_SPANS = st.just(tuple((place, place + 1) for place in range(0, 5_000, 2)))
WORDS = st.lists(st.one_of(NASTY, st.text(max_size=5)), max_size=8).map(
    lambda parts: "".join(parts)[:200]
)
NOW = datetime(2025, 11, 24, 17, 33, tzinfo=UTC)
FOLLOWS = st.builds(
    Follow,
    st.integers(1, 2**63 - 1),
    WORDS,
    st.booleans(),
    st.sampled_from([None, "now", "daily", "weekly"]),
    st.sampled_from(["noted", "every", "first"]),
    st.sampled_from([None, NOW, NOW + timedelta(days=7)]),
)
URLS = st.one_of(TEXTS, st.just("https://news.example/"), TEXTS.map("https://a.example/".__add__))
RECENT = st.builds(Recent, URLS, TEXTS, TEXTS, st.just(NOW))
FACTS = st.builds(
    AlertFacts,
    alert_id=st.integers(1, 2**63 - 1),
    headline=TEXTS,
    url=URLS,
    source=TEXTS,
    published=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    excerpt=TEXTS,
    spans=st.one_of(SPANS, MANY_SPANS),
    follows=st.lists(FOLLOWS, max_size=60).map(tuple),
    also=st.lists(st.tuples(TEXTS, URLS), max_size=14).map(tuple),
    muted_story=st.booleans(),
)
STEADY = settings(
    derandomize=True,
    deadline=None,
    max_examples=150,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@STEADY
@given(facts=FACTS)
def test_an_alert_is_always_one_that_telegram_takes(
    language: Language, check: Callable[[Screen], Screen], facts: AlertFacts
) -> None:
    check(alert(language, facts))


@settings(STEADY, max_examples=40)
@given(items=st.lists(FACTS, min_size=1, max_size=25), context=st.booleans())
def test_a_digest_is_always_one_that_telegram_takes(
    language: Language,
    check: Callable[[Screen], Screen],
    items: list[AlertFacts],
    context: bool,
) -> None:
    facts = DigestFacts("daily", more=1, context=context and len(items) <= MOST_WITH_CONTEXT)
    check(digest(language, items, facts))


def test_the_longest_items_leave_each_other_room(
    language: Language, check: Callable[[Screen], Screen]
) -> None:
    follows = tuple(Follow(n, f"word{n} " * 20, active=True) for n in range(1, 60))
    items = [
        AlertFacts(n, f"Number {n}: " + "🏛" * 5_000, f"https://news.example/{n}", "N" * 5_000,
                   None, "long " * 5_000, ((0, 4), (5, 9)), follows)
        for n in range(MOST_BARE)
    ]  # fmt: skip
    for some in (items[:MOST_WITH_CONTEXT], items):
        shown = check(digest(language, some, DigestFacts("daily")))
        assert all(f"Number {n}:" in shown.text for n in range(len(some)))
        assert shown.preview == ""


@STEADY
@given(follows=st.lists(FOLLOWS, max_size=130), removed=st.one_of(st.none(), FOLLOWS))
def test_a_list_is_always_one_that_telegram_takes(
    language: Language,
    check: Callable[[Screen], Screen],
    follows: list[Follow],
    removed: Follow | None,
) -> None:
    for page in range(3):
        check(listed(language, follows, NOW, removed, page))


@STEADY
@given(follow=FOLLOWS, lately=st.lists(RECENT, max_size=8))
def test_a_card_is_always_one_that_telegram_takes(
    language: Language,
    check: Callable[[Screen], Screen],
    follow: Follow,
    lately: list[Recent],
) -> None:
    check(follow_card(language, CardFacts(follow, Rhythm(), NOW, lately)))


def test_a_hundred_of_the_longest_follows_have_a_button_each(
    language: Language, check: Callable[[Screen], Screen]
) -> None:
    longest = Follow(0, "🏛" * 200, True, "weekly", "first", NOW + timedelta(days=7))
    follows = [replace(longest, id=2**63 - 1 - n) for n in range(100)]
    pages = [check(listed(language, follows, NOW, longest, page)) for page in range(2)]
    labels = [button.text for page in pages for row in page.buttons for button in row]
    assert [label for label in labels if label.isdigit()] == [str(n) for n in range(1, 101)]
    for page, numbers in zip(pages, (range(1, 51), range(51, 101)), strict=True):
        assert all(f"\n{number}. 🏛" in page.text for number in numbers)


@pytest.mark.parametrize("count", range(1, 131))
def test_any_number_of_the_longest_follows_fits_beside_a_removed_one(
    languages: Mapping[str, Language], check: Callable[[Screen], Screen], count: int
) -> None:
    longest = Follow(2**63 - 1, "🏛" * 200, active=True)
    check(listed(languages["ru"], [longest] * count, NOW, replace(longest, active=False)))


def test_short_follows_are_whole_beside_long_ones(language: Language) -> None:
    short = '"Criminal Code" stalking'
    follows = [Follow(n, short if n % 2 else "слово " * 33, active=True) for n in range(100)]
    assert listed(language, follows, NOW).text.count(short) == 25


@pytest.mark.parametrize("in_headline", [False, True])
def test_an_alert_has_room_for_the_most_of_everything(
    language: Language, check: Callable[[Screen], Screen], in_headline: bool
) -> None:
    words = " ".join("x" for _ in range(140))
    marked = tuple((place, place + 1) for place in range(0, len(words), 2))
    also = tuple(("خبر" * 100, f"https://{at}.example/{'a' * 400}") for at in range(30))
    facts = AlertFacts(
        alert_id=2**63 - 1,
        headline=words if in_headline else "🏛" * 400,
        url=f"https://news.example/{'a' * 2_000}",
        source="🏛" * 200,
        published=NOW,
        excerpt=words,
        spans=marked,
        follows=tuple(Follow(2**63 - 1, f"w{number}", True) for number in range(60)),
        also=also,
    )
    screen = check(alert(language, facts))
    assert len([one for one in screen.entities if one.url and one.url != facts.url]) == 10
    assert sum(len(one.url or "") for one in screen.entities) < 9_000


@STEADY
@given(text=TEXTS, spans=SPANS, limit=st.integers(10, 900))
def test_a_passage_keeps_its_limit(
    text: str, spans: tuple[tuple[int, int], ...], limit: int
) -> None:
    runs = passage(text, spans, limit)
    whole = "".join(run.text for run in runs)
    assert len(whole.encode("utf-16-le")) // 2 <= limit
    assert all(run.text for run in runs)
    assert all(run.text.strip() == run.text for run in runs if run.marked)
    assert whole == whole.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\n two\u2028\tthree ", "one two three"),
        ("a\u202eb\u2066c\ufeffd\u200be", "abcde"),
        ("\ud83dx", "\ufffdx"),
        ("👩\u200d👧 ❤\ufe0f", "👩\u200d👧 ❤\ufe0f"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("خبر abc", "\u2068خبر abc\u2069"),
        ("\u200b\u2800\u0301 \u3164", ""),
        ("word " * 10, "word word word word…"),
        ("z" + "\u0300" * 5_000 + "a", "z" + "\u0300" * 4 + "a"),
        ("1\ufe0f\u20e3 e\u0302\u0323", "1\ufe0f\u20e3 e\u0302\u0323"),
        ("x" * 16 + "👩\u200d👩\u200d👧", "x" * 16 + "…"),
        ("x" * 17 + "👍🏽", "x" * 17 + "…"),
        ("🇰🇿" * 9, "🇰🇿" * 4 + "…"),
        ("x" * 18 + "e\u0301f", "x" * 18 + "…"),
        ("👩" + "\u200d👩" * 50, "👩" + "\u200d👩" * 5 + "…"),
    ],
)
def test_a_line_shows_what_can_be_seen(text: str, shown: str) -> None:
    assert line(text, 20) == shown


def test_a_long_passage_is_cut_around_its_first_word() -> None:
    text = "before " * 100 + "stalking" + " after" * 100
    runs = passage(text, [(700, 708)], 200)
    assert [run.text for run in runs if run.marked] == ["stalking"]
    assert runs[0].text.startswith("…before before")
    assert runs[-1].text.endswith("after…")


def test_a_passage_is_not_begun_inside_of_a_character() -> None:
    text = "x" * 300 + "👩\u200d👩\u200d👧" * 6 + "stalking"
    runs = passage(text, [(330, 338)], 100)
    assert runs[0].text.startswith("…👩")
    assert [run.text for run in runs if run.marked] == ["stalking"]


def test_marks_stay_on_their_words_when_what_is_around_them_goes() -> None:
    runs = passage("\u200b a\n\n\u202e bold  word\u200b.", [(7, 17)], 50)
    assert [(run.text, run.marked) for run in runs] == [
        ("a ", False),
        ("bold word", True),
        (".", False),
    ]
