"""``run``: the bot itself."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from bot.application import run
from bot.cli.complaints import Complaint, complaints_exit, settings_or_complain
from bot.intake.telegram import TokenRefusedError
from bot.logs import configure_logs
from bot.settings import Settings
from bot.single import AlreadyRunningError, only_process
from news.sourcefile import SourceFileError
from storage.dialects import sqlite_file

_HOW_TO_BEGIN = (
    "BOT_TOKEN is missing: write /newbot to @BotFather in Telegram and put the token that it"
    " gives you into .env as BOT_TOKEN=…; without one, `make demo` shows the bot at work."
)


def run_bot() -> int:
    """Run until told to stop; return the exit code."""
    with complaints_exit():
        settings = settings_or_complain()
        if not settings.bot_token:
            raise Complaint(_HOW_TO_BEGIN)
        configure_logs(settings.log_level, settings.log_format)
        _run(settings)
    return 0


def _run(settings: Settings) -> None:
    try:
        with only_process(sqlite_file(settings.database_url)):
            asyncio.run(run(settings))
    except TokenRefusedError:
        raise Complaint("BOT_TOKEN is not known to Telegram: ask @BotFather for it") from None
    except (SourceFileError, AlreadyRunningError) as error:
        raise Complaint(str(error)) from None
    except (SQLAlchemyError, OSError) as error:
        raise Complaint(f"the bot can't run: {error}") from None
