"""Which of the entries that a look found are news, and which are past: decided purely."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from news.entry import Entry, Listing
from news.oldness import judge


@dataclass(slots=True)
class Newness:
    """What to do with a look's entries.

    Attributes:
        known: entries that were seen before.
        fresh: to be read and matched.
        past: to be remembered only.
        moved: how many of those came with a moved archive: somebody is told.
        dropped: those that are remembered only, counted by reason.
    """

    known: list[Entry] = field(default_factory=list)
    fresh: list[Entry] = field(default_factory=list)
    past: list[Entry] = field(default_factory=list)
    moved: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


def judge_look(
    listings: Sequence[Listing],
    known: Collection[str],
    looked_at: datetime | None,
    *,
    was_cut: bool = False,
) -> Newness:
    """Tell news from the past.

    A document that the first of them names as a part of itself, and that was never read before
    (nothing in it is known), is past too, but for what is dated after the last look.

    Args:
        listings: the source's own document, then those that it names as its parts.
        known: ids under which this source listed an entry before.
        looked_at: the look before this one; None at the first, when everything is past.
        was_cut: whether all looks so far ended in the middle of the document. The rest, below what
            is known, is no news then, but for what is dated after the last look.
    """
    found = Newness()
    for number, (listing, entries) in enumerate(_apart(listings)):
        unknown = [entry for entry in entries if entry.id not in known]
        found.known += [entry for entry in entries if entry.id in known]
        if looked_at is None:
            _remember(found, unknown, "first look")
        elif number and len(unknown) == len(entries):
            _part(found, unknown, looked_at)
        elif was_cut and not number:
            above, below = _around_known(listing.entries, known)
            _usual(found, [entry for entry in unknown if entry in above], looked_at)
            _part(found, [entry for entry in unknown if entry in below], looked_at)
        else:
            _usual(found, unknown, looked_at)
    return found


def _apart(listings: Sequence[Listing]) -> Iterator[tuple[Listing, list[Entry]]]:
    """Yield each document with its entries, without those that an earlier one lists."""
    seen: set[str] = set()
    for listing in listings:
        entries = [entry for entry in listing.entries if entry.id not in seen]
        seen.update(entry.id for entry in entries)
        yield listing, entries


def _usual(found: Newness, unknown: list[Entry], looked_at: datetime) -> None:
    verdict = judge(unknown, looked_at)
    found.fresh += verdict.fresh
    found.moved += len(verdict.past)
    _remember(found, verdict.past, "old")


def _part(found: Newness, unknown: list[Entry], looked_at: datetime) -> None:
    """Take what is read for the first time, though its source is not."""
    found.fresh += [entry for entry in unknown if _is_after(entry.published, looked_at)]
    past = [entry for entry in unknown if not _is_after(entry.published, looked_at)]
    _remember(found, past, "first look")


def _remember(found: Newness, entries: Sequence[Entry], reason: str) -> None:
    if entries:
        found.past += entries
        found.dropped[reason] += len(entries)


def _around_known(
    entries: Sequence[Entry], known: Collection[str]
) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Return what stands above the last known entry, and what stands below it."""
    last = max((at for at, entry in enumerate(entries) if entry.id in known), default=-1)
    return entries[: last + 1], entries[last + 1 :]


def _is_after(published: datetime | None, moment: datetime) -> bool:
    if published is None:
        return False
    if published.timetz().replace(tzinfo=None) == time():  # a date alone: some time of that day
        return published.date() >= moment.date()
    return published > moment
