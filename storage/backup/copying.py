"""Rows from one database to another, table by table, a few at a time."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table, event, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import NullType

from storage.backup.files import Told

Put = Callable[[Table, Sequence[dict[str, Any]]], Awaitable[None]]

_AT_ONCE = 500  # rows, an article among them may have some 100 KB


async def copy_rows(
    connection: AsyncConnection, tables: Sequence[Table], put: Put, told: Told
) -> None:
    """Hand all rows of the tables to ``put``, in the order of the tables.

    The connection's transaction must see the same from its beginning to its end.
    """
    total = 0
    for table in tables:
        counted = await connection.execute(select(func.count()).select_from(table))
        total += counted.scalar_one()
    done = 0
    for table in tables:
        rows = await connection.stream(select(table), execution_options={"yield_per": _AT_ONCE})
        async for some in rows.mappings().partitions():
            await put(table, [dict(row) for row in some])
            done += len(some)
            told(done / total)


def plain_tables(connection: Connection) -> Sequence[Table]:
    """Return a database's own tables, those that others refer to first, of whichever version.

    Their values are taken as the driver gives them, and go as they are into another driver; but
    drivers differ about JSON.
    """
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _leave_type)
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _leave_type(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    is_json = isinstance(column["type"], JSON)
    column["type"] = JSON(none_as_null=True) if is_json else NullType()
