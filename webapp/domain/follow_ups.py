"""The first words of papers that correct, recall or amend a plan; its drafter writes them on.

A công văn corrects errors of form, technique and procedure (Điều 18.3), a notice recalls and tells
what who received the plan must do (Điều 18.4, PL6 III.8); an error of content is amended.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from webapp.domain.organ_names import name_in_sentence
from webapp.domain.plan import Block, BlockKind, Cell, Marker, MarkerKind, Plan, Run, Runs, Table
from webapp.domain.plan import plain as words_of
from webapp.domain.text import fold

AS_ABOVE = "Như trên"
_DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
_LONGEST_SUBJECT = 300
"""Of the older paper, where a sentence repeats it."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
"""«(để b/c)» behind a recipient."""
_ABOUT = re.compile(r"(?:v\s*/\s*v|về(?: việc)?)\b\s*:?\s*", re.IGNORECASE)
_HEAD = ("TT", "Vị trí", "Đã in là", "Nay sửa lại là")
_TO_FILL = ("1", "[vị trí]", "[nội dung đã in]", "[nội dung đúng]")
_WIDTHS = (0.08, 0.28, 0.32, 0.32)


@dataclass(frozen=True, slots=True)
class Followed:
    """The issued plan that the newer paper is about."""

    text: Plan
    named: str
    """«Kế hoạch số 115/KH-UBND ngày 02 tháng 3 năm 2026»."""
    short: str
    """«Kế hoạch số 115/KH-UBND», for every further time (PL1 II.6b)."""
    sent_to: tuple[str, ...] = ()
    """Whom it was sent to by the record, named in its list or not."""

    @property
    def issuer(self) -> str:
        """Return «Ủy ban nhân dân xã An Phước»."""
        return name_in_sentence(self.text)

    @property
    def cited(self) -> str:
        """Return number, day, issuer and subject, as the first citation names them (PL1 II.6b)."""
        return f"{self.named} của {self.issuer}{_about(words_of(self.text.subject))}"


def correcting(old: Followed, reason: str) -> Plan:
    """Return a công văn with a row for each passage: where it stands, what was printed, is right.

    It goes to all who received the plan.
    """
    return replace(
        _with_places_of(old),
        subject=_run(f"đính chính {old.named}"),
        addressees=tuple(map(_run, _receivers(old))),
        opening=(
            _run(f"{old.cited} đã phát hành có sai sót cần đính chính. Lý do: {_sentence(reason)}"),
            _run(f"Thực hiện khoản 3 Điều 18 {_DECREE}, {old.issuer} đính chính như sau:"),
        ),
        body=(_corrections(), _text(f"Các nội dung khác của {old.short} không thay đổi.")),
        closing=(
            _run(
                f"{old.issuer} đề nghị các cơ quan, đơn vị, cá nhân đã nhận {old.short} sửa lại "
                "trên bản đã nhận và thực hiện theo nội dung đã đính chính./."
            ),
        ),
        to_places=(_run(AS_ABOVE),),
    )


def recalling(old: Followed, reason: str) -> Plan:
    """Return a notice: what is recalled, why, and what who received it does, by when.

    It goes to all who received the plan: those of its list, and whoever else it was sent to.
    """
    by = "trong thời hạn 05 ngày làm việc kể từ ngày nhận được Thông báo này"
    return replace(
        _with_places_of(old),
        subject=_run(f"Thu hồi {old.named} của {old.issuer}"),
        opening=(_run(f"Thực hiện khoản 4 Điều 18 {_DECREE}, {old.issuer} thông báo như sau:"),),
        body=(
            _item("1.", f"Thu hồi {old.cited} kể từ ngày ban hành Thông báo này."),
            _item("2.", f"Lý do thu hồi: {_sentence(reason)}"),
            _item("3.", f"Trách nhiệm của cơ quan, đơn vị, cá nhân đã nhận {old.short}:"),
            _item("a)", f"Nơi nhận bản giấy gửi lại văn bản đã nhận về {old.issuer} {by};"),
            _item(
                "b)",
                "Nơi nhận bản điện tử hủy bỏ văn bản bị thu hồi trên Hệ thống quản lý tài liệu "
                f"điện tử, đồng thời thông báo qua Hệ thống để {old.issuer} biết {by};",
            ),
            _item("c)", f"Không sao, gửi, viện dẫn hoặc tiếp tục thực hiện {old.short}."),
        ),
        closing=(
            _run(
                f"{old.issuer} thông báo để các cơ quan, đơn vị, cá nhân có liên quan biết và "
                "thực hiện./."
            ),
        ),
        to_places=(*old.text.to_places, *map(_run, _not_listed(old))),
    )


