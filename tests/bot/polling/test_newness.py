"""Which of a look's entries are news."""

from datetime import UTC, datetime, timedelta

from bot.polling.newness import Newness, judge_look
from news.entry import Entry, Listing

LOOKED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BEFORE, AFTER = LOOKED_AT - timedelta(minutes=5), LOOKED_AT + timedelta(minutes=5)
LONG_BEFORE = LOOKED_AT - timedelta(days=30)


def listing(**entries: datetime | None) -> Listing:
    listed = tuple(
        Entry(name, f"https://n.example/{name}", name, "", "", published)
        for name, published in entries.items()
    )
    return Listing("News", None, listed)


def names(newness: Newness) -> tuple[str, str, str]:
    parts = (newness.fresh, newness.past, newness.known)
    fresh, past, known = ("".join(entry.id for entry in part) for part in parts)
    return fresh, past, known


def test_at_the_first_look_everything_is_past() -> None:
    found = judge_look([listing(a=AFTER, b=None)], set(), None)
    assert names(found) == ("", "ab", "")
    assert found.dropped == {"first look": 2}
    assert found.moved == 0


def test_then_what_is_unknown_is_news_even_if_it_is_dated_before_the_last_look() -> None:
    found = judge_look([listing(a=None, b=BEFORE, c=None)], {"c"}, LOOKED_AT)
    assert names(found) == ("ab", "", "c")
    assert not found.dropped


def test_a_moved_archive_is_past_and_counted() -> None:
    archive = {f"{number}": LONG_BEFORE for number in range(6)}
    found = judge_look([listing(a=AFTER, **archive)], set(), LOOKED_AT)
    assert names(found) == ("a", "012345", "")
    assert (found.moved, found.dropped) == (6, {"old": 6})


def test_a_part_that_is_read_for_the_first_time_is_past_but_for_what_came_since() -> None:
    today = LOOKED_AT.replace(hour=0, minute=0)
    parts = [listing(), listing(a=AFTER, b=BEFORE, c=None, d=today), listing(e=BEFORE, f=None)]
    found = judge_look(parts, {"f"}, LOOKED_AT)
    assert names(found) == ("ade", "bc", "f")
    assert found.dropped == {"first look": 2}


def test_an_entry_in_two_parts_is_one() -> None:
    found = judge_look([listing(), listing(a=AFTER, x=None), listing(a=AFTER)], {"x"}, LOOKED_AT)
    assert names(found) == ("a", "", "x")


def test_the_rest_of_a_document_that_was_cut_off_is_no_news() -> None:
    whole = listing(new=None, a=BEFORE, b=BEFORE, rest=BEFORE, undated=None, late=AFTER)
    found = judge_look([whole], {"a", "b"}, LOOKED_AT, was_cut=True)
    assert names(found) == ("newlate", "restundated", "ab")
    assert names(judge_look([whole], {"a", "b"}, LOOKED_AT))[1] == ""
