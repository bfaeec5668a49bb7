"""``backup``: the database into a file, while the bot runs."""

import asyncio
from pathlib import Path

from bot.cli.complaints import Complaint, complaints_exit, settings_or_complain
from bot.cli.long_work import clean_up_when_stopped, progress
from storage.backup.backing_up import back_up
from storage.backup.errors import BackupError, NeedsConsentError
from storage.backup.files import Contents

_MEGABYTE = 1_000_000


def make_backup(file: Path, *, overwrite: bool) -> int:
    """Back the database up; return the exit code."""
    clean_up_when_stopped()
    with complaints_exit():
        settings = settings_or_complain()
        try:
            with progress("Backing up") as told:
                held = asyncio.run(
                    back_up(settings.database_url, file, overwrite=overwrite, told=told)
                )
        except NeedsConsentError as error:
            raise Complaint(f"{error}; --overwrite replaces it") from None
        except BackupError as error:
            raise Complaint(f"no backup was made: {error}") from None
    size = file.stat().st_size / _MEGABYTE
    print(f"{file}: {in_words(held)}; {size:,.1f} MB")
    return 0


def in_words(held: Contents) -> str:
    """Return what a database holds, for somebody who knows what it should hold."""
    return f"{held.chats:,} chats, {held.follows:,} follows, {held.sources:,} sources"
