"""Rules about the subject, and about what only a letter has: V/v, Kính gửi, Như trên."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.letters import UPPER, is_capitals, marked_words
from webapp.domain.form_rules.paper import WORDING, Paper, Part, Passage
from webapp.domain.form_rules.quotes import Words, each, quoted, whole
from webapp.domain.letters import is_letter
from webapp.domain.plan import plain

CAPITALS = error("ND30-PL1-II.5b-trich-yeu", "PL1 II.5b", "Trích yếu viết chữ thường")
ABOUT = error("ND30-PL1-II.5b-V/v", "PL1 II.5b", "«V/v» chỉ dùng trong công văn")
ONE_PARAGRAPH = warning(
    "ND30-PL1-II.5a-mot-doan", "PL1 II.5a", "Trích yếu là một câu hoặc một cụm từ, một đoạn"
)
SENTENCE = warning("ND30-PL2-I-trich-yeu", "PL2 I", "Trích yếu bắt đầu bằng chữ hoa")
FULL_STOP = hint("TL-trich-yeu-dau-cham", "Mẫu 1.4 PL3", "Sau trích yếu không có dấu chấm")
TYPE_TWICE = hint(
    "TL-trich-yeu-ten-loai", "Mẫu 1.4 PL3", "Trích yếu không lặp lại tên loại đứng ngay trên"
)
KINH_GUI = error("ND30-PL1-II.9b", "PL1 II.9b", "«Kính gửi» không dùng trong kế hoạch")
NO_KINH_GUI = warning("ND30-PL1-II.9b-to-trinh", "PL1 II.9b", "Tờ trình có phần «Kính gửi»")
NHU_TREN = error("ND30-PL1-II.9b-nhu-tren", "PL1 II.9b", "«Như trên» không dùng trong kế hoạch")
LETTER_TO = error("ND30-PL1-II.9b-cong-van", "PL1 II.9b", "Công văn có phần «Kính gửi»")
LETTER_AS_ABOVE = error(
    "ND30-PL1-II.9b-cong-van-nhu-tren",
    "PL1 II.9b",
    "Nơi nhận của công văn bắt đầu bằng «Như trên»",
)
NHU_DIEU = warning(
    "ND30-PL1-II.9c-nhu-dieu", "PL1 II.9c", "Nơi nhận của kế hoạch ghi tên cơ quan, không ghi «Như»"
)

_ABOUT = re.compile(r"\s*v\s*/\s*v\b:?", re.IGNORECASE)
_CAPITAL_WORDS = re.compile(rf"(?<![{UPPER}])[{UPPER}]{{2,}}(?:[ ,]+[{UPPER}]{{2,}}){{4,}}")
_LEAST_MARKED = 3
"""Words with Vietnamese marks; fewer may be a row of abbreviations."""
_BROKEN = re.compile(r"\S{1,20}\s*\n\s*\S{1,20}")
_KINH_GUI = re.compile(r"\s*kính (?:gửi|trình)\s*:?", re.IGNORECASE)
_NHU_TREN = re.compile(r"\W*như (?:trên|kính gửi)\b", re.IGNORECASE)
_NHU_DIEU = re.compile(r"\W*như (?:điều|mục|phần|khoản)\b", re.IGNORECASE)
_WITH_ADDRESSEE = frozenset({"TỜ TRÌNH", "BÁO CÁO"})
_WITH_ARTICLES = frozenset({"QUYẾT ĐỊNH", "NGHỊ QUYẾT"})


def subject_has_its_form(paper: Paper) -> Iterator[Finding]:
    """Hold the subject to one short paragraph in small letters (PL1 II.5)."""
    subject = Words("subject", plain(paper.plan.subject))
    capitals = _CAPITAL_WORDS.search(subject.text)
    if marked_words(capitals.group() if capitals else subject.text) < _LEAST_MARKED:
        capitals = None
    elif is_capitals(subject.text):
        capitals = None
        yield whole(CAPITALS, subject, "Trích yếu viết in hoa toàn bộ; viết chữ thường.")
    if capitals:
        yield quoted(CAPITALS, subject, capitals.span(), "Viết chữ thường trong trích yếu.")
    about = _ABOUT.match(subject.text)
    if about and not is_letter(paper.plan):
        yield quoted(ABOUT, subject, about.span(), "Bỏ đi: chữ này chỉ dùng trong công văn.")
    for broken in each(_BROKEN, subject.text):
        right = " ".join(broken.group().split())
        yield quoted(ONE_PARAGRAPH, subject, broken.span(), "Gộp trích yếu thành một đoạn.", right)


def subject_reads_well(paper: Paper) -> Iterator[Finding]:
    """Begin with a capital, end without a stop, do not repeat the type."""
    subject = Words("subject", plain(paper.plan.subject).strip())
    text = subject.text
    if text[:1].islower() and not _ABOUT.match(text) and not is_letter(paper.plan):
        word = text.split(maxsplit=1)[0]
        right = word[0].upper() + word[1:]
        yield quoted(SENTENCE, subject, (0, len(word)), f"Viết «{right}».", right)
    if text.endswith((".", ";", ":", ",")):
        span = (text.rfind(" ") + 1, len(text))
        right = text[slice(*span)].rstrip(".,;:")
        yield quoted(FULL_STOP, subject, span, "Bỏ dấu câu ở cuối trích yếu.", right)
    name = paper.plan.document_type.strip()
    if name and text.upper().startswith(name.upper() + " ") and not is_capitals(text):
        advice = "Bỏ đi: tên loại đã ghi ở dòng trên."
        yield quoted(TYPE_TWICE, subject, (0, len(name)), advice)


def a_plan_addresses_nobody(paper: Paper) -> Iterator[Finding]:
    """Refuse «Kính gửi» and «Như trên», which letters and submissions have (PL1 II.9b)."""
    if is_letter(paper.plan):
        return
    name = paper.plan.document_type.strip().upper()
    text = paper.of(Part.ADDRESSEES, Part.LEGAL_BASES, *WORDING)
    addressed = [one for one in text if _addresses(one)]
    if name in _WITH_ADDRESSEE:
        if name == "TỜ TRÌNH" and not addressed:
            yield NO_KINH_GUI.at("opening", "Ghi «Kính gửi» và nơi giải quyết tờ trình.")
        return
    for passage in addressed:
        advice = "Kế hoạch không có «Kính gửi»; ghi các cơ quan ở nơi nhận."
        yield quoted(KINH_GUI, passage, (0, len(passage.text)), advice)
    for passage in paper.of(Part.TO_PLACES):
        span = (0, len(passage.text))
        if _NHU_TREN.match(passage.text):
            yield quoted(NHU_TREN, passage, span, "Ghi tên từng nơi nhận của kế hoạch.")
        elif name not in _WITH_ARTICLES and _NHU_DIEU.match(passage.text):
            yield quoted(NHU_DIEU, passage, span, "Ghi tên từng nơi nhận của kế hoạch.")


def _addresses(passage: Passage) -> bool:
    in_text = bool(_KINH_GUI.match(passage.text)) and not passage.in_table
    return passage.part is Part.ADDRESSEES or in_text


def a_letter_addresses_somebody(paper: Paper) -> Iterator[Finding]:
    """Demand «Kính gửi» of a công văn, and «Như trên» as the first nơi nhận (PL1 II.9b)."""
    if not is_letter(paper.plan):
        return
    if not any(one.text.strip() for one in paper.of(Part.ADDRESSEES)):
        yield LETTER_TO.at("addressees", "Ghi nơi trực tiếp giải quyết công việc sau «Kính gửi».")
    places = paper.of(Part.TO_PLACES)
    if places and not _NHU_TREN.match(places[0].text):
        yield LETTER_AS_ABOVE.at("to_places", "Ghi «Như trên» ở dòng đầu của nơi nhận.")


RULES = (
    subject_has_its_form,
    subject_reads_well,
    a_plan_addresses_nobody,
    a_letter_addresses_somebody,
)
