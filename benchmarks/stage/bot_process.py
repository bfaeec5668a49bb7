"""The real bot, in a process of its own, as an operator starts it."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from demo.telegram import SimulatedTelegram


class Watched(Protocol):
    """What ``sources.toml`` says of a source."""

    @property
    def feed_url(self) -> str:
        """Its address."""

    @property
    def title(self) -> str:
        """Its name."""


_ROOT = Path(__file__).parents[2]
_GRACE = 15.0
_LOG_LINES = 30


def database_in(folder: Path) -> str:
    """Return the DATABASE_URL of the bot that runs in this folder."""
    return f"sqlite:///{folder}/jarshy.db"


@asynccontextmanager
async def running_bot(
    folder: Path, telegram: SimulatedTelegram, sites: Iterable[Watched], **settings: str
) -> AsyncIterator[Process]:
    """Run the bot against these until the block ends; an error in it carries the bot's log.

    ``folder`` holds its database; ``settings`` are set over the defaults.
    """
    (folder / "sources.toml").write_text("".join(map(_source, sites)), "utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_ROOT),
        "BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "DATABASE_URL": database_in(folder),
        "SOURCES_FILE": str(folder / "sources.toml"),
        "ALLOW_PRIVATE_NETWORKS": "true",
        **settings,
    }
    log = folder / "bot.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=folder, env=environment, stderr=output
        )
    try:
        yield process
    except BaseException as error:
        last = log.read_text("utf-8", "replace").splitlines()[-_LOG_LINES:]
        error.add_note("\n".join(["the bot's log ends with:", *last]))
        raise
    finally:
        await _end(process)


def _source(site: Watched) -> str:
    return f'[[source]]\nurl = "{site.feed_url}"\nname = "{site.title}"\n'


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_GRACE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
