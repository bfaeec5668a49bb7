"""Telegram refuses, floods, falters and goes away; everything owed arrives all the same."""

import asyncio
from pathlib import Path

import pytest

from demo.telegram.faults import Dropped, Fault, Flood, Garbled, Refused, ServerError
from demo.telegram.people.person import Person
from tests.support.bot_process import until
from tests.support.prose import prose
from tests.support.stage import Stage, open_stage

shared = pytest.mark.asyncio(loop_scope="session")

ONCE: dict[str, Fault] = {
    "500": ServerError(),
    "502 as a page": ServerError(502, html=True),
    "dropped before": Dropped(),
    "unreadable after": Garbled(),
    "refused rights": Refused(409, "Conflict: something else"),
}
TWICE: dict[str, Fault] = {
    "half an answer": Garbled(truncated=True),
    "dropped after": Dropped(accepted=True),
}


@shared
async def test_a_failing_send_is_tried_again(stage: Stage) -> None:
    people = {name: stage.telegram.person(name) for name in ONCE | TWICE}
    for name, fault in (ONCE | TWICE).items():
        stage.telegram.faults.add(fault, method="sendMessage", chat_id=people[name].id)
    await asyncio.gather(*(person.says("/follow monsoon") for person in people.values()))
    for person in people.values():
        await stage.told(person, "You now follow monsoon")
    await stage.settled()
    copies = {name: len(stage.alerts(person, "monsoon")) for name, person in people.items()}
    assert {copies[name] for name in ONCE} == {1}
    assert all(1 <= copies[name] <= 2 for name in TWICE), "a double where the answer was lost"


@shared
async def test_a_flood_in_one_chat_holds_up_no_other(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    for person in (ann, bob):
        await stage.answer(person, "/follow typhoon")
    site = await stage.site()
    impatient = stage.telegram.limits.impatient
    stage.telegram.faults.add(Flood(3), method="sendMessage", chat_id=ann.id)
    story = site.publish("A typhoon turns away", "", prose())
    assert (await stage.told(bob, story.headline, timeout=3)).chat is bob.chat
    assert not stage.alerts(ann, story.headline)
    await stage.told(ann, story.headline)
    assert stage.telegram.limits.impatient == impatient
    assert _waited(stage, ann) >= 3
    await stage.settled(story)
    assert len(stage.alerts(ann, story.headline)) == len(stage.alerts(bob, story.headline)) == 1


@shared
async def test_a_flood_everywhere_loses_nothing(stage: Stage) -> None:
    people = [stage.telegram.person(f"Person {number}") for number in range(12)]
    calls, impatient = len(stage.telegram.requests), stage.telegram.limits.impatient
    stage.telegram.faults.add(Flood(2, everywhere=True), method="sendMessage")
    for person in people:
        await person.says("/start")
    await asyncio.gather(*(stage.told(person) for person in people))
    await stage.settled()
    assert all(len(stage.telegram.written_to(person)) == 1 for person in people)
    # Telegram does not say whose limit it was: others have to be told, too, but not all of them.
    assert stage.telegram.limits.impatient - impatient <= 5
    sends = [call for call in stage.telegram.requests[calls:] if call.method == "sendMessage"]
    assert all(call.at - sends[0].at >= 2 for call in sends if call.status == 200)
    assert stage.telegram.busiest() <= 30


async def test_telegram_is_away_at_the_start_and_goes_again(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        site = stage.open_site()
        await stage.watches(site)
        await stage.telegram.stops_listening()
        await stage.bot.start()
        await stage.bot.logs("Telegram does not answer")
        await stage.looked(site)  # the news is watched meanwhile
        await stage.telegram.listens_again()
        ann = stage.telegram.person("Ann")
        await stage.answer(ann, "/follow tornado")

        await stage.telegram.stops_listening()
        story = site.publish("A tornado in the steppe", "", prose())
        await until(lambda: bool(stage.rows("SELECT 1 FROM delivery WHERE error IS NOT NULL")))
        await stage.telegram.listens_again()
        await stage.told(ann, story.headline)
        await stage.settled(story)
        assert len(stage.alerts(ann, story.headline)) == 1
        stage.bot.check_log()


async def test_a_token_that_telegram_does_not_know(tmp_path: Path) -> None:
    async with open_stage(tmp_path, BOT_TOKEN="7000000001:AAHnobodyknowsthistoken") as stage:
        await stage.bot.start()
        assert await stage.bot.ends(30) == 1
        assert stage.bot.log.splitlines()[-1].startswith("BOT_TOKEN is not known to Telegram")
        stage.bot.check_log()


@shared
async def test_updates_of_unknown_kinds_hold_up_nothing(stage: Stage) -> None:
    updates = stage.telegram.world.updates
    allowed = updates.allowed
    updates.allow(["message", "of_tomorrow"])
    updates.add("of_tomorrow", {"no": "such thing"})
    updates.add("message", {"neither": 1})
    updates.allow(allowed)
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/start")
    await stage.telegram.wait_until(lambda: not stage.telegram.unconfirmed)


def _waited(stage: Stage, person: Person) -> float:
    """Return the seconds between the refusal of a message to a chat and its next try."""
    calls = [call for call in stage.telegram.log.calls("sendMessage")
             if str(call.sent["chat_id"]) == str(person.id)]  # fmt: skip
    refused = next(i for i, call in enumerate(calls) if call.status == 429)
    return calls[refused + 1].at - calls[refused].at
