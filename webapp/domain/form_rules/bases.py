"""Rules about the legal bases: signs, lines and what each must name (PL1 II.6a)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.citations import (
    DATE,
    ISSUER,
    LAW_NAMED,
    Citation,
    Clause,
    clauses,
    law_with_number,
)
from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.letters import UPPER, is_capitals, marked_words
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import quoted, whole

END = error(
    "ND30-PL1-II.6a-dau-cau",
    "PL1 II.6a",
    "Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối cùng bằng dấu chấm",
)
OWN_LINE = warning("ND30-PL1-II.6a-xuong-dong", "PL1 II.6a", "Mỗi căn cứ ở một dòng riêng")
CAPITALS = error("ND30-PL1-II.6a-in-thuong", "PL1 II.6a", "Căn cứ viết chữ thường")
FIRST_LETTER = error("ND30-PL2-I-can-cu", "PL2 I", "Mỗi căn cứ bắt đầu bằng chữ hoa")
LAW = error("ND30-PL1-II.6a-luat", "PL1 II.6a", "Căn cứ là Luật, Pháp lệnh không ghi số, ký hiệu")
LAW_ISSUER = error(
    "ND30-PL1-II.6a-luat-co-quan",
    "PL1 II.6a",
    "Căn cứ là Luật, Pháp lệnh không ghi cơ quan ban hành",
)
NO_DATE = error(
    "ND30-PL1-II.6a-ngay", "PL1 II.6a", "Căn cứ ghi đủ ngày, tháng, năm ban hành văn bản"
)
NO_ISSUER = error("ND30-PL1-II.6a-co-quan", "PL1 II.6a", "Căn cứ ghi cơ quan ban hành văn bản")
NO_SUBJECT = warning(
    "ND30-PL1-II.6a-trich-yeu", "PL1 II.6a", "Căn cứ ghi trích yếu nội dung văn bản"
)
NO_SO = warning("TL-thieu-so", "Thông lệ viện dẫn", "Trước số, ký hiệu văn bản có chữ «số»")
BULLET = warning("TL-can-cu-gach-dau-dong", "Mẫu PL3", "Căn cứ không có gạch đầu dòng")
ORDER = hint(
    "TL-thu-tu-can-cu",
    "Thông lệ soạn thảo",
    "Căn cứ xếp theo hiệu lực pháp lý: luật, nghị định, thông tư",
)

_NEW_BASE = re.compile(
    r";\s+(?:(?:Căn cứ|Thực hiện|Theo|Xét|và)\s+)?"
    r"(?!(?:Luật|Bộ luật|Pháp lệnh) [Ss]ửa đổi)[A-ZĐ]"
)
"""A law that amends the one before stands in its line, as in the preambles of decrees."""
_BULLET = re.compile(r"\s*[-–•*+]\s+")
_SMALL_BEGINNING = re.compile(r"\s*(?P<word>căn cứ|thực hiện|theo|xét)\b")
_PROPOSAL = re.compile(r"\s*(?:Theo|Xét)\s+(?:đề nghị|đề xuất)\s+của\b")
"""The paper that follows is of whom it names before, and its subject is the plan's own."""
_LAW_ISSUER = re.compile(
    r"\s*,?\s*(?P<issuer>(?:của|do)\s+(?:Quốc hội|[ỦU][ỷy] ban [Tt]hường vụ Quốc hội)\b)"
)
_NAMED_AT_ONCE = re.compile(rf"[\s,]{{1,3}}[{UPPER}]")
"""An issuer without «của» is named all the same."""
_NEAR = 40
_SHORT_TAIL = 9
_SUBJECT_WORDS = re.compile(
    r"\b(?:về|việc|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|triển khai|thực hiện|tăng cường"
    r"|công bố|giao|thành lập|kèm|đẩy mạnh|xây dựng|tổ chức|năm|giai đoạn|nhiệm kỳ)\b"
)
_RANKS = re.compile(
    r"\W*(?:Căn cứ|Thực hiện|Theo)\s+(?:(?P<law>Bộ luật|Luật|Pháp lệnh)|(?P<decree>Nghị định)"
    r"|(?P<circular>Thông tư))\b"
)


def bases_end_as_written(paper: Paper) -> Iterator[Finding]:
    """Hold each base to its semicolon and the last to its full stop.

    Where an opening paragraph follows, practice ends the last base with a semicolon as well; the
    decree's own preamble keeps the stop for its issuing clause. Both are let pass.
    """
    bases = _bases(paper)
    has_opening = any(passage.text.strip() for passage in paper.of(Part.OPENING))
    for passage in bases:
        if passage is not bases[-1]:
            allowed, name = ";", "dấu chấm phẩy (;)"
        elif has_opening:
            allowed, name = ".;", "dấu chấm (.) hoặc dấu chấm phẩy (;)"
        else:
            allowed, name = ".", "dấu chấm (.), vì là căn cứ cuối cùng"
        text = passage.text.rstrip()
        if text[-1:] not in tuple(allowed):
            yield quoted(
                END,
                passage,
                _last_word(text),
                f"Kết thúc căn cứ này bằng {name}.",
                text[slice(*_last_word(text))].rstrip(".,;: ") + allowed[0],
            )


