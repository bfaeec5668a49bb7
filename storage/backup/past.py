"""What of a database that was restored is past: it is not done, and nobody hears of it.

A backup is minutes or months old. What waited to be sent then was sent since, or came too late;
what sources published since was told by the bot that is gone, or is known to everybody by now.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.folding import EXPIRED, FOLDED
from storage.schema import article, delivery, discovery, hold, revision, sighting, source
from storage.schema import subscription as subscribed
from storage.subscriptions import ASKED

_WHY = "a backup was restored"
_OVER = ("sent", "failed", "cancelled", FOLDED, EXPIRED)


async def let_past_be_past(connection: AsyncConnection, now: datetime) -> int:
    """Make the next look at every source a first one; return how many deliveries expired."""
    expired = await _expire(connection)
    await _remember_articles(connection)
    await connection.execute(
        update(source).values(
            etag=None,
            last_modified=None,
            looked_at=None,
            tried_at=None,
            due_at=now,
            failures=0,
            error=None,
            health=None,
        )
    )
    # A hub may have forgotten us, or push by another subscription.
    await connection.execute(
        update(subscribed).values(state=ASKED, lease_until=None, due_at=now, failures=0)
    )
    return expired


async def _expire(connection: AsyncConnection) -> int:
    waiting = delivery.c.state.not_in(_OVER)
    expired = await connection.execute(
        update(delivery).where(waiting).values(state=EXPIRED, error=_WHY)
    )
    # An undo would revive what an unfollowing had cancelled, and may have done so since.
    await connection.execute(
        update(delivery).where(delivery.c.state == "cancelled").values(state=EXPIRED)
    )
    await connection.execute(
        update(discovery).where(discovery.c.state == "waiting").values(state="declined")
    )
    await connection.execute(delete(hold))
    return expired.rowcount


async def _remember_articles(connection: AsyncConnection) -> None:
    """Leave articles as a first look leaves them, and what sources say of them unknown.

    Without digests the next look takes what it finds for what was always said: edits that were
    made meanwhile alert nobody.
    """
    unread = select(article.c.id).where(article.c.state == "unread")
    await connection.execute(
        update(sighting).where(sighting.c.article_id.in_(unread)).values(fresh=False)
    )
    await connection.execute(
        update(sighting).where(sighting.c.digest.is_not(None)).values(digest=None)
    )
    await connection.execute(
        update(article).where(article.c.state == "unread").values(state="remembered")
    )
    await connection.execute(
        update(article).where(article.c.check_at.is_not(None)).values(check_at=None)
    )
    await connection.execute(delete(revision))
