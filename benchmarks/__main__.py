"""``python -m benchmarks [NAME …] [--data FOLDER]``: run all benchmarks, or those that are named.

Each runs in a process of its own, so that none pays for what another imported.
"""

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import machine


@dataclass(frozen=True, slots=True)
class _Benchmark:
    """A script of this package.

    Attributes:
        what: what it measures, in a line.
        data: the folder inside FOLDER that it is given; empty if it takes none.
        needs_data: it measures nothing without.
    """

    what: str
    data: str = ""
    needs_data: bool = False


BENCHMARKS = {
    "latency": _Benchmark("from the poll that sees an entry to Telegram"),
    "websub": _Benchmark("from a hub's push to Telegram"),
    "pace": _Benchmark("3,000 alerts to 3,000 chats, and answers meanwhile"),
    "urgent": _Benchmark("an alert and an answer that overtake 20,000 digests"),
    "paid": _Benchmark("messages a second of one process, paid for, on both databases"),
    "idle": _Benchmark("memory and processor while nothing happens; starting"),
    "intervals": _Benchmark("how late simulated sources are seen, and with how many looks"),
    "digests": _Benchmark("200 headlines in messages that Telegram takes"),
    "fan_out": _Benchmark("one article that 100,000 follows want"),
    "matching": _Benchmark("articles against a million follows, and others on that", "matching"),
    "forms": _Benchmark("how words in all their forms are found", "matching", needs_data=True),
    "sources": _Benchmark("thousands of sources, looked at in time"),
    "feeds": _Benchmark("entries of real feeds", "feeds", needs_data=True),
    "sitemaps": _Benchmark("entries of real sitemaps", "sitemaps", needs_data=True),
    "channels": _Benchmark("posts of real Telegram channels", "telegram", needs_data=True),
    "stories": _Benchmark("which headlines tell the same story", "stories", needs_data=True),
    "listings": _Benchmark("lists of real pages, and their feeds", "listings", needs_data=True),
    "articles": _Benchmark("the text of real pages", "articles", needs_data=True),
}


def main() -> int:
    """Run what the command line names; return how many failed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:9} {one.what}" for name, one in BENCHMARKS.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="see below; all if none is named")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="real feeds, pages and words")
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    print(f"machine: {machine()}\n")
    failed = 0
    for name in options.names or BENCHMARKS:
        print(f"── {name}: {BENCHMARKS[name].what}", flush=True)
        failed += not _run(name, options.data)
    return failed


def _run(name: str, data: Path | None) -> bool:
    """Run one benchmark; return False if it failed."""
    benchmark = BENCHMARKS[name]
    folder = data / benchmark.data if data is not None and benchmark.data else None
    if folder is None and benchmark.needs_data:
        print("skipped: it needs --data FOLDER\n")
        return True
    arguments = [] if folder is None else [str(folder)]
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
