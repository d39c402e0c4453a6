"""Rules about citing documents in the text (PL1 II.6b, PL2 V.6)."""

import re
from collections.abc import Iterator
from datetime import date

from webapp.domain.form_rules.citations import (
    CITED_SMALL,
    DATE,
    Citation,
    Clause,
    law_with_number,
    read_date,
)
from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.notation import TYPE_CODES
from webapp.domain.form_rules.paper import WORDING, Paper, Part, Passage
from webapp.domain.form_rules.quotes import each, quoted

LAW_IN_BODY = hint(
    "ND30-PL1-II.6b-luat", "PL1 II.6b", "Viện dẫn Luật, Pháp lệnh chỉ ghi tên loại và tên"
)
NO_SO_IN_BODY = hint(
    "TL-thieu-so-noi-dung", "Thông lệ viện dẫn", "Trước số, ký hiệu văn bản được dẫn có chữ «số»"
)
SPACED_NUMBER = hint(
    "TL-so-cach-chu", "PL1 II.3c", "Số, ký hiệu văn bản được dẫn viết liền, không cách chữ"
)
DASHED_NUMBER = hint(
    "TL-so-gach-noi", "PL1 II.3c", "Trong ký hiệu văn bản được dẫn dùng gạch nối ngắn (-)"
)
SMALL_NUMBER = warning(
    "TL-so-chu-thuong", "PL1 II.3c", "Ký hiệu văn bản được dẫn viết bằng chữ in hoa"
)
AGAIN_IN_FULL = hint(
    "ND30-PL1-II.6b-lan-sau",
    "PL1 II.6b",
    "Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu",
)
FIRST_SHORT = warning(
    "ND30-PL1-II.6b-lan-dau", "PL1 II.6b", "Viện dẫn lần đầu ghi đủ ngày và cơ quan ban hành"
)
SMALL_TYPE = error("ND30-PL2-V.6", "PL2 V.6", "Viết hoa tên loại khi nói đến một văn bản cụ thể")
OTHER_CODE = warning(
    "TL-ky-hieu-khac-loai", "PL3 I", "Ký hiệu văn bản được dẫn hợp với tên loại đứng trước nó"
)
OTHER_ISSUER = warning(
    "TL-ky-hieu-khac-co-quan",
    "Thông lệ viện dẫn",
    "Cơ quan ban hành được dẫn hợp với ký hiệu văn bản",
)
LATER = warning(
    "TL-vien-dan-sau-ngay",
    "Thông lệ viện dẫn",
    "Không viện dẫn văn bản ban hành sau ngày của kế hoạch",
)

_NEAR = 20
_DASHED = re.compile(r"\d/[A-ZĐ][\w-]*[–—][A-ZĐ]\w*|\d[–—][A-ZĐ]{2,4}/[A-ZĐ]\w*")
_SMALL_NUMBER = re.compile(r"\bsố \d+(?:/\d{4})?(?P<code>/[a-zđ]{2,4}-[a-zđ]{2,8})\b")
_CODE = re.compile(r"[-/](?P<code>[A-ZĐ][A-Za-zđ]*)")
_KNOWN_CODES = frozenset(TYPE_CODES.values()) | {"NĐ", "TT", "KL", "ĐA"}
_CODES = {
    "Nghị định": {"NĐ"},
    "Quyết định": {"QĐ"},
    "Chỉ thị": {"CT"},
    "Thông tư": {"TT"},
    "Nghị quyết": {"NQ"},
    "Kết luận": {"KL"},
    "Kế hoạch": {"KH"},
    "Tờ trình": {"TTr"},
    "Công điện": {"CĐ"},
}
"""Of the types that no other code may follow."""
_ISSUERS = (
    (re.compile(r"(?:NĐ|NQ)-CP$"), "Chính phủ", re.compile(r"Chính phủ\b")),
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ", re.compile(r"Thủ tướng\b")),
)
_ISSUED_BY = re.compile(r"[,\s]*(?:của|do)\s+(?=[A-ZĐỦ])")


def citations_are_full_once(paper: Paper) -> Iterator[Finding]:
    """Cite in full the first time and short from the second on (PL1 II.6b)."""
    seen: dict[str, str] = {}
    for passage, clause in paper.clauses:
        if passage.part is Part.LEGAL_BASES or passage.part in WORDING:
            yield from _law(passage, clause, seen)
            for cited in clause.citations:
                yield from _compared(passage, cited, seen)
                seen.setdefault(cited.key, passage.place)


def _law(passage: Passage, clause: Clause, seen: dict[str, str]) -> Iterator[Finding]:
    numbered = None if passage.part is Part.LEGAL_BASES else law_with_number(clause.text)
    if numbered is None or seen.get(numbered["number"]):
        return
    seen[numbered["number"]] = passage.place
    begin, end = numbered.span("number")
    span = (clause.start + begin, clause.start + end)
    yield quoted(LAW_IN_BODY, passage, span, "Bỏ số; chỉ ghi tên Luật, Pháp lệnh.")


