"""A program that begins with its imports done, which take most of the seconds of a start.

One server for each process that runs tests has imported what ``python -m bot`` imports, and has
done nothing else: it has no threads, no event loop and no open files. For every start it forks,
and the fork becomes the program: with a folder, an environment and streams of its own, it goes
the way of ``python -m bot`` from the first line to the interpreter's end. What sees to the
program's end stands between the two, since only a parent hears of it::

    tests -- orders --> server
      |                   | forks
      +---- door ----> keeper -- forks --> the program

An order is one byte with four files: the door and the program's three streams. Through the door
go what to run, as a line of JSON, and, the other way, the program's pid and how it ended. The
server ends when nobody is left who could give an order.
"""

import asyncio
import gc
import json
import os
import runpy
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_NUMBER = struct.Struct("i")
# What the commands that are started here import as late as they can.
_IMPORTED = (
    *("bot.application", "bot.cli.app", "bot.cli.run", "bot.cli.article", "bot.cli.backup"),
    *("bot.cli.check", "bot.cli.match", "bot.cli.parse", "bot.cli.restore"),
)


class WarmProcess:
    """A program that was started warm; it can do what the tests ask of a subprocess."""

    def __init__(self, door: socket.socket, pid: int) -> None:
        self._door = door
        self.pid = pid
        self._returncode: int | None = None

    @property
    def returncode(self) -> int | None:
        """Its exit code, or the negative number of the signal that killed it; None before that."""
        if self._returncode is None:
            with suppress(BlockingIOError):
                self._ended(self._door.recv(_NUMBER.size))
        return self._returncode

    async def wait(self) -> int:
        """Wait for its end."""
        while self._returncode is None:
            self._ended(await asyncio.get_running_loop().sock_recv(self._door, _NUMBER.size))
        return self._returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal; it may have ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def _ended(self, number: bytes) -> None:
        self._returncode = _unpack(number)
        self._door.close()


async def start_warm(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[int]
) -> WarmProcess:
    """Start ``python -m bot …`` without its imports.

    Args:
        arguments: of the program.
        folder: that it runs in.
        environment: all that it sees.
        streams: file descriptors that become its standard input, output and error.
    """
    door, inner_door = socket.socketpair()
    with inner_door:
        socket.send_fds(_orders(), [b"\n"], [inner_door.fileno(), *streams])
    order = {"arguments": arguments, "folder": str(folder), "environment": environment}
    door.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(door, json.dumps(order).encode() + b"\n")
    return WarmProcess(door, _unpack(await loop.sock_recv(door, _NUMBER.size)))


@cache
def _orders() -> socket.socket:
    """Start the server of this process; return the way to it, which no other process has."""
    ours, servers = socket.socketpair()
    with servers:
        subprocess.Popen(
            (sys.executable, "-m", __spec__.name),
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)},
            stdin=servers.fileno(),
            stdout=subprocess.DEVNULL,
        )
    return ours


def _unpack(number: bytes) -> int:
    assert number, "the server of warm starts has ended"
    (unpacked,) = _NUMBER.unpack(number)
    return int(unpacked)


def _serve() -> tuple[socket.socket, list[int]]:
    """Fork for each order; return in a fork, with the door and the program's streams."""
    with socket.socket(fileno=os.dup(0)) as orders:
        while True:
            order, files, _, _ = socket.recv_fds(orders, 1, 4)
            if not order:
                sys.exit()
            if os.fork() == 0:
                door, *streams = files
                return socket.socket(fileno=door), streams
            for file in files:
                os.close(file)


def _keep(door: socket.socket, pid: int) -> None:
    """Tell who the program is, and how it ends."""
    with suppress(OSError):  # nobody may care any more
        door.sendall(_NUMBER.pack(pid))
        _, status = os.waitpid(pid, 0)
        door.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(status)))
    os._exit(0)


def _become(order: Mapping[str, Any], streams: Sequence[int]) -> None:
    """Make this process what it would be, had it been started for the program."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.path[0] = order["folder"]
    sys.argv[1:] = order["arguments"]


def _import() -> None:
    gc.disable()  # as the bot itself does while it imports
    for name in _IMPORTED:
        import_module(name)
    gc.freeze()
    gc.enable()


def main() -> None:
    """Serve; in a fork for an order, be the program until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for those who give the orders
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    _import()
    door, streams = _serve()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with door, door.makefile() as lines:
        order = json.loads(lines.readline())
        if pid := os.fork():
            _keep(door, pid)
    _become(order, streams)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
