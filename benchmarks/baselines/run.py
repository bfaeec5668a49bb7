"""Running a baseline as a process, so that it shares no event loop with the simulators."""

import asyncio
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


async def run_baseline(name: str, *arguments: str) -> None:
    """Run ``benchmarks.baselines.NAME`` to its end; RuntimeError if it fails."""
    module = f"benchmarks.baselines.{name}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=_ROOT
    )
    try:
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        raise RuntimeError(f"{module} ended with {code}")
