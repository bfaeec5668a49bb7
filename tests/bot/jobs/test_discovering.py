"""Looking for what people asked: told once, after a crash too, and line by line for files."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from actions.outcomes import Discovered, LinesListed, decode
from actions.sources.adding import Allowance, watch
from actions.who import Who
from bot.jobs.discovering import Discovering, Ways
from bot.jobs.files import FileRefusedError, NoFileYetError
from bot.lifecycle import Service
from news.opml import NotAListError, Outline
from storage import discoveries, outbox, watched, watching
from storage.database import Database
from storage.destinations import Destination
from storage.discoveries import Discovery, Imported, Proposed, Refused
from storage.schema import delivery
from tests.storage.builders import NOW, arrive, begin_all
from tests.support.travel import TravellingClock

FOUND = Proposed("https://steppe.example/feed", "feed", "Steppe", headlines=("One", "Two"))


@dataclass
class Bureau:
    """A discovering bot, and the world as it finds it."""

    database: Database
    clock: TravellingClock = field(default_factory=lambda: TravellingClock(NOW))
    world: dict[str, Proposed | Refused | Exception] = field(default_factory=dict)
    ours: dict[str, Proposed] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)
    looked: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def look(self, asked: str) -> Proposed | Refused:
        self.looked.append(asked)
        await self.gate.wait()
        found = self.world.get(asked, Refused("unreachable"))
        if isinstance(found, Exception):
            raise found
        return found

    async def administered(self, one: Discovery) -> Proposed | None:
        return self.ours.get(one.asked)

    async def download(self, file_id: str) -> bytes:
        content = self.files[file_id]
        if isinstance(content, Exception):
            raise content
        return b"" if isinstance(content, list) else bytes(content)

    async def read_list(self, body: bytes) -> tuple[Outline, ...]:
        if body:
            raise NotAListError("no")
        [addresses] = [one for one in self.files.values() if isinstance(one, list)]
        return tuple(Outline(one, one.partition("//")[2]) for one in addresses)

    def discovering(self, deadline: float = 5.0) -> Discovering:
        return Discovering(
            self.database,
            Ways(self.look, self.administered, self.download, self.read_list),
            self.clock,
            operators=frozenset({99}),
            most_sources=2,
            owed=lambda: None,
            sources_changed=lambda: None,
            deadline=deadline,
        )

    @asynccontextmanager
    async def at_work(self, deadline: float = 5.0) -> AsyncIterator[Discovering]:
        discovering = self.discovering(deadline)
        service = Service("discovering", discovering.run, self.clock)
        await service.start()
        try:
            yield discovering
        finally:
            await service.stop(1)

    async def asks(self, asked: str, kind: str = "address", chat_id: int = 7) -> Destination:
        """Ask for something, answered by a message that waits to be sent."""
        async with self.database.write() as connection:
            here = await arrive(connection, chat_id)
            one = await discoveries.ask(connection, NOW, here.id, chat_id, kind, asked)
            answer = await outbox.owe(connection, NOW, here.id, "answer", outcome=None)
            await discoveries.answered(connection, one, answer, None)
        return here

    async def sends(self, message_id: int | None = 1001) -> None:
        """Begin to send what is owed, and let it arrive unless its message has no number."""
        async with self.database.write() as connection:
            for letter in await begin_all(connection, self.clock.now()):
                if message_id is not None:
                    await outbox.sent(connection, NOW, letter.id, message_id)

    async def known(self, discovery_id: int = 1, chat_id: int = 7) -> Discovery:
        async with self.database.read() as connection:
            one = await discoveries.get(connection, chat_id, discovery_id)
        assert one is not None
        return one

    async def owed(self) -> list[Any]:
        """Return what is owed besides the first answers: kind, outcome, message that is edited."""
        async with self.database.read() as connection:
            rows = await connection.execute(
                select(delivery).where(delivery.c.outcome.is_not(None)).order_by(delivery.c.id)
            )
            return [(row.kind, decode(row.outcome), row.message_id) for row in rows]

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(10):
            while not await holds():
                await asyncio.sleep(0.005)

    async def ends(self, discovery_id: int = 1, chat_id: int = 7) -> Discovery:
        """Wait until a discovery no longer waits."""

        async def ended() -> bool:
            return (await self.known(discovery_id, chat_id)).state != "waiting"

        await self.until(ended)
        return await self.known(discovery_id, chat_id)


async def test_the_answer_becomes_the_proposal(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, world={"orda.kz": FOUND})
    await bureau.asks("orda.kz")
    await bureau.sends()
    async with bureau.at_work():
        one = await bureau.ends()
    assert (one.state, one.found) == ("proposed", FOUND)
    assert await bureau.owed() == [("edit", Discovered(1), 1001)]


async def test_a_chat_that_we_run_with_whoever_asks_is_not_looked_for(
    sqlite_database: Database,
) -> None:
    bureau = Bureau(sqlite_database, world={"@steppe": FOUND})
    bureau.ours["@steppe"] = Proposed("tg://chat?id=-1005", "chat", "Steppe")
    await bureau.asks("@steppe")
    async with bureau.at_work():
        one = await bureau.ends()
    assert (one.state, one.found) == ("proposed", bureau.ours["@steppe"])
    assert bureau.looked == []


async def test_an_answer_that_was_not_sent_yet_says_it_itself(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, world={"orda.kz": FOUND})
    await bureau.asks("orda.kz")
    async with bureau.at_work():
        await bureau.ends()
    assert await bureau.owed() == []


async def test_an_answer_on_its_way_is_followed_by_another(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, world={"orda.kz": FOUND})
    await bureau.asks("orda.kz")
    await bureau.sends(None)
    async with bureau.at_work():
        await bureau.ends()
    assert await bureau.owed() == [("answer", Discovered(1), None)]


async def test_a_refusal_and_a_site_that_hangs_are_told_too(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, world={"a.kz": Refused("status", "404")})
    await bureau.asks("a.kz")
    async with bureau.at_work(deadline=0.05) as discovering:
        assert (await bureau.ends()).found == Refused("status", "404")
        bureau.gate.clear()
        await bureau.asks("b.kz", chat_id=8)
        discovering.ring()
        assert (await bureau.ends(2, 8)).found == Refused("timed_out")


async def test_what_a_kill_interrupted_is_looked_for_again(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, world={"orda.kz": FOUND})
    bureau.gate.clear()
    await bureau.asks("orda.kz")
    await bureau.sends()

    async def begun() -> bool:
        return bool(bureau.looked)

    async with bureau.at_work():
        await bureau.until(begun)
    assert (await bureau.known()).state == "waiting"
    bureau.gate.set()
    async with bureau.at_work():
        await bureau.ends()
    assert bureau.looked == ["orda.kz", "orda.kz"]
    assert len(await bureau.owed()) == 1


async def test_what_fails_for_ever_ends_with_a_word(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, world={"orda.kz": ZeroDivisionError("ours")})
    await bureau.asks("orda.kz")
    async with sqlite_database.write() as connection:
        for _ in range(4):
            await discoveries.begin(connection, 1)
    for attempt in (5, 6):

        async def tried(wanted: int = attempt) -> bool:
            one = await bureau.known()
            return one.state != "waiting" or one.attempts >= wanted

        async with bureau.at_work():
            await bureau.until(tried)
            await asyncio.sleep(0.05)  # until it is put off
        await bureau.clock.advance(120)
    one = await bureau.known()
    assert (one.state, one.found) == ("refused", Refused("failed"))


async def test_what_is_watched_already_is_said_and_an_operator_may_make_it_common(
    sqlite_database: Database,
) -> None:
    bureau = Bureau(sqlite_database, world={"orda.kz": FOUND})
    for chat_id in (7, 99):
        async with sqlite_database.write() as connection:
            here = await arrive(connection, chat_id)
            new = watching.NewSource(FOUND.url, "steppe.example:443", "Steppe", "feed", None)
            source_id = await watching.make(connection, NOW, new, common=False)
            await watching.add_own(connection, NOW, source_id, here, chat_id)
    await bureau.asks("orda.kz")
    await bureau.asks("orda.kz", chat_id=99)
    await bureau.asks("orda.kz", chat_id=8)
    async with bureau.at_work():
        states = [
            (await bureau.ends(number, chat_id)).state
            for number, chat_id in ((1, 7), (2, 99), (3, 8))
        ]
    assert states == ["known", "proposed", "proposed"]


def feeds(count: int) -> list[str]:
    return [f"https://{number}.example/feed" for number in range(count)]


def everything(addresses: list[str]) -> dict[str, Proposed | Refused | Exception]:
    return {one: Proposed(one, "feed", f"Feed of {one}") for one in addresses}


async def verdicts(bureau: Bureau, chat_id: int) -> list[str]:
    found = (await bureau.ends(1, chat_id)).found
    assert isinstance(found, Imported)
    return [line.verdict for line in found.lines]


async def test_each_line_of_a_file_gets_its_verdict_and_the_limit_holds(
    sqlite_database: Database,
) -> None:
    addresses = feeds(9)
    world = everything(addresses)
    world[addresses[1]] = Refused("status", "404")
    bureau = Bureau(sqlite_database, world=world, files={"F": addresses})
    await bureau.asks("F", "opml")
    await bureau.sends()
    async with bureau.at_work():
        assert await verdicts(bureau, 7) == ["added", "status", "added"] + ["full"] * 6
    assert bureau.looked == addresses[:5]
    assert await bureau.owed() == [("edit", Discovered(1), 1001)]
    async with sqlite_database.read() as connection:
        seen = await watched.seen_by(connection, 7)
    assert [(one.name, one.common) for one in seen] == [
        ("0.example/feed", False),
        ("2.example/feed", False),
    ]


async def test_a_private_list_s_names_are_its_chat_s_alone(sqlite_database: Database) -> None:
    one, two = feeds(2)
    bureau = Bureau(sqlite_database, world=everything([one, two]), files={"F": [one, two]})
    await bureau.asks("F", "opml")
    async with bureau.at_work():
        assert await verdicts(bureau, 7) == ["added", "added"]
    await bureau.asks(one, chat_id=8)
    await bureau.asks(two, chat_id=99)
    async with bureau.at_work():
        assert (await bureau.ends(2, 8)).state == "proposed"
        assert (await bureau.ends(3, 99)).state == "proposed"
    async with sqlite_database.write() as connection:
        for number, chat_id in ((2, 8), (3, 99)):
            there = await arrive(connection, chat_id)
            who = Who(there, chat_id)
            common = chat_id == 99
            allowance = Allowance(20, common=common)
            await watch(connection, NOW, who, number, allowance, common=common)
        names = {
            chat_id: [seen.name for seen in await watched.seen_by(connection, chat_id)]
            for chat_id in (7, 8, 99)
        }
    assert names == {
        7: ["0.example/feed", "1.example/feed"],
        8: [f"Feed of {one}", f"Feed of {two}"],
        99: [f"Feed of {two}"],
    }


async def test_an_operator_s_file_is_for_everybody_and_a_long_result_is_a_file_too(
    sqlite_database: Database,
) -> None:
    addresses = feeds(33)
    bureau = Bureau(sqlite_database, world=everything(addresses), files={"F": addresses})
    await bureau.asks("F", "opml", 99)
    await bureau.sends()
    async with bureau.at_work():
        assert await verdicts(bureau, 99) == ["added"] * 33
    assert await bureau.owed() == [
        ("edit", Discovered(1), 1001),
        ("answer", LinesListed(1), None),
    ]
    async with sqlite_database.read() as connection:
        assert len(await watched.seen_by(connection, 7)) == 33


async def test_a_file_goes_on_where_a_restart_interrupted_it(sqlite_database: Database) -> None:
    addresses = feeds(12)
    bureau = Bureau(sqlite_database, world=everything(addresses), files={"F": addresses})
    await bureau.asks("F", "opml", 99)

    async def second_slice() -> bool:
        if len(bureau.looked) == 5:
            bureau.gate.clear()
        return len(bureau.looked) > 5

    async with bureau.at_work():
        await bureau.until(second_slice)
    bureau.gate.set()
    bureau.files["F"] = FileRefusedError("no_file")  # it is not asked for again
    async with bureau.at_work():
        assert await verdicts(bureau, 99) == ["added"] * 12
    assert len(bureau.looked) <= 12 + 5
    assert set(bureau.looked) == set(addresses)


async def test_files_that_are_no_lists_are_refused(sqlite_database: Database) -> None:
    files = {
        "gone": FileRefusedError("no_file"),
        "large": FileRefusedError("file_too_large"),
        "other": b"%PDF",
        "many": feeds(1_001),
    }
    bureau = Bureau(sqlite_database, files=files)
    for number, name in enumerate(files, 1):
        await bureau.asks(name, "opml", number)
    async with bureau.at_work():
        found = [(await bureau.ends(number, number)).found for number in range(1, 5)]
    assert found == [
        Refused("no_file"),
        Refused("file_too_large"),
        Refused("no_list"),
        Refused("too_many", "1000"),
    ]


async def test_telegram_is_asked_again_for_a_file(sqlite_database: Database) -> None:
    bureau = Bureau(sqlite_database, files={"F": NoFileYetError("503")})
    await bureau.asks("F", "opml", 99)

    async def tried() -> bool:
        return (await bureau.known(1, 99)).attempts == 1

    async with bureau.at_work():
        await bureau.until(tried)
        await asyncio.sleep(0.05)  # until it is put off
    bureau.files["F"] = feeds(1)
    bureau.world = everything(feeds(1))
    await bureau.clock.advance(10)
    async with bureau.at_work():
        assert await verdicts(bureau, 99) == ["added"]