def _bases(paper: Paper) -> list[Passage]:
    """Return the bases; a line in brackets belongs to the subject above them."""
    return [one for one in paper.of(Part.LEGAL_BASES) if not one.text.lstrip().startswith("(")]


def _last_word(text: str) -> tuple[int, int]:
    return text.rstrip(".,;: ").rfind(" ") + 1, len(text)


def bases_stand_on_their_own_lines(paper: Paper) -> Iterator[Finding]:
    """Give each base a line, without a bullet (PL1 II.6a)."""
    for passage in paper.of(Part.LEGAL_BASES):
        new = _NEW_BASE.search(passage.text)
        if new:
            span = (new.start(), new.end() + 20)
            yield quoted(OWN_LINE, passage, span, "Dòng này có hơn một căn cứ; xuống dòng ở đây.")
        bullet = _BULLET.match(passage.text)
        if bullet:
            yield quoted(
                BULLET, passage, bullet.span(), "Bỏ dấu gạch đầu dòng trước căn cứ.", right=""
            )


def bases_are_written_small(paper: Paper) -> Iterator[Finding]:
    """Begin each base with a capital and go on in small letters (PL1 II.6a, PL2 I)."""
    for passage in paper.of(Part.LEGAL_BASES):
        if is_capitals(passage.text) and marked_words(passage.text) > 1:
            yield whole(CAPITALS, passage, "Căn cứ viết in hoa toàn bộ; viết chữ thường.")
        begun = _SMALL_BEGINNING.match(passage.text)
        if begun:
            word = begun["word"].capitalize()
            yield quoted(FIRST_LETTER, passage, begun.span("word"), f"Viết «{word}».", word)


def bases_are_complete(paper: Paper) -> Iterator[Finding]:
    """Demand type, number, issuer, date and subject; of a law the date alone (PL1 II.6a)."""
    for passage in _bases(paper):
        for clause in clauses(passage.text):
            yield from _base(passage, clause)


def _base(passage: Passage, clause: Clause) -> Iterator[Finding]:
    numbered = law_with_number(clause.text)
    if numbered is not None:
        begin, end = numbered.span("number")
        span = (clause.start + begin, clause.start + end)
        yield quoted(LAW, passage, span, "Bỏ số: căn cứ là Luật, Pháp lệnh chỉ ghi tên và ngày.")
    law = LAW_NAMED.match(clause.text)
    if law is not None:
        yield from _law(passage, clause, law["type"])
    elif clause.citations and not clause.citations[0].is_law:
        proposed = bool(_PROPOSAL.match(clause.text))
        yield from _first_cited(passage, clause.citations[0], proposed=proposed)


def _law(passage: Passage, clause: Clause, name: str) -> Iterator[Finding]:
    date = DATE.search(clause.text)
    if date is None:
        yield whole(NO_DATE, passage, f"Ghi ngày, tháng, năm ban hành của {name} này.")
        return
    issuer = _LAW_ISSUER.match(clause.text, date.end())
    if issuer is not None:
        begin, end = issuer.span("issuer")
        span = (clause.start + begin, clause.start + end)
        yield quoted(LAW_ISSUER, passage, span, f"Bỏ đi: {name} chỉ ghi tên và ngày.")


def _first_cited(passage: Passage, cited: Citation, *, proposed: bool) -> Iterator[Finding]:
    span = (cited.start, cited.end)
    date = DATE.search(cited.behind)
    if date is None:
        yield quoted(NO_DATE, passage, span, "Ghi đủ ngày, tháng, năm ban hành của văn bản này.")
    if proposed:
        return
    issuer = ISSUER.search(cited.behind[: (date.end() if date else 0) + _NEAR])
    behind = cited.behind[date.end() :] if date else cited.behind
    if issuer is None:
        if not _NAMED_AT_ONCE.match(behind):
            yield quoted(NO_ISSUER, passage, span, "Ghi cơ quan ban hành văn bản này: «của …».")
    elif _lacks_subject(cited.behind[issuer.end() :]):
        yield quoted(NO_SUBJECT, passage, span, "Ghi trích yếu của văn bản này: «về …».")
    if not cited.has_so:
        yield quoted(NO_SO, passage, span, f"Thêm chữ «số»: {cited.type} số {cited.number}.")


def _lacks_subject(tail: str) -> bool:
    return len(tail.split()) < _SHORT_TAIL and not _SUBJECT_WORDS.search(tail)


def bases_come_in_order(paper: Paper) -> Iterator[Finding]:
    """Put laws before decrees and decrees before circulars, as offices do."""
    highest = 0
    for passage in paper.of(Part.LEGAL_BASES):
        found = _RANKS.match(passage.text)
        if found is None:
            continue
        rank = found.lastindex or 0
        if rank < highest:
            yield quoted(ORDER, passage, found.span(), "Chuyển lên trước các căn cứ thấp hơn.")
        highest = max(highest, rank)


RULES = (
    bases_end_as_written,
    bases_stand_on_their_own_lines,
    bases_are_written_small,
    bases_are_complete,
    bases_come_in_order,
)
