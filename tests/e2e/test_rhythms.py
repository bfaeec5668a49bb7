"""Chats with rhythms of their own live through four days, in the real process.

Its wall clock is set by the test; monotonic time, and with it Telegram's pace, goes on as it is.
In Berlin, an hour is left out in the night between the first two days.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo.newsroom import Site, Story
from demo.telegram.people.person import Person
from demo.telegram.state.message import Message
from tests.support.bot_process import until
from tests.support.faketime import FakeTime, faketime_library
from tests.support.prose import prose
from tests.support.stage import Stage, open_stage

SATURDAY, SUNDAY, MONDAY, TUESDAY = 27, 28, 29, 30
SETTINGS = {
    "at once": (),
    "daily": ("/timezone Berlin", "/digest daily 09:00"),
    "weekly": ("/timezone Almaty", "/digest weekly monday 10:00"),
    "quiet": ("/timezone Almaty", "/quiet 22:00-07:00"),
    "cap": ("/cap 1",),
    "paused": ("/pause",),
}
_PATIENCE = 60.0  # libfaketime makes threads slow, and a cold start has much to load
SUBJECTS = ("market", "harvest", "museum", "orchard", "railway", "kitchen", "theatre", "harbour")


@dataclass(slots=True)
class Days:
    """The chats by their rhythm, what they follow, and the time that the bot lives in."""

    stage: Stage
    clock: FakeTime
    site: Site
    chats: dict[str, Person]
    stories: list[Story]

    async def comes(self, day: int, hour: int, minute: int) -> None:
        """Let it be so late on a day of March 2027, in UTC; return when the bot has noticed."""
        at = datetime(2027, 3, day, hour, minute, tzinfo=UTC)
        self.clock.becomes(at)
        looked = "SELECT 1 FROM source WHERE tried_at >= ?"
        microseconds = round(at.timestamp()) * 1_000_000
        await until(lambda: bool(self.stage.rows(looked, microseconds)), _PATIENCE)

    async def publish(self) -> Story:
        """Publish a story that everybody follows; return it when all is told that may be told."""
        story = self.appears()
        await self.stage.settled(story, timeout=_PATIENCE)
        return story

    def appears(self) -> Story:
        """Publish a story that everybody follows."""
        subject = SUBJECTS[len(self.stories)]
        story = self.site.publish(
            f"Walnut found in the {subject}", "", prose(), published=self.clock.now()
        )
        self.stories.append(story)
        return story

    async def told(self, who: str, title: str, *stories: Story) -> None:
        """Wait for a message that begins so and tells of exactly these stories, in this order."""
        chat = self.chats[who].chat
        message = await self.stage.telegram.wait_for(
            lambda one: one.chat is chat and one.text.startswith(title), _PATIENCE
        )
        assert _told_in(message) == [story.url for story in stories]

    @property
    def tried_in_vain(self) -> int:
        """How many alerts wait for their next try."""
        failed = "SELECT 1 FROM delivery WHERE state = 'pending' AND error IS NOT NULL"
        return len(self.stage.rows(failed))

    @property
    def waits_for_digest(self) -> bool:
        """Whether an alert is held for the daily digest: decided before its time, it comes then."""
        held = "SELECT 1 FROM delivery WHERE state = 'held' AND held_why = 'daily'"
        return bool(self.stage.rows(held))

    @property
    def on_its_way(self) -> int:
        """How many messages are being sent."""
        return len(self.stage.rows("SELECT 1 FROM delivery WHERE state = 'sending'"))

    def heard(self, who: str) -> Sequence[str]:
        """Return the stories that a chat was told of so far, in whatever message."""
        messages = self.stage.telegram.written_to(self.chats[who])
        return [url for message in messages for url in _told_in(message)]


def _told_in(message: Message) -> list[str]:
    return [url for text, url in message.links if "Walnut" in text]


@pytest.fixture
async def days(tmp_path: Path) -> AsyncIterator[Days]:
    clock = FakeTime(tmp_path, faketime_library())
    clock.becomes(datetime(2027, 3, SATURDAY, 12, 0, tzinfo=UTC))
    async with open_stage(tmp_path, POLL_MIN_SECONDS="1", POLL_MAX_SECONDS="1") as stage:
        stage.bot.settings |= clock.settings
        await stage.starts(cold=True)
        chats = {name: stage.telegram.person(name) for name in SETTINGS}
        await asyncio.gather(*(_settle_in(stage, chats[name], name) for name in SETTINGS))
        yield Days(stage, clock, await stage.site(), chats, [])
        await stage.bot.stops()
        assert stage.telegram.violations == []
        stage.bot.check_log()


async def _settle_in(stage: Stage, person: Person, name: str) -> None:
    await person.says("/follow walnut")
    await stage.told(person, "You now follow walnut", timeout=_PATIENCE)
    for command in SETTINGS[name]:
        known = len(stage.telegram.written)
        await person.says(command)
        await stage.told(person, "How I write", since=known, timeout=_PATIENCE)


async def test_four_days(days: Days) -> None:
    first = await days.publish()
    for who in ("at once", "quiet", "cap"):
        assert days.heard(who) == [first.url]
    second = await days.publish()
    assert days.heard("quiet") == [first.url, second.url]
    assert days.heard("cap") == [first.url]

    await days.comes(SATURDAY, 13, 5)
    await days.told("cap", "At most 1 message an hour, as you asked; the rest together: 1", second)

    await days.comes(SATURDAY, 17, 30)  # half past ten in the evening in Almaty
    third = await days.publish()
    assert days.heard("cap") == [first.url, second.url, third.url]
    assert days.heard("quiet") == [first.url, second.url]

    await days.comes(SUNDAY, 2, 1)  # a minute past seven there
    await days.told("quiet", "During your quiet hours: 1", third)

    await days.comes(SUNDAY, 6, 50)  # ten to nine in Berlin, where clocks were set this night
    fourth = await days.publish()
    assert days.heard("daily") == []
    await days.comes(SUNDAY, 7, 0)
    await days.told("daily", "Your daily digest: 4", first, second, third, fourth)

    await days.comes(MONDAY, 4, 50)  # ten to ten in Almaty
    fifth = await days.publish()
    assert days.heard("weekly") == []
    assert days.heard("daily") == [story.url for story in (first, second, third, fourth)]
    await days.comes(MONDAY, 5, 0)
    await days.told("weekly", "Your weekly digest: 5", *days.stories)
    await days.comes(MONDAY, 7, 0)
    await days.told("daily", "Your daily digest: 1", fifth)

    assert days.heard("paused") == []
    await days.chats["paused"].says("/resume")
    await days.told("paused", "While it was paused: 5", *days.stories)

    await days.stage.telegram.stops_listening()
    sixth = days.appears()
    await until(lambda: days.tried_in_vain == 4 and days.waits_for_digest, _PATIENCE)
    await days.comes(TUESDAY, 9, 0)
    await until(lambda: not days.on_its_way, _PATIENCE)  # what began on Monday
    await days.stage.telegram.listens_again()
    for who in ("at once", "quiet", "cap", "paused"):
        await days.told(who, "While you were away: 1", sixth)
    await until(lambda: sixth.url in days.heard("daily"), _PATIENCE)
    await days.stage.settled(sixth, timeout=_PATIENCE)
    for who in ("at once", "quiet", "cap", "paused", "daily"):
        assert sorted(days.heard(who)) == sorted(story.url for story in days.stories), who
