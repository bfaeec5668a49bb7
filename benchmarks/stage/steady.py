"""Keeping the measuring instrument still."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def steady() -> Iterator[None]:
    """Collect no garbage inside: a full collection keeps a simulator from its door for 0.1 s.

    What arrives meanwhile would seem to have come at once.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
