"""What people say to each other about a text: nothing of it is changed or deleted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class CommentRow(Base):
    """One comment: it begins a thread, or replies in one."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint("length(text) BETWEEN 1 AND 2000", name="text"),
        CheckConstraint("length(quote) <= 500 AND length(context) <= 60", name="quote"),
        CheckConstraint("block <> '' OR quote = ''", name="block"),
        CheckConstraint("thread_id IS NULL OR block = ''", name="reply"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        Index("ix_comments_plan_id_id", "plan_id", "id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    """The comment that began the thread; NULL for that one itself."""
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    block: Mapped[str]
    """Of `Anchor`: where in the text; of a reply empty."""
    quote: Mapped[str] = mapped_column(Text)
    context: Mapped[str]
    ordinal: Mapped[int]
    """The revision that the author had before him."""
    created_at: Mapped[datetime]


class CommentMentionRow(Base):
    """A person whose name a comment calls."""

    __tablename__ = "comment_mentions"
    guarded = True

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class CommentTurnRow(Base):
    """That a thread is done with, or opened again after that: by turns."""

    __tablename__ = "comment_turns"
    __table_args__ = (CheckConstraint("ordinal >= 1", name="ordinal"),)
    guarded = True

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    """The comment that began it."""
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    """1 closes it, 2 opens it again, 3 closes it …"""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

    @property
    def closes(self) -> bool:
        """Tell whether the thread is closed from then on."""
        return self.ordinal % 2 == 1
