"""How and when one is written to: by command, in three languages, whatever is typed."""

from typing import Any

import pytest

from actions.outcomes import BadRhythm, ChatAdminsOnly, PlaceWanted, RhythmShown, UnknownCity
from storage import rhythms
from storage.rhythms import Rhythm
from tests.handlers.talk import ANN, GROUP, Owed, Talk
from tests.storage.builders import NOW
from views.buttons import HowToWrite, SetRhythm
from views.i18n import load_languages
from views.rhythm import rhythm_shown


async def set_to(talk: Talk) -> Rhythm:
    async with talk.database.read() as connection:
        return await rhythms.get(connection, 1)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/digest daily", {"rhythm": "daily"}),
        ("/digest daily 8", {"rhythm": "daily", "digest_minute": 480}),
        ("/digest Daily 08.30", {"rhythm": "daily", "digest_minute": 510}),
        ("/digest ежедневно 7:05", {"rhythm": "daily", "digest_minute": 425}),
        ("/digest weekly", {"rhythm": "weekly"}),
        ("/digest weekly FRI 7", {"rhythm": "weekly", "digest_day": 4, "digest_minute": 420}),
        ("/digest weekly fri", {"rhythm": "weekly", "digest_day": 4}),
        ("/digest еженедельно среда 9", {"rhythm": "weekly", "digest_day": 2}),
        ("/digest апталық жексенбі 9:00", {"rhythm": "weekly", "digest_day": 6}),
        ("/digest daily at 9:30 pm", {"rhythm": "daily", "digest_minute": 1_290}),
        ("/digest 9am", {"rhythm": "daily"}),
        ("/digest «Daily: 9:00».", {"rhythm": "daily"}),
        ("/quiet [22\N{NON-BREAKING HYPHEN}7]", {"quiet_from": 1_320, "quiet_to": 420}),
        ("/digest 0830", {"rhythm": "daily", "digest_minute": 510}),
        ("/digest ежедневно в 8 вечера", {"rhythm": "daily", "digest_minute": 1_200}),
        ("/digest Каждый день", {"rhythm": "daily"}),
        ("/digest күн сайын кешкі 8", {"rhythm": "daily", "digest_minute": 1_200}),
        ("/digest on", {"rhythm": "daily"}),
        ("/digest friday", {"rhythm": "weekly", "digest_day": 4}),
        ("/digest weekly,  9:00   tuesdays", {"rhythm": "weekly", "digest_day": 1}),
        ("/digest раз в неделю, во вторник", {"rhythm": "weekly", "digest_day": 1}),
        ("/digest 1 раз в неделю", {"rhythm": "weekly"}),
        ("/digest еженедельно по средам в 9", {"rhythm": "weekly", "digest_day": 2}),
        ("/digest апта сайын сенбі 9:00", {"rhythm": "weekly", "digest_day": 5}),
        ("/digest аптасына бір рет", {"rhythm": "weekly"}),
        ("/digest daily headlines", {"rhythm": "daily", "context": False}),
        ("/digest headlines", {"context": False}),
        ("/digest off", {}),
        ("/quiet 22:00-07:00", {"quiet_from": 1_320, "quiet_to": 420}),
        ("/quiet 22 – 7", {"quiet_from": 1_320, "quiet_to": 420}),
        ("/quiet 10pm to 7am", {"quiet_from": 1_320, "quiet_to": 420}),
        ("/quiet с 22:00 до 7 утра", {"quiet_from": 1_320, "quiet_to": 420}),
        ("/quiet 22:00-ден 07:00-ге дейін", {"quiet_from": 1_320, "quiet_to": 420}),
        ("/quiet 23:00–24:00", {"quiet_from": 1_380, "quiet_to": 0}),
        ("/quiet выкл", {}),
        ("/cap 5", {"cap": 5}),
        ("/cap 5 в час", {"cap": 5}),
        ("/cap off", {}),
        ("/silent on", {"silent": True}),
        ("/SILENT иә", {"silent": True}),
        ("/silent off", {}),
        ("/timezone Berlin", {"zone": "Europe/Berlin"}),
        ("/timezone астана", {"zone": "Asia/Almaty"}),
        ("/timezone UTC+3", {"zone": "Etc/GMT-3"}),
    ],
)  # fmt: skip
async def test_a_setting_is_changed(talk: Talk, command: str, expected: dict[str, Any]) -> None:
    [owed] = await talk.says(command)
    assert isinstance(owed.outcome, RhythmShown)
    assert owed.outcome.changed
    assert await set_to(talk) == Rhythm(**expected)


@pytest.mark.parametrize(
    "command",
    [
        "/digest sometimes",
        "/digest daily 25:00",
        "/digest daily 9:60",
        "/digest weekly noday 9",
        "/digest weekly s 9",
        "/digest daily monday",
        "/digest daily weekly",
        "/digest 9:00 10:00",
        "/digest раз в 3 дня",
        "/digest twice a day",
        "/digest at",
        "/digest weekly mon tue 9",
        "/quiet 22",
        "/quiet 7-7",
        "/quiet 22:00-27:00",
        "/cap 0.5",
        "/cap -3",
        "/cap 0",
        "/cap 1001",
        "/cap ٣",
        "/cap 999999999999999999999",
        "/silent maybe",
    ],
)
async def test_what_cannot_be_read_changes_nothing(talk: Talk, command: str) -> None:
    await talk.says("/digest daily 8:00")
    before = await set_to(talk)
    [owed] = await talk.says(command)
    assert isinstance(owed.outcome, BadRhythm)
    assert await set_to(talk) == before


