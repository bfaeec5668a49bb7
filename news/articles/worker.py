"""What runs inside a worker process; the parent imports this, but runs nothing of it.

anyio runs the parent's ``__main__`` file in the worker (as ``__mp_main__``) and imports this
module by name, so both must stay light. The heavy libraries come with the first page.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from news.articles.article import ArticleText
from news.articles.errors import CrashedError, ExtractionError

Extract = Callable[[bytes, str, str | None], ArticleText]

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use.

    Attributes:
        cpu_seconds: of processor time for one page; over it the kernel ends the worker.
        memory: bytes of address space.
        pages: how many it serves before it ends, since libraries keep what they once took.
    """

    cpu_seconds: int = 10
    memory: int = 1 << 30
    pages: int = 500


class RetiredError(SystemExit):
    """The worker has served its share of pages and ends; the page was not touched."""


def serve(
    extract: Extract | None,
    page: bytes,
    url: str,
    content_type: str | None,
    parent: int,
    limits: Limits,
) -> ArticleText:
    """Extract one page under guard; ``extract`` is None for the real one.

    Raises:
        RetiredError: ask again, another worker will answer.
        ExtractionError: the page cannot be read.
    """
    life = _life(parent, limits.memory)
    if life.served >= limits.pages:
        raise RetiredError
    life.served += 1
    _allow_cpu(limits.cpu_seconds)
    try:
        return (extract or _real())(page, url, content_type)
    except ExtractionError:
        raise
    except (Exception, SystemExit) as error:  # whatever a library does costs one page
        raise CrashedError(f"{type(error).__name__}: {str(error)[:200]}") from error


@dataclass(slots=True)
class _Life:
    served: int = 0


@cache
def _life(parent: int, memory: int) -> _Life:
    """Put this process under guard, once."""
    if sys.platform == "linux":
        # The kernel ends it with its parent, however busy it is and however that one died.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        allowed = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
    return _Life()


def _allow_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    allowed = until if hard == resource.RLIM_INFINITY else min(until, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


@cache
def _real() -> Extract:
    from news.articles.extraction import extract  # noqa: PLC0415 - loads 40 MB, in workers only

    return extract
