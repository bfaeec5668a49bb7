"""The button below an alert that others report, too."""

from sqlalchemy import select

from storage.schema import story_mute
from tests.handlers.talk import ANN, BOB, GROUP, Owed, Talk
from views.buttons import MuteStory, UnmuteStory

MESSAGE = 5_000


async def told(talk: Talk, to: int | None = None) -> int:
    """Tell a story; return the alert."""
    await talk.says("/follow tax", to=to)
    await talk.publishes("a", "tax")
    [alert] = await talk.owed()
    assert alert.alert_id is not None
    return alert.alert_id


async def muted(talk: Talk) -> int:
    async with talk.database.read() as connection:
        return len((await connection.execute(select(story_mute))).all())


async def test_a_story_is_muted_and_heard_of_again(talk: Talk) -> None:
    alert_id = await told(talk)
    mute, unmute = MuteStory(alert_id=alert_id).pack(), UnmuteStory(alert_id=alert_id).pack()
    redrawn = Owed(ANN, None, alert_id=alert_id, edits=MESSAGE)
    assert await talk.presses(mute) == [redrawn]
    assert await muted(talk) == 1
    assert await talk.presses(mute) == [redrawn]
    assert await talk.presses(unmute) == [redrawn]
    assert await muted(talk) == 0
    no_more = "I add no more outlets to this message"
    assert talk.notices == [no_more, no_more, "I add more outlets to this message again"]


async def test_a_story_of_another_chat_is_out_of_reach(talk: Talk) -> None:
    alert_id = await told(talk)
    for button in (MuteStory(alert_id=alert_id), UnmuteStory(alert_id=alert_id)):
        assert await talk.presses(button.pack(), BOB) == []
    assert await muted(talk) == 0
    assert set(talk.notices) == {"That has changed since. Here is what is true now."}


async def test_in_a_group_only_administrators_mute_a_story(talk: Talk) -> None:
    talk.knows("administrator", "member", "administrator")
    alert_id = await told(talk, to=GROUP)
    button = MuteStory(alert_id=alert_id).pack()
    assert await talk.presses(button, BOB, to=GROUP) == []
    assert await muted(talk) == 0
    assert talk.notices == ["Only this group's administrators can change that."]
    redrawn = Owed(GROUP, None, alert_id=alert_id, edits=MESSAGE)
    assert await talk.presses(button, to=GROUP) == [redrawn]
    assert await muted(talk) == 1
