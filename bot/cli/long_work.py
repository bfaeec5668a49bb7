"""What commands that take their time have in common: a bar on a terminal, and an orderly end."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import Progress


@contextmanager
def progress(what: str) -> Iterator[Callable[[float], None]]:
    """Yield what is told how much is done, from 0 to 1; it is shown on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def clean_up_when_stopped() -> None:
    """Let SIGTERM and Ctrl-C end the program by an exception, so that nothing is left behind.

    asyncio's own way with Ctrl-C waits for the next await, which SQLite's work has none of.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
