"""Rules about the subject, and about what only a letter has: V/v, Kính gửi, Như trên."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.letters import is_capitals
from webapp.domain.form_rules.paper import WORDING, Paper, Part
from webapp.domain.plan import plain

LONGEST_SUBJECT = 500

CAPITALS = error("ND30-PL1-II.5b-trich-yeu", "PL1 II.5b", "Trích yếu viết chữ thường")
ABOUT = error("ND30-PL1-II.5b-V/v", "PL1 II.5b", "«V/v» chỉ dùng trong công văn")
ONE_PARAGRAPH = error(
    "ND30-PL1-II.5a-mot-doan", "PL1 II.5a", "Trích yếu là một câu hoặc một cụm từ, một đoạn"
)
TOO_LONG = error("ND30-PL6-II-trich-yeu", "PL6 phần II", "Trích yếu không quá 500 ký tự")
SENTENCE = warning("ND30-PL2-I-trich-yeu", "PL2 I", "Trích yếu bắt đầu bằng chữ hoa")
FULL_STOP = hint("TL-trich-yeu-dau-cham", "Mẫu 1.4 PL3", "Sau trích yếu không có dấu chấm")
TYPE_TWICE = hint(
    "TL-trich-yeu-ten-loai", "Mẫu 1.4 PL3", "Trích yếu không lặp lại tên loại đứng ngay trên"
)
KINH_GUI = error("ND30-PL1-II.9b", "PL1 II.9b", "«Kính gửi» không dùng trong kế hoạch")
NHU_TREN = error("ND30-PL1-II.9b-nhu-tren", "PL1 II.9b", "«Như trên» không dùng trong kế hoạch")

_ABOUT = re.compile(r"v\s*/\s*v\b", re.IGNORECASE)
_KINH_GUI = re.compile(r"\s*kính (?:gửi|trình)\s*:?", re.IGNORECASE)
_NHU_TREN = re.compile(r"\W*như trên\b", re.IGNORECASE)
_WITH_ADDRESSEE = frozenset({"TỜ TRÌNH", "BÁO CÁO"})


def subject_has_its_form(paper: Paper) -> Iterator[Finding]:
    """Hold the subject to one short paragraph in small letters (PL1 II.5)."""
    text = plain(paper.plan.subject)
    if is_capitals(text):
        yield CAPITALS.at("subject", "Trích yếu viết in hoa toàn bộ; viết chữ thường.")
    if _ABOUT.match(text.strip()):
        yield ABOUT.at("subject", "Bỏ «V/v»: chữ này chỉ dùng trong công văn.")
    if len(text) > LONGEST_SUBJECT:
        yield TOO_LONG.at("subject", f"Trích yếu dài {len(text)} ký tự; rút gọn còn 500.")
    if "\n" in text.strip():
        yield ONE_PARAGRAPH.at("subject", "Trích yếu có nhiều đoạn; gộp thành một đoạn.")


def subject_reads_well(paper: Paper) -> Iterator[Finding]:
    """Begin with a capital, end without a stop, do not repeat the type."""
    text = plain(paper.plan.subject).strip()
    if text[:1].islower() and not _ABOUT.match(text):
        yield SENTENCE.at("subject", "Viết hoa chữ cái đầu của trích yếu.")
    if text.endswith((".", ";", ":", ",")):
        yield FULL_STOP.at("subject", f"Bỏ dấu «{text[-1]}» ở cuối trích yếu.")
    name = paper.plan.document_type.strip()
    if name and text.upper().startswith(name.upper() + " ") and not is_capitals(text):
        yield TYPE_TWICE.at("subject", f"Trích yếu lặp lại «{name}»; bắt đầu bằng việc cần làm.")


def a_plan_addresses_nobody(paper: Paper) -> Iterator[Finding]:
    """Refuse «Kính gửi» and «Như trên», which letters and submissions have (PL1 II.9b)."""
    if paper.plan.document_type.strip().upper() in _WITH_ADDRESSEE:
        return
    for passage in paper.of(Part.LEGAL_BASES, *WORDING):
        if _KINH_GUI.match(passage.text) and not passage.in_table:
            yield KINH_GUI.at(
                passage.place, "Kế hoạch không có «Kính gửi»; ghi các cơ quan ở nơi nhận."
            )
    for passage in paper.of(Part.TO_PLACES):
        if _NHU_TREN.match(passage.text):
            yield NHU_TREN.at(
                passage.place, "Kế hoạch không ghi «Như trên»; ghi tên từng nơi nhận."
            )


RULES = (subject_has_its_form, subject_reads_well, a_plan_addresses_nobody)
