"""An article that changes, and one that others tell too: nobody hears of the same thing twice."""

import pytest

from tests.support.stage import HOSTS, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT = (
    "The council of Kentau met on Thursday to decide about the old cement works by the canal.",
    "For eleven years nobody had wanted the site, and three auctions ended without a bid.",
    "Now a cooperative of beekeepers asks for the southern half, and offers to clear the yard.",
    "Residents of the two streets behind it asked for trees along the fence and for a footpath.",
    "The council will visit the works next week, and vote on the offer before the holidays.",
)


async def test_an_edit_alerts_only_follows_that_did_not_match_before(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    await stage.answer(ann, "/follow beekeepers")
    await stage.answer(ann, "/follow arson")
    await stage.answer(bob, "/follow arson")
    site = await stage.site()
    story = site.publish("Council looks at the cement works", "", TEXT)
    first = await stage.told(ann, story.headline)
    await stage.settled(story)
    assert not stage.alerts(bob, story.headline)

    known = len(stage.telegram.written)
    addition = "Police said on Friday that a fire there in spring was arson."
    site.revise(story, paragraphs=[*TEXT, addition])
    second = await stage.told(ann, addition, since=known)
    theirs = await stage.told(bob, addition, since=known)
    assert second.reply_to is not None
    assert second.reply_to.id == first.id
    assert "arson" in second.text
    assert "You follow: beekeepers" not in second.text
    assert theirs.reply_to is None

    known = len(stage.telegram.written)
    commas = [paragraph.replace(", ", " ") for paragraph in (*TEXT, addition)]
    site.revise(story, paragraphs=commas)
    await stage.looked(site)
    await stage.settled(story)
    told = [message.text for message in stage.telegram.written[known:]
            if message.chat in (ann.chat, bob.chat)]  # fmt: skip
    assert told == []


async def test_a_story_on_two_sites_is_told_once(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow snowplough")
    first = stage.open_site(host=HOSTS[4])
    second = stage.open_site(host=HOSTS[5])
    await stage.watches(first, second)
    paragraphs = [*TEXT, "A snowplough stands in the hall and will go to the museum."]
    story = first.publish("Cement works may go to beekeepers", "", paragraphs)
    alert = await stage.told(ann, story.headline)
    copy = second.republish(story, credit="The Kentau paper was the first to tell of it.")
    other = second.publish(
        "Snowplough for the mountain road", "",
        ["The akimat has leased a snowplough from Shymkent until the end of March.",
         "It clears the pass twice a day, at six and at four, unless the wind is too strong.",
         "Last winter the road was closed on nineteen days, and the school bus did not go."],
    )  # fmt: skip
    await stage.told(ann, other.headline)
    await stage.settled(copy, other)
    [told] = stage.alerts(ann, story.headline)
    assert told.id == alert.id
    stories = "SELECT count(DISTINCT story_id) FROM article WHERE url IN (?, ?)"
    assert stage.rows(stories, story.url, copy.url) == [(1,)]


async def test_the_message_is_changed_to_name_who_else_tells_a_story(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    await stage.answer(ann, "/follow samovar")
    await stage.answer(bob, "/follow samovar")
    sites = [stage.open_site(host=host) for host in HOSTS[6:9]]
    await stage.watches(*sites)
    paragraphs = [*TEXT, "A samovar of three hundred litres was found in the boiler house."]
    story = sites[0].publish("A samovar in the cement works", "", paragraphs)
    alerts = {person: await stage.told(person, story.headline) for person in (ann, bob)}
    await stage.settled(story)

    known = len(stage.telegram.written)
    second = sites[1].republish(story, credit="The Kentau paper was the first to tell of it.")
    for person, alert in alerts.items():
        changed = await stage.told(person, f"also: {sites[1].title}", since=known)
        assert changed.id == alert.id
        assert changed.edited
        assert second.url in str(changed.links)
        assert changed.preview["url"] == story.url
    await stage.settled(second)

    known = len(stage.telegram.written)
    notice = await bob.presses(stage.alerts(bob, story.headline)[0], "Mute this story")
    assert notice == "I add no more outlets to this message"
    redrawn = await stage.told(bob, story.headline, since=known)
    assert redrawn.buttons[-1].text == "Tell me more outlets again"
    known = len(stage.telegram.written)
    third = sites[2].republish(story, credit="The paper of Kentau told of it first, on Friday.")
    changed = await stage.told(ann, f"also: {sites[1].title}, {sites[2].title}", since=known)
    await stage.settled(third)
    assert changed.id == alerts[ann].id
    [muted] = stage.alerts(bob, story.headline)
    assert muted == redrawn
