"""What runs inside a worker process; the parent imports this, but runs nothing of it.

anyio runs the parent's ``__main__`` file in the worker (as ``__mp_main__``) and imports this
module by name, so both must stay light. The heavy libraries come with the first piece of work.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, TypeVarTuple

from news.workers.errors import CrashedError

_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use.

    Attributes:
        cpu_seconds: of processor time for one piece of work; over it the kernel ends the worker.
        memory: bytes of address space.
        pieces: how many it serves before it ends, since libraries keep what they once took.
        idle_seconds: how long it waits for the next piece before it ends and gives back its memory.
    """

    cpu_seconds: int = 10
    memory: int = 1 << 30
    pieces: int = 500
    idle_seconds: int = 180


class RetiredError(SystemExit):
    """The worker has served its share and ends; the piece of work was not touched."""


def serve(
    function: Callable[[*_Arguments], _Result],
    arguments: tuple[*_Arguments],
    foreseen: tuple[type[Exception], ...],
    parent: int,
    limits: Limits,
) -> _Result:
    """Do one piece of work under guard.

    Raises:
        RetiredError: ask again, another worker will answer.
        CrashedError: ``function`` raised what is not ``foreseen``.
    """
    signal.alarm(0)
    life = _life(parent)
    if life.served >= limits.pieces:
        raise RetiredError
    life.served += 1
    _allow(limits)
    try:
        return function(*arguments)
    except foreseen:
        raise
    except (Exception, SystemExit) as error:  # whatever a library does costs one piece
        raise CrashedError(f"{type(error).__name__}: {str(error)[:200]}") from error
    finally:
        # The parent ends idle workers only when it needs others.
        signal.alarm(limits.idle_seconds)


@dataclass(slots=True)
class _Life:
    served: int = 0


@cache
def _life(parent: int) -> _Life:
    """Tie this process to its parent, once."""
    if sys.platform == "linux":
        # The kernel ends it with its parent, however busy it is and however that one died.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    return _Life()


def _allow(limits: Limits) -> None:
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, limits.memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + limits.cpu_seconds + 1)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
