"""Rules about the legal bases (PL1 II.6a) and about citing documents (PL1 II.6b)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.citations import (
    CITED_SMALL,
    DATE,
    ISSUER,
    LAW_NAMED,
    Citation,
    citations,
    clauses,
    law_with_number,
)
from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.paper import WORDING, Paper, Part, Passage

END = error(
    "ND30-PL1-II.6a-dau-cau",
    "PL1 II.6a",
    "Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối cùng bằng dấu chấm",
)
OWN_LINE = warning("ND30-PL1-II.6a-xuong-dong", "PL1 II.6a", "Mỗi căn cứ ở một dòng riêng")
LAW = error("ND30-PL1-II.6a-luat", "PL1 II.6a", "Căn cứ là Luật, Pháp lệnh không ghi số, ký hiệu")
LAW_IN_BODY = hint(
    "ND30-PL1-II.6b-luat", "PL1 II.6b", "Viện dẫn Luật, Pháp lệnh chỉ ghi tên loại và tên"
)
NO_DATE = error(
    "ND30-PL1-II.6a-ngay", "PL1 II.6a", "Căn cứ ghi đủ ngày, tháng, năm ban hành văn bản"
)
NO_ISSUER = error("ND30-PL1-II.6a-co-quan", "PL1 II.6a", "Căn cứ ghi cơ quan ban hành văn bản")
NO_SUBJECT = hint("ND30-PL1-II.6a-trich-yeu", "PL1 II.6a", "Căn cứ ghi trích yếu nội dung văn bản")
NO_SO = warning("TL-thieu-so", "Thông lệ viện dẫn", "Trước số, ký hiệu văn bản có chữ «số»")
NO_SO_IN_BODY = hint("TL-thieu-so-noi-dung", "Thông lệ viện dẫn", NO_SO.title)
SPACED_NUMBER = hint(
    "TL-so-cach-chu", "PL1 II.3c", "Số, ký hiệu văn bản được dẫn viết liền, không cách chữ"
)
BULLET = warning("TL-can-cu-gach-dau-dong", "Mẫu PL3", "Căn cứ không có gạch đầu dòng")
AGAIN_IN_FULL = hint(
    "ND30-PL1-II.6b-lan-sau",
    "PL1 II.6b",
    "Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu",
)
FIRST_SHORT = warning(
    "ND30-PL1-II.6b-lan-dau", "PL1 II.6b", "Viện dẫn lần đầu ghi đủ ngày và cơ quan ban hành"
)
SMALL_TYPE = error("ND30-PL2-V.6", "PL2 V.6", "Viết hoa tên loại khi nói đến một văn bản cụ thể")

_NEW_BASE = re.compile(r";\s+(?:(?:Căn cứ|Thực hiện|Theo|Xét|và)\s+)?[A-ZĐ]")
_BULLET = re.compile(r"\s*[-–•*+]\s")
_PROPOSAL = re.compile(r"(?:Theo|Xét)\s+(?:đề nghị|đề xuất)\s+của\b")
"""The paper that follows is of whom it names before, and its subject is the plan's own."""
_NEAR = 40
_SHORT_TAIL = 9
_SUBJECT_WORDS = re.compile(
    r"\b(?:về|việc|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|triển khai|thực hiện|tăng cường"
    r"|công bố|giao|thành lập|kèm|đẩy mạnh|xây dựng|tổ chức|năm|giai đoạn|nhiệm kỳ)\b"
)


def bases_end_as_written(paper: Paper) -> Iterator[Finding]:
    """Hold each base to its semicolon and the last to its full stop.

    Where an opening paragraph follows, practice ends the last base with a semicolon as well; the
    decree's own preamble keeps the stop for its issuing clause. Both are let pass.
    """
    bases = paper.of(Part.LEGAL_BASES)
    has_opening = any(passage.text.strip() for passage in paper.of(Part.OPENING))
    for passage in bases:
        end = passage.text.rstrip()[-1:]
        if passage is not bases[-1]:
            if end != ";":
                yield END.at(passage.place, "Kết thúc căn cứ này bằng dấu chấm phẩy (;).")
        elif has_opening and end not in {";", "."}:
            yield END.at(passage.place, "Kết thúc căn cứ này bằng dấu chấm phẩy (;) hoặc dấu chấm.")
        elif not has_opening and end != ".":
            yield END.at(passage.place, "Kết thúc căn cứ cuối cùng bằng dấu chấm (.).")


def bases_stand_on_their_own_lines(paper: Paper) -> Iterator[Finding]:
    """Give each base a line, without a bullet (PL1 II.6a)."""
    for passage in paper.of(Part.LEGAL_BASES):
        if _NEW_BASE.search(passage.text):
            yield OWN_LINE.at(passage.place, "Dòng này có hơn một căn cứ; mỗi căn cứ xuống dòng.")
        if _BULLET.match(passage.text):
            yield BULLET.at(passage.place, "Bỏ gạch đầu dòng trước căn cứ.")


