"""The bảng tổng hợp and the phiếu as Word files."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Twips

from tests.service.builders import NOON, bring_to, take
from tests.service.detours import QUESTION, put
from tests.service.detours import answer as put_answer
from tests.service.polled import (
    DUE,
    LATE,
    answer,
    ask,
    enter,
    page,
    rules_with_opinions,
    submit,
    the_members,
)
from tests.service.records import last_event
from webapp.domain.errors import NotFoundError
from webapp.domain.opinions import OutsideFacts, Stance, Vote
from webapp.services import opinion_deeds, opinion_papers
from webapp.services.opinion_deeds import Explaining


def table(database, actor, plan_id):
    return opinion_papers.opinion_table(database, actor, plan_id, NOON)


def words(file):
    document = Document(BytesIO(file.data))
    paragraphs = [one.text for one in document.paragraphs]
    cells = [[cell.text for cell in row.cells] for one in document.tables for row in one.rows]
    return paragraphs, cells


@pytest.fixture
def filled(database, office, plan_id):
    """Every kind of opinion, one of them explained."""
    enter(database, office.drafter, plan_id)
    enter(database, office.drafter, plan_id, OutsideFacts("Trạm Y tế xã", Stance.SILENT))
    one = page(database, office.drafter, plan_id).outside[0]
    wish = Explaining(plan_id, one.source, one.id, 0, "Tiếp thu, bổ sung mục II.")
    opinion_deeds.explain(database, office.drafter, wish, NOON)
    members = the_members(database, office)
    poll_id = ask(database, office.drafter, plan_id, members)
    answer(database, members[0], poll_id, Vote.OTHER, "Lùi một tuần.")
    return poll_id


def test_the_table_holds_every_opinion_with_what_became_of_it(database, office, plan_id, filled):
    del filled

    file = table(database, office.drafter, plan_id)

    paragraphs, rows = words(file)
    assert "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý" in paragraphs
    assert rows[1] == ["STT", "Cơ quan/người góp ý", "Nội dung góp ý", "Tiếp thu/giải trình"]
    assert rows[3] == [
        "1",
        "Công an xã\n(số 12/CAX ngày 02/03/2026)",
        "Có ý kiến\nBổ sung lực lượng bảo vệ.",
        "Tiếp thu, bổ sung mục II.",
    ]
    assert rows[4][:3] == ["2", "Trạm Y tế xã", "Không trả lời"]
    assert rows[6][1:3] == ["Hồ Văn Lâm, Ủy viên", "Ý kiến khác\nLùi một tuần."]
    assert rows[7][1:3] == ["Trần Thị Lan, Ủy viên", "Chưa trả lời"]
    summary = next(one for one in paragraphs if one.startswith("(Cơ quan"))
    assert "Cơ quan, đơn vị góp ý: 2 (thống nhất 0, có ý kiến 1, không trả lời 1)" in summary
    assert "chưa trả lời 1/2" in summary
    assert last_event(database, plan_id)[:2] == ("Lê Thị Hạnh", "download_opinions")


def test_it_lies_on_a4_and_repeats_its_head(database, office, plan_id, filled):
    del filled

    document = Document(BytesIO(table(database, office.signer, plan_id).data))

    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width == Twips(16838)
    assert section.page_height == Twips(11906)
    assert document.element.body.xpath("./w:tbl[2]/w:tr[1]/w:trPr/w:tblHeader")
    assert table(database, office.signer, plan_id).file_name == (
        "tong-hop-y-kien-tuyen-truyen-pho-bien-phap-luat-tren-dia-ban-xa-nam-2026.docx"
    )


def test_a_table_without_opinions_says_so(database, office, plan_id):
    paragraphs, rows = words(table(database, office.drafter, plan_id))

    assert "(Chưa có ý kiến)" in paragraphs
    assert rows[-1][0] == "Chưa có ý kiến nào."


def test_an_opinion_of_a_step_has_its_part(database, office, plan_id):
    rules = rules_with_opinions()
    submit(database, rules, office, plan_id)
    take(database, rules, office.clerk, plan_id, "approve", note="Cần rõ kinh phí.")

    _, rows = words(table(database, office.drafter, plan_id))

    assert rows[2][0] == "Ý kiến trong quá trình xử lý"
    assert rows[3][1:3] == ["Đỗ Minh Châu\n(Ý kiến pháp chế)", "Có ý kiến\nCần rõ kinh phí."]


@pytest.fixture
def replied(database, rules, office, plan_id):
    """The signer asked two people; the drafter and the unit's head answered, him too late."""
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, office.drafter)
    put_answer(database, rules, office.drafter, plan_id)
    put(database, rules, office.signer, plan_id, office.unit_head, kind="before_me", due_on=DUE)
    words = "Kinh phí đã được giao."
    put_answer(database, rules, office.unit_head, plan_id, "opinion", words, now=LATE)
    put(database, rules, office.signer, plan_id, office.format_checker)
    return plan_id


