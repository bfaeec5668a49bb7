"""From a listing to a proposal, and which of several is the best."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from news.brief import brief
from news.discovery.naming import cleaned
from news.discovery.outcomes import Proposal
from news.entry import Listing

_HEADLINES = 3
_OUT_OF_USE = timedelta(days=7)
_NEVER = datetime.min.replace(tzinfo=UTC)


def proposal(listing: Listing, url: str, kind: str, name: str = "") -> Proposal:
    """Return the proposal to watch what lists ``listing``.

    Args:
        listing: what it lists now.
        url: its address.
        kind: a key of ``news.kinds.KINDS``.
        name: what to call it where it has no name of its own.
    """
    dates = [entry.published for entry in listing.entries if entry.published]
    newest_first = sorted(
        listing.entries, key=lambda entry: entry.published or _NEVER, reverse=True
    )
    headlines = [entry.title for entry in newest_first if entry.title]
    return Proposal(
        url=url,
        kind=kind,
        name=cleaned(listing.title) or name or brief(url),
        language=listing.language,
        headlines=tuple(headlines[:_HEADLINES]),
        entries=len(listing.entries),
        newest=max(dates, default=None),
    )


def best(proposals: Sequence[Proposal]) -> Proposal:
    """Return the one with the most entries among those in use; of equals the first.

    One whose newest entry is a week older than another's is no longer in use.
    """
    freshest = max((one.newest for one in proposals if one.newest), default=None)
    in_use = [
        one
        for one in proposals
        if freshest is None or one.newest is None or one.newest >= freshest - _OUT_OF_USE
    ]
    return max(in_use, key=lambda one: one.entries)
