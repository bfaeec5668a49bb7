"""From a published story to the message on the phone: what arrives, how often, and how it looks."""

import asyncio

import pytest

from demo.newsroom import library
from tests.support.prose import prose
from tests.support.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOUNDING = {
    "en": 'stalking "Criminal Code"',
    "ru": 'сталкинг "Уголовный кодекс"',
    "kk": 'сталкинг "Қылмыстық кодекс"',
}


async def test_an_alert_shows_what_matched_and_why(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow lighthouse keeper")
    site = await stage.site()
    sentence = "The last keeper left the lighthouse in autumn."
    story = site.publish("An island loses its light", "It was lit in 1871.", [sentence, *prose()])
    alert = await stage.told(ann, story.headline)

    assert (story.headline, story.url) in alert.links
    headline, origin, _, quoted, *_ = alert.text.splitlines()
    assert headline == story.headline
    assert origin.startswith(f"{site.title} · ")
    assert f"{story.published:%M}" in origin
    assert quoted == sentence
    assert alert.bold[-2:] == ("keeper", "lighthouse")
    assert "You follow: lighthouse keeper" in alert.text
    assert alert.preview == {"is_disabled": False, "url": story.url}
    (read,), (unfollow,) = alert.rows
    assert (read.text, read.url) == ("Read", story.url)
    assert unfollow.text == "Unfollow: lighthouse keeper"


async def test_the_alert_itself_unfollows_and_undoes(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow zeppelin")
    site = await stage.site()
    site.publish("A zeppelin over the bay", "", prose())
    alert = await stage.told(ann, "zeppelin over")

    known = len(stage.telegram.written)
    assert await ann.presses(alert, "Unfollow: zeppelin") == "Unfollowed"
    without = await stage.told(ann, since=known)
    assert (without.id, without.text) == (alert.id, alert.text)
    missed = site.publish("The zeppelin sails on", "", prose())
    await stage.settled(missed)
    assert not stage.alerts(ann, missed.headline)

    known = len(stage.telegram.written)
    assert await ann.presses(without, "Undo: zeppelin") == "Followed again"
    assert (await stage.told(ann, since=known)).rows == alert.rows
    again = site.publish("The zeppelin comes home", "", prose())
    await stage.told(ann, again.headline)


@pytest.mark.parametrize("language", FOUNDING)
async def test_the_founding_story(stage: Stage, language: str) -> None:
    """The headline has the one word, and only the page's body has the phrase."""
    ann = stage.telegram.person("Ann", language=language)
    await stage.answer(ann, f"/follow {FOUNDING[language]}")
    site = await stage.site(language=language, full_text=False)
    story = site.publish_draft(library(language)[0])
    alert = await stage.told(ann, story.headline)
    phrase = FOUNDING[language].partition('"')[2].strip('"')
    assert phrase.casefold().split()[0] in " ".join(alert.bold).casefold()
    assert (story.headline, story.url) in alert.links


async def test_words_beside_an_article_alert_nobody(stage: Stage) -> None:
    """They stand in the navigation, in "Latest news", in "Read also" and in the footer."""
    people = [stage.telegram.person("Ann") for _ in range(4)]
    words = ("earthquake", "avalanche", "politics", "reprints")
    for person, word in zip(people, words, strict=True):
        await stage.answer(person, f"/follow {word}")
    site = stage.open_site(full_text=False)
    site.teasers.append("Earthquake shakes the capital at night")
    site.publish("Avalanche closes the pass", "Nobody was hurt.", prose())
    await stage.watches(site)
    body = prose(6)
    story = site.publish("The library stays open at night", "Readers asked for it.", body)
    await stage.settled(story)
    (text,) = stage.rows("SELECT text FROM article WHERE url = ?", story.url)[0]
    assert body[0] in text, "the page was read"
    for person in people:
        assert not stage.alerts(person, "library")


async def test_two_follows_of_one_article_share_an_alert(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow walrus")
    await stage.answer(ann, "/follow carpenter")
    site = await stage.site()
    story = site.publish("The walrus and the carpenter", "", prose())
    alert = await stage.told(ann, story.headline)
    assert "You follow: walrus, carpenter" in alert.text
    await stage.settled(story)
    assert len(stage.alerts(ann, story.headline)) == 1


async def test_one_article_in_two_feeds_alerts_once(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow heliograph")
    first, second = stage.open_site(), stage.open_site(kind="atom")
    await stage.watches(first, second)
    story = first.publish("A heliograph on the roof", "", prose())
    second.stories.append(story)
    second.publish("Another heliograph altogether", "", prose())
    await stage.told(ann, "Another heliograph")
    await stage.settled(story)
    (times,) = stage.rows("SELECT count(*) FROM sighting JOIN article ON article.id = article_id"
                          " WHERE url = ?", story.url)[0]  # fmt: skip
    assert times == 2, "both feeds listed it"
    assert len(stage.alerts(ann, story.headline)) == 1


HOSTILE = {
    "markup": '</a><script>alert("1")</script> & <b>vicuna',
    "right to left": "اعترضت الشرطة vicuna \u202e ذلك",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 vicuna 🇰🇿 👍🏽",
    "endless": "vicuna " + "endless " * 625,
}


async def test_whatever_a_headline_holds_arrives(stage: Stage) -> None:
    """Telegram counts, parses and refuses; the simulator does it as strictly."""
    people = [stage.telegram.person("Ann") for _ in HOSTILE]
    for person in people:
        await stage.answer(person, "/follow vicuna")
    site = await stage.site()
    for headline in HOSTILE.values():
        site.publish(headline, headline, [headline, *prose()])

    def all_arrived() -> bool:
        """Whether each has the name of the site once for each headline, together or not."""
        return all(
            sum(alert.text.count(site.title) for alert in stage.alerts(person, site.title))
            == len(HOSTILE)
            for person in people
        )

    await stage.telegram.wait_until(all_arrived, 20)
    texts = [alert.text for alert in stage.alerts(people[0], site.title)]
    assert any('</a><script>alert("1")</script> & <b>vicuna' in text for text in texts)
    assert any("👩‍👩‍👧‍👦🏳️‍🌈 vicuna 🇰🇿 👍🏽" in text for text in texts)
    assert not any("\u202e" in text for text in texts)
    assert any("…" in text for text in texts)


async def test_nobody_hears_of_what_they_stopped_following(stage: Stage) -> None:
    """Taken back while the alert waits for its turn in the chat."""
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow quagga")
    site = await stage.site()
    stories = [site.publish(f"Quagga number {number}", "", prose()) for number in range(4)]
    await stage.told(ann, "Quagga number")
    await stage.answer(ann, "/unfollow quagga")
    told = len(stage.alerts(ann, "Quagga number"))
    await stage.settled(*stories)
    assert len(stage.alerts(ann, "Quagga number")) == told < 4
    bob = stage.telegram.person("Bob")
    await asyncio.gather(stage.answer(bob, "/start"), stage.answer(ann, "/list"))
