"""What can go wrong while an article is read, and what the caller can do.

::

    ExtractionError             this page has no text for us; use the summary, go on
    ├── TooSlowError            it took longer than its deadline; its worker was killed
    └── CrashedError            its worker died, by a fault of a library or a limit
"""


class ExtractionError(Exception):
    """The page has no text for us."""


class TooSlowError(ExtractionError):
    """It took longer than its deadline; its worker was killed."""


class CrashedError(ExtractionError):
    """Its worker died, by a fault of a library or a limit."""
