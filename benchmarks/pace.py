"""The pace of 3,000 alerts, and what a full queue does to the answers that people wait for.

    python -m benchmarks.pace

One story is wanted in every chat. The real bot process sends at SEND_RATE=30 to a simulated
Telegram in another process, which refuses the 31st message of any sliding second. A second story
fills the queue again while other people ask for their list.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.baselines.run import run_baseline
from benchmarks.report import Figure, Report, show, spread
from benchmarks.stage.bot_process import database_in, running_bot
from benchmarks.stage.crowd import is_to, let_follow, people
from benchmarks.stage.steady import steady
from benchmarks.stage.stories import publish
from benchmarks.stage.words import invented
from demo.newsroom import Newsroom
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person

_RATE = 30
_OURS = 0.97 * _RATE
_SLACK = 1.03
_PATIENCE = 300.0
_BETWEEN_QUESTIONS = 1.0


@dataclass(frozen=True, slots=True)
class _Sending:
    """How a round of messages went: seconds from the first to the last, 429s, busiest second."""

    seconds: float
    refused: int
    busiest: int


async def measure(chats: int = 3_000, questions: int = 20) -> Report:
    """Measure a story wanted in this many chats, and this many questions during another."""
    ours, busy_answers, calm_answers = await _bot(chats, questions)
    naive = await _token_bucket(chats)
    return Report(
        f"{chats} alerts to {chats} chats at SEND_RATE={_RATE}",
        "a token bucket of 30 a second with bursts, as a sender of its own;"
        " for the answers, the same questions with nothing else to send",
        [
            Figure(
                "first to last message",
                ours.seconds,
                baseline=naive.seconds,
                most=_SLACK * chats / _OURS,
            ),
            Figure("ideal: messages / (0.97 x 30)", chats / _OURS),
            Figure("answered 429", ours.refused, "", naive.refused, most=0),
            Figure("most in any sliding second", ours.busiest, "", naive.busiest, most=_RATE),
            *spread("/list while alerts wait", busy_answers, calm_answers),
        ],
    )


async def _bot(chats: int, questions: int) -> tuple[_Sending, list[float], list[float]]:
    async with SimulatedTelegram() as telegram, Newsroom() as newsroom:
        site = newsroom.site("fed", full_text=True)
        readers, askers = people(telegram, chats), people(telegram, questions)
        first, second = (word for word, _ in zip(invented(1), range(2), strict=False))
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            wanted = [(reader, word) for reader in readers for word in (first, second)]
            await let_follow(database_in(folder), wanted)
            pace = {"POLL_MIN_SECONDS": "1", "POLL_MAX_SECONDS": "1"}
            async with running_bot(folder, telegram, [site], **pace):
                await newsroom.wait_for_look(site, 2, _PATIENCE)
                publish(site, 1, first)
                await telegram.wait_until(lambda: len(telegram.written) >= chats, _PATIENCE)
                seconds = _seconds(telegram)
                calm = await _ask(telegram, askers)
                publish(site, 2, second)
                written = len(telegram.written)
                await telegram.wait_until(lambda: len(telegram.written) > written, _PATIENCE)
                busy = await _ask(telegram, askers)
        return _Sending(seconds, telegram.limits.refused, telegram.busiest()), busy, calm


async def _ask(telegram: SimulatedTelegram, askers: Sequence[Person]) -> list[float]:
    """Return the seconds that each waited for an answer."""
    seconds = []
    for asker in askers:
        written = len(telegram.written)
        question = await asker.says("/list")
        answer = await telegram.wait_for(partial(is_to, asker), _PATIENCE, since=written)
        seconds.append(answer.at - question.at)
        await asyncio.sleep(_BETWEEN_QUESTIONS)
    return seconds


async def _token_bucket(chats: int) -> _Sending:
    async with SimulatedTelegram() as telegram:
        readers = people(telegram, chats)
        api = f"{telegram.url}/bot{telegram.token}"
        await run_baseline("token_bucket", str(_RATE), api, *(str(one.id) for one in readers))
        return _Sending(_seconds(telegram), telegram.limits.refused, telegram.busiest())


def _seconds(telegram: SimulatedTelegram) -> float:
    return telegram.written[-1].at - telegram.written[0].at


if __name__ == "__main__":
    with steady():
        show(asyncio.run(measure()))
