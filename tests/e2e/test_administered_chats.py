"""Channels and groups that we run with people: their posts are news for those who watch them."""

import pytest

from demo.telegram.people.person import Person
from demo.telegram.people.places import Place
from tests.support.bot_process import until
from tests.support.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def made_us_administrator(stage: Stage, person: Person, place: Place) -> None:
    known = len(stage.telegram.written)
    place.adds_bot(person, as_admin=True)
    offer = await stage.told(person, "I can now read", since=known)
    assert "Watch it for your follows?" in offer.text
    known = len(stage.telegram.written)
    await person.presses(offer, "Watch it")
    await stage.told(person, "I watch", since=known)


async def test_posts_of_a_channel_reach_who_watches_it_and_nobody_else(stage: Stage) -> None:
    dana, erik = stage.telegram.person("Dana"), stage.telegram.person("Erik")
    for person in (dana, erik):
        await stage.answer(person, "/follow pelican")
    channel = stage.telegram.channel("Editors", admins=[dana], with_bot=False)
    await made_us_administrator(stage, dana, channel)
    post = await channel.posts("A pelican on the lake\n\nIt was seen at dawn.")
    await stage.told(dana, "A pelican on the lake")
    assert not stage.alerts(erik, "A pelican")
    await channel.edits(post, "A pelican on the lake, and a flamingo\n\nThey were seen at dawn.")
    known = len(stage.telegram.written)
    channel.adds_bot(dana)  # a plain member reads nothing
    await stage.told(dana, "I can't read Editors any more", since=known)
    assert "Editors" in (await stage.answer(dana, "/sources")).text
    known = len(stage.telegram.written)
    channel.adds_bot(dana, as_admin=True)
    await stage.told(dana, "administrator of Editors again", since=known)
    await channel.posts("Another pelican comes")
    await stage.told(dana, "Another pelican comes")
    assert not stage.alerts(erik, "pelican comes")


async def test_a_channel_is_found_by_its_name(stage: Stage) -> None:
    dana = stage.telegram.person("Dana")
    await stage.answer(dana, "/follow cormorant")
    channel = stage.telegram.channel("Birds", admins=[dana], username="birds_of_oral")
    known = len(stage.telegram.written)
    await dana.says("/addsource @birds_of_oral")
    offer = await stage.told(dana, "I can now read Birds", since=known)
    known = len(stage.telegram.written)
    await dana.presses(offer, "Watch it")
    await stage.told(dana, "I watch Birds", since=known)
    await channel.posts("A cormorant dives")
    alert = await stage.told(dana, "A cormorant dives")
    assert "https://t.me/birds_of_oral/" in str(alert)


async def test_a_group_is_read_and_a_restart_loses_nothing(stage: Stage) -> None:
    dana = stage.telegram.person("Dana")
    await stage.answer(dana, "/follow spoonbill")
    group = stage.telegram.group("Reporters", admins=[dana])
    await made_us_administrator(stage, dana, group)
    await stage.bot.dies()
    await dana.says("A spoonbill, near Aqtau", to=group)
    await stage.starts()
    await stage.told(dana, "A spoonbill, near Aqtau")
    await until(lambda: not stage.telegram.unconfirmed)
    assert len(stage.alerts(dana, "A spoonbill")) == 1
