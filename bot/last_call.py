"""A deadline that holds whatever hangs.

A name look-up or a parser that runs in a thread can't be cancelled, and Python waits for its
threads at the end. Everything that matters is committed by then, or is done again at the next
start: a bot that ends here has lost nothing.
"""

import logging
import os
import threading

import structlog

_log = structlog.get_logger(__name__)


def leave_within(seconds: float, code: int) -> None:
    """End the process after that many seconds, should it still be there."""
    timer = threading.Timer(seconds, _leave, (code,))
    timer.daemon = True
    timer.start()


def _leave(code: int) -> None:
    _log.warning("something under way does not end, and is left behind")
    logging.shutdown()
    os._exit(code)
