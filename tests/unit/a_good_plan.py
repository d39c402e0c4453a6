"""A plan without a fault of form, and small ways to plant one."""

from dataclasses import replace
from datetime import date

from webapp.domain.form_rules.checking import check
from webapp.domain.plan import (
    Appendix,
    Block,
    BlockKind,
    Cell,
    Marker,
    MarkerKind,
    Medium,
    Plan,
    Run,
    Runs,
    Signer,
    Table,
)
from webapp.domain.stages import Stage


def words(text: str) -> Runs:
    return (Run(text),)


def mark(kind: MarkerKind, text: str, words_: str = "", level: int = 1, name: str = "") -> Block:
    block_kind = BlockKind.HEADING if kind is MarkerKind.ROMAN else BlockKind.PARAGRAPH
    runs = words(words_) if words_ else ()
    return Block(block_kind, runs, Marker(kind, text), level, id=name)


def para(text: str, name: str = "") -> Block:
    return Block(BlockKind.PARAGRAPH, words(text) if text else (), id=name)


def table(*texts: str, name: str = "") -> Block:
    row = tuple(Cell((words(text),)) for text in texts)
    return Block(BlockKind.TABLE, table=Table((row,)), id=name)


ROMAN, ARABIC, LETTER, DASH = (
    MarkerKind.ROMAN,
    MarkerKind.ARABIC,
    MarkerKind.LETTER,
    MarkerKind.DASH,
)

BODY = (
    mark(ROMAN, "I.", "MỤC ĐÍCH, YÊU CẦU", 1, "p1"),
    mark(ARABIC, "1.", "Mục đích", 2, "p2"),
    mark(DASH, "-", "Nâng cao chất lượng phục vụ Nhân dân của cơ quan nhà nước.", 3, "p3"),
    mark(ARABIC, "2.", "Yêu cầu", 2, "p4"),
    mark(LETTER, "a)", "Bảo đảm tiến độ.", 3, "p5"),
    mark(LETTER, "b)", "Báo cáo trước ngày 15/6/2026.", 3, "p6"),
    mark(ROMAN, "II.", "TỔ CHỨC THỰC HIỆN", 1, "p7"),
    para("Theo điểm a khoản 2 Điều 12 Nghị định số 30/2020/NĐ-CP, các đơn vị thực hiện:", "p8"),
    mark(ARABIC, "1.", "Phòng Văn hóa - Xã hội xã chủ trì.", 2, "p9"),
    mark(ARABIC, "2.", "Công an xã phối hợp, báo cáo Ủy ban nhân dân xã./.", 2, "p10"),
)

GOOD = Plan(
    organ_name="ỦY BAN NHÂN DÂN\nXÃ NẬM PỒ",
    code_notation="KH-UBND",
    promulgation_place="Nậm Pồ",
    subject=words("Chuyển đổi số trong giải quyết thủ tục hành chính năm 2026"),
    legal_bases=(
        words("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
        words(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác "
            "văn thư;"
        ),
    ),
    opening=(words("Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),),
    body=BODY,
    to_places=(
        words("UBND tỉnh (để b/c)"),
        words("Thường trực Đảng ủy, HĐND xã"),
        words("Các đơn vị thuộc UBND xã"),
    ),
    filing_line=words("Lưu: VT, VHXH (2)."),
    signer=Signer(
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        position="PHÓ CHỦ TỊCH",
        full_name="Lò Văn Inh",
    ),
    unit="VHXH",
)


def a_plan(**changes) -> Plan:
    return replace(GOOD, **changes)


def issued(**changes) -> Plan:
    return a_plan(**{"code_number": 5, "promulgated_on": date(2026, 3, 2)} | changes)


def with_signer(**changes) -> Plan:
    return a_plan(signer=replace(GOOD.signer, **changes))


def with_body(*blocks: Block) -> Plan:
    """Return the good plan with these blocks before a last section that ends the text."""
    end = mark(ROMAN, "I.", "KẾT THÚC", 1, "z1"), para("Các đơn vị thực hiện./.", "z2")
    return a_plan(body=(*blocks, *end))


def with_text(text: str) -> Plan:
    return a_plan(opening=(words(text),))


def with_bases(*bases: str) -> Plan:
    return a_plan(legal_bases=tuple(words(base) for base in bases))


def with_appendixes(count: int, text: str = "") -> Plan:
    appendix = Appendix(title="DANH MỤC NHIỆM VỤ", body=(para("Nhiệm vụ: ........", "q1"),))
    opening = words(f"Kế hoạch kèm theo {text or 'lời hướng dẫn'}:")
    return a_plan(appendixes=(appendix,) * count, opening=(opening,))


def found(
    plan: Plan, stage: Stage = Stage.DRAFT, medium: Medium | None = None
) -> set[tuple[str, str]]:
    """Return the rule and place of each finding."""
    return {(finding.rule, finding.place) for finding in check(plan, stage, medium)}
