"""Hostile sources: each costs itself one look or one article, and nobody else a second."""

import gzip
from collections.abc import AsyncIterator, Mapping
from itertools import pairwise, product
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from demo.newsroom import Site
from demo.newsroom.faults import Fault, Instead, Oversize, Redirect, Trickle
from demo.telegram.people.person import Person
from tests.support.bot_process import until
from tests.support.stage import HOSTS, Stage, open_stage

# One worker takes them all, so that one bot is enough.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("attacks")]

XML = "application/rss+xml"
FLOOD = tuple(enumerate(HOSTS[1:]))
HONEST = {
    "A hedgehog wakes early": (
        "Rangers found it under the boiler house, which stays warm through the winter.",
        "They gave it a box of leaves, and will let it go once the nights are above zero.",
    ),
    "Hedgehogs cross the ring road": (
        "The nature park has counted them every spring since the fence along it was built.",
        "Drivers are asked to go slowly after dusk, above all where the poplars end.",
    ),
    "A hedgehog on the new coin": (
        "The mint has struck two thousand of them in silver, and one for its own museum.",
        "Collectors queued from six in the morning; by noon nothing was left but posters.",
    ),
}
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{ten}">{more}]>
<rss version="2.0"><channel><title>x</title><item><title>&j;</title><link>http://x.example/1</link>
</item></channel></rss>"""
LEAK = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY local SYSTEM "file:///etc/passwd">
<!ENTITY far SYSTEM "{url}/secret">]><rss version="2.0"><channel><title>&local;</title>
<item><title>Leak &local; &far;</title><link>{url}/leak/1</link></item></channel></rss>"""
TANGLE = b"<b>bold <i>words</i></b> and more " * 9_500  # more tags were refused at once


def entity_bomb() -> bytes:
    """Ten words, ten times over for each letter: 10 GB if anybody multiplies."""
    letters = "abcdefghij"
    more = "".join(
        f'<!ENTITY {next_one} "{f"&{one};" * 10}">' for one, next_one in pairwise(letters)
    )
    return BOMB.format(ten="a word, and " * 10, more=more).encode()


def attacks(stage: Stage, site: Site) -> Mapping[str, Fault]:
    """What may stand in place of a feed, by a word of what the bot says of it."""
    packed = gzip.compress(b"<rss>" + bytes(60 * 2**20))
    return {
        "gzip bomb": Instead(packed, XML, "gzip"),
        "gzip bomb in a file": Instead(packed, "application/gzip"),
        "entity bomb": Instead(entity_bomb(), XML),
        "external entity": Instead(LEAK.format(url=stage.newsroom.url).encode(), XML),
        "endless redirects": Redirect(site.feed_url, 302),
        "oversize": Oversize(12 * 2**20),
        "trickle": Trickle(0.5),
    }


