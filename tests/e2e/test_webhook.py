"""Updates by webhook: pushed, secret, and answered with 200 only after the commit."""

import socket
from pathlib import Path

import aiohttp
import pytest

from demo.telegram.faults import Slow
from tests.support.stage import Stage, open_stage

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def push(stage: Stage, update: object, secret: str | None = None) -> int:
    hook = stage.telegram.world.webhook
    assert hook is not None
    headers = {HEADER: hook.secret if secret is None else secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(hook.url, json=update, headers=headers) as response,
    ):
        return response.status


@pytest.mark.xdist_group("webhook")
async def test_updates_by_webhook(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/bot"
    async with open_stage(tmp_path, PUBLIC_URL=url, WEB_PORT=str(port)) as stage:
        await stage.starts()
        boss = stage.telegram.person("Boss")
        assert "You now follow delta" in (await stage.answer(boss, "/follow delta")).text
        assert stage.telegram.world.webhook is not None
        assert len(stage.telegram.world.webhook.secret) == 64
        assert not stage.telegram.log.calls("getUpdates")

        known = len(stage.telegram.written)
        taken = stage.telegram.log.pushes[-1].update
        assert await push(stage, taken) == 200, "Telegram did not hear us the first time"
        assert await push(stage, taken, secret="wrong") == 404
        assert await push(stage, taken, secret="") == 404
        assert await push(stage, "nothing") == 400

        group = stage.telegram.group("News", admins=[boss])
        await stage.told(group, "/follow stalking")
        stage.telegram.faults.add(Slow(2), method="getChatMember")
        await boss.says("/follow oxbow", to=group)
        await stage.telegram.wait_until(lambda: bool(stage.telegram.log.calls("getChatMember")))
        pushes = len(stage.telegram.log.pushes)
        assert not stage.rows("SELECT 1 FROM follow WHERE text = 'oxbow'")
        await stage.bot.stops()
        assert [push.status for push in stage.telegram.log.pushes[pushes:]][:1] == [200]
        assert stage.rows("SELECT 1 FROM follow WHERE text = 'oxbow'")

        await boss.says("/list")
        await stage.starts()
        await stage.told(group, "You now follow oxbow")
        assert "1. delta" in (await stage.told(boss, "What you follow")).text
        await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed)
        answers = [message.text for message in stage.telegram.written[known:]
                   if "You now follow" in message.text]  # fmt: skip
        assert len(answers) == 1
        assert stage.telegram.violations == []
        stage.bot.check_log()


async def test_from_webhook_to_long_polling(tmp_path: Path) -> None:
    """A webhook that an earlier run left behind is taken away, and nothing with it."""
    async with open_stage(tmp_path) as stage:
        ann = stage.telegram.person("Ann")
        async with aiohttp.ClientSession() as session:
            call = f"{stage.telegram.url}/bot{stage.telegram.token}/setWebhook"
            await session.post(call, json={"url": f"http://127.0.0.1:{free_port()}/gone"})
        await ann.says("/start")
        await stage.starts()
        await stage.told(ann)
        assert stage.telegram.world.webhook is None
        stage.bot.check_log()
