"""Every kind of source, from a published story to the alert with its passage."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import pytest
import pytest_asyncio

from demo.newsroom import Site
from demo.newsroom.site import Kind
from demo.telegram.people.person import Person
from tests.support.stage import HOSTS, Stage

# One worker takes them all, so that one bot is enough.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("kinds")]


@dataclass(frozen=True)
class News:
    """A story whose followed word stands in its body alone."""

    headline: str
    passage: str
    more: str


NEWS: Mapping[Kind, News] = {
    "rss": News(
        "Ferry crosses the Kapchagay again",
        "The saxaul on the far shore was visible from the deck all morning.",
        "Tickets cost four hundred tenge, and children under six travel without one.",
    ),
    "atom": News(
        "Schoolchildren count their trees",
        "They planted a saxaul for every pupil who finishes the ninth form.",
        "The gardener will teach them how to water seedlings through the hot months.",
    ),
    "json": News(
        "A bakery moves into the old post office",
        "Its oven is fired with saxaul, as ovens in the village always were.",
        "The baker came from Taraz with two apprentices and a recipe book of her aunt's.",
    ),
    "news sitemap": News(
        "Rangers close a road near the dunes",
        "Lorries had broken the young saxaul on both sides of the track.",
        "Drivers are sent along the railway until spring, half an hour further.",
    ),
    "sitemap index": News(
        "Meteorologists explain the yellow sky",
        "Where saxaul holds the sand, the wind lifts nothing, they say.",
        "The dust had come from the dry bed of a lake six hundred kilometres away.",
    ),
    "listing": News(
        "Museum buys a carved door",
        "A joiner cut it from saxaul that is older than the town itself.",
        "It hung in a merchant's house, then in a granary, then in nothing at all.",
    ),
    "channel": News(
        "Traffic police measure noise at night",
        "A microphone hides in a saxaul beside the ring road.",
        "Motorcycles louder than a tram will be stopped from the first of May.",
    ),
}
OLD = (
    "Library opens on Sundays",
    "Bridge gets a new railing",
    "Chess club wins in Karaganda",
    "Water will be off on Tuesday",
    "Doctors ask for blood donors",
    "Bus 12 takes another street",
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sites(shared_stage: Stage) -> AsyncIterator[Mapping[Kind, Site]]:
    """A site of each kind, all watched at once; the first look remembers what is old."""
    opened = {kind: shared_stage.open_site(kind=kind, full_text=False) for kind in NEWS}
    for site in opened.values():
        for headline in OLD:
            site.publish(headline, "", [f"{headline}, said the office for {site.title}."])
    await shared_stage.watches(*opened.values())
    yield opened
    shared_stage.ignores(*opened.values())


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ann(shared_stage: Stage) -> Person:
    person = shared_stage.telegram.person("Ann")
    await shared_stage.answer(person, "/follow saxaul")
    return person


@pytest.mark.parametrize("kind", NEWS)
async def test_a_story_is_alerted_once_with_its_passage(
    shared_stage: Stage, sites: Mapping[Kind, Site], ann: Person, kind: Kind
) -> None:
    stage, site, news = shared_stage, sites[kind], NEWS[kind]
    story = site.publish(news.headline, "", [news.passage, news.more])
    alert = await stage.told(ann, news.headline)
    assert (news.headline, story.url) in alert.links
    assert alert.bold[-1] == "saxaul"
    assert news.passage in alert.text
    assert news.more not in alert.text
    await stage.settled(story)
    await stage.looked(site)
    assert len(stage.alerts(ann, news.headline)) == 1
    assert not any(stage.alerts(ann, old) for old in OLD)


async def test_odd_posts_of_a_channel(
    shared_stage: Stage, sites: Mapping[Kind, Site], ann: Person
) -> None:
    stage, site = shared_stage, sites["channel"]
    for headline, form in (("Pictures of saxaul", "album"), ("Passed on: saxaul", "forward")):
        site.publish(headline, form=form)  # type: ignore[arg-type] # a Form
        await stage.told(ann, headline)
    unseen = site.publish("saxaul for the app only", form="app only")
    await stage.looked(site)
    assert not stage.alerts(ann, unseen.headline)
    counted = "SELECT sum(entries) FROM dropped WHERE reason = 'unreadable'"
    assert stage.rows(counted)[0][0] >= 1
    name = "channel without a preview"
    since = len(stage.bot.log)
    site.has_preview = False
    site.publish("Behind the curtain")
    assert name in await stage.bot.logs("source fails", since=since)


async def test_a_pdf_document_is_read(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow тасбақа")
    site = await stage.site(full_text=False, language="kk")
    passage = "Далада тасбақа жұмыртқалайтын жерлер белгіленді."
    more = (
        "Есеп он екі беттен тұрады, оған карта мен екі кесте қоса берілген.",
        "Қорық қызметкерлері оны көктемде және күзде, жылына екі рет жасайды.",
        "Келесі есепке аңшылар мен балықшылардың хабарлары да кіреді деп күтіледі.",
    )
    story = site.publish("Қорық есебі", "", [passage, *more], form="pdf")
    alert = await stage.told(ann, story.headline)
    assert passage in alert.text
    assert alert.bold[-1] == "тасбақа"


async def test_what_robots_txt_forbids_is_told_by_its_summary(stage: Stage) -> None:
    bob, ann = stage.telegram.person("Bob"), stage.telegram.person("Ann")
    await stage.answer(bob, "/follow pelican")
    await stage.answer(ann, "/follow flamingo")
    host = HOSTS[3]
    site = stage.open_site(full_text=False, host=host)
    stage.newsroom.robots[host] = f"User-agent: Jarshy\nDisallow: /{site.name}/news/\n"
    await stage.watches(site)
    story = site.publish("Birds of the delta", "A pelican was counted.", ["And a flamingo."] * 3)
    alert = await stage.told(bob, story.headline)
    assert "A pelican was counted." in alert.text
    await stage.settled(story)
    assert not stage.alerts(ann, story.headline)
    assert stage.rows("SELECT note FROM article WHERE url = ?", story.url) == [
        ("robots.txt forbids to read the page",)
    ]
    paths = [visit.path for visit in stage.newsroom.visits if visit.host.startswith(f"{host}:")]
    assert not any("/news/" in path for path in paths)
    (asked,) = [v for v in stage.newsroom.visits_to("/robots.txt") if v.host.startswith(host)]
    assert asked.user_agent.startswith("Jarshy/")
