"""Since when a story is muted: what is reported later isn't named."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("story_mute", recreate="never") as story_mute:
        story_mute.add_column(sa.Column("muted_at", storage.types.Instant()))
