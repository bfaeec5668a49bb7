"""``python -m bot``: nothing heavy is imported before a command needs it."""

from bot.cli.app import app

if __name__ == "__main__":
    app(prog_name="python -m bot")
