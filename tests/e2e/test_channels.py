"""Channels are managed from private chat; topics close and rights go without losing a follow."""

import pytest

from demo.telegram.people.person import Person
from demo.telegram.people.places import Place
from tests.support.bot_process import until
from tests.support.prose import prose
from tests.support.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def started(stage: Stage, name: str) -> Person:
    person = stage.telegram.person(name)
    await stage.answer(person, "/start")
    return person


async def manages(stage: Stage, person: Person, named: str, title: str) -> None:
    """Let somebody manage a public channel by its name or a link."""
    known = len(stage.telegram.written)
    await person.says(f"/channel {named}")
    await stage.told(person, f"is meant for {title} now", since=known)


async def seen(stage: Stage) -> None:
    """Wait until the bot has handled, and confirmed, every update."""
    await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed)


def told(stage: Stage, person: Person, words: str) -> int:
    """Return how often somebody was told this."""
    return sum(words in message.text for message in stage.telegram.written_to(person))


async def asked_to_manage(stage: Stage, person: Person, channel: Place) -> None:
    """Let somebody make us an administrator who may post, and take the offer."""
    known = len(stage.telegram.written)
    channel.adds_bot(person, as_admin=True)
    offer = await stage.told(person, "Shall it follow the news?", since=known)
    known = len(stage.telegram.written)
    await person.presses(offer, "Manage the channel")
    answer = await stage.told(person, "is meant for", since=known)
    assert answer.text.startswith(f"Channel: {channel.chat.title}\n")


async def test_a_private_channel_is_managed_by_a_forwarded_post(stage: Stage) -> None:
    dana, erik = await started(stage, "Dana"), await started(stage, "Erik")
    channel = stage.telegram.channel("Editors", admins=[dana], with_bot=False)
    post = await channel.posts("Good morning")
    known = len(stage.telegram.written)
    await dana.forwards(post)
    await stage.told(dana, "only if I am one too", since=known)
    channel.adds_bot(dana, as_admin=True)
    await stage.told(dana, "Shall it follow the news?", since=known)
    known = len(stage.telegram.written)
    await erik.forwards(post)
    await stage.told(erik, "only with one of its administrators", since=known)
    await dana.forwards(post)
    await stage.told(dana, "is meant for Editors now", since=known)

    answer = await stage.answer(dana, "/follow heronry")
    assert answer.text.startswith("Channel: Editors\n")
    assert "You now follow heronry" in answer.text
    site = await stage.site()
    story = site.publish("A heronry is counted", "", prose())
    alert = await stage.told(channel, story.headline)
    assert [button.url for button in alert.buttons] == [story.url], "nothing to press but the link"
    assert not stage.alerts(dana, story.headline)

    shown = await stage.answer(dana, "/list")
    assert "1. heronry" in shown.text
    assert "this chat again" in (await stage.answer(dana, "/channel off")).text
    assert "heronry" not in (await stage.answer(dana, "/list")).text
    known = len(stage.telegram.written)
    await dana.presses(shown, "1")
    card = await stage.told(dana, "I write:", since=known)
    assert card.text.startswith("Channel: Editors\n"), "a button acts on what it stands below"
    known = len(stage.telegram.written)
    await dana.presses(card, "Unfollow")
    edited = await stage.told(dana, "You no longer follow heronry", since=known)
    assert edited.text.startswith("Channel: Editors\n")
    assert "Editors" in str((await stage.answer(dana, "/channel")).buttons)


async def test_a_channel_keeps_its_follows_whoever_takes_our_rights(stage: Stage) -> None:
    dana = await started(stage, "Dana")
    channel = stage.telegram.channel("Shore", admins=[dana], username="shore_of_oral")
    await manages(stage, dana, "@shore_of_oral", "Shore")
    await stage.answer(dana, "/follow sandpiper")
    site = await stage.site()
    known = len(stage.telegram.written)
    channel.adds_bot(dana, as_admin=True, without=["can_post_messages"])
    trouble = await stage.told(dana, "I may not post in Shore any more", since=known)
    assert "meant for this chat again" in trouble.text
    missed = site.publish("A sandpiper is missed", "", prose())
    await stage.settled(missed)
    assert "sandpiper" not in (await stage.answer(dana, "/list")).text
    assert told(stage, dana, "post in Shore any more") == 1

    known = len(stage.telegram.written)
    channel.adds_bot(dana, as_admin=True)
    await stage.told(dana, "I can write in Shore again", since=known)
    story = site.publish("A sandpiper is seen", "", prose())
    await stage.told(channel, story.headline)
    assert not stage.alerts(channel, missed.headline)

    await manages(stage, dana, "t.me/shore_of_oral", "Shore")
    channel.admits(dana, "member")
    assert "You no longer manage Shore" in (await stage.answer(dana, "/follow plover")).text
    assert "You now follow plover" in (await stage.answer(dana, "/follow plover")).text


async def test_a_channel_that_removes_us_gets_its_news_when_we_are_back(stage: Stage) -> None:
    dana = await started(stage, "Dana")
    channel = stage.telegram.channel("Dunes", admins=[dana], with_bot=False)
    await asked_to_manage(stage, dana, channel)
    await stage.answer(dana, "/follow turnstone")
    site = await stage.site()
    known = len(stage.telegram.written)
    channel.kicks_bot(dana)
    await stage.told(dana, "I was removed from Dunes", since=known)
    missed = site.publish("A turnstone is missed", "", prose())
    await stage.settled(missed)
    known = len(stage.telegram.written)
    channel.adds_bot(dana, as_admin=True)
    await stage.told(dana, "I can write in Dunes again", since=known)
    offer = await stage.told(dana, "it gets the news that it follows", since=known)
    story = site.publish("A turnstone is seen", "", prose())
    await stage.told(channel, story.headline)
    assert not stage.alerts(channel, missed.headline)
    assert told(stage, dana, "removed from Dunes") == 1

    known = len(stage.telegram.written)
    await dana.presses(offer, "Manage the channel")
    await stage.told(dana, "is meant for Dunes now", since=known)
    assert "1. turnstone" in (await stage.answer(dana, "/list")).text


