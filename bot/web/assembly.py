"""What the web part is made of, where PUBLIC_URL says that somebody can reach it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bot.clock import Clock
from bot.intake.intake import Intake
from bot.polling.committing import Committer
from bot.settings import Settings
from bot.web.server import WebServer
from bot.websub.callbacks import Callbacks
from bot.websub.naming import Names
from bot.websub.subscriber import Subscriber
from news.fetching.fetcher import Fetcher
from news.parsing import SourceParser
from storage.database import Database
from web.webhook import secret_of, webhook_routes
from web.websub import websub_routes


@dataclass(frozen=True, slots=True)
class WebPart:
    """The server for everybody outside, and what asks hubs to call it."""

    server: WebServer
    subscriber: Subscriber


def assemble_web(
    settings: Settings,
    database: Database,
    fetcher: Fetcher,
    intake: Intake,
    committer: Committer,
    clock: Clock,
    give_up: Callable[[Exception], None],
) -> WebPart:
    """Return the web part; ``give_up`` is called if its port can't be had."""
    random = Random()  # noqa: S311 (jitter)
    callbacks = Callbacks(database, SourceParser(), committer, clock, random)
    routes = [
        *webhook_routes(intake.take, secret_of(settings.bot_token)),
        *websub_routes(callbacks),
    ]
    server = WebServer(settings.web_host, settings.web_port, routes, give_up)
    rest = min(5.0, settings.poll_min_seconds)
    names = Names(settings.public_url)
    return WebPart(server, Subscriber(database, fetcher, names, clock, random, rest))
