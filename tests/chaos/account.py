"""What one kind of trouble cost: how much was owed meanwhile, delivered, lost and doubled.

With CHAOS_ACCOUNTS, the path of a file, every account is added to it as a line of JSON:
``tests.chaos.report`` makes a table of them.
"""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from demo.newsroom import Story
from tests.chaos.players import Players

ROUNDS = int(os.environ.get("ROUNDS", "3"))
IS_LONG = ROUNDS >= 50
TIMES = max(1, ROUNDS // 50)
"""How often each trouble comes; there is one for fifty kills."""
_PATIENCE = 120.0

Settled = Callable[[Collection[Story]], Awaitable[None]]


@dataclass(slots=True)
class Account:
    """One line of the table.

    Attributes:
        scenario: the trouble.
        events: how often it struck.
        owed: (destination, story, follow) that became due meanwhile.
        delivered: how many of them a message told.
        doubled: how many messages told something again, or answered a command again.
        bound: how many those may be: rows in ``sending`` at kills, and answers lost.
    """

    scenario: str
    events: int = 0
    owed: int = 0
    delivered: int = 0
    doubled: int = 0
    bound: int = 0

    @property
    def lost(self) -> int:
        """How many were never told."""
        return self.owed - self.delivered

    def add(self, other: "Account") -> None:
        """Add what the same trouble cost another time."""
        self.events += other.events
        self.owed += other.owed
        self.delivered += other.delivered
        self.doubled += other.doubled
        self.bound += other.bound

    def close(self) -> None:
        """Add it to the table."""
        if path := os.environ.get("CHAOS_ACCOUNTS"):
            with Path(path).open("a", encoding="utf-8") as table:
                table.write(json.dumps(asdict(self)) + "\n")


@asynccontextmanager
async def account(
    players: Players,
    scenario: str,
    settled: Settled | None = None,
    patience: float = _PATIENCE,
) -> AsyncIterator[Account]:
    """Count what becomes owed inside the block; at its end all of it must have arrived.

    Args:
        players: whose ledger it is.
        scenario: the trouble.
        settled: waits until these stories are read and nothing waits any more; the stage's own
            way if it is None.
        patience: seconds that all of that may take.
    """
    stage, ledger = players.stage, players.ledger
    one = Account(scenario)
    owed, doubles, known = ledger.owed(), ledger.doubles(), set(ledger.words)
    yield one
    stage.telegram.faults.clear()
    try:
        await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed, patience)
        fresh = set(ledger.words) - known
        if settled is None:
            await stage.settled(*fresh, timeout=patience)
        else:
            await settled(fresh)
    finally:
        due = ledger.owed() - owed
        one.owed, one.delivered = len(due), len(due & ledger.delivered())
        one.doubled = ledger.doubles() - doubles
        one.close()
    assert not ledger.unanswered(), ledger.unanswered()
    assert not ledger.handled_twice(), ledger.handled_twice()
    wrong = ledger.delivered() ^ ledger.owed()
    assert not wrong, wrong
    assert one.doubled <= one.bound, one
    assert not stage.telegram.violations, stage.telegram.violations