def amending(old: Followed) -> Plan:
    """Return a plan that changes a part: the older bases and the plan itself are its own."""
    bases = (*map(_going_on, old.text.legal_bases), _run(f"Căn cứ {old.cited}."))
    return replace(
        _with_places_of(old),
        subject=_run(f"Sửa đổi, bổ sung một số nội dung của {old.named}"),
        legal_bases=bases,
        opening=(
            _run(
                f"{old.issuer} ban hành Kế hoạch sửa đổi, bổ sung một số nội dung của {old.short} "
                "như sau:"
            ),
        ),
        body=(
            _item("1.", "Sửa đổi, bổ sung [vị trí] như sau: [nội dung mới]"),
            _item("2.", f"Các nội dung khác của {old.short} không thay đổi./."),
        ),
        to_places=old.text.to_places,
    )


def replacing(old: Followed) -> Plan:
    """Return the words of the older plan; the sentence that ends them says what they replace."""
    said = _run(f"Kế hoạch này thay thế {old.named}./.")
    body = tuple(replace(one, runs=_without_end(one.runs)) for one in old.text.body)
    closing = (*map(_without_end, old.text.closing), said)
    return replace(old.text, body=body, closing=closing)


def _with_places_of(old: Followed) -> Plan:
    """Return what the newer paper has of the older one: place, filing line and medium."""
    text = old.text
    return Plan(
        promulgation_place=text.promulgation_place,
        filing_line=text.filing_line,
        medium=text.medium,
    )


def _receivers(old: Followed) -> tuple[str, ...]:
    """Return the recipients of the list without what it adds in brackets, then who else got it."""
    return _each_once((*_listed(old), *old.sent_to))


def _not_listed(old: Followed) -> tuple[str, ...]:
    """Return whom the plan was sent to beside those that its list names."""
    return _receivers(old)[len(_each_once(_listed(old))) :]


def _listed(old: Followed) -> tuple[str, ...]:
    return tuple(_ASIDE.sub("", words_of(runs)).strip() for runs in old.text.to_places)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in their order; one that stands within an earlier one is left out."""
    seen: dict[str, str] = {}
    for name in names:
        if name and not any(fold(name) in one for one in seen):
            seen[fold(name)] = name
    return tuple(seen.values())


def _about(subject: str) -> str:
    """Return « về vệ sinh môi trường»; a name at its beginning keeps its capitals."""
    bare = _ABOUT.sub("", subject.strip().rstrip("."), count=1)
    if not bare or len(bare) > _LONGEST_SUBJECT:
        return ""
    first, _, rest = bare.partition(" ")
    named = first.isupper() or rest[:1].isupper()
    return f" về {bare if named else bare[0].lower() + bare[1:]}"


def _corrections() -> Block:
    rows = tuple(tuple(Cell((_run(text),)) for text in row) for row in (_HEAD, _TO_FILL))
    return Block(BlockKind.TABLE, table=Table(rows, _WIDTHS, header_rows=1))


def _going_on(base: Runs) -> Runs:
    """Return a căn cứ that is not the last any more (PL1 II.6a)."""
    if not base:
        return base
    return (*base[:-1], replace(base[-1], text=base[-1].text.rstrip(" .;,") + ";"))


def _without_end(runs: Runs) -> Runs:
    """Return the paragraph without the mark that ends a text (Mẫu 1.4 PL3)."""
    return tuple(replace(run, text=run.text.replace("./.", ".")) for run in runs)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _run(text: str) -> Runs:
    return (Run(text),)


def _text(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, _run(text))


def _item(mark: str, text: str) -> Block:
    kind, level = (MarkerKind.LETTER, 2) if mark.endswith(")") else (MarkerKind.ARABIC, 1)
    return Block(BlockKind.PARAGRAPH, _run(text), Marker(kind, mark), level)
