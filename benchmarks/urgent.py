"""What overtakes a queue of 20,000 digests: one urgent alert, and answers to commands.

    python -m benchmarks.urgent

The real bot process starts with a digest owed to every one of 20,000 chats and sends at
SEND_RATE=30 to a simulated Telegram in another process. Meanwhile stories appear that one other
person each waits for, and more people ask for their list.
"""

import asyncio
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.report import Figure, Report, show, spread
from benchmarks.stage.backlog import let_digests_wait
from benchmarks.stage.bot_process import database_in, running_bot
from benchmarks.stage.crowd import is_to, let_follow, people
from benchmarks.stage.steady import steady
from benchmarks.stage.stories import publish
from benchmarks.stage.words import invented
from demo.newsroom import Newsroom, Site
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person

_ALERT = 1.0
_ANSWER = 0.2
_PATIENCE = 60.0
_BETWEEN = 0.5


async def measure(digests: int = 20_000, times: int = 20) -> Report:
    """Measure this many alerts and answers while so many digests wait."""
    busy = await _overtake(digests, times)
    calm = await _overtake(0, times)
    return Report(
        f"{times} alerts and answers while {digests} digests wait, SEND_RATE=30",
        "the same with nothing else to send",
        [
            *spread("from the poll that sees it to Telegram", busy[0], calm[0], _ALERT),
            *spread("from /list to its answer", busy[1], calm[1], _ANSWER),
            Figure("answered 429", busy[2], "", calm[2], most=0),
        ],
    )


async def _overtake(digests: int, times: int) -> tuple[list[float], list[float], int]:
    """Return the seconds to each alert, those to each answer, and how many 429s there were."""
    async with SimulatedTelegram() as telegram, Newsroom() as newsroom:
        site = newsroom.site("fed", full_text=True)
        crowd, readers, askers = (people(telegram, many) for many in (digests, times, times))
        words = invented(1)
        awaited = next(words)
        wanted = [(reader, next(words)) for reader in readers]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if digests:
                await let_digests_wait(database_in(folder), crowd, awaited)
            await let_follow(database_in(folder), wanted)
            pace = {"POLL_MIN_SECONDS": "1", "POLL_MAX_SECONDS": "1"}
            async with running_bot(folder, telegram, [site], **pace):
                await newsroom.wait_for_look(site, 2, _PATIENCE)
                await telegram.wait_until(
                    lambda: len(telegram.written) >= min(digests, 30), _PATIENCE
                )
                alerts, answers = [], []
                for number, ((reader, word), asker) in enumerate(zip(wanted, askers, strict=True)):
                    alerts.append(await _alert(telegram, newsroom, site, number, reader, word))
                    answers.append(await _answer(telegram, asker))
                    await asyncio.sleep(_BETWEEN)
                if digests and len(telegram.written) >= digests:
                    raise RuntimeError("the digests did not last")
        return alerts, answers, telegram.limits.refused


async def _alert(
    telegram: SimulatedTelegram,
    newsroom: Newsroom,
    site: Site,
    number: int,
    reader: Person,
    word: str,
) -> float:
    looks, written = len(newsroom.visits_to(site.feed_path)), len(telegram.written)
    publish(site, number, word)
    alert = await telegram.wait_for(partial(is_to, reader), _PATIENCE, since=written)
    return alert.at - newsroom.visits_to(site.feed_path)[looks].at


async def _answer(telegram: SimulatedTelegram, asker: Person) -> float:
    written = len(telegram.written)
    question = await asker.says("/list")
    answer = await telegram.wait_for(partial(is_to, asker), _PATIENCE, since=written)
    return answer.at - question.at


if __name__ == "__main__":
    with steady():
        show(asyncio.run(measure()))
