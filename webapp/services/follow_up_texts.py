"""The first text of a paper that follows an issued one; its drafter writes it on."""

from dataclasses import replace

from sqlalchemy.orm import Session

from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.chain import LinkKind
from webapp.domain.dates import date_words
from webapp.domain.people import Actor
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, Plan, Run, Runs, plain
from webapp.domain.text import squeeze
from webapp.services.numbering import number_and_notation
from webapp.services.plan_texts import text_of

_LONGEST_SUBJECT = 300
"""Of the older paper, as the newer one's subject repeats it: the whole stays below 500 (PL6 II)."""


def first_text(
    session: Session, target: PlanRow, kind: LinkKind, reason: str, actor: Actor
) -> Plan:
    """Return what the draft begins with; issuer, notation, type and signer come from the agency."""
    del actor  # who begins it is named by nothing on the paper
    old = text_of(plans.current_revision(session, target.id))
    named = _named(session, target)
    about = f"{named} {_subject(old)}".rstrip()
    match kind:
        case LinkKind.AMENDS:
            return _amending(old, named)
        case LinkKind.REPLACES:
            return _replacing(old, named)
        case LinkKind.CORRECTS:
            return _correcting(old, named, about, squeeze(reason))
    return _recalling(old, named, about, squeeze(reason))


def _named(session: Session, target: PlanRow) -> str:
    """Return «Kế hoạch số 115/KH-UBND ngày 02 tháng 3 năm 2026»."""
    kind = session.get_one(DocumentTypeRow, target.document_type_id).name
    number, day = target.code_number, target.promulgated_on
    if number is None or day is None:
        raise RuntimeError("only an issued paper is followed")
    return f"{kind} số {number_and_notation(number, target.code_notation)} {date_words(day)}"


def _subject(old: Plan) -> str:
    words = plain(old.subject)
    return words if len(words) <= _LONGEST_SUBJECT else ""


def _amending(old: Plan, named: str) -> Plan:
    return replace(
        _letter(old),
        subject=_words(f"Sửa đổi, bổ sung một số nội dung của {named}"),
        legal_bases=(*old.legal_bases, _words(f"Căn cứ {named}")),
        opening=old.opening,
        body=(
            _point("1.", f"Sửa đổi, bổ sung một số nội dung của {named} như sau:"),
            _point("2.", f"Các nội dung khác của {named} không thay đổi./."),
        ),
    )


def _replacing(old: Plan, named: str) -> Plan:
    """Return the words of the older plan; the sentence that ends them says what they replace."""
    said = _words(f"Kế hoạch này thay thế {named}./.")
    body = tuple(replace(one, runs=_without_end(one.runs)) for one in old.body)
    return replace(old, body=body, closing=(*map(_without_end, old.closing), said))


def _without_end(runs: Runs) -> Runs:
    """Return the paragraph without the mark that ends a text (Mẫu 1.4 PL3)."""
    return tuple(replace(run, text=run.text.replace("./.", ".")) for run in runs)


def _correcting(old: Plan, named: str, about: str, reason: str) -> Plan:
    return replace(
        _letter(old),
        subject=_words(f"đính chính {about}"),
        opening=(_words(f"Ngày ban hành, {named} có sai sót về thể thức: {_sentence(reason)}"),),
        body=(
            _text(f"{_issuer(old)} đính chính {named} như sau:"),
            _text(f"Các nội dung khác của {named} không thay đổi./."),
        ),
    )


def _recalling(old: Plan, named: str, about: str, reason: str) -> Plan:
    return replace(
        _letter(old),
        subject=_words(f"Thu hồi {about}"),
        opening=(_words(f"{_issuer(old)} thông báo như sau:"),),
        body=(
            _point("1.", f"Thu hồi {named}. Lý do: {_sentence(reason)}"),
            _point(
                "2.",
                "Cơ quan, tổ chức, cá nhân nhận được bản giấy gửi lại văn bản đã nhận; nhận được "
                "văn bản điện tử hủy bỏ văn bản và thông báo cho nơi gửi biết./.",
            ),
        ),
    )


def _letter(old: Plan) -> Plan:
    """Return what the newer paper has of the older one: its places, no word of its text."""
    return Plan(
        promulgation_place=old.promulgation_place,
        to_places=old.to_places,
        filing_line=old.filing_line,
        medium=old.medium,
    )


def _issuer(old: Plan) -> str:
    """Return «Ủy ban nhân dân xã An Phước» of the two lines in the header."""
    return " ".join(old.organ_name.split())


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _words(text: str) -> Runs:
    return (Run(text),)


def _text(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, _words(text))


def _point(mark: str, text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, _words(text), Marker(MarkerKind.ARABIC, mark), 1)
