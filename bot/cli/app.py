"""The commands and their options; each command's work is in a module of its own.

Errors are one line on standard error and a non-zero exit; no traceback answers bad input.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Jarshy: a Telegram bot that watches the news.",
)

_Base = Annotated[str, typer.Option("--url", help="The address that the files come from.")]
_Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")]
_Files = Annotated[list[Path], typer.Argument(help="Files to read.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Run the bot when no command is named."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run() -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    from bot.cli.run import run_bot  # noqa: PLC0415 (aiogram takes seconds to import)

    sys.exit(run_bot())


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Only play the tour.")] = False,
    port: Annotated[int, typer.Option(help="The chat page's port; 0 takes a free one.")] = 8099,
) -> None:
    """Try the bot against a simulated Telegram and newsroom: no token, no network."""
    from bot.cli.demo import run_demo  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(run_demo(once=once, port=port))


@app.command()
def match(
    file: Annotated[str, typer.Argument(help="Lines of query<TAB>text; - is stdin.")],
) -> None:
    """Say for each line whether the query matches the text, and where."""
    from bot.cli.match import match_lines  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(match_lines(file))


@app.command()
def parse(files: _Files, url: _Base = "") -> None:
    """Print the entries of feeds as JSON lines."""
    from bot.cli.parse import parse_files  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(parse_files(files, url))


@app.command()
def article(files: _Files, url: _Base = "") -> None:
    """Print the main text of article pages as JSON lines."""
    from bot.cli.article import read_articles  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(read_articles(files, url))


@app.command()
def same(
    file: Annotated[str, typer.Argument(help="Lines of headline<TAB>headline; - is stdin.")],
) -> None:
    """Say for each line whether its headlines tell the same story, and how surely."""
    from bot.cli.same import same_lines  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(same_lines(file))


@app.command()
def check(
    urls: Annotated[list[str] | None, typer.Argument(help="Sources; all configured ones.")] = None,
) -> None:
    """Look at sources and say what was found and what is wrong."""
    from bot.cli.check import check_sources  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(check_sources(urls or []))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")], overwrite: _Overwrite = False
) -> None:
    """Write the database into one file; the bot may go on running."""
    from bot.cli.backup import make_backup  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(make_backup(file, overwrite=overwrite))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Put a backup back, while the bot is stopped; nobody is sent old news."""
    from bot.cli.restore import restore_backup  # noqa: PLC0415 (imported when it is asked for)

    sys.exit(restore_backup(file))
