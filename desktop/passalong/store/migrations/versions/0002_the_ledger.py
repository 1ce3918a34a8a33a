"""The ledger, and what the inbox needs to give things away.

Until now an opportunity could only be captured.  Now it has a giver's answer,
limits and a rating, and every contact with a person is kept.  Opportunities of
before keep what they had; a quantity of one, which nobody chose, stays with
items alone: a link is not used up by giving.  The way back is the copy in
``backups/``.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the ledger's tables and the columns that older ones lacked."""
    op.add_column("person", sa.Column("resting_since", sa.DateTime(), nullable=True))
    op.add_column("person", sa.Column("paused_until", sa.DateTime(), nullable=True))
    op.add_column("matter", sa.Column("closed_on", sa.Date(), nullable=True))
    _widen_opportunity()
    _create_own_words()
    _create_exchange()
    _create_open_letter()
    _create_between("kept_pass", *_KEPT_PASS)
    _create_between("suggestion_answer", *_ANSWER)


def _widen_opportunity() -> None:
    with op.batch_alter_table("opportunity") as table:
        table.alter_column("quantity", existing_type=sa.Integer(), nullable=True)
        for name, default in (
            ("giver_state", "not_asked"),
            ("sharing", "anyone"),
            ("sharing_subject", ""),
            ("rating", "great"),
            ("commentary", ""),
        ):
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=default))
        table.add_column(
            sa.Column("is_loop_closed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute("UPDATE opportunity SET quantity = NULL WHERE quantity = 1 AND kind <> 'item'")
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _refers("attachment", "opportunity_id", "opportunity", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_opportunity_id", "attachment", ["opportunity_id"])


def _create_own_words() -> None:
    op.create_table(
        "news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_news"),
        sa.UniqueConstraint("uid", name="uq_news_uid"),
    )
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
        sa.UniqueConstraint("uid", name="uq_template_uid"),
    )
    op.create_index("ix_template_part", "template", ["part"])


def _create_exchange() -> None:
    op.create_table(
        "exchange",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("started_by_me", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("carried", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("url_key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("asked_matter_id", sa.Integer(), nullable=True),
        sa.Column("news_id", sa.Integer(), nullable=True),
        sa.Column("offered_help", sa.Boolean(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _refers("exchange", "opportunity_id", "opportunity", "SET NULL"),
        _refers("exchange", "asked_matter_id", "matter", "SET NULL"),
        _refers("exchange", "news_id", "news", "SET NULL"),
        _refers("exchange", "answers_id", "exchange", "SET NULL"),
        _refers("exchange", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_exchange"),
        sa.UniqueConstraint("uid", name="uq_exchange_uid"),
    )
    indexed = ("at", "person_id", "opportunity_id", "asked_matter_id", "news_id", "answers_id")
    for column in indexed:
        op.create_index(f"ix_exchange_{column}", "exchange", [column])


def _create_open_letter() -> None:
    op.create_table(
        "open_letter",
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _refers("open_letter", "opportunity_id", "opportunity", "CASCADE"),
        _refers("open_letter", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_open_letter"),
    )
    for column in ("opportunity_id", "person_id"):
        op.create_index(f"ix_open_letter_{column}", "open_letter", [column])


_KEPT_PASS = (
    sa.Column("until", sa.DateTime(), nullable=False),
    sa.Column("why", sa.String(), nullable=False),
    sa.Column("commentary", sa.String(), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
)
_ANSWER = (
    sa.Column("answer", sa.String(), nullable=False),
    sa.Column("answered_at", sa.DateTime(), nullable=False),
)


def _create_between(name: str, *columns: sa.Column[Any]) -> None:
    """Create a table of what is between one opportunity and one person."""
    op.create_table(
        name,
        *columns,
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _refers(name, "opportunity_id", "opportunity", "CASCADE"),
        _refers(name, "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("opportunity_id", "person_id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_person_id", name, ["person_id"])


def _refers(table: str, column: str, other: str, on_delete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=on_delete
    )
