"""Pushes updates to the webhook (Bot API, setWebhook)."""

import asyncio
import time

import aiohttp

from demo.telegram.log import Push
from demo.telegram.state.updates import Update
from demo.telegram.state.webhook import Webhook
from demo.telegram.state.world import World

_IDLE = 3600.0
_TIMEOUT = aiohttp.ClientTimeout(total=60)


async def push_forever(world: World, *, first_pause: float, longest_pause: float) -> None:
    """Push one update after another, in order, each until it is taken with a 2xx.

    A failed push is tried again after pauses that double from ``first_pause`` seconds.
    """
    pause = first_pause
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        while True:
            hook = world.webhook
            if hook is None or not world.updates.waiting:
                await (world.updates.changed() if hook is None else world.updates.arrival(_IDLE))
                continue
            update = world.updates.waiting[0]
            if await _pushed(world, session, hook, update):
                world.updates.confirm(update.id + 1)
                world.changes.happened()
                pause = first_pause
            else:
                await asyncio.sleep(pause)
                pause = min(2 * pause, longest_pause)


async def _pushed(
    world: World, session: aiohttp.ClientSession, hook: Webhook, update: Update
) -> bool:
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    body, at = update.as_json(), world.clock()
    try:
        async with session.post(hook.url, json=body, headers=headers, ssl=False) as response:
            status = response.status
            if b'"method"' in await response.read():
                world.note("webhook", "a method in the answer to a push is not simulated")
            error = f"Wrong response from the webhook: {status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as failure:
        status, error = 0, f"Connection failed: {type(failure).__name__}"
    taken = 200 <= status < 300  # noqa: PLR2004 -- the 2xx of HTTP
    if not taken:
        hook.error, hook.failed_at = error, int(time.time())
    world.log.pushes.append(Push(body, at, status))
    world.changes.happened()
    return taken
