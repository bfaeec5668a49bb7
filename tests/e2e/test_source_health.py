"""Sources that move, end, fail or ask for patience: who hears of it, and how often."""

from collections.abc import Callable

import pytest

from demo.newsroom import Site
from demo.newsroom.faults import Redirect, Status
from demo.telegram.state.message import Message
from tests.support.bot_process import until
from tests.support.prose import prose
from tests.support.stage import HOSTS, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


def notices(stage: Stage, site: Site, words: str = "") -> list[Message]:
    """Return what the operator was told about a site."""
    return [
        message for message in stage.alerts(stage.operator, site.title) if words in message.text
    ]


async def told_the_operator(stage: Stage, holds: Callable[[], bool]) -> None:
    await stage.answer(stage.operator, "/start")
    await stage.telegram.wait_until(holds, 20)


async def test_a_feed_that_moved_for_good_is_read_where_it_is_now(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow theodolite")
    site, new = stage.open_site(host=HOSTS[6]), stage.open_site(host=HOSTS[6])
    await stage.watches(site)
    new.stories.extend(site.stories)
    stage.newsroom.faults.add(Redirect(new.feed_url, 301), site.feed_path)
    await until(lambda: bool(stage.rows("SELECT 1 FROM source WHERE url = ?", new.feed_url)))
    await stage.newsroom.wait_for_look(new)
    looks = len(stage.newsroom.visits_to(site.feed_path))
    story = new.publish("A theodolite on the pass", "", prose())
    await stage.told(ann, story.headline)
    assert len(stage.newsroom.visits_to(site.feed_path)) == looks


async def test_a_feed_that_is_gone_ends_and_the_operator_hears_of_it(stage: Stage) -> None:
    site = await stage.site(host=HOSTS[6])
    stage.newsroom.faults.add(Status(410), site.feed_path)
    await told_the_operator(stage, lambda: bool(notices(stage, site, "is gone for good")))
    looks = len(stage.newsroom.visits_to(site.feed_path))
    other = await stage.site(host=HOSTS[6])
    await stage.looked(other)
    assert len(stage.newsroom.visits_to(site.feed_path)) == looks
    assert len(notices(stage, site)) == 1


async def test_five_failures_are_told_once_and_so_is_the_end_of_them(stage: Stage) -> None:
    site = await stage.site(host=HOSTS[6])
    stage.newsroom.faults.add(Status(503), site.feed_path)
    began = len(stage.newsroom.visits_to(site.feed_path))
    await told_the_operator(
        stage, lambda: bool(notices(stage, site, "several looks in a row have failed"))
    )
    assert len(stage.newsroom.visits_to(site.feed_path)) - began >= 5
    await stage.newsroom.wait_for_look(site, 2)
    assert len(notices(stage, site)) == 1

    stage.newsroom.faults.clear()
    await told_the_operator(stage, lambda: bool(notices(stage, site, "is well again")))
    await stage.newsroom.wait_for_look(site, 2)
    assert len(notices(stage, site)) == 2


async def test_retry_after_is_honoured(stage: Stage) -> None:
    site = await stage.site(host=HOSTS[6])
    stage.newsroom.faults.add(Status(429, retry_after=3), site.feed_path, times=1)
    await stage.newsroom.wait_until(
        lambda: stage.newsroom.visits_to(site.feed_path)[-1].status == 429
    )
    await stage.newsroom.wait_for_look(site)
    *_, refused, after = stage.newsroom.visits_to(site.feed_path)
    assert after.at - refused.at >= 3
