"""Matches become alerts: storage fans out from distinct queries to everybody who follows them.

Owed is (destination, story, follow); a follow belongs to one destination, so ``owed`` is keyed
by follow and story. Follows of one destination that are due together share one alert.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    bindparam,
    exists,
    func,
    insert,
    literal,
    null,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from news.addresses import host
from storage import dialects, visibility
from storage.follows import COLUMNS as FOLLOW_COLUMNS
from storage.follows import Follow
from storage.matches import Spans
from storage.schema import alert, article, chat, delivery, destination, follow, match, owed
from storage.types import Id, Instant

ALERT_URGENCY = 10


@dataclass(frozen=True, slots=True)
class AlertContent:
    """What an alert is about: the article, and every follow that it answers.

    ``spans`` holds, for each of ``follows``, where its query matched, in matching's plain
    numbers. Removed follows are among them.
    """

    alert_id: int
    article_id: int
    url: str
    title: str
    summary: str
    text: str
    source: str
    published: datetime | None
    follows: tuple[Follow, ...]
    spans: tuple[Spans, ...]

    @property
    def wanted(self) -> bool:
        """Whether any of its follows is still active."""
        return any(follow.active for follow in self.follows)


_FOLLOWERS = match.join(follow, follow.c.query_id == match.c.query_id).join(
    destination, destination.c.id == follow.c.destination_id
)


async def fan_out(
    connection: AsyncConnection,
    now: datetime,
    article_id: int,
    story_id: int,
    *,
    edition: int = 0,
    queries: Collection[int] | None = None,
) -> int:
    """Owe the article to every follow of its matches; return how many alerts that makes.

    Nothing is owed for a removed follow, to a chat that blocks us or may not see the article, or
    twice for one story.

    Args:
        connection: of a transaction that writes.
        now: the time.
        article_id: what is told.
        story_id: its story.
        edition: of the article; an edit is told in alerts of its own.
        queries: those of its matches that count; None for all.
    """
    last = (await connection.execute(select(func.coalesce(func.max(alert.c.id), 0)))).scalar_one()
    counts: ColumnElement[bool] = true()
    if queries is not None:
        counts = match.c.query_id.in_(_written_out(queries))
    sees: ColumnElement[bool] = true()
    if not await visibility.is_for_everybody(connection, article_id):
        sees = destination.c.chat_id.in_(visibility.watchers(article_id))
    made = await _make_alerts(connection, now, article_id, story_id, edition, counts & sees)
    if not made:
        return 0
    fresh = (alert.c.article_id == article_id) & (alert.c.id > last)
    await _owe_follows(connection, fresh & counts)
    await _owe_deliveries(connection, literal(now, Instant()), fresh)
    return made


async def contents(
    connection: AsyncConnection, alert_ids: Sequence[int]
) -> Mapping[int, AlertContent]:
    """Return what these alerts are about, removed follows included (they offer an undo).

    ``source`` is one that the alert's chat may see; if that is none any more, the host.
    """
    rows = await connection.execute(
        select(
            alert.c.id.label("alert_id"),
            article.c.id.label("article_id"),
            article.c.url,
            article.c.title,
            article.c.summary,
            article.c.text,
            visibility.first_seen_in().label("source"),
            article.c.published_at.label("published"),
        )
        .join(article, article.c.id == alert.c.article_id)
        .join(destination, destination.c.id == alert.c.destination_id)
        .where(alert.c.id.in_(alert_ids))
    )
    follows, spans = await _follows(connection, alert_ids)
    return {
        row["alert_id"]: AlertContent(
            **{**row, "source": row["source"] or host(row["url"]).partition(":")[0]},
            follows=tuple(follows.get(row["alert_id"], ())),
            spans=tuple(spans.get(row["alert_id"], ())),
        )
        for row in rows.mappings()
    }


async def belongs_to(connection: AsyncConnection, alert_id: int, chat_id: int) -> bool:
    """Tell whether the alert was made for this chat."""
    statement = (
        select(alert.c.id)
        .join(destination, destination.c.id == alert.c.destination_id)
        .where(alert.c.id == alert_id, destination.c.chat_id == chat_id)
    )
    return (await connection.execute(statement)).first() is not None


async def _make_alerts(
    connection: AsyncConnection,
    now: datetime,
    article_id: int,
    story_id: int,
    edition: int,
    which: ColumnElement[bool],
) -> int:
    """Make one alert for each destination with a follow that is due."""
    told = exists().where(owed.c.follow_id == follow.c.id, owed.c.story_id == story_id)
    due = (
        select(
            follow.c.destination_id,
            literal(story_id, Id),
            literal(article_id, Id),
            literal(edition),
            literal(now, Instant()),
        )
        .select_from(_FOLLOWERS.join(chat, chat.c.id == destination.c.chat_id))
        .where(
            match.c.article_id == article_id,
            follow.c.removed_at.is_(None),
            chat.c.blocked_at.is_(None),
            destination.c.closed_at.is_(None),
            ~told,
            which,
        )
        .distinct()
    )
    columns = ["destination_id", "story_id", "article_id", "edition", "created_at"]
    return (await connection.execute(insert(alert).from_select(columns, due))).rowcount


async def _owe_follows(connection: AsyncConnection, fresh: ColumnElement[bool]) -> None:
    """Say which follows these alerts are owed to; one that was told before is passed over.

    The primary key finds out which. Asking for it with NOT EXISTS can take PostgreSQL minutes:
    while ``owed`` is young it plans to read all of it for every row, and it grows with each.
    """
    answered = (
        select(follow.c.id, alert.c.story_id, alert.c.id)
        .select_from(
            _FOLLOWERS.join(
                alert,
                (alert.c.article_id == match.c.article_id)
                & (alert.c.destination_id == follow.c.destination_id),
            )
        )
        .where(fresh, follow.c.removed_at.is_(None))
    )
    await connection.execute(
        dialects.insert_missing(connection, owed).from_select(
            ["follow_id", "story_id", "alert_id"], answered
        )
    )


async def _owe_deliveries(
    connection: AsyncConnection, at: ColumnElement[datetime], which: ColumnElement[bool]
) -> None:
    columns: dict[str, Any] = {
        "kind": literal("alert"),
        "urgency": literal(ALERT_URGENCY),
        "destination_id": alert.c.destination_id,
        "alert_id": alert.c.id,
        "outcome": null(),
        "state": literal("pending"),
        "due_at": at,
        "created_at": at,
        "attempts": literal(0),
        "possible_doubles": literal(0),
    }
    await connection.execute(
        insert(delivery).from_select(list(columns), select(*columns.values()).where(which))
    )


async def _follows(
    connection: AsyncConnection, alert_ids: Sequence[int]
) -> tuple[dict[int, list[Follow]], dict[int, list[Spans]]]:
    rows = await connection.execute(
        select(
            owed.c.alert_id,
            match.c.spans,
            *FOLLOW_COLUMNS,
        )
        .join(follow, follow.c.id == owed.c.follow_id)
        .join(alert, alert.c.id == owed.c.alert_id)
        .join(
            match,
            (match.c.article_id == alert.c.article_id) & (match.c.query_id == follow.c.query_id),
        )
        .where(owed.c.alert_id.in_(alert_ids))
        .order_by(owed.c.alert_id, follow.c.id)
    )
    follows: dict[int, list[Follow]] = {}
    spans: dict[int, list[Spans]] = {}
    for alert_id, places, *columns in rows:
        follows.setdefault(alert_id, []).append(Follow(*columns))
        spans.setdefault(alert_id, []).append(places)
    return follows, spans


def _written_out(queries: Collection[int]) -> BindParameter[int]:
    """Return ids as a part of the statement: there may be more than it takes parameters."""
    return bindparam("queries", list(queries), expanding=True, literal_execute=True)
