"""Steps with their decisions, and the notifications that tell people."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class StepRow(Base):
    """One person's part in one step of one round, and what he decided."""

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("plan_id", "round", "step_key", "visit", "assignee_id"),
        CheckConstraint("(decision = 'waiting') = (decided_at IS NULL)", name="decided_if_dated"),
        CheckConstraint(
            "decision != 'approved'"
            " OR (revision_sha256 IS NOT NULL AND template_sha256 IS NOT NULL)",
            name="approval_is_bound",
        ),
        CheckConstraint("length(waiver_reason) BETWEEN 1 AND 500", name="waiver_has_reason"),
        CheckConstraint(
            "(waiver_reason IS NULL) = (waived_errors IS NULL)", name="waiver_names_errors"
        ),
        CheckConstraint(
            "(decision = 'transferred') = (transferred_to IS NOT NULL)",
            name="transfer_names_another",
        ),
        CheckConstraint("stand_in_id IS NULL OR decided_by != assignee_id", name="stood_in"),
        Index(
            "ix_steps_waiting",
            "agency_id",
            "assignee_id",
            "plan_id",
            sqlite_where=text("decision = 'waiting'"),
            postgresql_where=text("decision = 'waiting'"),
        ),
        Index("ix_steps_plan_id", "plan_id"),
        # Whether a person was asked about a plan, without the rows of its steps.
        Index("ix_steps_of_plan", "plan_id", "assignee_id", "decided_by"),
        Index(
            "ix_steps_open",
            "plan_id",
            "due_on",
            sqlite_where=text("decision = 'waiting'"),
            postgresql_where=text("decision = 'waiting'"),
        ),
        Index(
            "ix_steps_late",
            "agency_id",
            "due_on",
            "plan_id",
            sqlite_where=text("decision = 'waiting'"),
            postgresql_where=text("decision = 'waiting'"),
        ),
        Index(
            "ix_steps_due",
            "due_on",
            sqlite_where=text("decision = 'waiting'"),
            postgresql_where=text("decision = 'waiting'"),
        ),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    round: Mapped[int]
    step_key: Mapped[str]
    visit: Mapped[int] = mapped_column(default=1)
    """Counts the times this round came to the step (a withdrawal brings it back)."""
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """NULL where the group has nobody: the plan is blocked until somebody is named."""
    since: Mapped[datetime]
    due_on: Mapped[date | None]
    decision: Mapped[str] = mapped_column(default="waiting")
    """waiting, approved, returned, withdrawn, voided, not_needed (another of the group decided),
    transferred (passed on to another), late (an opinion given after its step went on)."""
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("stand_ins.id"))
    """By which document `decided_by` answered in the place of the one who was asked."""
    note: Mapped[str] = mapped_column(Text, default="")
    revision_sha256: Mapped[str | None]
    template_sha256: Mapped[str | None]
    waiver_reason: Mapped[str | None] = mapped_column(Text)
    """Why the format check passes the text in spite of errors of form (Điều 12.2)."""
    waived_errors: Mapped[str | None] = mapped_column(Text)
    """JSON of those errors: rule, place, message, source."""
    transferred_to: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """To whom the person asked passed the question on."""


class ReminderRow(Base):
    """Somebody was reminded of a question; each kind once."""

    __tablename__ = "reminders"

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    """due_soon or late."""
    told_at: Mapped[datetime]


class AskedReminderRow(Base):
    """Somebody was reminded of what he was asked beside the steps; each kind once."""

    __tablename__ = "asked_reminders"
    __table_args__ = (CheckConstraint("source IN ('question', 'ballot')", name="source"),)

    source: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Of the row of consultations or ballots."""
    kind: Mapped[str] = mapped_column(primary_key=True)
    """due_soon or late."""
    told_at: Mapped[datetime]


class NotificationRow(Base):
    """One thing one person is told; written with the change, delivered by a sweep."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index("ix_notifications_person_id_id", "person_id", "id"),
        Index(
            "ix_notifications_unsent",
            "id",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
        Index(
            "ix_notifications_unread",
            "person_id",
            "agency_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(
            "ix_notifications_due",
            "due_at",
            "id",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[str]
    message: Mapped[str] = mapped_column(Text)
    anchor: Mapped[str | None]
    """Where on the plan's page its link leads; NULL: to the top."""
    about: Mapped[str | None]
    """Without a plan: what it is about, «authority:7», «stand_in:7», «grant:7»; NULL: no page."""
    address: Mapped[str | None]
    """Where the letter goes in place of the person's own address."""
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    """When the letter about it goes out; NULL: not reckoned yet."""
    taken_until: Mapped[datetime | None]
    """Until then one worker has it in hand, and no other sends it."""
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    """What the mail server said to the last try."""
    sent_at: Mapped[datetime | None]
    """Delivered: by letter, or in the inbox alone where no letter is wanted or possible."""
    read_at: Mapped[datetime | None]


class MailChoiceRow(Base):
    """How a person wants his letters; who has no row gets one for each notice at once."""

    __tablename__ = "mail_choices"
    __table_args__ = (
        CheckConstraint("mode IN ('each', 'digest', 'none')", name="mode"),
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_both"),
        CheckConstraint("quiet_from BETWEEN 0 AND 23", name="quiet_from"),
        CheckConstraint("quiet_until BETWEEN 0 AND 23", name="quiet_until"),
    )
    guarded = True

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    mode: Mapped[str]
    digest_hour: Mapped[int]
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
