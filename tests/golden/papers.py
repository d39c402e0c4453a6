"""The shipped template, and plans that try its every part."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from tests.golden.word_reader import Paper
from webapp.documents.paper import DraftNote, OpenDate
from webapp.documents.render import render
from webapp.documents.template import Template, load_template
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, Plan, Run, Runs, Signer
from webapp.domain.stages import Stage

FOLDER = Path(__file__).parents[2] / "doc_templates" / "ke_hoach"
NOTE = DraftNote(3, datetime(2026, 3, 1, 14, 5))  # noqa: DTZ001 - Vietnamese time, as shown


@cache
def shipped() -> Template:
    """Return the template that the project ships."""
    return load_template(FOLDER)


def words(text: str) -> Runs:
    """Return a paragraph without emphasis."""
    return (Run(text),)


def heading(kind: MarkerKind, mark: str, text: str) -> Block:
    """Return a heading with its mark."""
    return Block(BlockKind.HEADING, words(text) if text else (), Marker(kind, mark), level=1)


def paragraph(text: str, kind: MarkerKind | None = None, mark: str = "") -> Block:
    """Return a paragraph, with its mark if it has one."""
    return Block(BlockKind.PARAGRAPH, words(text), Marker(kind, mark) if kind else None)


def a_plan(**changes) -> Plan:
    """Return a plan of a province with every field of the paper."""
    plan = Plan(
        organ_in_charge="",
        organ_name="ỦY BAN NHÂN DÂN\nTỈNH AN HÒA",
        code_number=7,
        code_notation="KH-UBND",
        promulgation_place="An Hòa",
        promulgated_on=date(2026, 2, 5),
        subject=words("Kiểm tra công tác văn thư, lưu trữ năm 2026"),
        legal_bases=(
            words("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"),
            words("Theo đề nghị của Giám đốc Sở Nội vụ."),
        ),
        opening=(words("Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"),),
        body=(
            heading(MarkerKind.ROMAN, "I.", "Mục đích, yêu cầu"),
            paragraph(
                "Đánh giá đúng thực trạng công tác văn thư, lưu trữ.", MarkerKind.ARABIC, "1."
            ),
        ),
        closing=(words("Trên đây là Kế hoạch kiểm tra công tác văn thư, lưu trữ./."),),
        to_places=(words("Bộ Nội vụ (để b/c)"), words("Các sở, ban, ngành tỉnh")),
        filing_line=(Run("Lưu: VT, NC"), Run("(HTN)", sub=True), Run(".")),
        signer=Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Vừ A Của"),
    )
    return replace(plan, **changes)


def rendered(plan: Plan, stage: Stage = Stage.ISSUED, open_date: OpenDate | None = None) -> Paper:
    """Render the plan and read it back."""
    return Paper(render(plan, shipped(), stage, NOTE, open_date or OpenDate()))
