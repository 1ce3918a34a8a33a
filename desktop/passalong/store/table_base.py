"""What all tables share: moments that know their zone, names of constraints, whose row it is."""

from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

from sqlalchemy import DateTime, Dialect, ForeignKey, LargeBinary, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

OF_A_PERSON = "person.id"
NO_STEP = "no_step"
"""In a table's ``info``: its changes are not noted for Undo."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment that knows its zone; SQLite would forget it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Store the moment in UTC, without its zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Give the stored moment its zone back."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """What all tables share: constraint names that a migration can find again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime, bytes: LargeBinary}


def new_uid() -> str:
    """Return an identifier that stays the same when rows are copied elsewhere."""
    return str(uuid4())


class OfPerson:
    """Columns of everything that belongs to one person and goes with them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(OF_A_PERSON, ondelete="CASCADE"), index=True)
