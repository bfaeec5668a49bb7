"""Old is not new: a source that suddenly lists its past is remembered, not alerted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from news.entry import Entry

_BEFORE_LAST_POLL = timedelta(days=7)
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a source's unknown entries.

    Attributes:
        fresh: to be read and matched.
        past: to be remembered only.
    """

    fresh: tuple[Entry, ...]
    past: tuple[Entry, ...]


def judge(unknown: Sequence[Entry], last_success: datetime | None) -> Verdict:
    """Split the entries that a source lists for the first time.

    When at least five of them, and over half, are dated more than seven days before the last
    successful poll, those came with a moved archive and not with the news; the others, undated
    ones included, are fresh.

    Args:
        unknown: entries that were never seen.
        last_success: aware UTC time of the poll before this one, or None at the first look,
            when everything is past.
    """
    if last_success is None:
        return Verdict(fresh=(), past=tuple(unknown))
    old = {entry.id for entry in _dated_before(unknown, last_success - _BEFORE_LAST_POLL)}
    if len(old) < _FEWEST or 2 * len(old) <= len(unknown):
        return Verdict(fresh=tuple(unknown), past=())
    return Verdict(
        fresh=tuple(entry for entry in unknown if entry.id not in old),
        past=tuple(entry for entry in unknown if entry.id in old),
    )


def _dated_before(entries: Iterable[Entry], moment: datetime) -> Iterable[Entry]:
    return (entry for entry in entries if entry.published is not None and entry.published < moment)
