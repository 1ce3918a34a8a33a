"""Binds, introductions, and the days on which a reminder was shown.

Exchanges and open letters now say which bind or introduction they were about;
people, whether they like to be introduced, in what words, and who introduced
them.  The way back is the copy in ``backups/``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of helping and introducing, and the columns that refer to them."""
    op.add_column(
        "person",
        sa.Column(
            "is_open_to_introductions", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )
    op.add_column(
        "person",
        sa.Column("introduction_text", sa.String(), nullable=False, server_default=""),
    )
    _add_references("person", "SET NULL", introduced_by_id="person")
    _create_binds()
    _create_introduction()
    _create_of_both()
    op.create_table(
        "told_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_told_day"),
    )
    for table, on_delete in (("exchange", "SET NULL"), ("open_letter", "CASCADE")):
        _add_references(table, on_delete, bind_id="bind", introduction_id="introduction")


def _create_binds() -> None:
    op.create_table(
        "bind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("would_count", sa.String(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("just_listen", sa.Boolean(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.Column("asked_whether_faded", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        _refers("bind", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_bind"),
        sa.UniqueConstraint("uid", name="uq_bind_uid"),
    )
    op.create_index("ix_bind_person_id", "bind", ["person_id"])
    op.create_table(
        "bind_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bind_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        _refers("bind_step", "bind_id", "bind", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_bind_step"),
    )
    op.create_index("ix_bind_step_bind_id", "bind_step", ["bind_id"])


def _create_introduction() -> None:
    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("a_gets", sa.String(), nullable=False),
        sa.Column("b_gets", sa.String(), nullable=False),
        sa.Column("bind_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("introduced_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("times_outcome_asked", sa.Integer(), nullable=False),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.Column("is_thanked", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("a_id < b_id", name=op.f("ck_introduction_is_in_order")),
        _refers("introduction", "a_id", "person", "CASCADE"),
        _refers("introduction", "b_id", "person", "CASCADE"),
        _refers("introduction", "bind_id", "bind", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_introduction"),
        sa.UniqueConstraint("uid", name="uq_introduction_uid"),
        sa.UniqueConstraint("a_id", "b_id", name="uq_introduction_a_id_b_id"),
    )
    for column in ("b_id", "bind_id"):
        op.create_index(f"ix_introduction_{column}", "introduction", [column])


def _create_of_both() -> None:
    """Create what is between a bind or an introduction and one person."""
    op.create_table(
        "help_request",
        sa.Column("bind_id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("exchange_id", sa.Integer(), nullable=True),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _refers("help_request", "bind_id", "bind", "CASCADE"),
        _refers("help_request", "person_id", "person", "CASCADE"),
        _refers("help_request", "exchange_id", "exchange", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_help_request"),
        sa.UniqueConstraint("bind_id", "person_id", name="uq_help_request_bind_id_person_id"),
    )
    for column in ("bind_id", "person_id", "exchange_id"):
        op.create_index(f"ix_help_request_{column}", "help_request", [column])
    name = "introduction_question"
    op.create_table(
        name,
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("exchange_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _refers(name, "introduction_id", "introduction", "CASCADE"),
        _refers(name, "person_id", "person", "CASCADE"),
        _refers(name, "exchange_id", "exchange", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint(
            "introduction_id", "person_id", name=f"uq_{name}_introduction_id_person_id"
        ),
    )
    for column in ("introduction_id", "person_id", "asked_at", "exchange_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def _add_references(table: str, on_delete: str, **columns: str) -> None:
    """Add columns that refer to other tables; SQLite needs a new copy of the table for that."""
    with op.batch_alter_table(table) as changed:
        for column, other in columns.items():
            changed.add_column(sa.Column(column, sa.Integer(), nullable=True))
            changed.create_foreign_key(
                f"fk_{table}_{column}_{other}", other, [column], ["id"], ondelete=on_delete
            )
            changed.create_index(f"ix_{table}_{column}", [column])


def _refers(table: str, column: str, other: str, on_delete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=on_delete
    )
