"""The bot ends, by order or by force, and begins again on the same database."""

import os
from pathlib import Path

import pytest

from demo.telegram.faults import Dropped, Flood, Slow
from tests.support.bot_process import until
from tests.support.prose import prose
from tests.support.stage import Stage, open_stage

shared = pytest.mark.asyncio(loop_scope="session")


async def test_what_appeared_while_it_was_down_is_alerted_once(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        site = stage.open_site(full_text=False)
        old = site.publish("Flood of last week", "", prose())
        await stage.watches(site)
        await stage.starts()
        ann = stage.telegram.person("Ann")
        await stage.answer(ann, "/follow flood")
        await stage.looked(site)
        before = site.publish("Flood before the end", "", prose())
        await stage.told(ann, before.headline)
        assert await stage.bot.stops() < 5

        during = [site.publish(f"Flood number {number}", "", prose()) for number in range(2)]
        await ann.says("/list")
        await stage.starts()
        for story in during:
            await stage.told(ann, story.headline)
        assert "1. flood" in (await stage.told(ann, "What you follow")).text
        await stage.looked(site)
        after = site.publish("Flood after it all", "", prose())
        await stage.told(ann, after.headline)

        assert not stage.alerts(ann, old.headline)
        for story in (before, *during, after):
            assert len(stage.alerts(ann, story.headline)) == 1
        assert len(stage.alerts(ann, "What you follow")) == 1
        assert stage.telegram.violations == []
        stage.bot.check_log()


async def test_sigterm_while_telegram_is_slow(tmp_path: Path) -> None:
    """A command waits for an answer for three seconds, and is finished before the end.

    A message waits for one that never comes: it is given up in time, and sent again.
    """
    async with open_stage(tmp_path) as stage:
        await stage.starts()
        boss, ann = stage.telegram.person("Boss"), stage.telegram.person("Ann")
        group = stage.telegram.group("News", admins=[boss])
        await stage.told(group, "/follow stalking")
        stage.telegram.faults.add(Slow(3), method="getChatMember")
        stage.telegram.faults.add(Slow(60), method="sendMessage", chat_id=ann.id)
        await boss.says("/follow earthquake", to=group)
        await ann.says("/follow landslide")
        await stage.told(ann, "landslide")
        assert not stage.rows("SELECT 1 FROM follow WHERE text = 'earthquake'")
        await stage.bot.stops()
        assert stage.rows("SELECT 1 FROM follow WHERE text = 'earthquake'")
        await stage.starts()
        await stage.told(group, "You now follow earthquake")
        await _seen(stage)
        await stage.settled()
        assert len(stage.alerts(group, "earthquake")) == 1
        assert len(stage.alerts(ann, "landslide")) == 2
        assert stage.telegram.violations == []
        stage.bot.check_log()


async def test_sigterm_while_a_thread_hangs(tmp_path: Path) -> None:
    """Nothing can cancel a thread; here one waits for somebody to write into a pipe."""
    async with open_stage(tmp_path) as stage:
        await stage.starts()
        pipe = tmp_path / "sources.toml"
        pipe.unlink()
        os.mkfifo(pipe)
        stage.bot.hangs_up()
        ann = stage.telegram.person("Ann")
        await stage.answer(ann, "/start")
        await stage.bot.stops()
        assert "left behind" in stage.bot.log
        stage.bot.check_log()


async def test_sigterm_while_it_starts(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await stage.bot.start(cold=True)  # most of the start are imports
        await until((tmp_path / "jarshy.db.lock").exists, 30)
        await stage.bot.stops()
        assert not stage.telegram.requests
        stage.bot.check_log()


async def test_sigterm_during_a_flood_keeps_the_promise_to_wait(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await stage.starts()
        people = [stage.telegram.person(f"Person {number}") for number in range(6)]
        stage.telegram.faults.add(Flood(9, everywhere=True), method="sendMessage")
        for person in people:
            await person.says("/follow drought")
        await until(lambda: bool(stage.rows("SELECT 1 FROM hold WHERE chat_id = 0")), 20)
        assert await stage.bot.stops() < 5
        impatient = stage.telegram.limits.impatient
        assert not stage.rows("SELECT 1 FROM delivery WHERE state = 'sending'")
        await stage.starts()
        for person in people:
            await stage.told(person, "You now follow drought")
        await stage.settled()
        assert stage.telegram.limits.impatient == impatient
        assert all(len(stage.telegram.written_to(person)) == 1 for person in people)
        assert stage.rows("SELECT sum(possible_doubles) FROM delivery") == [(0,)]
        stage.bot.check_log()


async def test_a_kill_right_after_commands(tmp_path: Path) -> None:
    """One was answered, one was not, and of one the answer was taken but Telegram did not say so.

    The last is the one case where a double is right.
    """
    async with open_stage(tmp_path) as stage:
        await stage.starts()
        boss, *people = (stage.telegram.person(name) for name in ("Boss", "Ann", "Bob", "Eve"))
        ann, bob, eve = people
        group = stage.telegram.group("News", admins=[boss])
        await stage.told(group, "/follow stalking")
        stage.telegram.faults.add(Slow(20), method="getChatMember")
        await boss.says("/follow volcano", to=group)  # nothing after it can be confirmed
        await stage.answer(ann, "/follow volcano")
        await stage.settled()
        stage.telegram.faults.add(Dropped(accepted=True), method="sendMessage")
        await stage.answer(eve, "/follow volcano")
        await bob.says("/follow volcano")
        await stage.bot.dies()
        assert len(stage.telegram.unconfirmed) == 4
        await stage.starts()
        await stage.told(bob, "You now follow volcano")
        await _seen(stage)
        await stage.settled()
        copies = [len(stage.alerts(chat, "You now follow")) for chat in (group, ann, bob, eve)]
        assert copies == [1, 1, 1, 2]
        assert not [one for one in stage.telegram.written if "already" in one.text]
        assert stage.rows("SELECT sum(possible_doubles) FROM delivery") == [(1,)]
        assert stage.telegram.violations == []
        stage.bot.check_log()


@shared
async def test_an_update_is_confirmed_only_after_its_commit(stage: Stage) -> None:
    """At every call that confirms an update, the database holds it as handled."""
    boss = stage.telegram.person("Boss")
    group = stage.telegram.group("News", admins=[boss])
    await _seen(stage)
    stage.telegram.faults.add(Slow(1.5), method="getChatMember")
    await boss.says("/follow geyser", to=group)
    others = [stage.telegram.person(f"Person {number}") for number in range(5)]
    for person in others:
        await person.says("/start")
    for person in others:
        await stage.told(person)  # a slow update holds up no other chat
    slow = stage.telegram.unconfirmed
    assert slow, "the slow update and all after it are not confirmed yet"
    assert not stage.rows("SELECT 1 FROM handled_update WHERE id = ?", slow[0].id)
    await stage.told(group, "You now follow geyser")
    await _seen(stage)
    handled = {row[0] for row in stage.rows("SELECT id FROM handled_update")}
    assert {update.id for update in slow} <= handled
    assert len(stage.alerts(group, "You now follow geyser")) == 1


async def _seen(stage: Stage) -> None:
    await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed)
