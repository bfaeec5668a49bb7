"""Posts of chats that we run with others: entries of a source that only its watchers see."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.sources.administering import Room
from bot.intake.intake import Intake
from bot.polling.committing import Committer
from bot.polling.dropping import Dropping
from bot.polling.faring import Faring
from bot.polling.hosts import Hosts
from bot.polling.owners import Owners
from bot.polling.schedule import Schedule
from news.fetching.gate import HostGate
from storage import dropped, outbox, readings, watching
from storage.chat_migration import migrate_chat
from storage.database import Database
from storage.readings import Unread
from storage.schema import source
from storage.watching import NewSource
from tests.handlers.talk import ANN, GROUP, Json, Talk, chat, ours, user
from tests.storage.builders import NOW, arrive, begin_all, follow
from tests.support.travel import TravellingClock

CHANNEL = -1_001_222_333_444
DATE = int(NOW.timestamp()) + 60
SOMEBODY = 55
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


def channel(name: str | None = "aigak_kz") -> Json:
    public = {} if name is None else {"username": name}
    return {"id": CHANNEL, "type": "channel", "title": "Айғақ", **public}


def post(number: int, text: str | None, **more: Any) -> Json:
    words = {} if text is None else {"text": text}
    return {"message_id": number, "date": DATE, "chat": channel(), **words} | more


class HastyClock(TravellingClock):
    async def sleep(self, seconds: float) -> None:
        """Wait for nothing."""


class Posts:
    """A bot that runs a channel and a group, both of them Ann's sources."""

    def __init__(self, database: Database) -> None:
        clock = TravellingClock(NOW)
        hosts = Hosts(HostGate(), 0.1, clock.monotonic)
        schedule = Schedule(60, 1800, hosts, Random(1))
        self.committer = Committer(
            database,
            clock,
            Faring(schedule),
            Dropping(),
            Owners(frozenset(), lambda: None),
            lambda: None,
        )
        self.talk = Talk(database, clock=clock, posts=self.committer.posted)

    async def watch(self, chat_id: int, *, common: bool = False) -> int:
        found = Room(chat_id, "Айғақ", is_public=True).proposed()
        new = NewSource(found.url, "", found.name, found.kind, None)
        async with self.talk.database.write() as connection:
            source_id = await watching.make(connection, NOW, new, common=common)
            if not common:
                there = await arrive(connection, ANN)
                await watching.add_own(connection, NOW, source_id, there, ANN)
        return source_id

    async def takes(self, **event: Json) -> None:
        assert await self.talk.takes(**event) == []

    async def unread(self) -> list[Unread]:
        async with self.talk.database.read() as connection:
            found = list(await readings.unread(connection, self.talk.clock.now(), [], 100))
        return sorted(found, key=lambda one: one.id)

    async def titles(self) -> list[str]:
        return [one.title for one in await self.unread()]


@pytest.fixture
async def posts(sqlite_database: Database) -> Posts:
    posts = Posts(sqlite_database)
    await posts.watch(CHANNEL)
    await posts.watch(GROUP)
    return posts


async def test_a_channel_post_is_an_entry(posts: Posts) -> None:
    text = "\N{ZERO WIDTH SPACE}\nБүгін қар жауады\n\nТаулы аудандарда."
    await posts.takes(channel_post=post(7, text))
    [one] = await posts.unread()
    assert (one.title, one.url) == ("Бүгін қар жауады", "https://t.me/aigak_kz/7")
    assert one.summary == text.strip()
    assert one.published is not None
    assert one.published.timestamp() == DATE


async def test_a_chat_without_a_name_has_links_for_its_members(posts: Posts) -> None:
    await posts.takes(channel_post=post(7, "Snow", chat=channel(None)))
    await posts.takes(message=posts.talk.message("Rain", SOMEBODY, GROUP))
    urls = [one.url for one in await posts.unread()]
    assert urls[0] == "https://t.me/c/1222333444/7"
    assert urls[1].startswith("https://t.me/c/1999000111/")