def _compared(passage: Passage, cited: Citation, seen: dict[str, str]) -> Iterator[Finding]:
    dated = DATE.search(cited.behind)
    if cited.key in seen:
        # Behind another document it may stand in that one's title, which is quoted as it is.
        is_own = not cited.is_nested and seen[cited.key] != passage.place
        if is_own and dated and dated.start() < _NEAR:
            span = (cited.start, cited.end + dated.end())
            advice = f"Đã viện dẫn ở trên; chỉ cần ghi «{cited.type} số {cited.number}»."
            yield quoted(AGAIN_IN_FULL, passage, span, advice)
    elif _is_short(passage, cited) and dated is None:
        advice = "Viện dẫn lần đầu; ghi thêm ngày và cơ quan ban hành."
        yield quoted(FIRST_SHORT, passage, (cited.start, cited.end), advice)


def _is_short(passage: Passage, cited: Citation) -> bool:
    in_wording = passage.part in WORDING and not (passage.in_table or passage.is_enclosure_note)
    return in_wording and not cited.is_nested and not cited.is_law


def citations_are_written_well(paper: Paper) -> Iterator[Finding]:
    """Look at the spelling of each citation: «số», spaces, capitals, signs."""
    for passage, clause in paper.clauses:
        for cited in clause.citations:
            if " " in cited.number:
                joined = cited.number.replace(" ", "")
                span = (cited.number_start, cited.end)
                yield quoted(SPACED_NUMBER, passage, span, "Viết liền số, ký hiệu.", joined)
            if not cited.has_so and passage.part is not Part.LEGAL_BASES:
                span = (cited.start, cited.end)
                advice = f"Thêm chữ «số»: {cited.type} số {cited.number}."
                yield quoted(NO_SO_IN_BODY, passage, span, advice)
        yield from _letters(passage, clause)


def _letters(passage: Passage, clause: Clause) -> Iterator[Finding]:
    for small in each(CITED_SMALL, clause.text):
        begin, end = small.span("type")
        span = (clause.start + begin, clause.start + small.end())
        right = small["type"].capitalize() + clause.text[end : small.end()]
        yield quoted(SMALL_TYPE, passage, span, f"Viết «{right}».", right)
    for dashed in each(_DASHED, clause.text):
        span = (clause.start + dashed.start(), clause.start + dashed.end())
        right = dashed.group().replace("–", "-").replace("—", "-")
        yield quoted(DASHED_NUMBER, passage, span, f"Viết «{right}».", right)
    for lower in each(_SMALL_NUMBER, clause.text):
        begin, end = lower.span("code")
        right = lower["code"].upper()
        span = (clause.start + begin, clause.start + end)
        yield quoted(SMALL_NUMBER, passage, span, f"Viết «{right}».", right)


def citations_agree_with_themselves(paper: Paper) -> Iterator[Finding]:
    """Point at a code of another type, another issuer, and a document of a later day."""
    issued = paper.plan.promulgated_on
    for passage, clause in paper.clauses:
        for cited in () if passage.is_enclosure_note else clause.citations:
            span = (cited.start, cited.end)
            code = _CODE.search(cited.number)
            codes = _CODES.get(cited.type)
            if codes and code and code["code"] in _KNOWN_CODES - codes:
                advice = f"Ký hiệu này không phải của {cited.type}; kiểm tra tên loại và ký hiệu."
                yield quoted(OTHER_CODE, passage, span, advice)
            yield from _issuer(passage, cited)
            if issued and (day := _day_of(cited)) and day > issued:
                advice = "Ban hành sau ngày của kế hoạch; kiểm tra ngày."
                yield quoted(LATER, passage, span, advice)


def _issuer(passage: Passage, cited: Citation) -> Iterator[Finding]:
    dated = DATE.match(cited.behind.lstrip(" ,"))
    if dated is None:
        return
    behind = cited.behind.lstrip(" ,")
    named = _ISSUED_BY.match(behind, dated.end())
    for notation, name, pattern in _ISSUERS:
        if named and notation.search(cited.number) and not pattern.match(behind, named.end()):
            advice = f"Ký hiệu này là của {name}; kiểm tra cơ quan ban hành."
            yield quoted(OTHER_ISSUER, passage, (cited.start, cited.end), advice)


def _day_of(cited: Citation) -> date | None:
    behind = cited.behind.lstrip(" ,")
    dated = DATE.match(behind)
    return read_date(dated.group()) if dated else None


RULES = (citations_are_full_once, citations_are_written_well, citations_agree_with_themselves)
