"""What the bot is made of: every part, made once and handed what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from aiogram import Bot

from bot.clock import Clock
from bot.delivery.marks import Marks
from bot.delivery.pacer import Pacer
from bot.delivery.releasing import Releasing
from bot.delivery.rendering import Renderer
from bot.delivery.sender import Sender
from bot.intake.intake import Intake
from bot.intake.long_polling import LongPolling
from bot.intake.receiver import Receiver
from bot.intake.telegram import create_bot
from bot.intake.webhook import Webhook
from bot.jobs.administered import Administered
from bot.jobs.discovering import Discovering, Ways
from bot.jobs.files import Files
from bot.jobs.finding import Finder
from bot.jobs.housekeeping import Housekeeping
from bot.jobs.rechecking import Rechecking
from bot.jobs.ticker import Ticker
from bot.jobs.turned_back import TurnedBack
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from bot.pipeline.reader import Reader
from bot.pipeline.texts import find_text
from bot.polling.assembly import Pace, Polling, assemble_polling
from bot.polling.poller import Poller
from bot.settings import Settings
from bot.web.assembly import WebPart, assemble_web
from bot.websub.hubs import Hubs
from bot.websub.naming import Names
from handlers.dispatching import create_dispatcher
from handlers.limits import Limits
from news.articles.extractor import Extractor
from news.articles.reading import Reader as TextReader
from news.fetching.fetcher import Fetcher
from news.fetching.gate import HostGate
from news.fetching.robots import Robots
from news.opml import ListReader
from storage.database import Database
from views.i18n import load_languages

_PAGE_PATIENCE = 1.5  # seconds


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs; the marks outlive the others, who still have something to mark.

    Without PUBLIC_URL nobody can reach us from outside, and there is no ``web`` part.
    """

    bot: Bot
    marks: Marks
    sender: Sender
    releasing: Releasing
    rechecking: Rechecking
    poller: Poller
    reader: Reader
    discovering: Discovering
    receiver: Receiver
    ticker: Ticker
    turned_back: TurnedBack
    web: WebPart | None


def assemble(
    settings: Settings,
    database: Database,
    fetcher: Fetcher,
    clock: Clock,
    give_up: Callable[[Exception], None],
) -> Parts:
    """Return the parts of a bot with these settings; ``give_up`` ends it with an error."""
    languages = load_languages()
    pacer = Pacer(clock, settings.send_rate)
    bot = create_bot(settings.bot_token, settings.telegram_api_url, pacer)
    marks = Marks(database, clock)
    renderer = Renderer(database, languages)
    sender = Sender(database, bot, pacer, renderer, marks, clock, paid=settings.paid_broadcast)
    polling, reader = _assemble_news(settings, database, fetcher, clock, sender.owed)
    poller = polling.poller
    limits = Limits(
        settings.max_follows_per_chat, settings.max_sources_per_chat, settings.admin_ids
    )
    discovering = Discovering(
        database,
        Ways(Finder(fetcher).look, Administered(bot).find, Files(bot).download, ListReader().read),
        clock,
        operators=settings.admin_ids,
        most_sources=settings.max_sources_per_chat,
        owed=sender.owed,
        sources_changed=poller.sources_changed,
    )

    def committed() -> None:
        """Look at what an update's effect may have left: an answer, a discovery, a source."""
        sender.owed()
        discovering.ring()
        poller.sources_changed()

    dispatcher = create_dispatcher(limits, languages, polling.committer.posted)
    intake = Intake(dispatcher, bot, database, clock, committed)
    web = None
    way: LongPolling | Webhook = LongPolling(bot, intake)
    if settings.public_url:
        web = assemble_web(settings, database, fetcher, intake, polling.committer, clock, give_up)
        way = Webhook(bot, settings.public_url, web.server.listening)
    return Parts(
        bot=bot,
        marks=marks,
        sender=sender,
        releasing=Releasing(database, clock, sender.owed),
        rechecking=Rechecking(database, bot, clock, sender.owed),
        poller=poller,
        reader=reader,
        discovering=discovering,
        receiver=Receiver(bot, way, languages, settings.admin_ids, clock, give_up),
        ticker=Ticker((Housekeeping(database, clock),)),
        turned_back=TurnedBack(database, clock),
        web=web,
    )


def _assemble_news(
    settings: Settings,
    database: Database,
    fetcher: Fetcher,
    clock: Clock,
    owed: Callable[[], None],
) -> tuple[Polling, Reader]:
    publisher = Publisher(database, IndexKeeper(database), clock, owed)
    # Looks and pages stand in lines of their own: a page that hangs delays no look.
    texts = TextReader(fetcher, Extractor(), HostGate(patience=_PAGE_PATIENCE), Robots(fetcher))
    reader = Reader(database, partial(find_text, texts), publisher, clock)
    pace = Pace.within(settings.poll_min_seconds, settings.poll_max_seconds)
    polling = assemble_polling(
        database,
        fetcher,
        Robots(fetcher),
        clock,
        pace,
        settings.admin_ids,
        fresh=reader.fresh,
        owed=owed,
        hubs=Hubs(Names(settings.public_url)) if settings.public_url else None,
    )
    return polling, reader
