"""How well a source is after a look, and what its owners hear of that."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions.outcomes import SourceNews
from news import health
from news.health import Answered, Failed, Health, Notice
from storage.sources import Source


def after(
    source: Source, now: datetime, event: Answered | Failed, had_text: Iterable[bool] = ()
) -> tuple[dict[str, Any], SourceNews | None]:
    """Return the source's health after a look, as it is stored, and what its owners hear, if any.

    ``had_text`` says of each article that was read since the look before whether it had a text.
    """
    verdict = health.after_look(_health_of(source), now, event)
    notice = verdict.notice
    for one in had_text:
        verdict = health.after_article(verdict.health, now, has_text=one)
        notice = notice or verdict.notice
    return verdict.health.to_dict(), None if notice is None else _news(source, notice)


def _health_of(source: Source) -> Health:
    try:
        return Health.from_dict(source.health)
    except ValueError:  # another version wrote it
        return Health()


def _news(source: Source, notice: Notice) -> SourceNews:
    return SourceNews(source.id, notice.kind, notice.reason)
