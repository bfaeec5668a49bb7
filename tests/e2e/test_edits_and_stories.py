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
    told = [m for m in stage.telegram.messages(ann) if "snowplough" in m.text.lower()]
    assert [m for m in told if copy.url in str(m.links)] == []
    assert len([m for m in told if m.from_bot and story.headline in m.text]) == 1
    assert alert.text
    stories = "SELECT count(DISTINCT story_id) FROM article WHERE url IN (?, ?)"
    assert stage.rows(stories, story.url, copy.url) == [(1,)]
