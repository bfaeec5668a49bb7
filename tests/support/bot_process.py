"""The real program, ``python -m bot``, in a process that can be told to stop and be killed."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

import psutil

from tests.support.warm_start import WarmProcess, start_warm

ROOT = Path(__file__).parents[2]
STOPS_WITHIN = 10.0  # seconds, as promised
_GONE_WITHIN = 10.0


async def until(holds: Callable[[], bool], timeout: float = 30.0) -> None:
    """Wait until something holds that nobody announces, such as a line of a log.

    Raises TimeoutError if it does not hold after ``timeout`` seconds.
    """
    async with asyncio.timeout(timeout):
        while not holds():
            await asyncio.sleep(0.02)


def is_alive(process: psutil.Process) -> bool:
    """Tell whether a process still runs; one that only waits for being noticed is dead."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return what the program sees of the world: its settings, and where it is installed."""
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), **settings}


async def start_cold(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[int]
) -> asyncio.subprocess.Process:
    """Start ``python -m bot …`` as ``start_warm`` does, imports and all."""
    stdin, stdout, stderr = streams
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=environment,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


class BotProcess:
    """One bot in a folder of its own; it may end and start again, the log goes on.

    Inside ``async with`` it may be started; whatever still runs at the end is killed. Its
    settings come from ``settings`` alone: nothing of the tests' own environment reaches it but
    the path.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.settings = dict(settings)
        self._log_file = folder / "bot.log"
        self._process: asyncio.subprocess.Process | WarmProcess | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, *_: type[BaseException] | BaseException | TracebackType | None
    ) -> None:
        if self.running:
            await self.dies()

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """Its process id; it was started."""
        assert self._process is not None
        return self._process.pid

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes that it has started and that live."""
        assert self._process is not None
        try:
            return psutil.Process(self._process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    @property
    def log(self) -> str:
        """Everything that it wrote since the first start."""
        return self._log_file.read_text("utf-8") if self._log_file.exists() else ""

    async def start(self, *, cold: bool = False) -> None:
        """Start it; returns before it is ready.

        A cold start is an operating system's; others find the imports done.
        """
        assert not self.running
        with self._log_file.open("ab") as log, TemporaryFile() as nothing:
            streams = (nothing.fileno(), log.fileno(), log.fileno())
            world = environment(self.settings)
            if cold:
                self._process = await start_cold((), self.folder, world, streams)
            else:
                self._process = await start_warm((), self.folder, world, streams)

    async def ends(self, within: float = STOPS_WITHIN) -> int:
        """Wait for its end; return the exit code."""
        assert self._process is not None
        async with asyncio.timeout(within):
            return await self._process.wait()

    async def stops(self) -> float:
        """Send SIGTERM; it must exit with 0 in time, and its workers must follow it.

        Return how many seconds it took.
        """
        workers = self.workers
        began = time.monotonic()
        self._send(signal.SIGTERM)
        code = await self.ends()
        took = time.monotonic() - began
        assert code == 0, f"exit code {code}\n{self.log}"
        await _are_gone(workers)
        return took

    async def dies(self) -> None:
        """Send SIGKILL and wait until it is gone; its workers must follow it."""
        workers = self.workers
        self._send(signal.SIGKILL)
        await self.ends()
        await _are_gone(workers)

    def hangs_up(self) -> None:
        """Send SIGHUP: read ``sources.toml`` again."""
        self._send(signal.SIGHUP)

    async def logs(self, words: str, *, since: int = 0, timeout: float = 30.0) -> str:
        """Return the first line with these words after ``since`` characters of the log."""
        await until(lambda: words in self.log[since:], timeout)
        return next(line for line in self.log[since:].splitlines() if words in line)

    def check_log(self, *, since: int = 0) -> None:
        """Assert that the log shows neither a traceback nor the token."""
        log = self.log[since:]
        assert "Traceback" not in log, log
        secret = self.settings.get("BOT_TOKEN", "").partition(":")[2]
        assert not secret or secret not in log

    def _send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


async def _are_gone(workers: list[psutil.Process]) -> None:
    """Wait for those who have been killed: being gone takes the kernel a moment.

    Nothing else would end them so soon: idle ones wait for minutes.
    """
    await until(lambda: not any(map(is_alive, workers)), _GONE_WITHIN)
