from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.entry import Entry, Listing
from news.kinds.kind import NotReadableError
from news.kinds.telegram.addresses import channel_name, watch_address
from news.kinds.telegram.channel import read_channel
from tests.news.telegram_pages import (
    DOCUMENT,
    FORWARD,
    HIDDEN_NOTICE,
    LINK_PREVIEW,
    PHOTO,
    POLL,
    REPLY,
    STICKER,
    TOO_BIG_VIDEO,
    VIDEO,
    VOICE,
    album,
    channel_page,
    contact_page,
    post,
    words,
)

URL = "https://t.me/s/zharshy_news"
NEWS = "В Алматы открыли <b>вторую линию</b> метро"
PLAIN = "В Алматы открыли вторую линию метро"


def read(*posts: str) -> Listing:
    return read_channel(channel_page(*posts), URL, "text/html; charset=utf-8")


def only(*inside: str) -> Entry:
    (entry,) = read(post(7, *inside)).entries
    return entry


def test_a_post_is_an_entry_with_its_first_line_as_title() -> None:
    listing = read(post(7, words(f"{NEWS}<br/><br/>Поезда пошли в 6:00.<br/>Проезд 120 теңге.")))
    whole = f"{PLAIN}\n\nПоезда пошли в 6:00.\nПроезд 120 теңге."
    assert listing.title == "Жаршы: новости"
    assert listing.entries == (
        Entry(
            id="zharshy_news/7",
            url="https://t.me/zharshy_news/7",
            title=PLAIN,
            summary=whole,
            text=whole,
            published=datetime(2026, 7, 6, 4, 30, tzinfo=UTC),
        ),
    )
    assert listing.is_whole
    assert listing.dropped == {}


def test_posts_keep_the_order_of_the_page() -> None:
    listing = read(*(post(number, words(f"№ {number}")) for number in (3, 5, 4)))
    assert [entry.title for entry in listing.entries] == ["№ 3", "№ 5", "№ 4"]


@pytest.mark.parametrize(
    "inside",
    [
        [PHOTO, words(NEWS)],
        [VIDEO, words(NEWS)],
        [DOCUMENT, words(NEWS)],
        [TOO_BIG_VIDEO, words(NEWS)],
        [words(NEWS), LINK_PREVIEW],
        [FORWARD, words(NEWS)],
        [REPLY, words(NEWS)],
        [album(NEWS)],
        [words(NEWS), HIDDEN_NOTICE],
        [REPLY, album(NEWS), LINK_PREVIEW],
    ],
)
def test_only_its_own_words_count(inside: list[str]) -> None:
    entry = only(*inside)
    assert entry.title == entry.summary == entry.text == PLAIN


def test_a_reply_without_words_of_its_own_has_no_text() -> None:
    assert read(post(7, REPLY, PHOTO)).dropped == {"no text": 1}


def test_a_poll_asks_and_offers() -> None:
    assert only(POLL).summary == "Нужна ли Алматы вторая линия метро?\nДа\nСначала автобусы"
    assert only(POLL).title == "Нужна ли Алматы вторая линия метро?"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<i class="emoji" style="x"><b>⚡️</b></i> Суд', "⚡️ Суд"),
        ('<tg-emoji emoji-id="5"><i class="emoji"><b>📍</b></i></tg-emoji>Суд', "📍Суд"),
        ('<tg-emoji emoji-id="5"></tg-emoji>Суд', "Суд"),
        ('<img class="emoji" alt="😀" src="x">Суд <img alt="фото" src="x">', "😀Суд"),
        ("<tg-spoiler>Су<b>д</b></tg-spoiler><s>ья</s>", "Судья"),
        ('<span class="tg-spoiler">Суд</span>&#33; &amp; &laquo;да&raquo;', "Суд! & «да»"),
        ("Суд:<blockquote>Виновен.</blockquote>Апелляции нет", "Суд:\nВиновен.\nАпелляции нет"),
        ("Суд:<br/><blockquote>Виновен.</blockquote>", "Суд:\nВиновен."),
        ('<pre>шаг 1\nшаг <code class="x">2</code></pre>', "шаг 1\nшаг 2"),
        ('<a href="?q=%23c" onclick="return confirm(\'x\')">#суд<br/><br/></a>Да', "#суд\n\nДа"),
        ("Суд<br/><br/><br/><br/>  да&nbsp;же \n так ", "Суд\n\nда же так"),
        ("<br/>Суд<br/>", "Суд"),
    ],
)
def test_formatting_comes_out_as_plain_text(markup: str, expected: str) -> None:
    assert only(words(markup)).summary == expected


def test_the_title_is_the_first_line_that_can_be_seen() -> None:
    assert only(words('<a href="x">\u200b</a><br/>Суд')).title == "Суд"


def test_a_post_without_a_date_exists() -> None:
    (entry,) = read(post(7, words(NEWS), date=None)).entries
    assert entry.published is None


def test_a_video_s_length_is_no_date() -> None:
    (entry,) = read(post(7, VIDEO, words(NEWS), date="неясно")).entries
    assert entry.published is None


def test_an_edited_post_keeps_its_id() -> None:
    before, after = only(words(NEWS)), read(post(7, words("Уточнение"), edited=True)).entries[0]
    assert (before.id, before.url) == (after.id, after.url)
    assert before.text != after.text


