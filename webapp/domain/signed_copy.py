"""Bản đã ký: what its file shows beside the text that was approved."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from webapp.domain.digital_signatures import DigitalSignature, Integrity, signatures_from
from webapp.domain.signed_form import besides, blanks, called, contradiction

LEAST_DPI = 200
"""Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I.2: how sharp a scan has to be."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found in the file when it came."""

    pages: int
    scanned_pages: int = 0
    """Pages that are mostly a picture."""
    dpi: int = 0
    """Of the least sharp scanned page; 0 where none is scanned."""
    is_coloured: bool = False
    """Some scanned page shows a colour, as of a seal."""
    words: int = 0
    """In the layer of text; 0 where there is none."""
    approved_pages: int = 0
    """Of the PDF of the approved text; 0 where none was made."""
    approved_words: int = 0
    missing_words: int = 0
    """Of the approved text, not found in the layer of text."""
    signatures: tuple[DigitalSignature, ...] = ()
    signer: str = ""
    """Who was to sign, by the approved text; empty where it names nobody."""
    signed_on: str = ""
    """The day that the clerk recorded, ISO 8601; empty in older rows."""
    form: Mapping[str, str] = field(default_factory=dict)
    """What it says of number and date; empty where it has no fields for them."""
    filled_here: bool = False
    """The system wrote them into the file that the leader signed; the agency signs it next."""

    @property
    def is_filled(self) -> bool:
        """Tell whether its maker put number and date in, as far as it has fields for them."""
        return not self.filled_here and all(self.form.values())


def kept_text(checks: Checks) -> str:
    """Return the JSON that is kept beside the file."""
    return json.dumps(asdict(checks), ensure_ascii=False)


def checks_from(kept: str) -> Checks:
    """Return what the kept JSON says; older ones said less."""
    values = json.loads(kept)
    return Checks(**{**values, "signatures": signatures_from(values["signatures"])})


def count_words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, whatever its case and the form of its marks."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def warnings(checks: Checks, given: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return what a person should look at; none of it keeps the file out.

    `given` is what the register gave of number and date.
    """
    said = (
        _pages(checks),
        _sharpness(checks),
        _colour(checks),
        _text(checks),
        _signing(checks),
        _signer(checks),
        _besides(checks),
        _form(checks, given or {}),
    )
    return tuple(one for one in said if one)


def complaints(checks: Checks) -> tuple[str, ...]:
    """Return what is wrong with the digital signatures, one sentence each."""
    return tuple(one.complaint for one in checks.signatures if one.complaint)


def _pages(checks: Checks) -> str:
    if checks.approved_pages in {0, checks.pages}:
        return ""
    return (
        f"Tệp có {checks.pages} trang, bản đã duyệt có {checks.approved_pages} trang; "
        "kiểm tra xem thiếu hoặc thừa trang nào."
    )


def _sharpness(checks: Checks) -> str:
    if not checks.scanned_pages or checks.dpi >= LEAST_DPI:
        return ""
    return (
        f"Có trang quét ở {checks.dpi} dpi, dưới {LEAST_DPI} dpi (Phụ lục I Nghị định "
        "30/2020/NĐ-CP); nên quét lại rõ hơn."
    )


def _colour(checks: Checks) -> str:
    if not checks.scanned_pages or checks.is_coloured:
        return ""
    return (
        "Các trang quét không có màu nên không thấy dấu đỏ (Phụ lục I Nghị định "
        "30/2020/NĐ-CP); nên quét lại ở chế độ màu."
    )


def _text(checks: Checks) -> str:
    if not checks.words or not checks.missing_words:
        return ""
    return (
        f"Lớp chữ của tệp thiếu {checks.missing_words} trong {checks.approved_words} từ của văn "
        "bản đã duyệt; đối chiếu lại hai bản."
    )


def _signing(checks: Checks) -> str:
    if not checks.signatures and not checks.scanned_pages:
        return (
            "Tệp không phải bản quét và không có chữ ký số; kiểm tra xem có đúng là bản đã ký, "
            "đóng dấu."
        )
    filled = checks.signatures and checks.signatures[-1].integrity == Integrity.FILLED
    if filled and not checks.filled_here:
        return (
            "Sau chữ ký số cuối cùng, biểu mẫu còn được điền thêm; kiểm tra lại rồi ký số của cơ "
            "quan sau cùng (khoản 3 Điều 15)."
        )
    unchecked = [one for one in checks.signatures if one.integrity == Integrity.UNCHECKED]
    if unchecked and not any(one.covers_all for one in checks.signatures):
        return (
            "Tệp có phần được thêm sau chữ ký số cuối cùng; kiểm tra lại chữ ký trước khi gửi đi."
        )
    return ""


def _signer(checks: Checks) -> str:
    """Hold the signatures against who was to sign, and when (Điều 13)."""
    if not checks.signatures or not checks.signer:
        return ""
    his = [one for one in checks.signatures if one.bears(checks.signer)]
    if not his:
        return (
            f"Không có chữ ký số nào mang tên người ký {checks.signer}; kiểm tra xem có đúng người "
            "ký."
        )
    days = {one.day.isoformat() for one in his if one.day is not None}
    if not days or checks.signed_on in {"", *days}:
        return ""
    return (
        f"Chữ ký số của {checks.signer} không ghi ngày ký đã ghi nhận; xem lại ngày của chữ ký và "
        "ngày ghi nhận."
    )


def _besides(checks: Checks) -> str:
    """Name what was filled in after a signature and is neither number nor date."""
    filled = [name for one in checks.signatures for name in one.filled]
    more = besides(checks.form, filled)
    if not more:
        return ""
    return (
        f"Sau khi ký, tệp còn được điền ô {', '.join(more)} ngoài ô số, ngày, tháng; đối chiếu "
        "lại với văn bản đã duyệt."
    )


def _form(checks: Checks, given: Mapping[str, str]) -> str:
    """Hold number and date against the register, and ask for the agency's signature (Điều 15)."""
    if wrong := contradiction(checks.form, given):
        return f"{wrong}; đề nghị người ký ký lại tệp ghi đúng."
    if empty := blanks(checks.form, given):
        return f"Tệp chưa điền {called(empty)}; điền rồi ký số của cơ quan sau cùng."
    if not given or not checks.form or not checks.signatures:
        return ""
    others = [one for one in checks.signatures if not one.bears(checks.signer)]
    if others or not checks.signatures[-1].covers_all:
        return ""
    return "Tệp chưa có chữ ký số của cơ quan (khoản 3 Điều 15); ký rồi đưa lên lại."
