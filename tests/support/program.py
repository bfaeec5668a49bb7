"""The program's other commands: they do one thing, print it and end."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tests.support.bot_process import environment
from tests.support.warm_start import start_warm


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
    world = environment(settings)
    with TemporaryFile() as typed, TemporaryFile() as out, TemporaryFile() as errors:
        typed.write(stdin.encode())
        typed.seek(0)
        streams = (typed.fileno(), out.fileno(), errors.fileno())
        async with asyncio.timeout(60):
            if most_kilobytes is None:
                code = await (await start_warm(arguments, folder, world, streams)).wait()
            else:
                code = await _run_limited(arguments, folder, world, streams, most_kilobytes)
        for printed in (out, errors):
            printed.seek(0)
        left = Printed(code, out.read().decode(), errors.read().decode())
    assert "Traceback" not in left.errors
    return left


async def _run_limited(
    arguments: Sequence[str],
    folder: Path,
    world: Mapping[str, str],
    streams: Sequence[int],
    most_kilobytes: int,
) -> int:
    limit = f"ulimit -f {most_kilobytes * 2}"  # POSIX: in units of 512 bytes
    stdin, stdout, stderr = streams
    process = await asyncio.create_subprocess_exec(
        *("/bin/sh", "-c", f'{limit} && exec "$@"', "sh", sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=world,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )
    return await process.wait()
