"""``python -m bot``: nothing heavy is imported before a command needs it."""

import signal
import sys

if sys.argv[1:] in ([], ["run"]):
    # A reload that is asked for while the bot starts must not end it: the sources are read anyway.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

from bot.cli.app import app

if __name__ == "__main__":
    app(prog_name="python -m bot")