async def test_an_update_that_comes_again_changes_nothing(posts: Posts) -> None:
    one = {"update_id": 9_000, "channel_post": post(7, "Snow")}
    assert await posts.talk.handles(one)
    assert not await posts.talk.handles(one)
    assert await posts.titles() == ["Snow"]


async def test_nothing_is_kept_if_it_cannot_all_be(posts: Posts) -> None:
    async def fail(*arguments: Any) -> Callable[[], None]:
        await posts.committer.posted(*arguments)
        raise RuntimeError("killed before the commit")

    dying = Talk(posts.talk.database, posts=fail, clock=posts.talk.clock)
    one = {"update_id": 9_000, "channel_post": post(7, "Snow")}
    with pytest.raises(RuntimeError):
        await dying.handles(one)
    assert await posts.titles() == []
    assert await posts.talk.handles(one), "it comes again, and is new"
    assert await posts.titles() == ["Snow"]


async def test_an_edit_is_an_edit(posts: Posts) -> None:
    await posts.takes(channel_post=post(7, "Snow"))
    [one] = await posts.unread()
    edited = post(7, "Snow and hail", edit_date=DATE + 60)
    await posts.takes(edited_channel_post=edited)
    [same] = await posts.unread()
    assert (same.id, same.title) == (one.id, "Snow and hail")
    await posts.takes(edited_channel_post=post(8, "Of years ago", date=DATE - 1_000_000))
    assert await posts.titles() == ["Snow and hail"], "an edit makes nothing new of what is old"
    await posts.takes(edited_channel_post=post(9, "Words for a picture"))
    assert await posts.titles() == ["Snow and hail", "Words for a picture"]


async def test_an_album_is_one_entry(posts: Posts) -> None:
    album = {"media_group_id": "13579", "photo": PHOTO}
    await posts.takes(channel_post=post(7, None, caption="Flood in Oral", **album))
    await posts.takes(channel_post=post(8, None, **album))
    await posts.takes(channel_post=post(9, None, caption="Seen from the bridge", **album))
    [one] = await posts.unread()
    assert (one.title, one.url) == ("Flood in Oral", "https://t.me/aigak_kz/7")
    assert one.summary == "Flood in Oral\nSeen from the bridge"


async def test_what_people_say_in_a_group_is_an_entry_and_the_rest_is_not(posts: Posts) -> None:
    talk = posts.talk
    said = {"message_id": 3, "date": DATE, "chat": chat(GROUP), "from": user(SOMEBODY)}
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
    from_us = {"type": "user", "sender_user": ours(GROUP)["from"], "date": DATE}
    other_bot = {"id": 77, "is_bot": True, "first_name": "Other"}
    anonymous = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}
    for message in (
        talk.message("/weather in Taraz", SOMEBODY, GROUP, **command),
        talk.message("Written by a machine", SOMEBODY, GROUP, **{"from": other_bot}),
        talk.message("An alert passed on", SOMEBODY, GROUP, forward_origin=from_us),
        talk.message("An answer to us", SOMEBODY, GROUP, reply_to_message=ours(GROUP)),
        talk.message(None, SOMEBODY, GROUP, new_chat_title="Жаңа атау"),
        talk.message(None, SOMEBODY, GROUP, pinned_message=said | {"text": "Old"}),
    ):
        await posts.takes(message=message)
    assert await posts.titles() == []
    await posts.takes(message=talk.message("The road is closed", SOMEBODY, GROUP))
    await posts.takes(message=talk.message("So it is", ANN, GROUP, reply_to_message=said))
    spoken = {"from": anonymous, "sender_chat": chat(GROUP)}
    await posts.takes(message=talk.message("The rules", GROUP, GROUP, **spoken))
    assert await posts.titles() == ["The road is closed", "So it is", "The rules"]


