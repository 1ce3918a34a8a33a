"""When it was asked of a bind whether it still matters, in the window or by a reminder.

The way back is the copy in ``backups/``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty: of no bind is it known yet."""
    op.create_table(
        "fading_question",
        sa.Column("bind_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bind_id"], ["bind.id"], name="fk_fading_question_bind_id_bind", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bind_id", name="pk_fading_question"),
    )
