"""``demo``: the real bot, in a process of its own, against a simulated Telegram and newsroom."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console

from bot.cli.complaints import Complaint, complaints_exit
from bot.nursery import first_of
from demo.stage import Stage, open_stage
from demo.tour import TourError, tour

_CHECKOUT = Path(__file__).resolve().parent.parent.parent
_GRACE = 10  # seconds that the bot takes to end at most


def run_demo(*, once: bool, port: int) -> int:
    """Play the tour; then, unless ``once``, serve the chat page until Ctrl-C."""
    with complaints_exit():
        try:
            asyncio.run(_demo(once=once, port=port))
        except (TourError, OSError) as error:
            raise Complaint(f"the demo can't go on: {error}") from None
    return 0


async def _demo(*, once: bool, port: int) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    console = Console(highlight=False, soft_wrap=True)
    async with open_stage(telegram_port=port) as stage, _bot(stage) as bot:
        playing = tour(
            stage.telegram, stage.newsroom, lambda line: console.print(line, markup=False)
        )
        await first_of(playing, _told(ended), _gone(bot))
        if once or ended.is_set():
            return
        console.print(f"\nTry it yourself: {stage.telegram.url}/  (Ctrl-C ends the demo)")
        await first_of(_told(ended), _gone(bot))


@asynccontextmanager
async def _bot(stage: Stage) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the real bot against the stage, with nothing of ours on the disk left behind."""
    with tempfile.TemporaryDirectory(prefix="jarshy-demo-") as folder:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, env=_environment(stage, Path(folder))
        )
        try:
            yield bot
        finally:
            if bot.returncode is None:
                bot.terminate()
                async with asyncio.timeout(_GRACE):
                    await bot.wait()


def _environment(stage: Stage, folder: Path) -> dict[str, str]:
    """Return the settings; the folder is not the checkout, so no ``.env`` is read."""
    sources = folder / "sources.toml"
    sources.write_text(
        "".join(
            f'[[source]]\nurl = "{site.feed_url}"\nname = "{site.title}"\nlanguage = "{language}"\n'
            for language, site in stage.sites.items()
        ),
        encoding="utf-8",
    )
    return {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        "PYTHONPATH": str(_CHECKOUT),
        "BOT_TOKEN": stage.telegram.token,
        "TELEGRAM_API_URL": stage.telegram.url,
        "DATABASE_URL": f"sqlite:///{folder}/jarshy.db",
        "SOURCES_FILE": str(sources),
        "ALLOW_PRIVATE_NETWORKS": "true",
        "ADMIN_IDS": str(stage.telegram.person("Dana, who runs the bot").id),
        "POLL_MIN_SECONDS": "1",
        "POLL_MAX_SECONDS": "1",
        "LOG_LEVEL": "WARNING",
    }


async def _told(ended: asyncio.Event) -> None:
    await ended.wait()


async def _gone(bot: asyncio.subprocess.Process) -> None:
    code = await bot.wait()
    raise Complaint(f"the bot ended with code {code}; what it said stands above")