async def test_what_we_post_in_a_channel_is_no_news_in_its_discussion_group(posts: Posts) -> None:
    """Else it would match again what it answers, and come to the channel once more, for ever."""
    talk = posts.talk
    async with talk.database.write() as connection:
        there = await arrive(connection, CHANNEL, kind="channel")
        await follow(connection, there, "flood")
    assert await talk.publishes("a", "flood") == 1
    async with talk.database.write() as connection:
        [letter] = await begin_all(connection, NOW)
        await outbox.sent(connection, NOW, letter.id, 41)
    for number, text in ((41, "Flood in Oral"), (42, "Written by an editor")):
        origin = {"type": "channel", "chat": channel(), "message_id": number, "date": DATE}
        passed_on = {"is_automatic_forward": True, "sender_chat": channel()}
        said = talk.message(text, 777_000, GROUP, forward_origin=origin, **passed_on)
        await posts.takes(message=said)
        await posts.takes(edited_message=said | {"edit_date": DATE + 1})
    assert "Written by an editor" in await posts.titles()
    assert "Flood in Oral" not in await posts.titles()


async def test_commands_work_in_a_group_that_is_a_source(posts: Posts) -> None:
    posts.talk.knows("administrator")
    [owed] = await posts.talk.says("/list", to=GROUP)
    assert owed.chat_id == GROUP
    assert await posts.titles() == []


async def test_what_has_no_words_is_counted(posts: Posts) -> None:
    for number in (7, 8):
        await posts.takes(channel_post=post(number, None, photo=PHOTO))
    await posts.takes(channel_post=post(9, None, photo=PHOTO, media_group_id="1"))
    async with posts.talk.database.read() as connection:
        assert await dropped.total(connection, NOW) == {"no text": 2}


async def test_chats_that_are_no_source_are_not_read(posts: Posts) -> None:
    other = {"id": -1_001_777, "type": "channel", "title": "Other"}
    await posts.takes(channel_post=post(7, "Snow", chat=other))
    private = posts.talk.message("Not for others", ANN)
    assert await posts.talk.takes(edited_message=private) == []
    assert await posts.titles() == []


async def test_what_loses_its_public_name_is_for_its_watchers_alone(posts: Posts) -> None:
    async with posts.talk.database.write() as connection:
        await connection.execute(update(source).values(common=True))
    await posts.takes(channel_post=post(7, "Snow"))
    await posts.takes(channel_post=post(8, "Secret", chat=channel(None)))
    async with posts.talk.database.read() as connection:
        rows = (await connection.execute(select(source.c.common).order_by(source.c.id))).all()
    assert [row.common for row in rows] == [False, True]


async def test_a_group_goes_on_under_its_new_id(posts: Posts) -> None:
    old = -4_321
    await posts.watch(old)
    talk = posts.talk
    before = talk.message("Before", SOMEBODY, old, chat=chat(old, "group"), message_id=5)
    await posts.takes(message=before)
    async with talk.database.write() as connection:
        await migrate_chat(connection, NOW, old, -1_001_888)
    after = talk.message("After", SOMEBODY, -1_001_888, message_id=5)
    await posts.takes(message=after)
    assert await posts.titles() == ["Before", "After"], "message ids begin anew"
    assert (await posts.unread())[0].url.startswith("tg://openmessage?")


async def test_a_mistake_of_ours_is_not_told_in_public(posts: Posts) -> None:
    async def fail(*_: Any) -> Callable[[], None]:
        raise RuntimeError("a mistake")

    talk = Talk(posts.talk.database, clock=HastyClock(NOW), posts=fail)
    intake = Intake(talk.dispatcher, talk.bot, talk.database, talk.clock, lambda: None)
    said = {"message_id": 7, "date": DATE, "chat": chat(GROUP), "from": user(SOMEBODY)}
    for number, event in enumerate(
        (
            {"channel_post": post(7, "Snow")},
            {"edited_channel_post": post(7, "Snow")},
            {"message": said | {"text": "Said to others"}},
        )
    ):
        await intake.take({"update_id": 9_000 + number, **event})
        assert not await talk.handles({"update_id": 9_000 + number, **event}), "it is given up"
    assert await talk.owed() == []
