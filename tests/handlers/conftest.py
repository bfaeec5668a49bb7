"""A bot that is talked to, on a database of its own."""

import pytest

from storage.database import Database
from tests.handlers.talk import Talk


@pytest.fixture
async def talk(sqlite_database: Database) -> Talk:
    return Talk(sqlite_database)
