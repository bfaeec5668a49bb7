"""Two hundred headlines, whatever they hold, on their way through the sender."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from aiogram.methods import SendMessage
from aiogram.types import LinkPreviewOptions

from bot.delivery.beginning import begin
from bot.delivery.rendering import Renderer
from bot.delivery.requests import request_for
from storage import alerts, articles, matches, outbox, queries, readings, waiting_line
from tests.storage.builders import entry, read, reading, watch
from tests.support.owing import Outbox
from views.i18n import load_languages

Holds = Callable[[list[str]], bool]
_MOST_UNITS, _MOST_ENTITIES = 4_096, 100  # Bot API, sendMessage; a hundred is what clients show
_NASTY = (
    "<b>bold</b> & <script>",
    "خبر عاجل من العاصمة",
    "שלום עולם",
    "👩\u200d👩\u200d👧🇰🇿👍🏽",
    "z" + "\u0300\u0489" * 300,
    "\u202eturned\u202c around \u2066here\u2069",
    "\u200b\u200b\ufeff",
    "\x00\x07\r\n\t",
    "🏛" * 2_500,
    "word " * 1_000,
    "@somebody #tag /command https://elsewhere.example",
    "{query} %s ${HOME}",
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def covered(message: SendMessage) -> list[str]:
    """Return what each entity covers; fails on half a surrogate pair."""
    raw = message.text.encode("utf-16-le")
    return [
        raw[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
        for one in message.entities or ()
    ]


def is_turned_back(line: str) -> bool:
    """Tell whether what changes the direction of writing ends with the text that it is for."""
    depth = 0
    for char in line:
        depth += (char == "\u2068") - (char == "\u2069")
        if depth not in (0, 1) or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067":
            return False
    return depth == 0


def preview(message: SendMessage) -> LinkPreviewOptions:
    assert isinstance(message.link_preview_options, LinkPreviewOptions)
    return message.link_preview_options


async def owe(owing: Outbox, headlines: Sequence[str]) -> None:
    """Have articles of these headlines matched by what chat 7 follows, in one transaction."""
    now, random = datetime.now(UTC), Random(12)
    await owing.follows(await owing.chat(7), "storm")
    async with owing.database.write() as connection:
        [source_id] = await watch(connection)
        query_id = await queries.find(connection, "storm")
        assert query_id is not None
        entries = [replace(entry(n), title=one) for n, one in enumerate(headlines)]
        await articles.sight(connection, now, source_id, entries)
        for one in await readings.unread(connection, now, [], len(headlines)):
            text = f"A storm. {' '.join(random.choices(_NASTY, k=2))}"
            story_id = await read(connection, one, reading(one.title, text))
            await matches.record(connection, one.id, {query_id: [[0, 5]]})
            await alerts.fan_out(connection, now, one.id, story_id)


async def requests(owing: Outbox) -> AsyncIterator[SendMessage]:
    """Do what the sender does, with nobody to wait for: yield what it would send."""
    renderer, now = Renderer(owing.database, load_languages()), datetime.now(UTC)
    while True:
        async with owing.database.write() as connection:
            heads = await waiting_line.heads(connection, now, [], 1)
            begun = await begin(connection, now, [head.id for head in heads])
        if not heads:
            return
        [one] = begun.values()
        request = request_for(one.letter, await renderer.render(one, now), paid=False)
        assert isinstance(request, SendMessage)
        yield request
        async with owing.database.write() as connection:
            await outbox.sent(connection, now, one.letter.id, 1)


async def test_two_hundred_come_in_few_messages_that_telegram_takes(owing: Outbox) -> None:
    random = Random(12)
    headlines = [
        " ".join([f"Storm {number:03}", *random.choices(_NASTY, k=random.randint(0, 3))])
        for number in range(200)
    ]
    await owe(owing, headlines)
    messages = [one async for one in requests(owing)]
    assert len(messages) == 8
    for message in messages:
        assert units(message.text) <= _MOST_UNITS
        assert len(message.entities or ()) <= _MOST_ENTITIES
        assert all(one.strip() for one in covered(message))
        assert preview(message) == LinkPreviewOptions(is_disabled=True)
        assert all(is_turned_back(line) for line in message.text.splitlines())
    links = [
        (words.lstrip("\u2068")[:9], entity.url)
        for message in messages
        for words, entity in zip(covered(message), message.entities or (), strict=True)
        if entity.type == "text_link"
    ]
    assert links == [(f"Storm {n:03}", f"https://news.example/{n}") for n in range(200)]
    for message in messages:
        first, *_, last = message.text.splitlines()
        assert first == "Several at once: 25"
        assert last == "→ storm" or last.endswith("come right after."), "cut between articles"


async def test_a_single_one_shows_its_own_page(owing: Outbox, everything_sent: Holds) -> None:
    await owing.follows(await owing.chat(7), "storm")
    await owing.publish("Storm at https://elsewhere.example", "A storm, see www.elsewhere.example.")
    async with owing.sending():
        await owing.until(everything_sent)
    (message,) = owing.telegram.sent
    assert isinstance(message, SendMessage)
    shown = LinkPreviewOptions(is_disabled=False, url="https://news.example/1")
    assert preview(message) == shown