ERRORS = {
    "gzip bomb": "more than 10485760 bytes",
    "gzip bomb in a file": "more than 10 MB",
    "endless redirects": "more than 5 redirects",
    "oversize": "more than 10485760 bytes",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def besieged(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """A bot that watches an honest site, and one for each attack."""
    folder = tmp_path_factory.mktemp("besieged")
    async with open_stage(folder, POLL_MAX_SECONDS="2") as stage:
        stage.newsroom.site("honest", full_text=False)
        stage.newsroom.site("tangled", full_text=False, host=HOSTS[1])
        watched = [*stage.newsroom.sites.values()]
        for number, name in enumerate(attacks(stage, watched[0])):
            site = stage.newsroom.site(f"attack{number}", title=name, host=HOSTS[2 + number % 5])
            stage.newsroom.faults.add(attacks(stage, site)[name], site.feed_path)
            watched.append(site)
        await stage.watches(*watched)
        await stage.starts()
        await stage.looked(watched[0])
        await stage.looked(watched[1])
        yield stage
        if stage.bot.running:
            await stage.bot.stops()
        stage.bot.check_log()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ann(besieged: Stage) -> Person:
    """She follows hedgehogs, and has had an alert, for which dictionaries were loaded."""
    person = besieged.telegram.person("Ann")
    await besieged.answer(person, "/follow hedgehog")
    headline, paragraphs = next(iter(HONEST.items()))
    besieged.newsroom.sites["honest"].publish(headline, "", paragraphs)
    await besieged.told(person, headline)
    return person


def tangle(stage: Stage, headline: str, name: str = "tangled") -> str:
    """Publish a story whose page keeps the extractor busy; return its path."""
    site = stage.newsroom.sites[name]
    page = b"<!DOCTYPE html><html><body><article><p>%b</p></article></body></html>" % TANGLE
    story = site.publish(headline, "A hedgehog, in short.", ["It is replaced."])
    path = urlsplit(story.url).path
    stage.newsroom.faults.add(Instead(page, "text/html"), path)
    return path


async def test_honest_news_comes_within_seconds(besieged: Stage, ann: Person) -> None:
    tangle(besieged, "A page without an end")
    for number in range(3):
        tangle(besieged, f"One more page without an end, number {number}")
    await besieged.newsroom.wait_for_look(besieged.newsroom.sites["tangled"])
    for headline in list(HONEST)[1:]:
        story = besieged.newsroom.sites["honest"].publish(headline, "", HONEST[headline])
        # A look is due within 2 s, a page that hangs has its moment of 2 s, a new worker starts.
        alert = await besieged.told(ann, headline, timeout=8)
        assert (headline, story.url) in alert.links


async def test_a_page_that_hangs_the_extractor_is_told_by_its_summary(
    besieged: Stage, ann: Person
) -> None:
    headline = "Still a page without an end"
    await besieged.newsroom.wait_for_look(besieged.newsroom.sites["tangled"])
    tangle(besieged, headline)
    # It waits for three others that take long, at most, and takes six seconds like each of them.
    alert = await besieged.told(ann, headline, timeout=45)
    assert "A hedgehog, in short." in alert.text
    (note,) = besieged.rows("SELECT note FROM article WHERE title = ?", headline)[0]
    assert note


async def test_a_flood_from_many_hosts_delays_nobody_for_long(besieged: Stage, ann: Person) -> None:
    newsroom = besieged.newsroom
    flood = [newsroom.site(f"flood{at}", full_text=False, host=host) for at, host in FLOOD]
    await besieged.watches(*flood)
    for site, _ in product(flood, range(5)):
        tangle(besieged, f"An endless page of {site.name}", site.name)
    for site in flood:
        await newsroom.wait_for_look(site)
    headline = "A hedgehog counts to ten"
    newsroom.sites["honest"].publish(headline, "", ["It did so twice, and slept.", "So did we."])
    await besieged.told(ann, headline, timeout=12)


@pytest.mark.parametrize("attack", ERRORS)
async def test_an_attack_is_a_failure_with_a_name(besieged: Stage, attack: str) -> None:
    def error() -> str:
        return str(besieged.rows("SELECT error FROM source WHERE name = ?", attack)[0][0] or "")

    await until(lambda: bool(error()))
    assert ERRORS[attack] in error()


async def test_entities_stay_what_they_are(besieged: Stage) -> None:
    def titles() -> list[str]:
        return [title for (title,) in besieged.rows("SELECT title FROM article")]

    await until(lambda: "&j;" in titles() and any("Leak" in title for title in titles()))
    assert besieged.newsroom.visits_to("/secret") == []
    assert not any("root:" in title for title in titles())


async def test_no_worker_outlives_a_bot_that_is_killed(besieged: Stage) -> None:
    """One of them is at work on a page that would keep it for long."""
    path = tangle(besieged, "Another page without an end")
    await besieged.newsroom.wait_until(lambda: bool(besieged.newsroom.visits_to(path)))
    assert besieged.bot.workers
    await besieged.bot.dies()
