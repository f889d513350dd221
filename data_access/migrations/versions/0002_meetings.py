"""Meetings: frozen figures, and the decisions that rest on them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the three tables; types are spelled out, since the code's may change later."""
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Text, primary_key=True),
        sa.Column("region_code", sa.Text, nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("region_code", "held_on", name="uq_meeting_region_day"),
    )
    op.create_table(
        "frozen_view",
        sa.Column("freeze_id", sa.Text, primary_key=True),
        sa.Column("meeting_id", sa.Text, sa.ForeignKey("meeting.meeting_id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("generation_id", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("decision_id", sa.Text, primary_key=True),
        sa.Column("freeze_id", sa.Text, sa.ForeignKey("frozen_view.freeze_id"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop the three tables with what people wrote in them."""
    op.drop_table("decision")
    op.drop_table("frozen_view")
    op.drop_table("meeting")