@pytest.mark.parametrize("inside", [[HIDDEN_NOTICE], [TOO_BIG_VIDEO], [REPLY, HIDDEN_NOTICE]])
def test_posts_that_say_only_open_telegram_are_counted(inside: list[str]) -> None:
    listing = read(post(7, *inside), post(8, words(NEWS)))
    assert listing.dropped == {"unreadable": 1}
    assert len(listing.entries) == 1


@pytest.mark.parametrize(
    "inside", [[PHOTO], [VIDEO, HIDDEN_NOTICE], [STICKER], [VOICE], [DOCUMENT]]
)
def test_posts_without_words_are_counted(inside: list[str]) -> None:
    listing = read(post(7, *inside))
    assert listing.dropped == {"no text": 1}
    assert listing.entries == ()


def test_a_notice_of_the_channel_is_no_post() -> None:
    listing = read(post(7, words("Жаршы pinned «В Алматы открыли»"), service=True))
    assert listing.dropped == {"no text": 1}


def test_a_post_listed_twice_and_one_without_an_address_are_counted() -> None:
    nowhere = post(8, words(NEWS)).replace("zharshy_news/8", "")
    listing = read(post(7, words(NEWS)), post(7, words(NEWS)), nowhere)
    assert listing.dropped == {"repeated": 1, "no address": 1}


def test_a_post_without_its_data_is_told_by_its_link() -> None:
    bare = post(7, words(NEWS)).replace('data-post="zharshy_news/7"', "")
    assert read(bare).entries[0].id == "zharshy_news/7"


def test_a_post_in_whose_middle_the_page_ends_is_left_out() -> None:
    page = channel_page(post(7, words("Первая")), post(8, words("Вторая новость")))
    listing = read_channel(page[: page.index("Вторая".encode()) + 12], URL, None)
    assert [entry.title for entry in listing.entries] == ["Первая"]
    assert not listing.is_whole


def test_a_channel_without_posts_lists_nothing() -> None:
    assert read().entries == ()
    assert read().title == "Жаршы: новости"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (contact_page("arna", extra="1 204 subscribers", title="Арна", verb="View"), "preview"),
        (contact_page("arna", extra="18 members, 2 online", title="Топ", verb="View"), "a group"),
        (contact_page("arna_bot", extra="@arna_bot", title="Бот"), "a bot"),
        (contact_page("arna", extra="3 456 monthly users", title="Бот"), "a bot"),
        (contact_page("arna", extra="@arna", title="Арман"), "a person's account"),
        (contact_page("arna"), "does not exist"),
        (b"<html><body class='tgme_x'><p>News</p></body></html>", "no channel page"),
        (b"<html><body><p>News</p></body></html>", "no channel page"),
        (b"", "no channel page"),
        (b"tgme_", "no channel page"),
    ],
)
def test_a_page_without_posts_says_what_it_is(page: bytes, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason) as refusal:
        read_channel(page, URL, None)
    assert "\n" not in str(refusal.value)
    assert ("@arna" in str(refusal.value)) == (b"Telegram: " in page)


@given(st.data())
def test_damaged_pages_give_entries_or_a_refusal(data: st.DataObject) -> None:
    page = channel_page(post(7, REPLY, words(NEWS)), post(8, album(NEWS)), post(9, POLL))
    at = data.draw(st.integers(0, len(page)))
    until = data.draw(st.integers(at, min(len(page), at + 300)))
    try:
        listing = read_channel(
            page[:at] + data.draw(st.binary(max_size=9)) + page[until:], URL, None
        )
    except NotReadableError:
        return
    for entry in listing.entries:
        assert entry.url == f"https://t.me/{entry.id}"
        assert entry.title


@pytest.mark.parametrize(
    "written",
    [
        "@Zharshy_News",
        " t.me/zharshy_news ",
        "https://t.me/s/ZHARSHY_NEWS?before=20",
        "http://telegram.me/zharshy_news/123",
        "https://telegram.dog/zharshy_news?single",
        "zharshy-news.t.me",
        "tg://resolve?domain=zharshy_news",
        "tg:resolve?domain=zharshy_news&post=1",
    ],
)
def test_a_channel_s_names_and_addresses_have_one_spelling(written: str) -> None:
    name = channel_name(written)
    assert name == "zharshy_news"
    assert watch_address(name) == URL
    assert channel_name(watch_address(name)) == name


@pytest.mark.parametrize(
    "written",
    [
        *("", "@", "@abc", "@1news", "@жаршы", "@" + "a" * 33, "news", "orda.kz", "https://t.me/"),
        *("https://t.me/s/", "https://t.me/+AbCdEfGh", "https://t.me/joinchat/AbCdEf", "www.t.me"),
        *("https://t.me/c/123/4", "https://t.me/share/url?url=x", "https://t.me.example.kz/news"),
        *("ftp://t.me/news", "tg://join?invite=x", "tg://resolve", "https://[t.me/news"),
    ],
)
def test_what_names_no_public_channel_is_none(written: str) -> None:
    assert channel_name(written) is None


def test_names_of_four_characters_exist() -> None:
    assert channel_name("@Tass") == "tass"
