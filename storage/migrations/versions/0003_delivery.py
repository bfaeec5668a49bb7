"""Rhythms of destinations and follows, held and folded deliveries, channels that people manage."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0003"
down_revision = "0002"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _destinations()
    _follows()
    _deliveries()


def _destinations() -> None:
    with op.batch_alter_table("chat", recreate="never") as chat:
        chat.add_column(sa.Column("title", storage.types.Prose()))
    with op.batch_alter_table("destination", recreate="never") as destination:
        for column in (
            sa.Column("zone", sa.String(64), nullable=False, server_default="Asia/Almaty"),
            sa.Column("rhythm", sa.String(16), nullable=False, server_default="now"),
            sa.Column("digest_day", sa.SmallInteger(), nullable=False, server_default="0"),
            sa.Column("digest_minute", sa.SmallInteger(), nullable=False, server_default="540"),
            sa.Column("quiet_from", sa.SmallInteger()),
            sa.Column("quiet_to", sa.SmallInteger()),
            sa.Column("cap", sa.SmallInteger()),
            sa.Column("silent", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("context", sa.Boolean(), nullable=False, server_default=sa.true()),
            sa.Column("paused_at", storage.types.Instant()),
            sa.Column("closed_at", storage.types.Instant()),
            sa.Column("closed_why", sa.Text()),
            sa.Column("manager_id", sa.BigInteger()),
        ):
            destination.add_column(column)
    op.create_table(
        "management",
        sa.Column("destination_id", _ID, autoincrement=False, nullable=False),
        sa.Column("managed_id", _ID, nullable=False),
        sa.Column("since", storage.types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_management_destination_id")
        ),
        sa.ForeignKeyConstraint(
            ["managed_id"], ["destination.id"], name=op.f("fk_management_managed_id")
        ),
        sa.PrimaryKeyConstraint("destination_id", name=op.f("pk_management")),
    )
    op.create_index(op.f("ix_management_managed_id"), "management", ["managed_id"])


def _follows() -> None:
    with op.batch_alter_table("follow", recreate="never") as follow:
        follow.add_column(sa.Column("rhythm", sa.String(16)))
        follow.add_column(
            sa.Column("reports", sa.String(16), nullable=False, server_default="noted")
        )
        follow.add_column(sa.Column("muted_until", storage.types.Instant()))
    with op.batch_alter_table("owed") as owed:
        owed.add_column(
            sa.Column("article_id", _ID, autoincrement=False, nullable=False, server_default="0")
        )
        owed.drop_constraint("pk_owed", type_="primary")
        owed.create_primary_key("pk_owed", ["follow_id", "story_id", "article_id"])
    op.create_table(
        "story_mute",
        sa.Column("destination_id", _ID, autoincrement=False, nullable=False),
        sa.Column("story_id", _ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("destination_id", "story_id", name=op.f("pk_story_mute")),
    )


def _deliveries() -> None:
    with op.batch_alter_table("delivery", recreate="never") as delivery:
        delivery.add_column(sa.Column("about_id", _ID))
        delivery.add_column(sa.Column("held_why", sa.String(16)))
        delivery.add_column(sa.Column("folded_into", _ID))
    for name, column, where in (
        ("ix_delivery_folded", "folded_into", "folded_into IS NOT NULL"),
        ("ix_delivery_held", "due_at", "state = 'held'"),
    ):
        op.create_index(
            name,
            "delivery",
            [column],
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