def test_an_answer_to_a_question_joins_the_opinions_as_what_it_is(database, office, replied):
    (one,) = page(database, office.drafter, replied).questions

    assert (one.who, one.answer) == ("Vũ Đình Khôi", "Ý kiến khác")
    assert (one.text, one.question) == ("Kinh phí đã được giao.", QUESTION)
    assert one.about == "Phạm Quốc Toản xin đồng ý ở bước «Duyệt bản thảo»"
    assert one.late


def test_an_answer_in_time_or_to_a_question_without_a_date_is_not_late(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    for due_on in (None, DUE):
        put(database, rules, office.signer, plan_id, office.unit_head, due_on=due_on)
        put_answer(database, rules, office.unit_head, plan_id)

    found = page(database, office.drafter, plan_id).questions

    assert [one.late for one in found] == [False, False]
    assert found[0].about == "Phạm Quốc Toản hỏi ý kiến ở bước «Duyệt bản thảo»"


def test_it_stands_in_the_table_with_the_question_and_what_became_of_it(database, office, replied):
    one = page(database, office.drafter, replied).questions[0]
    wish = Explaining(replied, one.source, one.id, 0, "Tiếp thu.")
    opinion_deeds.explain(database, office.drafter, wish, NOON)

    paragraphs, rows = words(table(database, office.drafter, replied))

    assert "(Trả lời câu hỏi: 1)" in paragraphs
    assert rows[2][0] == "Trả lời câu hỏi trong quá trình xử lý"
    assert rows[3][1:] == [
        "Vũ Đình Khôi\n(Phạm Quốc Toản xin đồng ý ở bước «Duyệt bản thảo»)",
        f"Câu hỏi: {QUESTION}\nÝ kiến khác (muộn)\nKinh phí đã được giao.",
        "Tiếp thu.",
    ]


def test_the_phieu_holds_question_result_and_answers(database, office, plan_id, filled):
    file = opinion_papers.poll_sheet(database, office.drafter, plan_id, filled, NOON)

    paragraphs, rows = words(file)
    assert "PHIẾU LẤY Ý KIẾN" in paragraphs
    assert "Thống nhất ban hành Kế hoạch theo dự thảo?" in paragraphs
    assert "☐ Không đồng ý" in paragraphs
    assert (
        "Hạn trả lời: hết ngày 06 tháng 3 năm 2026. "
        "Lê Thị Hạnh gửi lúc 12:00 02/03/2026, hỏi về bản soạn lần 1."
    ) in paragraphs
    assert "Đồng ý 0/2, không đồng ý 0/2, ý kiến khác 1/2, chưa trả lời 1/2." in paragraphs
    assert rows[2] == [
        "1", "Hồ Văn Lâm, Ủy viên", "Ý kiến khác", "Lùi một tuần.", "12:00 02/03/2026",
    ]  # fmt: skip
    assert rows[3] == ["2", "Trần Thị Lan, Ủy viên", "Chưa trả lời", "", ""]
    assert file.file_name.startswith("phieu-lay-y-kien-tuyen-truyen")
    assert last_event(database, plan_id)[1] == "download_poll"


def test_a_phieu_of_another_plan_is_not_found(database, office, plan_id):
    with pytest.raises(NotFoundError):
        opinion_papers.poll_sheet(database, office.signer, plan_id, 999, NOON)


def test_two_files_of_the_same_opinions_are_the_same_bytes(database, office, plan_id, filled):
    del filled

    first, second = (table(database, office.signer, plan_id) for _ in range(2))

    assert first.data == second.data
