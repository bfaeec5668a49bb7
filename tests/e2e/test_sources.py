"""How sources are watched: politely, patiently, and without one disturbing another."""

from dataclasses import replace

import pytest

from demo.newsroom import Site
from demo.newsroom.faults import Broken, Hang, Status
from demo.telegram.people.person import Person
from tests.support.prose import prose
from tests.support.stage import HOSTS, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def follower(stage: Stage, words: str) -> Person:
    person = stage.telegram.person("Ann")
    await stage.answer(person, f"/follow {words}")
    return person


async def test_the_first_look_alerts_nobody(stage: Stage) -> None:
    ann = await follower(stage, "comet")
    site = stage.open_site()
    old = [site.publish(f"Comet number {number} passes", "", prose()) for number in range(3)]
    await stage.watches(site)
    new = site.publish("Comet number 9 arrives", "", prose())
    await stage.told(ann, new.headline)
    await stage.settled(new)
    assert not any(stage.alerts(ann, story.headline) for story in old)


async def test_an_unchanged_feed_answers_304(stage: Stage) -> None:
    def statuses(site: Site) -> list[tuple[int, bool, bool]]:
        visits = stage.newsroom.visits_to(site.feed_path)
        return [(v.status, bool(v.if_none_match), bool(v.if_modified_since)) for v in visits]

    site = await stage.site()
    site.publish("Something new", "", prose())
    await stage.looked(site)
    await stage.looked(site)
    assert statuses(site)[0] == (200, False, False)
    assert statuses(site)[-1] == (304, True, True)


async def test_a_feed_that_hangs_delays_no_other(stage: Stage) -> None:
    ann = await follower(stage, "meteor")
    hanging = stage.open_site(host=HOSTS[1])
    stage.newsroom.faults.add(Hang(), hanging.feed_path)
    site = stage.open_site()
    await stage.watches(hanging, looked=False)
    await stage.watches(site)
    story = site.publish("A meteor over the town", "", prose())
    await stage.told(ann, story.headline, timeout=8)


async def test_a_page_that_hangs_delays_no_other(stage: Stage) -> None:
    ann = await follower(stage, "aurora")
    slow = await stage.site(full_text=False, host=HOSTS[1])
    quick = await stage.site(full_text=False)
    stage.newsroom.faults.add(Hang(), f"/{slow.name}/news/*")
    slow.publish("Aurora seen in the north", "", prose())
    await stage.newsroom.wait_for_look(slow)
    story = quick.publish("Aurora seen in the south", "", prose())
    await stage.told(ann, story.headline, timeout=8)


async def test_a_page_that_cannot_be_read_is_matched_by_its_summary(stage: Stage) -> None:
    ann = await follower(stage, '"solar eclipse"')
    site = await stage.site(full_text=False)
    stage.newsroom.faults.add(Status(500), f"/{site.name}/news/*")
    story = site.publish("Dark at noon", "The solar eclipse lasted two minutes.", prose())
    alert = await stage.told(ann, story.headline)
    assert alert.bold[-2:] == ("solar", "eclipse") or alert.bold[-1] == "solar eclipse"


@pytest.mark.parametrize("fault", [Status(503), Broken()], ids=["server error", "half a feed"])
async def test_a_broken_feed_is_tried_again(stage: Stage, fault: Status | Broken) -> None:
    ann = await follower(stage, "nebula")
    site = await stage.site()
    stage.newsroom.faults.add(fault, site.feed_path, times=3)
    story = site.publish(f"A nebula seen {id(fault)}", "", prose())
    await stage.told(ann, story.headline)
    await stage.settled(story)
    assert len(stage.alerts(ann, story.headline)) == 1


async def test_a_feed_that_links_everything_to_its_front_page(stage: Stage) -> None:
    ann = await follower(stage, "eclipse")
    site = stage.open_site()

    def publish(headline: str) -> str:
        story = site.publish(headline, "", prose())
        site.stories[-1] = replace(story, url=f"{site.home}/")
        return headline

    publish("Old news")
    publish("Older news")
    await stage.watches(site)
    for headline in ("Eclipse tonight", "Eclipse tomorrow", "Eclipse in a year"):
        await stage.told(ann, publish(headline))
    await stage.settled()
    assert len(stage.alerts(ann, site.title)) == 3


async def test_two_editions_of_one_address_alert_once(stage: Stage) -> None:
    ann = await follower(stage, "pulsar")
    site = await stage.site()
    body = prose()
    story = site.publish("A pulsar ticks", "", body)
    await stage.told(ann, story.headline)
    site.revise(story, paragraphs=["The pulsar ticks differently now.", *body])
    await stage.looked(site)
    await stage.settled(story)
    assert len(stage.alerts(ann, story.headline)) == 1


async def test_sighup_watches_what_was_added_and_leaves_what_was_taken_out(stage: Stage) -> None:
    ann = await follower(stage, "quasar")
    leaving = await stage.site()
    log = len(stage.bot.log)
    stage.ignores(leaving)
    await stage.bot.logs("sources read again", since=log)
    joining = await stage.site()
    looks = len(stage.newsroom.visits_to(leaving.feed_path))
    missed = leaving.publish("A quasar for nobody", "", prose())
    story = joining.publish("A quasar for Ann", "", prose())
    await stage.told(ann, story.headline)
    assert len(stage.newsroom.visits_to(leaving.feed_path)) == looks
    assert not stage.alerts(ann, missed.headline)


async def test_sighup_with_a_wrong_file_changes_nothing(stage: Stage) -> None:
    ann = await follower(stage, "supernova")
    site = await stage.site()
    log = len(stage.bot.log)
    stage.spoil_sources('[[source]]\nurl = "ftp://nowhere"\n')
    line = await stage.bot.logs("sources stay as they were", since=log)
    assert "sources.toml: source 1" in line
    assert len(stage.bot.log[log:].splitlines()) == 1
    story = site.publish("A supernova", "", prose())
    await stage.told(ann, story.headline)