async def test_sources_of_a_channel_are_managed_in_private(stage: Stage) -> None:
    dana = await started(stage, "Dana")
    channel = stage.telegram.channel("Marsh", admins=[dana], with_bot=False)
    await asked_to_manage(stage, dana, channel)
    await stage.answer(dana, "/follow bittern")
    site = stage.open_site()
    known = len(stage.telegram.written)
    await dana.says(f"/addsource {site.feed_url}")
    found = await stage.told(dana, site.title, since=known)
    assert found.text.startswith("Channel: Marsh\n")
    known = len(stage.telegram.written)
    await dana.presses(found, "Watch it")
    await stage.told(dana, "I watch", since=known)
    await stage.looked(site)
    story = site.publish("A bittern booms", "", prose())
    await stage.told(channel, story.headline)
    assert site.title in (await stage.answer(dana, "/sources")).text
    await stage.answer(dana, "/channel off")
    assert site.title not in (await stage.answer(dana, "/sources")).text


async def test_a_closed_topic_stops_alone(stage: Stage) -> None:
    boss = await started(stage, "Boss")
    forum = stage.telegram.group("Forum", admins=[boss], forum=True)
    await stage.told(forum, "/follow stalking")
    closed, still_open = forum.topic("Reeds"), forum.topic("Lakes")
    for topic in (closed, still_open):
        await stage.answer(boss, "/follow warbler", to=forum, topic=topic)
    site = await stage.site()
    forum.closes(closed)
    known = len(stage.telegram.written)
    missed = site.publish("A warbler is missed", "", prose())
    trouble = await stage.told(boss, "of Forum: it is closed", since=known)
    assert trouble.links[0][1].endswith(f"/{closed}")
    await stage.settled(missed)
    assert [one.thread for one in stage.alerts(forum, missed.headline)] == [still_open]

    known = len(stage.telegram.written)
    forum.adds_bot(boss, as_admin=True)
    await stage.told(boss, "I can write in a topic of Forum again", since=known)
    managed = site.publish("A warbler is back", "", prose())
    await stage.settled(managed)
    threads = [one.thread for one in stage.alerts(forum, managed.headline)]
    assert sorted(threads) == sorted([closed, still_open]), "who manages topics may write there"
    forum.adds_bot(boss)
    forum.reopens(closed)
    story = site.publish("A warbler sings", "", prose())
    await stage.told(forum, story.headline)
    await stage.settled(story)
    threads = [one.thread for one in stage.alerts(forum, story.headline)]
    assert sorted(threads) == sorted([closed, still_open])

    forum.deletes(closed)
    known = len(stage.telegram.written)
    last = site.publish("A warbler leaves", "", prose())
    await stage.told(boss, "of Forum: it was deleted", since=known)
    gone = site.publish("A warbler is gone", "", prose())
    await stage.settled(last, gone)
    for story in (last, gone):
        assert [one.thread for one in stage.alerts(forum, story.headline)] == [still_open]
    assert told(stage, boss, "of Forum: it is closed") == 1
    assert told(stage, boss, "of Forum: it was deleted") == 1


async def test_a_group_that_becomes_a_supergroup_takes_along_what_is_held(stage: Stage) -> None:
    boss = await started(stage, "Boss")
    group = stage.telegram.group("Waders", admins=[boss], supergroup=False)
    await stage.told(group, "/follow stalking")
    await stage.answer(boss, "/follow curlew", to=group)
    await stage.answer(boss, "/quiet 00:00-23:59", to=group)
    site = await stage.site()
    held = site.publish("A curlew waits", "", prose())
    await until(lambda: stage.rows("SELECT 1 FROM delivery WHERE state = 'held'") != [])
    group.migrates()
    await seen(stage)
    await stage.answer(boss, "/quiet off", to=group)
    await stage.told(group, held.headline)
    assert len(stage.alerts(group, held.headline)) == 1


async def test_a_group_that_silences_us_is_told_of_once(stage: Stage) -> None:
    boss = await started(stage, "Boss")
    group = stage.telegram.group("Ornithologists", admins=[boss])
    await stage.told(group, "/follow stalking")
    await stage.answer(boss, "/follow dunlin", to=group)
    site = await stage.site()
    group.silences_everybody()
    known = len(stage.telegram.written)
    first = site.publish("A dunlin is missed", "", prose())
    await stage.told(boss, "I may not write in Ornithologists any more", since=known)
    second = site.publish("A dunlin is missed again", "", prose())
    await stage.settled(first, second)
    await stage.restarts()
    group.silences_everybody(False)
    known = len(stage.telegram.written)
    assert "1. dunlin" in (await stage.answer(boss, "/list", to=group)).text
    await stage.told(boss, "I can write in Ornithologists again", since=known)
    story = site.publish("A dunlin is seen", "", prose())
    await stage.told(group, story.headline)
    assert not stage.alerts(group, "is missed")
    assert told(stage, boss, "Ornithologists any more") == 1
