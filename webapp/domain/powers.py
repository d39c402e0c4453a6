"""Powers to sign between entry and end: what a change widens, who confirms, who may pass one on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from webapp.domain.authority import SigningForm

HEAD_FORMS = frozenset({SigningForm.ALONE, SigningForm.TM, SigningForm.Q, SigningForm.TM_Q})
"""The agency's head, or who acts as its head: the source of every other power (Điều 13)."""

FALLS_WITH_ITS_SOURCE = frozenset({SigningForm.TL_KT})
"""The deputy signs for the head of his unit only as long as the head has the order (Điều 13.4)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a power to sign says; who holds it never changes."""

    form: str
    titles: tuple[str, ...]
    """Those that the block prints."""
    advisory_body_id: int | None
    source_id: int | None
    scope: str
    """The content it covers, in words."""
    document: str
    units: frozenset[int]
    """Drafting units whose papers it covers; none: those of every unit."""
    valid_from: date
    valid_until: date | None
    active: bool

    def widens(self, before: "Terms") -> bool:
        """Tell whether more may be signed, or other things, than by the terms before.

        Fewer days and fewer units are less; words cannot be weighed, so that any other is more.
        """
        if not self.active:
            return False
        return self.words != before.words or not (
            before.active and self._lies_within(before) and self._has_no_other_unit(before)
        )

    @property
    def words(self) -> tuple[object, ...]:
        """Return what is neither a day nor a unit."""
        return (
            self.form,
            self.titles,
            self.advisory_body_id,
            self.source_id,
            self.scope,
            self.document,
        )

    def _lies_within(self, before: "Terms") -> bool:
        last, last_before = self.valid_until or date.max, before.valid_until or date.max
        return before.valid_from <= self.valid_from and last <= last_before

    def _has_no_other_unit(self, before: "Terms") -> bool:
        return not before.units or (bool(self.units) and self.units <= before.units)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A power to sign that waits for its confirmation."""

    form: str
    person_id: int
    entered_by: int | None
    of_the_head: bool = False
    """The person already is the agency's head, by another power that is in force."""


def confirm_refusal(proposal: Proposal, actor_id: int, confirmers: Collection[int]) -> str | None:
    """Return why the actor may not confirm it, as a sentence; None when he may.

    `confirmers` are the agency's heads and the chánh văn phòng. Where nobody else can, as at the
    agency's set-up, the head confirms the power that makes him the head.
    """
    if actor_id == proposal.entered_by:
        return "Người nhập không tự xác nhận thẩm quyền ký; chờ lãnh đạo hoặc chánh văn phòng."
    if actor_id == proposal.person_id:
        others = set(confirmers) - {proposal.person_id, proposal.entered_by}
        heads_own = proposal.of_the_head or proposal.form in HEAD_FORMS
        if heads_own and not others:
            return None
        return (
            "Không ai tự xác nhận thẩm quyền ký của mình; đề nghị người đứng đầu cơ quan hoặc "
            "chánh văn phòng xác nhận."
        )
    if actor_id not in confirmers:
        return (
            "Chỉ người đứng đầu cơ quan hoặc chánh văn phòng xác nhận thẩm quyền ký; "
            "báo người đó xác nhận."
        )
    return None


def source_refusal(form: SigningForm, source: SigningForm | None) -> str | None:
    """Return why a power cannot come from the other, as a sentence; no source: the head's own."""
    if source is None or source in _SOURCES.get(form, HEAD_FORMS):
        return None
    if source is SigningForm.TUQ:
        return (
            "Người được ủy quyền không ủy quyền lại cho người khác (khoản 3 Điều 13); "
            "chọn người giao khác."
        )
    return _WRONG_SOURCE.get(
        form, "KT., TL. và TUQ. do người đứng đầu cơ quan giao (Điều 13); chọn người đứng đầu."
    )


_NOBODYS = "Hình thức ký này không do ai trong cơ quan giao; bỏ chọn người giao."
_GIVEN_BY_NOBODY = (*HEAD_FORMS, SigningForm.ADVISORY)
_SOURCES: dict[SigningForm, frozenset[SigningForm]] = {
    SigningForm.TL_KT: frozenset({SigningForm.TL}),
    **dict.fromkeys(_GIVEN_BY_NOBODY, frozenset()),
}
_WRONG_SOURCE: dict[SigningForm, str] = {
    SigningForm.TL_KT: (
        "Cấp phó của đơn vị chỉ ký thay trưởng đơn vị được thừa lệnh (khoản 4 Điều 13); "
        "chọn thẩm quyền TL. của trưởng đơn vị."
    ),
    **dict.fromkeys(_GIVEN_BY_NOBODY, _NOBODYS),
}
