"""What keeps a backup from being made or restored. Whatever was there before is still there.

BackupError                 the message says why, in one line
└── NeedsConsentError       it would replace a file: the caller may consent
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.migrating import UnusableDatabaseError


class BackupError(Exception):
    """It can't be done, and nothing was changed; the message says why."""


class NeedsConsentError(BackupError):
    """Something would be replaced that may still be of use."""


@contextmanager
def errors_as_ours() -> Iterator[None]:
    """Turn what files, drivers and databases raise inside into BackupError."""
    try:
        yield
    except DBAPIError as error:
        raise BackupError(str(error.orig)) from error
    except OSError as error:
        what = error.strerror or str(error)
        raise BackupError(f"{error.filename}: {what}" if error.filename else what) from error
    # Values of another kind than their column's, which SQLite holds, are errors of conversion.
    except (
        *(sqlite3.Error, SQLAlchemyError, UnusableDatabaseError),
        *(ValueError, TypeError, OverflowError),
    ) as error:
        raise BackupError(str(error)) from error
