"""How a source fares after a look: when it is looked at again, and whether somebody is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from actions.outcomes import SourceNews
from bot.polling.reading import Found, GoneError, LookFailedError
from bot.polling.schedule import Schedule
from bot.polling.wellbeing import after
from news.entry import Hints, Listing
from news.health import Answered, Failed
from news.rhythm import Rhythm
from storage.sources import Look, Source

_NO_HINTS = Hints()
_CUT_OFF = "the document was cut off"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of a look.

    Attributes:
        look: what it leaves in its source's row.
        news: what the owners are told, if anything.
        ended: the source is gone for good.
        moved_to: the address at which it is from now on; empty if that is where it was.
    """

    look: Look
    news: SourceNews | None = None
    ended: bool = False
    moved_to: str = ""

    @property
    def is_news(self) -> bool:
        """Whether there is anything to do besides saving the look."""
        return self.news is not None or self.ended or self.moved_to != ""


@dataclass(frozen=True, slots=True)
class Faring:
    """Decides; what documents said about when to look next is remembered between looks."""

    schedule: Schedule
    hints: dict[int, Hints] = field(default_factory=dict)

    def was_cut(self, source: Source) -> bool:
        """Whether every look at the source so far ended in the middle of its document."""
        return source.error == _CUT_OFF

    def well(
        self,
        source: Source,
        now: datetime,
        found: Found,
        fresh: int,
        had_text: Sequence[bool] = (),
    ) -> Verdict:
        """Return what a look that was answered leaves.

        Args:
            source: as it was before.
            now: when the look was.
            found: what it brought home.
            fresh: how many of its entries were news.
            had_text: of each article that was read since the look before, whether it had a text.
        """
        listings = found.listings
        before = _known_rhythm(source)
        expected = before.expected(source.looked_at, now) if before and source.looked_at else 0.0
        rhythm = before.seen(now, fresh) if before else _first_rhythm(now, listings)
        listed = sum(map(_length, listings)) if listings else None
        health, news = after(source, now, Answered(listed, fresh, expected), had_text)
        hints = self._hints(source, listings)
        interval = self.schedule.interval(source.host, rhythm, now, hints, found.answer.max_age)
        if source.is_pushed and not fresh:
            interval = max(interval, self.schedule.longest)
        wait = self.schedule.spread(source.host, interval)
        is_cut = bool(listings) and not listings[0].is_whole
        is_first = source.looked_at is None or self.was_cut(source)
        validators = found.answer.validators
        look = replace(
            _unchanged(source, now),
            kind=found.kind,
            # The rest of a document that was cut off must not be taken for known.
            etag=None if is_cut else validators.etag,
            last_modified=None if is_cut else validators.last_modified,
            looked_at=now,
            due_at=now + timedelta(seconds=wait),
            interval=interval,
            failures=0,
            error=_CUT_OFF if is_cut and is_first else None,
            rhythm=rhythm.dump(),
            health=health,
        )
        return Verdict(look, news, moved_to=_new_address(source, found))

    def pushed(self, source: Source, now: datetime, fresh: int) -> Verdict:
        """Return what entries that came by themselves leave; the next look stays as it was."""
        before = _known_rhythm(source)
        rhythm = before.seen(now, fresh) if before else Rhythm.starting(now)
        expected = before.expected(source.looked_at, now) if before and source.looked_at else 0.0
        health, news = after(source, now, Answered(None, fresh, expected))
        look = replace(
            _unchanged(source, now),
            looked_at=now,
            failures=0,
            error=None,
            rhythm=rhythm.dump(),
            health=health,
        )
        return Verdict(look, news)

    def badly(self, source: Source, now: datetime, failure: LookFailedError) -> Verdict:
        """Return what a look that failed leaves."""
        is_gone = isinstance(failure, GoneError)
        pause = self.schedule.pause(source.host, source.failures, failure.retry_after)
        wait = pause if failure.retry_after else self.schedule.spread(source.host, pause)
        health, news = after(source, now, Failed(str(failure)))
        look = replace(
            _unchanged(source, now),
            due_at=now + timedelta(seconds=wait),
            failures=source.failures + 1,
            error=str(failure),
            health=health,
        )
        if is_gone:
            news = SourceNews(source.id, "ended", str(failure))
        return Verdict(look, news, ended=is_gone)

    def _hints(self, source: Source, listings: Sequence[Listing]) -> Hints:
        """Return what the source's document says, now or when it last was read."""
        if not listings:
            return self.hints.get(source.id, _NO_HINTS)
        hints = listings[0].hints
        if hints == _NO_HINTS:
            self.hints.pop(source.id, None)
        else:
            self.hints[source.id] = hints
        return hints


def _known_rhythm(source: Source) -> Rhythm | None:
    if source.rhythm is None or source.looked_at is None:
        return None
    try:
        return Rhythm.load(source.rhythm)
    except ValueError:  # another version wrote it
        return None


def _first_rhythm(now: datetime, listings: Sequence[Listing]) -> Rhythm:
    entries = (entry for listing in listings for entry in listing.entries)
    return Rhythm.starting(now, [entry.published for entry in entries if entry.published])


def _length(listing: Listing) -> int:
    return len(listing.entries) + sum(listing.dropped.values())


def _new_address(source: Source, found: Found) -> str:
    """Return where a source moved for good, if what is there can be read and lists something."""
    is_there = not found.listings or any(listing.entries for listing in found.listings)
    moved_to = found.answer.moved_to or ""
    return moved_to if is_there and moved_to != source.url else ""


def _unchanged(source: Source, now: datetime) -> Look:
    return Look(
        source_id=source.id,
        kind=source.kind,
        etag=source.etag,
        last_modified=source.last_modified,
        looked_at=source.looked_at,
        tried_at=now,
        due_at=source.due_at,
        interval=source.interval,
        failures=source.failures,
        error=source.error,
        rhythm=source.rhythm,
        health=source.health,
    )
