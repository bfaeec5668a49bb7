"""Sources that moved for good: the new address takes the old one's place."""

from sqlalchemy import ColumnElement, RowMapping, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.addresses import host
from news.brief import brief
from storage import dialects
from storage.schema import source, watch


async def readdress(connection: AsyncConnection, source_id: int, url: str) -> bool:
    """Let a source be looked at under another address from now on.

    Where another source has that address already, this one is paused as its duplicate, and who
    watched this one watches the other; then return False.
    """
    this = await _row(connection, source.c.id == source_id)
    other = await _row(connection, source.c.url == url)
    if this is None:
        return True
    if other is not None and other["id"] != source_id:
        await _give_way(connection, this, other)
        return False
    values = {"url": url, "host": host(url)}
    if this["name"] == brief(this["url"]):
        values["name"] = brief(url)
    if this["origin"] == "file":
        values["listed_as"] = this["listed_as"] or this["url"]
    await connection.execute(update(source).where(source.c.id == source_id).values(values))
    return True


async def _row(connection: AsyncConnection, where: ColumnElement[bool]) -> RowMapping | None:
    statement = select(source).where(where)
    return (await connection.execute(statement)).mappings().one_or_none()


async def _give_way(connection: AsyncConnection, this: RowMapping, other: RowMapping) -> None:
    values = {"common": this["common"] or other["common"], "state": "active"}
    if this["origin"] == "file":
        listed_as = other["listed_as"] or this["listed_as"] or this["url"]
        values |= {"origin": "file", "listed_as": listed_as}
    await connection.execute(update(source).where(source.c.id == other["id"]).values(values))
    await connection.execute(
        update(source)
        .where(source.c.id == this["id"])
        .values(state="paused", error=f"moved to {other['url']}, which is watched already")
    )
    watches = select(
        literal(other["id"]),
        watch.c.chat_id,
        watch.c.destination_id,
        watch.c.added_by,
        watch.c.since,
        watch.c.name,
    ).where(watch.c.source_id == this["id"])
    taken_over = dialects.insert_missing(connection, watch).from_select(
        list(watch.c.keys()), watches
    )
    await connection.execute(taken_over)
    theirs = watch.alias("theirs")
    called = (
        select(theirs.c.name)
        .where(theirs.c.source_id == this["id"], theirs.c.chat_id == watch.c.chat_id)
        .scalar_subquery()
    )
    await connection.execute(
        update(watch)
        .where(watch.c.source_id == other["id"], watch.c.name.is_(None))
        .values(name=called)
    )
    await connection.execute(delete(watch).where(watch.c.source_id == this["id"]))
