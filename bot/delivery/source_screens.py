"""What messages about sources say: their rows are read at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions import outcomes
from actions.sources.surveying import survey
from storage import discoveries, follows, watched
from storage.discoveries import Imported, Proposed
from storage.letters import Letter
from views.i18n import Language
from views.screen import Screen
from views.sources import adding, exporting, importing, listing, news, removing, status


async def of_sources(
    connection: AsyncConnection,
    now: datetime,
    language: Language,
    letter: Letter,
    outcome: outcomes.Outcome,
) -> Screen | None:
    """Return what an outcome about sources says now; None if what it is about is gone."""
    chat_id = letter.about_chat_id
    match outcome:
        case outcomes.Discovered(discovery_id, common):
            known = await discoveries.get(connection, chat_id, discovery_id)
            return None if known is None else adding.discovered(language, known, common=common)
        case outcomes.SourceRemoved(discovery_id):
            known = await discoveries.get(connection, chat_id, discovery_id)
            return None if known is None else adding.discovered(language, known, common=False)
        case outcomes.LinesListed(discovery_id):
            known = await discoveries.get(connection, chat_id, discovery_id)
            if known is not None and isinstance(known.found, Imported):
                return importing.lines_listed(language, known.found)
        case outcomes.SourceKept(source_id, operator):
            source = await watched.get(connection, chat_id, source_id)
            return (
                None
                if source is None
                else removing.source_kept(language, source, operator=operator)
            )
        case outcomes.SourceNews(source_id, what, detail):
            source = await watched.get(connection, chat_id, source_id)
            return None if source is None else news.source_news(language, source, what, detail)
        case outcomes.SourcesListed():
            return await _listed(connection, now, language, letter, outcome)
        case outcomes.SourcesExported(operator):
            seen = await watched.seen_by(connection, chat_id)
            # Elsewhere nobody can fetch what has no host.
            chosen = [one for one in seen if (operator or not one.common) and one.host]
            return exporting.sources_exported(language, chosen)
        case outcomes.Surveyed():
            followed = await follows.of_destination(connection, letter.about_id)
            seen = await watched.seen_by(connection, chat_id)
            return status.surveyed(language, len(followed), survey(seen, now), now)
    return None


async def _listed(
    connection: AsyncConnection,
    now: datetime,
    language: Language,
    letter: Letter,
    outcome: outcomes.SourcesListed,
) -> Screen:
    seen = await watched.seen_by(connection, letter.about_chat_id)
    removed = None
    if outcome.removed:
        kept = await discoveries.get(connection, letter.about_chat_id, outcome.removed)
        if kept is not None and kept.state == "removed" and isinstance(kept.found, Proposed):
            removed = kept.id, kept.found
    shown = listing.Shown(now, outcome.page, outcome.operator, removed)
    return listing.sources_listed(language, seen, shown)
