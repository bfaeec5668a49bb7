"""``restore``: a backup into the database of a bot that is stopped."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.backup import in_words
from bot.cli.complaints import Complaint, complaints_exit, settings_or_complain
from bot.cli.long_work import clean_up_when_stopped, progress
from bot.single import AlreadyRunningError, UnwritableFolderError, only_process
from storage.backup.errors import BackupError
from storage.backup.restoring import Restored, restore
from storage.dialects import sqlite_file


def restore_backup(file: Path) -> int:
    """Make the database what the backup says; return the exit code."""
    clean_up_when_stopped()
    with complaints_exit():
        url = settings_or_complain().database_url
        try:
            with only_process(sqlite_file(url)), progress("Restoring") as told:
                restored = asyncio.run(restore(file, url, datetime.now(UTC), told=told))
        except (AlreadyRunningError, UnwritableFolderError) as error:
            raise Complaint(f"DATABASE_URL: {error}") from None
        except BackupError as error:
            raise Complaint(f"nothing was restored: {error}") from None
    print(_in_words(restored))
    return 0


def _in_words(restored: Restored) -> str:
    kept = f"; what was there before is kept in {restored.kept}" if restored.kept else ""
    return (
        f"restored: {in_words(restored.contents)}; "
        f"{restored.expired:,} messages that waited to be sent expired{kept}"
    )
