"""``run``: the bot itself.

What needs aiogram, which takes seconds to import, is imported when nothing speaks against a start
any more: a wrong setting is said at once.
"""

import asyncio
import gc
import signal
import sys
from types import FrameType

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.complaints import Complaint, complaints_exit, settings_or_complain
from bot.logs import configure_logs
from bot.settings import Settings
from bot.single import AlreadyRunningError, UnwritableFolderError, only_process
from storage.dialects import sqlite_file

_HOW_TO_BEGIN = (
    "BOT_TOKEN is missing: write /newbot to @BotFather in Telegram and put the token that it"
    " gives you into .env as BOT_TOKEN=…; without one, `make demo` shows the bot at work."
)


def run_bot() -> int:
    """Run until told to stop; return the exit code."""
    _listen_to_signals()
    with complaints_exit():
        settings = settings_or_complain()
        if not settings.bot_token:
            raise Complaint(_HOW_TO_BEGIN)
        configure_logs(settings.log_level, settings.log_format)
        try:
            with only_process(sqlite_file(settings.database_url)):
                _run(settings)
        except (AlreadyRunningError, UnwritableFolderError) as error:
            raise Complaint(f"DATABASE_URL: {error}") from None
        except (SQLAlchemyError, OSError) as error:
            raise Complaint(f"the bot can't run: {error}") from None
    return 0


def _run(settings: Settings) -> None:
    # Nothing that an import makes is garbage: looking for it takes a fifth of the imports' time
    # now, and would stop the event loop for 0.2 s now and then later.
    gc.disable()
    from bot.application import run  # noqa: PLC0415 (imported when it is asked for)
    from bot.intake.telegram import TokenRefusedError  # noqa: PLC0415 (imported when it is asked for)
    from news.sourcefile import SourceFileError  # noqa: PLC0415 (imported when it is asked for)
    from storage.migrating import UnusableDatabaseError  # noqa: PLC0415 (imported when it is asked for)

    gc.freeze()
    gc.enable()
    try:
        asyncio.run(run(settings))
    except TokenRefusedError:
        raise Complaint("BOT_TOKEN is not known to Telegram: ask @BotFather for it") from None
    except SourceFileError as error:
        raise Complaint(f"SOURCES_FILE: {error}") from None
    except UnusableDatabaseError as error:
        raise Complaint(f"DATABASE_URL: {error}") from None


def _listen_to_signals() -> None:
    """Until the bot runs and listens itself, an order to stop ends it at once and in peace."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    # The sources are read at the start anyway.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
