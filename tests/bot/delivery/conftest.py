"""An outbox to owe things in."""

from collections.abc import Callable

import pytest

from storage.database import Database
from tests.support.fake_telegram import FakeTelegram
from tests.support.owing import Outbox


@pytest.fixture
def owing(sqlite_database: Database) -> Outbox:
    return Outbox(sqlite_database, FakeTelegram())


@pytest.fixture
def everything_sent() -> Callable[[list[str]], bool]:
    return lambda states: bool(states) and set(states) <= {"sent", "folded", "expired"}
