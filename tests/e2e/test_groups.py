"""Groups: who may change what they follow, and where the answers go."""

import asyncio

import pytest

from tests.support.prose import prose
from tests.support.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_only_administrators_change_what_a_group_follows(stage: Stage) -> None:
    boss, ann = stage.telegram.person("Boss"), stage.telegram.person("Ann")
    groups = [stage.telegram.group("News", admins=[boss], members=[ann]) for _ in range(3)]
    for group in groups:
        await stage.told(group, "/follow stalking")  # the welcome
    by_boss, by_ann, by_nobody = await asyncio.gather(
        stage.answer(boss, "/follow harbour", to=groups[0]),
        stage.answer(ann, "/follow harbour", to=groups[1]),
        stage.answer(boss, "/follow harbour", to=groups[2], anonymous=True),
    )
    assert "You now follow harbour" in by_boss.text
    assert "only this group's administrators" in by_ann.text
    assert "You now follow harbour" in by_nobody.text
    assert by_boss.reply_to is not None
    assert by_boss.reply_to.text == "/follow harbour"

    known = len(stage.telegram.written)
    assert "administrators" in str(await ann.presses(by_boss, "Unfollow: harbour"))
    assert await boss.presses(by_boss, "Unfollow: harbour") == "Unfollowed"
    assert "no longer follow" in (await stage.told(groups[0], since=known)).text


async def test_commands_for_other_bots_are_not_for_us(stage: Stage) -> None:
    stage.telegram.world.sees_everything = True  # or Telegram would not even show it to us
    boss = stage.telegram.person("Boss")
    group = stage.telegram.group("News", admins=[boss])
    await stage.told(group, "/follow stalking")
    await boss.says("/follow@another_bot harbour", to=group)
    await boss.says("harbour, anybody?", to=group)
    answer = await stage.answer(boss, f"/follow@{stage.telegram.bot.username} lagoon", to=group)
    stage.telegram.world.sees_everything = False
    assert "You now follow lagoon" in answer.text
    assert len(stage.telegram.written_to(group)) == 2


async def test_asking_for_words_in_a_group(stage: Stage) -> None:
    boss = stage.telegram.person("Boss")
    group = stage.telegram.group("News", admins=[boss])
    await stage.told(group, "/follow stalking")
    question = await stage.answer(boss, "/follow", to=group)
    assert question.asks is not None
    assert question.asks["selective"] is True
    answer = await stage.answer(boss, "estuary", to=group, reply_to=question)
    assert "You now follow estuary" in answer.text


async def test_a_topic_keeps_its_alerts(stage: Stage) -> None:
    boss = stage.telegram.person("Boss")
    forum = stage.telegram.group("Forum", admins=[boss], forum=True)
    await stage.told(forum, "/follow stalking")
    topic = forum.topic("Coast")
    answer = await stage.answer(boss, "/follow breakwater", to=forum, topic=topic)
    site = await stage.site()
    story = site.publish("A new breakwater", "", prose())
    alert = await stage.told(forum, story.headline)
    assert answer.thread == alert.thread == topic


async def test_somebody_blocks_and_comes_back(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    for person in (ann, bob):
        await stage.answer(person, "/follow isthmus")
    site = await stage.site()
    ann.blocks()
    await _seen(stage)
    calls = len(stage.telegram.requests)
    missed = site.publish("The isthmus is flooded", "", prose())
    await stage.told(bob, missed.headline)
    await stage.settled(missed)
    sent = [call.sent.get("chat_id") for call in stage.telegram.requests[calls:]]
    assert str(ann.id) not in map(str, sent), "nothing was even tried"

    ann.unblocks()
    await _seen(stage)
    story = site.publish("The isthmus is dry again", "", prose())
    await stage.told(ann, story.headline)
    assert not stage.alerts(ann, missed.headline)


async def test_a_block_that_only_an_error_tells(stage: Stage) -> None:
    """The update may be lost or late: a 403 stops the chat too, until the person writes."""
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow fjord")
    site = await stage.site()
    ann.chat.statuses[stage.telegram.bot.id] = "kicked"
    missed = site.publish("A fjord freezes", "", prose())
    await stage.settled(missed)
    calls = len(stage.telegram.requests)
    untold = site.publish("A fjord thaws", "", prose())
    await stage.settled(untold)
    sent = [call.sent.get("chat_id") for call in stage.telegram.requests[calls:]]
    assert str(ann.id) not in map(str, sent)

    ann.chat.statuses[stage.telegram.bot.id] = "member"
    assert "1. fjord" in (await stage.answer(ann, "/list")).text
    story = site.publish("A fjord is a fjord", "", prose())
    await stage.told(ann, story.headline)


async def test_kicked_from_a_group_and_back(stage: Stage) -> None:
    boss = stage.telegram.person("Boss")
    group = stage.telegram.group("News", admins=[boss])
    await stage.told(group, "/follow stalking")
    await stage.answer(boss, "/follow peninsula", to=group)
    site = await stage.site()
    group.kicks_bot()
    await _seen(stage)
    missed = site.publish("The peninsula sleeps", "", prose())
    await stage.settled(missed)
    known = len(stage.telegram.written)
    group.adds_bot()
    await stage.told(group, "I can write in News again", since=known)
    story = site.publish("The peninsula wakes", "", prose())
    await stage.told(group, story.headline)
    assert not stage.alerts(group, missed.headline)


async def test_a_group_becomes_a_supergroup(stage: Stage) -> None:
    boss = stage.telegram.person("Boss")
    group = stage.telegram.group("News", admins=[boss], supergroup=False)
    await stage.told(group, "/follow stalking")
    await stage.answer(boss, "/follow archipelago", to=group)
    site = await stage.site()
    group.migrates()
    await _seen(stage)
    story = site.publish("The archipelago votes", "", prose())
    await stage.told(group, story.headline)
    await stage.settled(story)
    assert len(stage.alerts(group, story.headline)) == 1
    assert "1. archipelago" in (await stage.answer(boss, "/list", to=group)).text


async def test_a_migration_that_only_an_error_tells(stage: Stage) -> None:
    """400 with migrate_to_chat_id: the alert itself arrives in the new chat, once."""
    boss = stage.telegram.person("Boss")
    group = stage.telegram.group("News", admins=[boss], supergroup=False)
    await stage.told(group, "/follow stalking")
    await stage.answer(boss, "/follow lagoonside", to=group)
    site = await stage.site()
    updates = stage.telegram.world.updates
    allowed = updates.allowed
    updates.allow(["callback_query"])  # what Telegram says about it is lost
    group.migrates()
    updates.allow(allowed)
    story = site.publish("Lagoonside, again", "", prose())
    await stage.told(group, story.headline)
    await stage.settled(story)
    assert len(stage.alerts(group, story.headline)) == 1


async def _seen(stage: Stage) -> None:
    """Wait until the bot has handled, and confirmed, every update."""
    await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed)
