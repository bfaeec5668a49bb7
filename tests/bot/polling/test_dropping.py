"""Which entries that came to nothing are counted."""

from bot.polling.dropping import Dropping
from news.entry import DropReason, Listing


def listing(**dropped: int) -> Listing:
    reasons: dict[DropReason, int] = {}
    if "no_text" in dropped:
        reasons["no text"] = dropped["no_text"]
    if "repeated" in dropped:
        reasons["repeated"] = dropped["repeated"]
    return Listing("News", None, (), dropped=reasons)


def test_what_stays_in_the_document_counts_once_and_its_growth_counts_again() -> None:
    dropping = Dropping()
    counted = [
        dict(dropping.reasons(1, [listing(no_text=number)], {})) for number in (2, 2, 3, 1, 2)
    ]
    assert counted == [{"no text": 2}, {}, {"no text": 1}, {}, {"no text": 1}]


def test_sources_are_told_apart_and_parts_are_added_up() -> None:
    dropping = Dropping()
    dropping.reasons(1, [listing(repeated=1)], {})
    assert dropping.reasons(2, [listing(repeated=1), listing(repeated=2)], {"old": 4}) == {
        "repeated": 3,
        "old": 4,
    }


def test_an_unchanged_document_changes_nothing() -> None:
    dropping = Dropping()
    dropping.reasons(1, [listing(no_text=1)], {})
    assert not dropping.reasons(1, [], {})
    assert not dropping.reasons(1, [listing(no_text=1)], {})
