"""``python -m demo``: the simulated Telegram and the newsroom in a process of their own."""

import argparse
import asyncio
import signal
import sys

from demo.stage import Stage, open_stage


def main() -> int:
    """Serve until Ctrl-C or SIGTERM; print the addresses first, one a line."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--telegram-port", type=int, default=8081, help="0 for any free one")
    parser.add_argument("--newsroom-port", type=int, default=8082, help="0 for any free one")
    ports = parser.parse_args()
    try:
        asyncio.run(_serve(ports.telegram_port, ports.newsroom_port))
    except OSError as error:
        sys.stderr.write(f"can't serve: {error}\n")
        return 1
    return 0


async def _serve(telegram_port: int, newsroom_port: int) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with open_stage(telegram_port=telegram_port, newsroom_port=newsroom_port) as stage:
        sys.stdout.write(_addresses(stage))
        sys.stdout.flush()
        await stop.wait()


def _addresses(stage: Stage) -> str:
    feeds = "".join(f"feed {site.feed_url}\n" for site in stage.sites.values())
    return f"telegram {stage.telegram.url}\ntoken {stage.telegram.token}\n{feeds}"


if __name__ == "__main__":
    sys.exit(main())
