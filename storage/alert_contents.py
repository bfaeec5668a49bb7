"""What alerts tell: the article, the follows that it answers, and who else reports the story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from news.addresses import host
from storage import story_mutes, visibility
from storage.follows import COLUMNS, NOTED, Follow
from storage.matches import Spans
from storage.schema import alert, article, destination, follow, match, owed, story_mute


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a story that was told by another one; ``source`` as its reader knows it."""

    source: str
    url: str


@dataclass(frozen=True, slots=True)
class AlertContent:
    """What an alert is about: the article, and every follow that it answers.

    ``spans`` holds, for each of ``follows``, where its query matched, in matching's plain
    numbers. Removed follows are among them. ``also`` are the reports of other sources; ``muted``:
    its destination wants to hear no more of the story.
    """

    alert_id: int
    article_id: int
    url: str
    title: str
    summary: str
    text: str
    source: str
    published: datetime | None
    follows: tuple[Follow, ...]
    spans: tuple[Spans, ...]
    also: tuple[Report, ...] = ()
    muted: bool = False

    def wanted(self, now: datetime) -> bool:
        """Tell whether any of its follows is still active, and not muted."""
        return any(follow.active and not follow.is_muted(now) for follow in self.follows)


# Made once: at hundreds of alerts a second, to put them together takes as long as to run them.
_ASKED: BindParameter[int] = bindparam("asked", expanding=True)
_CONTENTS = (
    select(
        alert.c.id.label("alert_id"),
        article.c.id.label("article_id"),
        article.c.url,
        article.c.title,
        article.c.summary,
        article.c.text,
        visibility.first_seen_in().label("source"),
        article.c.published_at.label("published"),
        story_mutes.is_muted().label("muted"),
    )
    .join(article, article.c.id == alert.c.article_id)
    .join(destination, destination.c.id == alert.c.destination_id)
    .where(alert.c.id.in_(_ASKED))
)
_FOLLOWS = (
    select(owed.c.alert_id, match.c.spans, *COLUMNS)
    .join(follow, follow.c.id == owed.c.follow_id)
    .join(alert, alert.c.id == owed.c.alert_id)
    .join(
        match,
        (match.c.article_id == alert.c.article_id) & (match.c.query_id == follow.c.query_id),
    )
    .where(owed.c.alert_id.in_(_ASKED))
    .order_by(owed.c.alert_id, follow.c.id)
)


_other = article.alias("other")
_ALSO = (
    select(alert.c.id, visibility.first_seen_in(_other.c.id).label("source"), _other.c.url)
    .select_from(
        alert.join(owed, owed.c.alert_id == alert.c.id)
        .join(follow, follow.c.id == owed.c.follow_id)
        .join(destination, destination.c.id == alert.c.destination_id)
        .join(
            _other,
            (_other.c.story_id == alert.c.story_id) & (_other.c.id != alert.c.article_id),
        )
        .join(
            match,
            (match.c.article_id == _other.c.id) & (match.c.query_id == follow.c.query_id),
        )
        .outerjoin(
            story_mute,
            (story_mute.c.destination_id == alert.c.destination_id)
            & (story_mute.c.story_id == alert.c.story_id),
        )
    )
    .where(
        alert.c.id.in_(_ASKED),
        follow.c.reports == NOTED,
        _other.c.read_at >= follow.c.created_at,
        or_(story_mute.c.muted_at.is_(None), _other.c.read_at <= story_mute.c.muted_at),
    )
    .order_by(_other.c.id)
)


async def get(connection: AsyncConnection, alert_ids: Sequence[int]) -> Mapping[int, AlertContent]:
    """Return what these alerts are about, removed follows included (they offer an undo).

    ``source`` is one that the alert's chat may see; if that is none any more, the host.
    """
    asked = {"asked": list(alert_ids)}
    rows = await connection.execute(_CONTENTS, asked)
    follows: dict[int, list[Follow]] = {}
    spans: dict[int, list[Spans]] = {}
    for alert_id, places, *columns in await connection.execute(_FOLLOWS, asked):
        follows.setdefault(alert_id, []).append(Follow(*columns))
        spans.setdefault(alert_id, []).append(places)
    also = await reports_of(connection, alert_ids)
    return {
        row["alert_id"]: AlertContent(
            **{**row, "source": source},
            follows=tuple(follows.get(row["alert_id"], ())),
            spans=tuple(spans.get(row["alert_id"], ())),
            also=_besides(source, row["url"], also.get(row["alert_id"], ())),
        )
        for row in rows.mappings()
        for source in [row["source"] or host(row["url"]).partition(":")[0]]
    }


async def reports_of(
    connection: AsyncConnection, alert_ids: Sequence[int]
) -> Mapping[int, Sequence[Report]]:
    """Return, by alert, the other articles of its story that its follows want to be noted.

    Only those that its chat may see, and that were read since the follow was made: what others
    had matched before tells whoever reads it what others follow. Of a muted story those that were
    read before it was muted: its message stays as it is.
    """
    asked = {"asked": list(alert_ids)}
    found: dict[int, list[Report]] = {}
    for alert_id, source, url in await connection.execute(_ALSO, asked):
        if source is not None:
            found.setdefault(alert_id, []).append(Report(source, url))
    return found


def _besides(source: str, url: str, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the first report of each source and address, without those of these."""
    sources, urls = {source}, {url}
    named = []
    for one in reports:
        if one.source not in sources and one.url not in urls:
            named.append(one)
            sources.add(one.source)
            urls.add(one.url)
    return tuple(named)
