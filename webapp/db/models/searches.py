"""What a person keeps of the lists that he searches."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class SavedFilterRow(Base):
    """A filter of one list under a name: of one person, in one agency."""

    __tablename__ = "saved_filters"
    __table_args__ = (
        UniqueConstraint("agency_id", "person_id", "list_name", "folded"),
        CheckConstraint("list_name IN ('plans', 'register')", name="list_name"),
        CheckConstraint("length(name) BETWEEN 1 AND 60", name="name"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    list_name: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    """The name without marks and case: one name, one filter."""
    conditions: Mapped[str] = mapped_column(Text)
    """JSON of what differs from asking for all, by the names of the filter's fields."""
    created_at: Mapped[datetime]
