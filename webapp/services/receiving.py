"""The receipt of a dossier: the issuing agency's clerk takes in what a unit submits."""

from webapp.adapters.clock import vietnam_today
from webapp.domain.errors import InvalidInputError
from webapp.domain.process import Action
from webapp.domain.text import clean, squeeze
from webapp.services.deeds import Deed, Work

LONGEST_RECEIPT = 50


def demand_receipt(work: Work) -> None:
    """Refuse a receipt without a sound day, and one that says neither number nor note."""
    day, came = work.deed.received_on, vietnam_today(work.plan.state_since)
    if day is None:
        raise InvalidInputError("Nhập ngày tiếp nhận hồ sơ trình.", "received_on")
    if not came <= day <= vietnam_today(work.now):
        raise InvalidInputError(
            f"Ngày tiếp nhận phải từ ngày hồ sơ được trình đến {came:%d/%m/%Y} và không sau ngày "
            "hôm nay; sửa lại ngày.",
            "received_on",
        )
    receipt = _receipt(work.deed)
    if not receipt and not work.deed.note.strip():
        raise InvalidInputError("Ghi số tiếp nhận, hoặc một ghi chú về hồ sơ.", "receipt")
    if len(receipt) > LONGEST_RECEIPT:
        raise InvalidInputError(
            f"Số tiếp nhận dài quá {LONGEST_RECEIPT} ký tự; rút gọn lại.", "receipt"
        )


def note_of(deed: Deed) -> str:
    """Return what the step keeps of the deed: «Số tiếp nhận 45, ngày 02/03/2026», then the note."""
    if deed.action is not Action.RECEIVE or deed.received_on is None:
        return deed.note
    receipt = _receipt(deed)
    begins = f"Số tiếp nhận {receipt}, ngày" if receipt else "Tiếp nhận ngày"
    return "\n".join(filter(None, (f"{begins} {deed.received_on:%d/%m/%Y}", deed.note.strip())))


def details_of(deed: Deed) -> dict[str, object]:
    """Return what the event of the receipt keeps for good."""
    return {"receipt": _receipt(deed), "received_on": str(deed.received_on)}


def _receipt(deed: Deed) -> str:
    return squeeze(clean(deed.receipt).text)
