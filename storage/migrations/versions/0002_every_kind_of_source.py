"""Sources of every kind: who sees them, how they are, what was found, edits and stories."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "dropped",
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_dropped_source_id")),
        sa.PrimaryKeyConstraint("source_id", "day", "reason", name=op.f("pk_dropped")),
    )
    op.create_table(
        "subscription",
        sa.Column(
            "source_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("path", sa.String(length=64), nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("lease_until", storage.types.Instant(), nullable=True),
        sa.Column("due_at", storage.types.Instant(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_subscription_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("path", name=op.f("uq_subscription_path")),
    )
    op.create_table(
        "discovery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "destination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("asked", storage.types.Prose(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("found", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column("created_at", storage.types.Instant(), nullable=False),
        sa.Column("due_at", storage.types.Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_discovery_destination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discovery")),
    )
    with op.batch_alter_table("discovery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_discovery_waiting",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "revision",
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("title", storage.types.Prose(), nullable=False),
        sa.Column("summary", storage.types.Prose(), nullable=False),
        sa.Column("text", storage.types.Prose(), nullable=False),
        sa.Column("published_at", storage.types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_revision_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_revision")),
    )
    op.create_table(
        "story_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("seen_at", storage.types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_story_key_article_id")
        ),
        sa.PrimaryKeyConstraint("key", "article_id", name=op.f("pk_story_key")),
    )
    with op.batch_alter_table("story_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_key_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "watch",
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "destination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("since", storage.types.Instant(), nullable=False),
        sa.Column("name", storage.types.Prose(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_watch_chat_id")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_watch_destination_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_watch_source_id")),
        sa.PrimaryKeyConstraint("source_id", "chat_id", name=op.f("pk_watch")),
    )
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watch_chat_id"), ["chat_id"], unique=False)

    # SQLite makes a table anew to change its constraints, and nothing may refer to it meanwhile:
    # deliveries stop to refer to alerts first, and the others only gain columns.
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_delivery_alert_id"), type_="foreignkey")

    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("edition", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.drop_constraint(batch_op.f("uq_alert_article_id_destination_id"), type_="unique")
        batch_op.create_index("ix_alert_story", ["story_id", "destination_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_alert_article_id_destination_id_edition"),
            ["article_id", "destination_id", "edition"],
        )

    with op.batch_alter_table("article", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("check_at", storage.types.Instant(), nullable=True))
        batch_op.add_column(
            sa.Column("checks", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("edition", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("fingerprint", sa.LargeBinary(), nullable=True))
        batch_op.create_index(
            "ix_article_check",
            ["check_at"],
            unique=False,
            sqlite_where=sa.text("check_at IS NOT NULL"),
            postgresql_where=sa.text("check_at IS NOT NULL"),
        )
        batch_op.create_index("ix_article_story", ["story_id"], unique=False)

    with op.batch_alter_table("expectation", schema=None, recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("what", sa.String(length=16), server_default="words", nullable=False)
        )

    with op.batch_alter_table("sighting", schema=None, recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("fresh", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("digest", sa.LargeBinary(), nullable=True))
        batch_op.create_index("ix_sighting_digest", ["source_id", "digest"], unique=False)

    with op.batch_alter_table("source", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("listed_as", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("host", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("title", storage.types.Prose(), nullable=True))
        batch_op.add_column(
            sa.Column("common", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("tried_at", storage.types.Instant(), nullable=True))
        batch_op.add_column(sa.Column("interval", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("rhythm", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("health", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_source_host"), ["host"], unique=False)
