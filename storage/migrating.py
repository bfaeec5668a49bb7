"""Bringing a database of any released version to this one's schema."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.database import Database


class UnusableDatabaseError(Exception):
    """The database can't be opened, or a newer version of the bot made its schema."""


async def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction; a database of this version is left alone.

    Raises UnusableDatabaseError, in one line, for whatever keeps it from being used.
    """
    try:
        async with database.write() as connection:
            await connection.run_sync(_upgrade)
    except DBAPIError as error:
        raise UnusableDatabaseError(str(error.orig)) from error
    except (SQLAlchemyError, OSError, ValueError) as error:  # drivers raise the latter two as well
        raise UnusableDatabaseError(str(error)) from error


def alembic_config(connection: Connection) -> Any:
    """Return Alembic's configuration for our scripts on this connection."""
    from alembic.config import Config  # noqa: PLC0415 (only the start needs it)

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 (only the start needs it)
    from alembic.util import CommandError  # noqa: PLC0415 (as above)

    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        message = f"it was used by a newer version of the bot ({error})"
        raise UnusableDatabaseError(message) from error
