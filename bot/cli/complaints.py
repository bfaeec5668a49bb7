"""How a command says that something is wrong: one line on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings, SettingsError, load_settings


class Complaint(Exception):  # noqa: N818 (what is said, not what went wrong)
    """A command can't go on; its words are for whoever typed it."""


def complain(text: str) -> None:
    """Print one line on standard error."""
    print(" ".join(str(text).split()), file=sys.stderr)


@contextmanager
def complaints_exit(code: int = 1) -> Iterator[None]:
    """Turn a Complaint inside into its line and exit code."""
    try:
        yield
    except Complaint as complaint:
        complain(str(complaint))
        sys.exit(code)


def settings_or_complain() -> Settings:
    """Return the settings; Complaint for a wrong one."""
    try:
        return load_settings()
    except SettingsError as error:
        raise Complaint(str(error)) from None
