"""The drafting page: the form as saved and as typed, what it may choose from, its findings."""

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.plan import ReportItem
from webapp.services.draft_fields import DraftFields
from webapp.services.plan_pages import Choice, FieldFinding


@dataclass(frozen=True, slots=True)
class AuthorityChoice:
    """A signing authority in force today."""

    id: int
    label: str
    """«Trần Văn A – KT. CHỦ TỊCH, PHÓ CHỦ TỊCH (Văn hóa, xã hội)»."""
    block: tuple[str, ...]
    """The lines it prints, the name last."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What the person typed and has not saved."""

    fields: DraftFields
    saved_at: datetime
    base_ordinal: int
    outdated: bool
    """True when another revision was saved after the typing began."""
    sentence: str
    """«Bản gõ dở lúc 14:05 ngày 03/02/2026.»"""


@dataclass(frozen=True, slots=True)
class EditPage:
    """Everything the drafting page shows."""

    plan_id: int | None
    """None for a new plan that is not saved yet."""
    version: int
    """0 for a new plan."""
    ordinal: int
    """The revision the form shows; 0 for a new plan."""
    state: str
    state_label: str
    fields: DraftFields
    working_copy: WorkingCopy | None
    units: tuple[Choice, ...]
    authorities: tuple[AuthorityChoice, ...]
    findings: tuple[FieldFinding, ...]
    consequence: str
    """What saving another text brings («sẽ phải kiểm tra lại từ đầu»); else empty."""
    may_submit: bool
    document_type: str
    notation: str
    """«KH-UBND»."""
    organ_in_charge: str
    organ_name: tuple[str, ...]
    """Lines of the header's left cell."""
    signature_block: tuple[str, ...]
    report: tuple[ReportItem, ...]
    """What the last import did not understand or did not take over."""
