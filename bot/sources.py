"""Taking the sources of ``sources.toml`` into the database, at the start and on SIGHUP."""

import asyncio
from pathlib import Path

from bot.clock import Clock
from news.sourcefile import load
from storage import sources
from storage.database import Database
from storage.sources import SourceSettings


async def take_sources(database: Database, clock: Clock, path: Path) -> int:
    """Make the file's sources the ones that are watched; return how many there are.

    Raises SourceFileError if the file is wrong; then nothing changes.
    """
    configured = await asyncio.to_thread(load, path)
    settings = [
        SourceSettings(one.url, one.name, one.kind, one.language, one.selector)
        for one in configured
    ]
    async with database.write() as connection:
        await sources.sync_file(connection, clock.now(), settings)
    return len(settings)
