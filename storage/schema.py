"""The tables, in the order in which news flows through them.

Column names are the words of the design; states are spelled out, so that a row explains itself
in any database browser.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from storage.types import Id, Instant, Prose

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# What is published.

source = Table(
    "source",
    metadata,
    Column("id", Id, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("listed_as", Text),  # the address in sources.toml of one that moved since
    Column("host", Text, index=True),  # as news.addresses.host says; empty: nothing is fetched
    Column("name", Prose, nullable=False),  # no chat's words: an operator's, else its own
    Column("title", Prose),  # what it calls itself; empty until a look has shown that
    Column("kind", String(16)),  # empty: found out by reading it
    Column("language", String(8)),
    Column("selector", Text),
    Column("origin", String(16), nullable=False),  # who put it there: file, people
    Column("common", Boolean, nullable=False, server_default=true()),  # seen by every chat
    Column("state", String(16), nullable=False),  # active, paused, ended
    Column("etag", Prose),
    Column("last_modified", Prose),
    Column("looked_at", Instant),  # the last successful look; empty until the first
    Column("tried_at", Instant),  # the last look, successful or not
    Column("due_at", Instant, nullable=False),
    Column("interval", Float),  # seconds between looks, as last decided
    Column("failures", Integer, nullable=False),
    Column("error", Prose),
    Column("rhythm", LargeBinary),  # as news.rhythm dumps it
    Column("health", JSON(none_as_null=True)),  # as news.health writes it
    Index("ix_source_due", "state", "due_at"),
)

watch = Table(
    "watch",  # the chats that see a source which is not common
    metadata,
    Column("source_id", Id, ForeignKey("source.id"), primary_key=True),
    Column("chat_id", BigInteger, ForeignKey("chat.id"), primary_key=True, index=True),
    Column("destination_id", Id, ForeignKey("destination.id"), nullable=False),  # who hears of it
    Column("added_by", BigInteger, nullable=False),
    Column("since", Instant, nullable=False),
    Column("name", Prose),  # what the chat calls it, which no other chat learns
)

dropped = Table(
    "dropped",  # entries that came to nothing, counted
    metadata,
    Column("source_id", Id, ForeignKey("source.id"), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),  # since 1970, UTC
    Column("reason", String(32), primary_key=True),
    Column("entries", Integer, nullable=False),
)

subscription = Table(
    "subscription",  # to a WebSub hub
    metadata,
    Column("source_id", Id, ForeignKey("source.id"), primary_key=True, autoincrement=False),
    Column("path", String(64), nullable=False, unique=True),  # of our callback
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("secret", String(128), nullable=False),
    Column("state", String(16), nullable=False),  # asked, verified, refused
    Column("lease_until", Instant),
    Column("due_at", Instant, nullable=False),  # when to ask (again)
    Column("failures", Integer, nullable=False),
)

discovery = Table(
    "discovery",  # what somebody asked to watch, and what was found
    metadata,
    Column("id", Id, primary_key=True),
    Column("destination_id", Id, ForeignKey("destination.id"), nullable=False),
    Column("sender_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),  # address, opml
    Column("asked", Prose, nullable=False),  # what was typed, or the file's id at Telegram
    Column("state", String(16), nullable=False),  # waiting, proposed, refused, added, declined
    Column("found", JSON(none_as_null=True)),
    Column("answer_id", Id),  # the delivery that becomes the result
    Column("reply_to", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_discovery_waiting", "due_at", "id", sqlite_where=text("state = 'waiting'"),
          postgresql_where=text("state = 'waiting'")),
)  # fmt: skip

story = Table(
    "story",
    metadata,
    Column("id", Id, primary_key=True),
    Column("created_at", Instant, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("id", Id, primary_key=True),
    Column("url", Prose, nullable=False),
    Column("url_key", LargeBinary, nullable=False, unique=True),
    Column("canonical_key", LargeBinary, nullable=False, index=True),  # what its page names
    Column("title", Prose, nullable=False),
    Column("summary", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("language", String(8)),
    Column("source_id", Id, ForeignKey("source.id"), nullable=False),
    Column("story_id", Id, ForeignKey("story.id")),
    Column("published_at", Instant),
    Column("seen_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("state", String(16), nullable=False),  # unread, read, remembered
    Column("text_from", String(16), nullable=False),  # feed, page, summary
    Column("note", Prose),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("check_at", Instant),  # when a read article is read again; empty: never
    Column("checks", SmallInteger, nullable=False, server_default="0"),  # done by the clock
    Column("edition", SmallInteger, nullable=False, server_default="0"),  # edits that mattered
    Column("fingerprint", LargeBinary),  # as news.stories dumps it
    Index("ix_article_check", "check_at", sqlite_where=text("check_at IS NOT NULL"),
          postgresql_where=text("check_at IS NOT NULL")),
    Index("ix_article_story", "story_id"),
    Index("ix_article_unread", "due_at", "id", sqlite_where=text("state = 'unread'"),
          postgresql_where=text("state = 'unread'")),
)  # fmt: skip

revision = Table(
    "revision",  # what an entry of an article says now, until the article is read again
    metadata,
    Column("article_id", Id, ForeignKey("article.id"), primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("title", Prose, nullable=False),
    Column("summary", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("published_at", Instant),
)

sighting = Table(
    "sighting",
    metadata,
    Column("source_id", Id, ForeignKey("source.id"), primary_key=True),
    Column("entry_key", LargeBinary, primary_key=True),
    Column("article_id", Id, ForeignKey("article.id"), nullable=False, index=True),
    Column("seen_at", Instant, nullable=False),
    Column("fresh", Boolean, nullable=False, server_default=true()),  # history alerts nobody
    Column("digest", LargeBinary),  # of what the source said; another: an edit
    Index("ix_sighting_digest", "source_id", "digest"),
)

story_key = Table(
    "story_key",  # by which reports of one event find each other
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Id, ForeignKey("article.id"), primary_key=True),
    Column("seen_at", Instant, nullable=False, index=True),
)

# Who wants it.

chat = Table(
    "chat",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),  # private, group, supergroup, channel
    Column("created_at", Instant, nullable=False),
    Column("blocked_at", Instant),
    Column("blocked_why", Text),
    Column("title", Prose),  # of a channel or group, for those who manage it from elsewhere
)

destination = Table(
    "destination",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, ForeignKey("chat.id"), nullable=False),
    Column("thread_id", BigInteger, nullable=False),  # 0: the chat itself
    Column("language", String(8), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("zone", String(64), nullable=False, server_default="Asia/Almaty"),  # IANA name
    Column("rhythm", String(16), nullable=False, server_default="now"),  # now, daily, weekly
    Column("digest_day", SmallInteger, nullable=False, server_default="0"),  # 0: Monday
    Column("digest_minute", SmallInteger, nullable=False, server_default="540"),  # of the day
    Column("quiet_from", SmallInteger),  # minute of the day; empty: no quiet hours
    Column("quiet_to", SmallInteger),
    Column("cap", SmallInteger),  # messages about news an hour; empty: any number
    Column("silent", Boolean, nullable=False, server_default=false()),
    Column("context", Boolean, nullable=False, server_default=true()),  # in digests
    Column("paused_at", Instant),  # somebody asked us to
    Column("closed_at", Instant),  # Telegram takes nothing for this topic
    Column("closed_why", Text),
    Column("manager_id", BigInteger),  # who last changed something here, to be told of trouble
    UniqueConstraint("chat_id", "thread_id"),
)

management = Table(
    "management",  # what somebody says in private is meant for a channel
    metadata,
    Column("destination_id", Id, ForeignKey("destination.id"), primary_key=True,
           autoincrement=False),  # of the private chat
    Column("managed_id", Id, ForeignKey("destination.id"), nullable=False, index=True),
    Column("since", Instant, nullable=False),
)  # fmt: skip

query = Table(
    "query",
    metadata,
    Column("id", Id, primary_key=True),
    Column("normal", Prose, nullable=False, unique=True),
    Column("analysed", LargeBinary, nullable=False),
    Column("rules", Integer, nullable=False),
)

follow = Table(
    "follow",
    metadata,
    Column("id", Id, primary_key=True),
    Column("destination_id", Id, ForeignKey("destination.id"), nullable=False),
    Column("query_id", Id, ForeignKey("query.id"), nullable=False, index=True),
    Column("text", Prose, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("removed_at", Instant),
    Column("rhythm", String(16)),  # now, daily, weekly; empty: its destination's
    # Reports of a told story by others: noted in the first message, each told, or left out.
    Column("reports", String(16), nullable=False, server_default="noted"),  # noted, every, first
    Column("muted_until", Instant),
    UniqueConstraint("destination_id", "query_id"),
)

expectation = Table(
    "expectation",
    metadata,
    Column("destination_id", Id, ForeignKey("destination.id"), primary_key=True),
    Column("sender_id", BigInteger, primary_key=True, autoincrement=False),
    Column("what", String(16), nullable=False, server_default="words"),  # words, address
    Column("asked_at", Instant, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("query_id", Id, nullable=False),
)

# What is owed.

match = Table(
    "match",
    metadata,
    Column("article_id", Id, ForeignKey("article.id"), primary_key=True),
    Column("query_id", Id, ForeignKey("query.id"), primary_key=True),
    Column("spans", JSON, nullable=False),
)

# Alerts and what they are owed to are written by the 100,000, from rows that the same statement
# reads: foreign keys would check each of them again, for as long as all the rest takes.

alert = Table(
    "alert",
    metadata,
    Column("id", Id, primary_key=True),
    Column("destination_id", Id, nullable=False),
    Column("story_id", Id, nullable=False),
    Column("article_id", Id, nullable=False),
    Column("edition", SmallInteger, nullable=False, server_default="0"),  # of its article
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("article_id", "destination_id", "edition"),
    Index("ix_alert_story", "story_id", "destination_id"),
)

owed = Table(
    "owed",
    metadata,
    Column("follow_id", Id, primary_key=True, autoincrement=False),
    Column("story_id", Id, primary_key=True, autoincrement=False),
    # 0 where the story is told first; else the article, for a follow that wants every report.
    Column("article_id", Id, primary_key=True, autoincrement=False, server_default="0"),
    Column("alert_id", Id, nullable=False, index=True),
)

story_mute = Table(
    "story_mute",  # stories whose first message is not to be changed any more
    metadata,
    Column("destination_id", Id, primary_key=True, autoincrement=False),
    Column("story_id", Id, primary_key=True, autoincrement=False),
    Column("muted_at", Instant),  # later reports aren't named
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),  # answer, alert, edit, digest, notice
    Column("urgency", SmallInteger, nullable=False),  # 0 goes first
    Column("destination_id", Id, ForeignKey("destination.id"), nullable=False),
    Column("alert_id", Id, index=True),
    Column("outcome", JSON(none_as_null=True)),  # as actions.outcomes encodes it
    Column("message_id", BigInteger),  # of the message that is edited, or was sent
    Column("reply_to", BigInteger),
    Column("state", String(16), nullable=False),  # as storage.outbox says
    Column("due_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("possible_doubles", Integer, nullable=False),
    Column("error", Prose),
    Column("about_id", Id),  # the destination that an answer is about, if it is another one
    Column("held_why", String(16)),  # as storage.holding says: also once it is released
    Column("folded_into", Id),  # the digest that tells of this alert
    Index("ix_delivery_folded", "folded_into", sqlite_where=text("folded_into IS NOT NULL"),
          postgresql_where=text("folded_into IS NOT NULL")),
    Index("ix_delivery_held", "due_at", sqlite_where=text("state = 'held'"),
          postgresql_where=text("state = 'held'")),
    Index("ix_delivery_pending", "urgency", "id", sqlite_where=text("state = 'pending'"),
          postgresql_where=text("state = 'pending'")),
    Index("ix_delivery_waiting", "destination_id", "state"),
    Index("ix_delivery_sent", "sent_at", sqlite_where=text("sent_at IS NOT NULL"),
          postgresql_where=text("sent_at IS NOT NULL")),
)  # fmt: skip

hold = Table(
    "hold",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # 0: every chat
    Column("until", Instant, nullable=False),
)

# What Telegram told us.

handled_update = Table(
    "handled_update",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", Instant, nullable=False, index=True),
)
