"""The figures behind ``/stats``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dropped, sources
from storage.schema import alert, article, chat, delivery, follow

_WINDOW = timedelta(hours=24)
_SAMPLE = 10_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What an operator sees at a glance.

    ``median`` and ``p95`` are seconds from publication (or first sight, where the source gives
    no date) to Telegram's answer, over the alerts of the last 24 hours; None without any.
    ``dropped`` counts the entries of today (UTC) that came to nothing, by reason.
    """

    chats: int
    follows: int
    sources_ok: int
    sources_failing: int
    articles: int
    alerts_sent: int
    alerts_waiting: int
    median: float | None
    p95: float | None
    dropped: Mapping[str, int] = field(default_factory=dict)


async def gather(connection: AsyncConnection, now: datetime) -> Figures:
    """Count everything; blocked chats do not count as chats."""
    counts = select(
        select(func.count()).select_from(chat).where(chat.c.blocked_at.is_(None)).scalar_subquery(),
        select(func.count())
        .select_from(follow)
        .where(follow.c.removed_at.is_(None))
        .scalar_subquery(),
        select(func.count()).select_from(article).scalar_subquery(),
        _alerts((delivery.c.state == "sent") | delivery.c.folded_into.in_(_SENT_DIGESTS)),
        _alerts(delivery.c.state.in_(("pending", "held", "sending"))),
    )
    chats, follows, articles, sent, waiting = (await connection.execute(counts)).one()
    well, failing = await sources.health(connection)
    median, p95 = await _latency(connection, now)
    left_out = await dropped.total(connection, now)
    return Figures(
        chats, follows, well, failing, articles, sent, waiting, median, p95, dropped=left_out
    )


_digest = delivery.alias("digest")
_SENT_DIGESTS = select(_digest.c.id).where(_digest.c.kind == "digest", _digest.c.state == "sent")


def _alerts(which: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(delivery)
        .where(delivery.c.kind == "alert", which)
        .scalar_subquery()
    )


async def _latency(connection: AsyncConnection, now: datetime) -> tuple[float | None, float | None]:
    statement = (
        select(
            delivery.c.sent_at, func.coalesce(article.c.published_at, article.c.seen_at).label("at")
        )
        .join(alert, alert.c.id == delivery.c.alert_id)
        .join(article, article.c.id == alert.c.article_id)
        # An edit is told when it is noticed, long after its article was published.
        .where(
            delivery.c.kind == "alert",
            delivery.c.sent_at > now - _WINDOW,
            alert.c.edition == 0,
        )
        .order_by(delivery.c.sent_at.desc())
        .limit(_SAMPLE)
    )
    # A date in the future is a source's mistake, not a message from before the news.
    rows = await connection.execute(statement)
    seconds = [max(0.0, (row.sent_at - row.at).total_seconds()) for row in rows]
    if not seconds:
        return None, None
    if len(seconds) == 1:
        return seconds[0], seconds[0]
    cuts = quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[94]
