"""Until when the reminder leaves an opportunity alone: "Tomorrow" was answered.

The way back is the copy in ``backups/``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment, which nothing that is there has yet."""
    op.add_column("opportunity", sa.Column("snoozed_until", sa.DateTime(), nullable=True))
