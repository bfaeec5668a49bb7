"""Asking hubs: to push, to go on before the lease ends, or to stop.

Before each request it is noted when the next one is due; the hub's confirmation, which comes at
the callback, puts that off to two thirds of the lease. So nothing has to be done about a request
that failed, or whose answer was lost with the process: the next one follows, later each time.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.due_work import DueWork
from bot.websub.naming import Names
from news.fetching.errors import BadAddressError, FetchError, RefusedAddressError
from news.websub.leases import WANTED, next_attempt, refusal_pause
from storage import subscriptions
from storage.database import Database
from storage.subscriptions import ASKED, LEAVING, PUSHING, REFUSED, VERIFIED, Subscription

_log = structlog.get_logger(__name__)

_AT_ONCE = 20
_FAREWELLS = 3  # requests to stop, before the hub finds out by a push that we are gone
_PAUSE = 1.0
_SUCCESS = range(200, 300)
_REFUSALS = frozenset(range(400, 500))
_LATER = frozenset({408, 425, 429})  # of the refusals, those that ask to come again


class Posts(Protocol):
    """What is needed of ``news.fetching.fetcher.Fetcher``."""

    async def post(self, url: str, fields: dict[str, str]) -> int:
        """Send a form and return the answer's status; FetchError when there is no answer."""
        ...


class Subscriber:
    """Asks until told to stop.

    Args:
        database: where subscriptions stand.
        fetcher: sends the requests; its address policy holds for hubs, too.
        names: our callbacks.
        clock: the time.
        random: spreads the requests.
        rest: seconds for which something may be due before that is noticed.
    """

    def __init__(
        self,
        database: Database,
        fetcher: Posts,
        names: Names,
        clock: Clock,
        random: Random,
        rest: float = 5.0,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._names = names
        self._clock = clock
        self._random = random
        self._work = DueWork(
            "subscribe source", self._due, self._do, clock, at_once=_AT_ONCE, rest=rest
        )

    async def run(self, stopping: asyncio.Event) -> None:
        """Ask until ``stopping`` is set."""
        await self._begin_anew()
        await self._work.run(stopping)

    async def _begin_anew(self) -> None:
        """Subscribe again whatever hubs know under another PUBLIC_URL."""
        async with self._database.write() as connection:
            now = self._clock.now()
            for one in await subscriptions.known_elsewhere(connection, self._names.ending):
                await subscriptions.lapsed(connection, now, one.path)
                await self._begin(connection, now, one)

    async def _begin(self, connection: AsyncConnection, now: datetime, one: Subscription) -> None:
        path, secret = self._names.path(), self._names.secret()
        await subscriptions.begin(connection, now, one.id, one.hub, one.topic, path, secret)

    async def _due(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Subscription]:
        async with self._database.read() as connection:
            return await subscriptions.due(connection, now, busy, most)

    async def _do(self, found: Subscription) -> None:
        try:
            async with self._database.write() as connection:
                now = self._clock.now()
                one = await subscriptions.of_source(connection, found.id)
                mode = None if one is None else await self._prepare(connection, now, one)
            if one is not None and mode is not None:
                await self._ask(one, mode)
        except Exception:  # noqa: BLE001 (one subscription must not stop the others)
            _log.exception("a subscription went wrong", source=found.id)
            await self._clock.sleep(_PAUSE)

    async def _prepare(
        self, connection: AsyncConnection, now: datetime, one: Subscription
    ) -> str | None:
        """Note that a hub is about to be asked; return what, None if there is nothing to ask."""
        if not one.is_wanted:
            return await self._prepare_to_leave(connection, now, one)
        if one.state == LEAVING:
            await self._begin(connection, now, one)
            return None
        due_at = now + timedelta(seconds=next_attempt(one.failures, self._random))
        if one.lease_until is not None and one.lease_until > now:
            due_at = min(due_at, one.lease_until)
        elif one.state in {VERIFIED, PUSHING}:
            _log.warning("a subscription ran out", topic=one.topic, hub=one.hub)
            await subscriptions.lapsed(connection, now, one.path)
        state = ASKED if one.state == REFUSED else None
        await subscriptions.ask(connection, one.path, due_at, one.failures + 1, state=state)
        return "subscribe"

    async def _prepare_to_leave(
        self, connection: AsyncConnection, now: datetime, one: Subscription
    ) -> str | None:
        attempts = one.failures if one.state == LEAVING else 0
        if one.lease_until is None or attempts >= _FAREWELLS:
            await subscriptions.forget(connection, one.id)
            return None
        due_at = now + timedelta(seconds=next_attempt(attempts, self._random))
        await subscriptions.ask(connection, one.path, due_at, attempts + 1, state=LEAVING)
        return "unsubscribe"

    async def _ask(self, one: Subscription, mode: str) -> None:
        form = {
            "hub.mode": mode,
            "hub.topic": one.topic,
            "hub.callback": self._names.callback(one.path),
        }
        if mode == "subscribe":
            form |= {"hub.secret": one.secret, "hub.lease_seconds": str(WANTED)}
        try:
            status = await self._fetcher.post(one.hub, form)
        except (RefusedAddressError, BadAddressError) as error:
            await self._refused(one, str(error))
        except FetchError as error:
            self._say(one, str(error))
        else:
            if status in _REFUSALS - _LATER:
                await self._refused(one, f"answered {status}")
            elif status not in _SUCCESS:
                self._say(one, f"answered {status}")

    async def _refused(self, one: Subscription, why: str) -> None:
        _log.info("the hub refuses", topic=one.topic, hub=one.hub, why=why)
        async with self._database.write() as connection:
            if not one.is_wanted:
                await subscriptions.forget(connection, one.id)
                return
            now = self._clock.now()
            due_at = now + timedelta(seconds=refusal_pause(self._random))
            await subscriptions.refused(connection, now, one.path, due_at)

    def _say(self, one: Subscription, why: str) -> None:
        if one.failures == 0:
            _log.info("the hub can't be asked", topic=one.topic, hub=one.hub, why=why)


async def forget_all(database: Database, clock: Clock) -> None:
    """Forget all subscriptions: without PUBLIC_URL no hub can reach us."""
    async with database.write() as connection:
        for one in await subscriptions.known_elsewhere(connection, None):
            await subscriptions.lapsed(connection, clock.now(), one.path)
            await subscriptions.forget(connection, one.id)
