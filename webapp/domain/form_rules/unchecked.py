"""Rules that could not run, because what they compare with is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from webapp.domain.form_rules.abolished import DISTRICTS, is_later
from webapp.domain.form_rules.foreign_letters import is_foreign_letter
from webapp.domain.form_rules.paper import Paper, Part
from webapp.domain.form_rules.party import is_of_the_party
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that says nothing about this paper, and why."""

    rule: str
    title: str
    source: str
    reason: str
    """One Vietnamese sentence."""


REPEALED = NotRun(
    "ND30-PL1-II.6a-het-hieu-luc",
    "Căn cứ, viện dẫn là văn bản còn hiệu lực",
    "PL1 II.6a",
    "Chưa có danh mục văn bản hết hiệu lực để đối chiếu; người soạn tự kiểm tra các căn cứ.",
)
ABBREVIATIONS = NotRun(
    "ND30-PL1-II.3b-bang-viet-tat",
    "Chữ viết tắt cơ quan, đơn vị theo quy định của người đứng đầu",
    "PL1 II.3b",
    "Chưa có bảng chữ viết tắt của cơ quan ban hành; đối chiếu ký hiệu với quy định của cơ quan.",
)
ENTITLED = NotRun(
    "ND30-D13-tham-quyen",
    "Người ký có thẩm quyền ký văn bản này",
    "Điều 13",
    "Chưa có phân công, ủy quyền ký của cơ quan ban hành; kiểm tra thẩm quyền của người ký.",
)
REGISTER = NotRun(
    "ND30-D15-thu-tu",
    "Số và ngày theo thứ tự của sổ đăng ký",
    "Điều 15 khoản 1",
    "Chưa có sổ đăng ký của cơ quan ban hành; đối chiếu số và ngày với sổ.",
)
UNDATED = NotRun(
    DISTRICTS.id,
    DISTRICTS.title,
    DISTRICTS.source,
    "Văn bản không ghi ngày và chỉ dẫn các năm trước 2025; ghi ngày để kiểm tra tên cơ quan.",
)
LETTER = NotRun(
    "ND30-PL1-II.5b-cong-van",
    "Trích yếu, địa danh, ngày và «Kính gửi» của công văn",
    "PL1 II.5b, II.9b; Mẫu 1.5",
    "Công văn không lập bằng mẫu của hệ thống: chỉ kiểm tra các phần chung với văn bản có tên "
    "loại; người soạn tự kiểm tra các phần này.",
)
PARTY = NotRun(
    "ND30",
    "Thể thức theo Nghị định 30/2020/NĐ-CP",
    "Hướng dẫn 05-HD/VPTW",
    "Cơ quan ban hành là cơ quan Đảng, có thể thức riêng; các quy tắc của Nghị định 30 không chạy.",
)


def not_run(plan: Plan) -> tuple[NotRun, ...]:
    """Return the rules that a check of this plan leaves to people."""
    if is_of_the_party(plan):
        return (PARTY,)
    paper = Paper(plan, Stage.DRAFT, plan.medium)
    return tuple(rule for rule, concerns in _CONCERNED if concerns(paper))


def _cites(paper: Paper) -> bool:
    cited = any(clause.citations for _, clause in paper.clauses)
    return cited or any(one.text.strip() for one in paper.of(Part.LEGAL_BASES))


def _is_undated_and_old(paper: Paper) -> bool:
    return paper.plan.promulgated_on is None and not is_later(paper, date(2025, 7, 1))


_CONCERNED: tuple[tuple[NotRun, Callable[[Paper], bool]], ...] = (
    (REPEALED, _cites),
    (ABBREVIATIONS, lambda paper: bool(paper.plan.code_notation.strip())),
    (ENTITLED, lambda paper: bool(paper.plan.signer.full_name.strip())),
    (REGISTER, lambda paper: paper.plan.code_number is not None),
    (UNDATED, _is_undated_and_old),
    (LETTER, lambda paper: is_foreign_letter(paper.plan)),
)
CATALOGUE = tuple(rule for rule, _ in _CONCERNED)
"""Every rule that waits for data, as help shows it."""