def bases_are_complete(paper: Paper) -> Iterator[Finding]:
    """Demand type, number, issuer, date and subject; of a law the date alone (PL1 II.6a)."""
    for passage in paper.of(Part.LEGAL_BASES):
        for clause in clauses(passage.text):
            yield from _base(passage.place, clause)


def _base(place: str, clause: str) -> Iterator[Finding]:
    number = law_with_number(clause)
    if number is not None:
        yield LAW.at(place, f"Bỏ số «{number}»: căn cứ là Luật, Pháp lệnh chỉ ghi tên và ngày.")
    law = LAW_NAMED.match(clause)
    if law is not None:
        if not DATE.search(clause):
            yield NO_DATE.at(place, f"Ghi ngày, tháng, năm ban hành của {law['type']} này.")
        return
    cited = citations(clause)
    if cited and not cited[0].is_law:
        proposed = bool(_PROPOSAL.match(clause.strip()))
        yield from _first_cited(place, cited[0], proposed=proposed)


def _first_cited(place: str, cited: Citation, *, proposed: bool) -> Iterator[Finding]:
    name = f"{cited.type} {cited.number}"
    date = DATE.search(cited.behind)
    if date is None:
        yield NO_DATE.at(place, f"Ghi đủ ngày, tháng, năm ban hành của {name}.")
    if proposed:
        return
    issuer = ISSUER.search(cited.behind[: (date.end() if date else 0) + _NEAR])
    if issuer is None:
        yield NO_ISSUER.at(place, f"Ghi cơ quan ban hành {name}: «của …».")
    elif _lacks_subject(cited.behind[issuer.end() :]):
        yield NO_SUBJECT.at(place, f"Ghi trích yếu của {name}: «về …».")
    if not cited.has_so:
        yield NO_SO.at(place, f"Thêm chữ «số»: {cited.type} số {cited.number}.")


def _lacks_subject(tail: str) -> bool:
    return len(tail.split()) < _SHORT_TAIL and not _SUBJECT_WORDS.search(tail)


def citations_are_full_once(paper: Paper) -> Iterator[Finding]:
    """Cite in full the first time and short from the second on (PL1 II.6b)."""
    seen: dict[str, str] = {}
    for passage in paper.of(Part.LEGAL_BASES, *WORDING):
        for clause in clauses(passage.text):
            yield from _law(passage, clause, seen)
            for cited in citations(clause):
                yield from _compared(passage, cited, seen)
                seen.setdefault(cited.key, passage.place)


def _law(passage: Passage, clause: str, seen: dict[str, str]) -> Iterator[Finding]:
    number = law_with_number(clause)
    if number is None or passage.part is Part.LEGAL_BASES or seen.get(number):
        return
    seen[number] = passage.place
    yield LAW_IN_BODY.at(passage.place, f"Bỏ số «{number}»; chỉ ghi tên Luật, Pháp lệnh.")


def _compared(passage: Passage, cited: Citation, seen: dict[str, str]) -> Iterator[Finding]:
    name = f"{cited.type} số {cited.number}"
    date = DATE.search(cited.behind)
    if cited.key in seen:
        # Behind another document it may stand in that one's title, which is quoted as it is.
        is_own = not cited.is_nested and seen[cited.key] != passage.place
        if is_own and date and date.start() < _NEAR // 2:
            yield AGAIN_IN_FULL.at(passage.place, f"Đã viện dẫn ở trên; chỉ cần ghi «{name}».")
    elif _is_short(passage, cited) and date is None:
        yield FIRST_SHORT.at(
            passage.place, f"Viện dẫn {name} lần đầu; ghi thêm ngày và cơ quan ban hành."
        )


def _is_short(passage: Passage, cited: Citation) -> bool:
    in_wording = passage.part in WORDING and not (passage.in_table or passage.is_enclosure_note)
    return in_wording and not cited.is_nested and not cited.is_law


def citations_are_written_well(paper: Paper) -> Iterator[Finding]:
    """Look at the spelling of each citation: «số», spaces, capitals, laws."""
    for passage in paper.of(*Part):
        for clause in clauses(passage.text):
            yield from _written(passage, clause)


def _written(passage: Passage, clause: str) -> Iterator[Finding]:
    in_bases = passage.part is Part.LEGAL_BASES
    for cited in citations(clause):
        if " " in cited.number:
            yield SPACED_NUMBER.at(passage.place, f"Viết liền số, ký hiệu «{cited.number}».")
        if not cited.has_so and not in_bases:
            yield NO_SO_IN_BODY.at(passage.place, f"Thêm chữ «số»: {cited.type} số {cited.number}.")
    for small in CITED_SMALL.finditer(clause):
        yield SMALL_TYPE.at(
            passage.place, f"Viết hoa «{small['type'].capitalize()} số {small['number']}»."
        )


RULES = (
    bases_end_as_written,
    bases_stand_on_their_own_lines,
    bases_are_complete,
    citations_are_full_once,
    citations_are_written_well,
)
