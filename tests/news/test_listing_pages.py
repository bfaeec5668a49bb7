"""The listing finder on whole pages: exactly the main list, in order, with its own headlines."""

import time
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest
from lxml import html

from news.entry import Entry
from news.kinds import NotReadableError, parse
from news.kinds.listing import read_listing
from tests.news.listing_pages import NEWS, OTHERS, REFUSED, SAMPLES, TEXT, Sample

every_page = pytest.mark.parametrize("page", SAMPLES, ids=[page.name for page in SAMPLES])


def read(page: Sample, selector: str | None = None) -> dict[str, Entry]:
    listing = read_listing(page.body.encode(), page.address, "text/html", selector)
    return {entry.url: entry for entry in listing.entries}


def page(name: str) -> Sample:
    return next(one for one in SAMPLES if one.name == name)


@every_page
def test_the_list_and_nothing_else_is_found(page: Sample) -> None:
    found = [(url, entry.title) for url, entry in read(page).items()]
    assert found == [(urljoin(page.address, url), title) for url, title in page.listed]


@every_page
def test_no_name_of_a_class_is_needed(page: Sample) -> None:
    root = html.fromstring(page.body)
    for element in root.iter():
        for name in ("class", "id", "role"):
            element.attrib.pop(name, "")
    listing = read_listing(html.tostring(root, encoding="utf-8"), page.address, None)
    found = {entry.url for entry in listing.entries}
    wanted = {urljoin(page.address, url) for url, _ in page.listed}
    assert len(found & wanted) >= 0.95 * len(wanted)
    assert len(found & wanted) >= 0.8 * len(found)


@every_page
def test_ids_are_addresses(page: Sample) -> None:
    assert all(entry.id == url for url, entry in read(page).items())


@pytest.mark.parametrize("page", REFUSED, ids=[page.name for page in REFUSED])
def test_a_page_without_a_list_is_refused(page: Sample) -> None:
    with pytest.raises(NotReadableError, match="without a list of articles"):
        read(page)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("cards", datetime(2026, 7, 1, 4, 30, tzinfo=UTC)),  # 09:30 in Almaty, as sites in .kz mean
        ("blog", datetime(2026, 7, 1, 3, 0, tzinfo=UTC)),  # <time datetime> with its zone
        ("table", datetime(2026, 6, 9, 19, 0, tzinfo=UTC)),  # the cell beside the link
        ("definitions", datetime(2026, 6, 30, 19, 0, tzinfo=UTC)),  # the <dt> before it
        ("times", None),  # an hour without a day
    ],
)
def test_dates_beside_the_links_are_read(name: str, first: datetime | None) -> None:
    assert next(iter(read(page(name)).values())).published == first


@pytest.mark.parametrize("name", ["cards", "whole cards", "blog", "unlinked headings"])
def test_teasers_become_summaries(name: str) -> None:
    assert {entry.summary for entry in read(page(name)).values()} == {TEXT}


def test_the_page_tells_its_name_and_language() -> None:
    listing = read_listing(page("definitions").body.encode(), "https://x.example.kz/", None)
    assert (listing.title, listing.language) == ("Новости — Степной вестник", "en")


def test_a_selector_names_the_links_itself() -> None:
    aside = read(page("cards"), "aside a")
    assert [entry.title for entry in aside.values()] == [title for _, title in OTHERS]


def test_a_selector_may_name_what_holds_the_links() -> None:
    cards = page("cards")
    assert list(read(cards, ".card__title")) == [
        urljoin(cards.address, url) for url, _ in cards.listed
    ]
    assert list(read(page("whole cards"), ".tile-name")) == list(read(page("whole cards")))


def test_a_selector_finds_dates_and_teasers_too() -> None:
    assert read(page("cards"), ".card h3 a") == read(page("cards"))


@pytest.mark.parametrize("selector", ["h3 >", "a[", "::before", "a:foo", "!" * 2000, "h3:not("])
def test_what_is_no_selector_is_called_so(selector: str) -> None:
    with pytest.raises(NotReadableError, match="is no CSS selector") as refusal:
        read(page("cards"), selector)
    assert len(str(refusal.value)) < 200


def test_a_selector_that_matches_nothing_is_called_so() -> None:
    with pytest.raises(NotReadableError, match="no link on the page matches the selector 'h9'"):
        read(page("cards"), "h9")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "empty"),
        ("<rss><channel><item><title>x</title></item></channel></rss>", "this is a feed"),
        ('{"items": []}', "this is JSON"),
        ("just words", "without a list"),
    ],
)
def test_what_is_no_page_says_what_it_seems(body: str, says: str) -> None:
    with pytest.raises(NotReadableError, match=says):
        read_listing(body.encode(), "https://x.example.kz/", None)


def test_old_encodings_and_a_base_are_respected() -> None:
    body = (
        page("cards")
        .body.replace("utf-8", "windows-1251")
        .replace("<title>", '<base href="https://cdn.example.kz/site/"><title>')
    )
    listing = read_listing(body.encode("cp1251", "replace"), "https://x.example.kz/", None)
    assert listing.entries[0].url == f"https://cdn.example.kz/politics/{NEWS[0][0]}"
    assert listing.entries[0].title == NEWS[0][1]


def test_a_file_is_read_by_the_address_that_it_names() -> None:
    body = page("cards").body.replace(
        "<title>", '<link rel="canonical" href="https://vestnik.example.kz/p"><title>'
    )
    listing = parse(body.encode(), "file:///home/somebody/page.html", None)
    assert listing.entries[0].url == f"https://vestnik.example.kz/politics/{NEWS[0][0]}"


def test_a_headline_that_the_link_cuts_is_taken_whole() -> None:
    whole = "Парламент принял закон о сталкинге в двух чтениях"
    body = "".join(
        f'<div><a href="/n/{number}00" title="{whole} {number}">Парламент принял закон…</a></div>'
        for number in range(1, 5)
    )
    titles = [entry.title for entry in read_listing(body.encode(), "https://x.kz/n", None).entries]
    assert titles == [f"{whole} {number}" for number in range(1, 5)]


@pytest.mark.parametrize(
    "body",
    [
        "<div class=a>" * 5000 + '<a href="/1">x</a>',
        '<a href="/n/1">' + TEXT * 5000,
        "".join(f'<a href="/n/{n}"><div>' for n in range(20_000)),
        "".join(f"<h3>Популярное</h3><p><a href='/n/{n}-a-b'>{TEXT[:40]}</a>" for n in range(3000)),
        '<a href="http://[::1">x</a><base href="http://[">' * 1000,
        "<table><tr><td>" * 90 + '<a href="/n/12345">Заголовок новости</a>' * 3000,
    ],
    ids=["deep", "endless link", "links in links", "endless popular", "no address", "tables"],
)
def test_hostile_pages_cost_little_time(body: str) -> None:
    started = time.process_time()
    try:
        entries = read_listing(body.encode(), "https://x.example.kz/news", None).entries
    except NotReadableError:
        entries = ()
    assert len(entries) <= 5000
    assert time.process_time() - started < 5


def test_a_page_of_a_megabyte_is_read_in_well_under_a_second() -> None:
    cards = page("cards")
    start, middle, end = cards.body.partition("</h1>")
    block = end[: end.index('<div class="pagination">')]
    many = "".join(block.replace("/politics/", f"/politics/{n}-") for n in range(100))
    body = (start + middle + many + end).encode()
    started = time.process_time()
    listing = read_listing(body, cards.address, None)
    assert len(body) > 1_000_000
    assert len(listing.entries) > 1000
    assert time.process_time() - started < 3  # of the processor; 0.9 measured on a busy machine
