"""Rules about what must be there: the components of Mẫu 1.4, at the stage that needs them."""

from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error
from webapp.domain.form_rules.paper import Paper
from webapp.domain.plan import Medium, Plan, plain
from webapp.domain.stages import Stage

ISSUER = error("ND30-PL1-II.2a", "PL1 II.2a", "Có tên cơ quan ban hành")
NUMBER = error("ND30-PL1-II.3a", "PL1 II.3a", "Văn bản phát hành có số")
NUMBER_EARLY = error(
    "ND30-D15-so-truoc-ky", "Điều 15 khoản 2", "Văn bản giấy chỉ ghi số sau khi đã ký"
)
PLACE = error("ND30-PL1-II.4a", "PL1 II.4a", "Có địa danh ban hành")
DATE = error("ND30-PL1-II.4b", "PL1 II.4b", "Văn bản phát hành có ngày, tháng, năm ban hành")
TYPE = error("ND30-PL1-II.5a", "PL1 II.5a", "Có tên loại văn bản")
SUBJECT = error("ND30-PL1-II.5a-trich-yeu", "PL1 II.5a", "Có trích yếu nội dung")
BODY = error("ND30-PL1-II.6", "PL1 II.6", "Có nội dung văn bản")
TO_PLACES = error("ND30-PL1-II.9c", "PL1 II.9c", "Có danh sách nơi nhận")
FILING_LINE = error("ND30-PL1-II.9d-luu", "PL1 II.9d", "Dòng cuối của nơi nhận là dòng «Lưu»")
SIGNER_NAME = error("ND30-PL1-II.7c-ho-ten", "PL1 II.7c", "Có họ tên người ký")
SIGNER_POSITION = error("ND30-PL1-II.7c-chuc-vu", "PL1 II.7c", "Có chức vụ người ký")


def required_parts_are_there(paper: Paper) -> Iterator[Finding]:
    """Name each missing component at its field; a blank number or date is no fault before issue."""
    for rule, place, text, words in _required(paper.plan):
        if not text.strip():
            yield rule.at(place, f"Chưa có {words}; bổ sung trước khi trình.")


def _required(plan: Plan) -> Iterator[tuple[Rule, str, str, str]]:
    yield ISSUER, "organ_name", plan.organ_name, "tên cơ quan ban hành"
    yield PLACE, "promulgation_place", plan.promulgation_place, "địa danh"
    yield TYPE, "document_type", plan.document_type, "tên loại văn bản"
    yield SUBJECT, "subject", plain(plan.subject), "trích yếu nội dung"
    yield BODY, "body", " " if not plan.body else "có", "nội dung kế hoạch"
    yield SIGNER_POSITION, "signer.position", plan.signer.position, "chức vụ người ký"
    yield SIGNER_NAME, "signer.full_name", plan.signer.full_name, "họ tên người ký"
    yield TO_PLACES, "to_places", " " if not plan.to_places else "có", "nơi nhận"
    yield FILING_LINE, "filing_line", plain(plan.filing_line), "dòng «Lưu: VT, …»"


def number_and_date_fit_the_stage(paper: Paper) -> Iterator[Finding]:
    """Demand both when issued; refuse a number before the signature on paper (Điều 15.2)."""
    plan = paper.plan
    if paper.stage is not Stage.ISSUED:
        if plan.code_number is not None and paper.medium is Medium.PAPER:
            yield NUMBER_EARLY.at(
                "code_number", "Văn bản giấy chưa ký mà đã có số; để trống, văn thư cấp số sau."
            )
        return
    if plan.code_number is None:
        yield NUMBER.at("code_number", "Văn bản phát hành chưa có số; văn thư cấp số.")
    if plan.promulgated_on is None:
        yield DATE.at("promulgated_on", "Văn bản phát hành chưa có ngày ban hành; văn thư ghi.")


RULES = (required_parts_are_there, number_and_date_fit_the_stage)
