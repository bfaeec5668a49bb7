"""WebSub: the real process between a newsroom with a hub and a simulated Telegram."""

from pathlib import Path

import aiohttp
import pytest

from demo.newsroom import Site, Story
from tests.e2e.test_webhook import free_port
from tests.support.bot_process import until
from tests.support.stage import Stage, open_stage

RARELY = "600"  # seconds between looks


def story(site: Site, name: str, words: str) -> Story:
    return site.publish(f"{words} in {name}", f"{words.title()}. It was told in {name} today.")


async def subscribed(stage: Stage, *, times: int = 1) -> None:
    hub = stage.newsroom.hub
    verified = [one for one in hub.asked if one.outcome == "verified"]
    await stage.newsroom.wait_until(
        lambda: len([one for one in hub.asked if one.outcome == "verified"]) >= times, 20
    )
    assert len(verified) <= times


@pytest.mark.xdist_group("webhook")
async def test_what_a_hub_pushes_is_told_at_once_and_survives_restarts(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/bot"
    async with open_stage(
        tmp_path,
        PUBLIC_URL=url,
        WEB_PORT=str(port),
        POLL_MIN_SECONDS=RARELY,
        POLL_MAX_SECONDS=RARELY,
    ) as stage:
        site = stage.newsroom.site("pushed", full_text=True, with_hub=True)
        await stage.watches(site)
        await stage.starts()
        await subscribed(stage)
        asked = stage.newsroom.hub.asked[0]
        assert asked.callback.startswith(f"{url}/websub/")
        assert len(asked.secret) == 64
        ann = stage.telegram.person("Ann")
        await stage.answer(ann, "/follow tulips")

        first = story(site, "Almaty", "tulips bloom")
        assert first.url in str((await stage.told(ann, "tulips bloom in Almaty")).content)
        looks = len(stage.newsroom.visits_to(site.feed_path))
        assert looks == 1, "a push needs no look"
        assert stage.rows("SELECT state FROM subscription") == [("pushing",)]

        callback = asked.callback
        async with aiohttp.ClientSession() as http:
            for headers in ({}, {"X-Hub-Signature": "sha256=" + "0" * 64}):
                body = b"<rss><channel><item><title>tulips for sale</title></item></channel></rss>"
                async with http.post(callback, data=body, headers=headers) as answer:
                    assert 200 <= answer.status < 300
            for mode, topic in (
                ("subscribe", "http://other.example/"),
                ("unsubscribe", site.feed_url),
            ):
                query = {"hub.mode": mode, "hub.topic": topic, "hub.challenge": "x"}
                async with http.get(callback, params=query) as answer:
                    assert answer.status == 404
            async with http.post(f"{url}/websub/{'a' * 32}", data=b"") as answer:
                assert answer.status == 410
        assert stage.bot.log.count("is not signed by its hub") == 1

        await stage.restarts()
        story(site, "Astana", "tulips sell")
        await stage.told(ann, "tulips sell in Astana")
        assert len([one for one in stage.newsroom.hub.asked if one.mode == "subscribe"]) == 1

        stage.ignores(site)
        await stage.newsroom.wait_until(lambda: not stage.newsroom.hub.subscriptions, 20)
        await until(lambda: not stage.rows("SELECT 1 FROM subscription"))
        stage.bot.check_log()
        assert stage.telegram.violations == []
