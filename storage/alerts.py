"""Matches become alerts: storage fans out from distinct queries to everybody who follows them.

Owed is (destination, story, follow); a follow belongs to one destination, so ``owed`` is keyed
by follow and story. A follow that wants every report is owed each further article besides: such
rows are keyed by the article, too. Follows of one destination that are due together share an alert.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    bindparam,
    exists,
    func,
    insert,
    literal,
    select,
    true,
    union,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from storage import dialects, visibility
from storage.follows import EVERY
from storage.owing import owe_for_alerts
from storage.schema import alert, chat, destination, follow, match, owed
from storage.types import Id, Instant

ALERT_URGENCY = 10


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
    known = select(exists().where(alert.c.story_id == story_id))
    due = _due(story_id, article_id, again=(await connection.execute(known)).scalar_one())
    told = (story_id, article_id, edition)
    made = await _make_alerts(connection, now, told, [one & counts & sees for one in due])
    if not made:
        return 0
    fresh = (alert.c.article_id == article_id) & (alert.c.id > last)
    await _owe_follows(connection, fresh & counts)
    if len(due) > 1:
        await _owe_again(connection, article_id, fresh & counts & due[1])
    await owe_for_alerts(connection, now, "alert", ALERT_URGENCY, fresh)
    return made


async def belongs_to(connection: AsyncConnection, alert_id: int, chat_id: int) -> bool:
    """Tell whether the alert was made for this chat."""
    statement = (
        select(alert.c.id)
        .join(destination, destination.c.id == alert.c.destination_id)
        .where(alert.c.id == alert_id, destination.c.chat_id == chat_id)
    )
    return (await connection.execute(statement)).first() is not None


def _due(story_id: int, article_id: int, *, again: bool) -> list[ColumnElement[bool]]:
    """Return which follows are due: those never told of the story; ``again``: also those that are.

    One condition each: an OR of both would have PostgreSQL look at every row on its own.
    """
    of_story = (owed.c.follow_id == follow.c.id) & (owed.c.story_id == story_id)
    never = ~exists().where(of_story)
    if not again:
        return [never]
    of_article = of_story & (alert.c.id == owed.c.alert_id) & (alert.c.article_id == article_id)
    not_of_article = ~exists().where(of_article).correlate(follow)
    return [never, (follow.c.reports == EVERY) & not_of_article]


async def _make_alerts(
    connection: AsyncConnection,
    now: datetime,
    told: tuple[int, int, int],
    which: Sequence[ColumnElement[bool]],
) -> int:
    """Make one alert for each destination with a follow that is due.

    ``told`` are story, article and its edition; ``which`` are the conditions to be due, any of
    which suffices.
    """
    story_id, article_id, edition = told
    due = [
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
            condition,
        )
        .distinct()
        for condition in which
    ]
    columns = ["destination_id", "story_id", "article_id", "edition", "created_at"]
    made = insert(alert).from_select(columns, due[0] if len(due) == 1 else union(*due))
    return (await connection.execute(made)).rowcount


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


async def _owe_again(
    connection: AsyncConnection, article_id: int, due: ColumnElement[bool]
) -> None:
    """Say of which follows that were told of the story these alerts are further reports."""
    again = (
        select(follow.c.id, alert.c.story_id, literal(article_id, Id), alert.c.id)
        .select_from(
            _FOLLOWERS.join(
                alert,
                (alert.c.article_id == match.c.article_id)
                & (alert.c.destination_id == follow.c.destination_id),
            )
        )
        .where(due, follow.c.removed_at.is_(None))
    )
    columns = ["follow_id", "story_id", "article_id", "alert_id"]
    await connection.execute(dialects.insert_missing(connection, owed).from_select(columns, again))


def _written_out(queries: Collection[int]) -> BindParameter[int]:
    """Return ids as a part of the statement: there may be more than it takes parameters."""
    return bindparam("queries", list(queries), expanding=True, literal_execute=True)
