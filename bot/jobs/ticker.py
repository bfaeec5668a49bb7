"""The clock's work: APScheduler only ticks; what is due stands in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Ticker:
    """Runs each job once a day, and at the start."""

    daily: tuple[Callable[[], Awaitable[None]], ...]

    async def run(self, stopping: asyncio.Event) -> None:
        """Tick until ``stopping`` is set."""
        # A late tick is still a tick: the default would drop one that is over a second late.
        scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        for job in self.daily:
            await job()
            scheduler.add_job(job, "interval", seconds=_DAY)
        scheduler.start()
        try:
            await stopping.wait()
        finally:
            scheduler.shutdown(wait=False)