async def test_a_time_alone_leaves_a_digest_weekly(talk: Talk) -> None:
    await talk.says("/digest weekly friday")
    await talk.says("/digest 18:00")
    assert await set_to(talk) == Rhythm(rhythm="weekly", digest_day=4, digest_minute=1_080)


async def test_an_unknown_city_is_named_with_its_neighbour(talk: Talk) -> None:
    [owed] = await talk.says("/timezone Almatyy")
    assert owed.outcome == UnknownCity("Almatyy", "Almaty")


@pytest.mark.parametrize("command", ["/digest", "/quiet", "/cap", "/silent"])
async def test_alone_a_command_shows_what_is_set(talk: Talk, command: str) -> None:
    [owed] = await talk.says(command)
    assert owed.outcome == RhythmShown()


async def test_pausing_twice_keeps_the_first_moment(talk: Talk) -> None:
    await talk.says("/pause")
    first = (await set_to(talk)).paused_at
    await talk.says("/pause")
    assert first is not None
    assert (await set_to(talk)).paused_at == first
    [resumed] = await talk.says("/resume")
    assert resumed.outcome == RhythmShown("resume")
    assert (await set_to(talk)).paused_at is None
    [shown] = await talk.says("/resume")
    assert shown.outcome == RhythmShown()


async def test_only_administrators_change_a_groups_rhythm(talk: Talk) -> None:
    talk.knows("member", "member")
    for command in ("/pause", "/cap 3"):
        [owed] = await talk.says(command, ANN, to=GROUP)
        assert owed.outcome == ChatAdminsOnly()


@pytest.mark.parametrize(
    "command", ["/digest", "/quiet@jarshy_bot", "/cap", "/silent", "/timezone"]
)
async def test_anybody_in_a_group_may_see_what_is_set(talk: Talk, command: str) -> None:
    [owed] = await talk.says(command, ANN, to=GROUP)
    assert owed.outcome == RhythmShown()
    assert talk.asked("getChatMember") == 0


@pytest.mark.parametrize(
    ("to", "before", "changed", "expected"),
    [
        ("daily", Rhythm(digest_minute=480), "digest", Rhythm(digest_minute=480, rhythm="daily")),
        ("weekly", Rhythm(digest_day=4), "digest", Rhythm(digest_day=4, rhythm="weekly")),
        ("now", Rhythm(rhythm="weekly"), "digest", Rhythm()),
        ("pause", Rhythm(cap=3), "pause", Rhythm(cap=3, paused_at=NOW)),
        ("resume", Rhythm(paused_at=NOW), "resume", Rhythm()),
        ("silent", Rhythm(), "silent", Rhythm(silent=True)),
        ("loud", Rhythm(silent=True), "silent", Rhythm()),
    ],
)
async def test_a_button_changes_what_it_says(
    talk: Talk, to: HowToWrite, before: Rhythm, changed: str, expected: Rhythm
) -> None:
    await talk.says("/digest")
    async with talk.database.write() as connection:
        await rhythms.change(connection, 1, before)
    shown = rhythm_shown(load_languages()["en"], before, NOW, None, "")
    data = SetRhythm(to=to).pack()
    assert data in {button.data for row in shown.buttons for button in row}
    assert await talk.presses(data) == [Owed(ANN, RhythmShown(changed), edits=5_000)]
    assert await set_to(talk) == expected
    assert talk.notices == ["Changed"]


async def test_in_a_group_only_administrators_press(talk: Talk) -> None:
    talk.knows("member", "administrator")
    await talk.says("/digest", to=GROUP)
    data = SetRhythm(to="pause").pack()
    assert await talk.presses(data, to=GROUP) == []
    assert talk.notices == ["Only this group's administrators can change that."]
    assert await talk.presses(data, to=GROUP) == [
        Owed(GROUP, RhythmShown("pause"), edits=5_000)
    ]  # fmt: skip


async def test_a_button_of_another_version_changes_nothing(talk: Talk) -> None:
    await talk.says("/digest")
    assert await talk.presses("k:hourly") == []
    assert await set_to(talk) == Rhythm()


async def test_in_private_one_is_asked_for_ones_place(talk: Talk) -> None:
    [asked] = await talk.says("/timezone")
    assert asked.outcome == PlaceWanted()
    [moved] = await talk.says(None, location={"latitude": 52.5, "longitude": 13.4})
    assert moved.outcome == RhythmShown("timezone")
    assert await set_to(talk) == Rhythm(zone="Europe/Berlin")


async def test_a_group_is_not_asked_and_nobodys_place_there_counts(talk: Talk) -> None:
    [shown] = await talk.says("/timezone", to=GROUP)
    assert shown.outcome == RhythmShown()
    place = {"latitude": 52.5, "longitude": 13.4}
    assert await talk.says(None, to=GROUP, location=place) == []
    origin = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "Ann"}
    await talk.says(None, location=place, forward_origin=origin)
    assert await set_to(talk) == Rhythm()


async def test_a_place_on_no_map_changes_nothing(talk: Talk) -> None:
    [owed] = await talk.says(None, location={"latitude": 1_000.0, "longitude": 13.4})
    assert owed.outcome == UnknownCity("1000.00 13.40", "")
    assert await set_to(talk) == Rhythm()
