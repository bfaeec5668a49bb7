"""Bringing a database of any released version to this one's schema."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"


class UnusableDatabaseError(Exception):
    """The database can't be opened, or a newer version of the bot made its schema."""


async def migrate(database: Database, to: str = "head") -> None:
    """Apply what is missing, in one transaction; a database of this version is left alone.

    ``to`` is the version of another schema than the newest.

    Raises UnusableDatabaseError, in one line, for whatever keeps it from being used.
    """
    try:
        async with database.write() as connection:
            await connection.run_sync(upgrade, to)
    except DBAPIError as error:
        raise UnusableDatabaseError(str(error.orig)) from error
    except (SQLAlchemyError, OSError, ValueError) as error:  # drivers raise the latter two as well
        raise UnusableDatabaseError(str(error)) from error


def alembic_config(connection: Connection) -> Any:
    """Return Alembic's configuration for our scripts on this connection."""
    from alembic.config import Config  # noqa: PLC0415 (only the start needs it)

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply what is missing in a transaction of the caller's.

    Raises UnusableDatabaseError for the database of a newer version.
    """
    from alembic import command  # noqa: PLC0415 (only the start needs it)
    from alembic.util import CommandError  # noqa: PLC0415 (as above)

    try:
        command.upgrade(alembic_config(connection), to)
    except CommandError as error:
        message = f"it was used by a newer version of the bot ({error})"
        raise UnusableDatabaseError(message) from error


def version(connection: Connection) -> str | None:
    """Return the version of a database's schema, None if it has none of ours."""
    from alembic.migration import MigrationContext  # noqa: PLC0415 (as above)

    return MigrationContext.configure(connection).get_current_revision()


def is_known(version: str) -> bool:
    """Tell whether this is the version of a schema that we can bring to the newest."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 (as above)

    scripts = ScriptDirectory(str(_SCRIPTS)).walk_revisions()
    return version in {script.revision for script in scripts}
