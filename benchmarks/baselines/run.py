"""Running a baseline as a process, so that it shares no event loop with the simulators."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

_ROOT = Path(__file__).parents[2]


async def run_baseline(name: str, *arguments: str) -> str:
    """Run ``benchmarks.baselines.NAME`` to its end; return what it printed.

    RuntimeError if it fails.
    """
    module = f"benchmarks.baselines.{name}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=_ROOT, stdout=PIPE
    )
    try:
        output, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode}")
    return output.decode()
