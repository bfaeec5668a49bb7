"""The program's other commands: they do one thing, print it and end."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.bot_process import environment


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command left behind."""

    code: int
    out: str
    errors: str


async def run_program(
    folder: Path,
    *arguments: str,
    stdin: str = "",
    most_kilobytes: int | None = None,
    **settings: str,
) -> Printed:
    """Run ``python -m bot …`` in a folder and return what it printed.

    With ``most_kilobytes`` it can write no larger files, as on a disk that is full.
    """
    command = (sys.executable, "-m", "bot", *arguments)
    if most_kilobytes is not None:
        limit = f"ulimit -f {most_kilobytes * 2}"  # POSIX: in units of 512 bytes
        command = ("/bin/sh", "-c", f'{limit} && exec "$@"', "sh", *command)
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=environment(settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(30):
        out, errors = await process.communicate(stdin.encode())
    assert b"Traceback" not in errors
    return Printed(process.returncode or 0, out.decode(), errors.decode())
