"""The first schema"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "destination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint(
            "article_id", "destination_id", name=op.f("uq_alert_article_id_destination_id")
        ),
    )
    op.create_table(
        "change",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("query_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.Column("blocked_at", storage.types.Instant(), nullable=True),
        sa.Column("blocked_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "handled_update",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("handled_at", storage.types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handled_update")),
    )
    with op.batch_alter_table("handled_update", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_handled_update_handled_at"), ["handled_at"], unique=False
        )

    op.create_table(
        "hold",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", storage.types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_hold")),
    )
    op.create_table(
        "owed",
        sa.Column(
            "follow_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "story_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("follow_id", "story_id", name=op.f("pk_owed")),
    )
    with op.batch_alter_table("owed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_owed_alert_id"), ["alert_id"], unique=False)

    op.create_table(
        "query",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("normal", storage.types.Prose(), nullable=False),
        sa.Column("analysed", sa.LargeBinary(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query")),
        sa.UniqueConstraint("normal", name=op.f("uq_query_normal")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", storage.types.Prose(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("selector", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("etag", storage.types.Prose(), nullable=True),
        sa.Column("last_modified", storage.types.Prose(), nullable=True),
        sa.Column("looked_at", storage.types.Instant(), nullable=True),
        sa.Column("due_at", storage.types.Instant(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", storage.types.Prose(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("url", name=op.f("uq_source_url")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index("ix_source_due", ["state", "due_at"], unique=False)

    op.create_table(
        "story",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", storage.types.Prose(), nullable=False),
        sa.Column("url_key", sa.LargeBinary(), nullable=False),
        sa.Column("canonical_key", sa.LargeBinary(), nullable=False),
        sa.Column("title", storage.types.Prose(), nullable=False),
        sa.Column("summary", storage.types.Prose(), nullable=False),
        sa.Column("text", storage.types.Prose(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_at", storage.types.Instant(), nullable=True),
        sa.Column("seen_at", storage.types.Instant(), nullable=False),
        sa.Column("read_at", storage.types.Instant(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("text_from", sa.String(length=16), nullable=False),
        sa.Column("note", storage.types.Prose(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", storage.types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_article_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("url_key", name=op.f("uq_article_url_key")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_article_canonical_key"), ["canonical_key"], unique=False
        )
        batch_op.create_index(
            "ix_article_unread",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'unread'"),
            postgresql_where=sa.text("state = 'unread'"),
        )

    op.create_table(
        "destination",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_destination_chat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destination")),
        sa.UniqueConstraint("chat_id", "thread_id", name=op.f("uq_destination_chat_id_thread_id")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column(
            "destination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", storage.types.Instant(), nullable=False),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.Column("sent_at", storage.types.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("possible_doubles", sa.Integer(), nullable=False),
        sa.Column("error", storage.types.Prose(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_delivery_alert_id")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_delivery_destination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_alert_id"), ["alert_id"], unique=False)
        batch_op.create_index(
            "ix_delivery_pending",
            ["urgency", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index(
            "ix_delivery_sent",
            ["sent_at"],
            unique=False,
            sqlite_where=sa.text("sent_at IS NOT NULL"),
            postgresql_where=sa.text("sent_at IS NOT NULL"),
        )
        batch_op.create_index("ix_delivery_waiting", ["destination_id", "state"], unique=False)

    op.create_table(
        "expectation",
        sa.Column(
            "destination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sender_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", storage.types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_expectation_destination_id")
        ),
        sa.PrimaryKeyConstraint("destination_id", "sender_id", name=op.f("pk_expectation")),
    )
    op.create_table(
        "follow",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "destination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("query_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", storage.types.Prose(), nullable=False),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.Column("removed_at", storage.types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_follow_destination_id")
        ),
        sa.ForeignKeyConstraint(["query_id"], ["query.id"], name=op.f("fk_follow_query_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        sa.UniqueConstraint(
            "destination_id", "query_id", name=op.f("uq_follow_destination_id_query_id")
        ),
    )
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_query_id"), ["query_id"], unique=False)

    op.create_table(
        "match",
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("query_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_match_article_id")),
        sa.ForeignKeyConstraint(["query_id"], ["query.id"], name=op.f("fk_match_query_id")),
        sa.PrimaryKeyConstraint("article_id", "query_id", name=op.f("pk_match")),
    )
    op.create_table(
        "sighting",
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entry_key", sa.LargeBinary(), nullable=False),
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("seen_at", storage.types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_sighting_article_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_sighting_source_id")),
        sa.PrimaryKeyConstraint("source_id", "entry_key", name=op.f("pk_sighting")),
    )
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sighting_article_id"), ["article_id"], unique=False)
    counter = sa.table("counter", sa.column("name"), sa.column("value"))
    op.bulk_insert(counter, [{"name": "changes", "value": 0}])
