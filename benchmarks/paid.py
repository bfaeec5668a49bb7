"""How many messages a second leave one process, where the operator pays Telegram for them.

    python -m benchmarks.paid [CHATS]

PAID_BROADCAST=true and SEND_RATE=1000, on SQLite and on PostgreSQL. One story is owed to every
chat when the bot starts. The simulated Telegram is another process; it and the database server
share the machine's cores with the bot.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.baselines.run import run_baseline
from benchmarks.report import Figure, Report, show
from benchmarks.stage.backlog import let_alerts_wait
from benchmarks.stage.bot_process import running_bot
from benchmarks.stage.crowd import people
from benchmarks.stage.databases import KINDS, empty_database
from benchmarks.stage.steady import steady
from benchmarks.stage.words import invented
from demo.telegram import SimulatedTelegram

_CHATS = 20_000
_RATE = 1_000
_GOAL = 700
_PATIENCE = 300.0


async def measure(chats: int = _CHATS, databases: Sequence[str] = KINDS) -> Report:
    """Measure one alert to each of this many chats, on each of these databases."""
    naive = await _token_bucket(chats)
    figures = []
    for name in databases:
        seconds, refused = await _bot(chats, name)
        figures += [
            Figure(
                f"{name}: per message",
                1_000 * seconds / chats,
                "ms",
                1_000 * naive / chats,
                most=1_000 / _GOAL,
            ),
            Figure(f"{name}: messages a second", chats / seconds, "", chats / naive),
            Figure(f"{name}: answered 429", refused, "", most=0),
        ]
    return Report(
        f"{chats} alerts to {chats} chats with PAID_BROADCAST, SEND_RATE={_RATE}",
        f"the same messages by a token bucket of {_RATE} a second, which remembers nothing",
        figures,
    )


async def _bot(chats: int, kind: str) -> tuple[float, int]:
    """Return the seconds from the first to the last message, and how many were refused."""
    async with SimulatedTelegram() as telegram:
        readers = people(telegram, chats)
        with tempfile.TemporaryDirectory() as folder, empty_database(kind) as url:
            await let_alerts_wait(url, readers, next(invented(1)), 1)
            paying = {"PAID_BROADCAST": "true", "SEND_RATE": str(_RATE), "DATABASE_URL": url}
            async with running_bot(Path(folder), telegram, [], **paying):
                await telegram.wait_until(lambda: len(telegram.written) >= chats, _PATIENCE)
        return _seconds(telegram), telegram.limits.refused


async def _token_bucket(chats: int) -> float:
    async with SimulatedTelegram() as telegram:
        telegram.rates.per_second = _RATE
        readers = people(telegram, chats)
        api = f"{telegram.url}/bot{telegram.token}"
        await run_baseline("token_bucket", str(_RATE), api, *(str(one.id) for one in readers))
        return _seconds(telegram)


def _seconds(telegram: SimulatedTelegram) -> float:
    return telegram.written[-1].at - telegram.written[0].at


if __name__ == "__main__":
    with steady():
        show(asyncio.run(measure(int(sys.argv[1]) if sys.argv[1:] else _CHATS)))
