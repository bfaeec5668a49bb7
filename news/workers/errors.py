"""What can go wrong in a worker, and what the caller can do.

::

    WorkError               a piece of work gave nothing; go on with the next
    ├── TooSlowError        it took longer than its deadline; its worker was killed
    ├── CrowdedError        too much that takes long waits already; it was not begun
    └── CrashedError        its worker died, by a fault of a library or a limit
"""


class WorkError(Exception):
    """A piece of work gave nothing."""


class TooSlowError(WorkError):
    """It took longer than its deadline; its worker was killed."""


class CrowdedError(WorkError):
    """Too much that takes long waits already; it was not begun."""


class CrashedError(WorkError):
    """Its worker died, by a fault of a library or a limit."""
