"""«Phiếu theo dõi»: every question of a plan's way, in its order, with the text it was about."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from tests.golden.fixed import complaints
from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    an_authority,
    bring_to,
    save,
    take,
    version_of,
)
from tests.service.detours import answer, put
from tests.service.faulty import WAIVER, bring_on, faulty_text
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import MembershipRow
from webapp.db.models.plans import RevisionRow
from webapp.db.models.process import StepRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Role
from webapp.services import audit, tracking
from webapp.services.changing_signer import SignerChange, change_signer

LATER = NOON + timedelta(hours=2)


def sheet(database, rules, actor, plan_id):
    return tracking.tracking_sheet(database, rules, actor, plan_id, LATER)


def tables(file):
    """The facts, the steps and the texts, as rows of cells."""
    found = Document(BytesIO(file.data)).tables
    return [[[cell.text for cell in row.cells] for row in one.rows] for one in found]


def steps(file):
    return tables(file)[1][1:]


def test_a_draft_that_was_never_submitted_has_no_step_yet(database, rules, office, plan_id):
    file = sheet(database, rules, office.drafter, plan_id)

    told = [one.text for one in Document(BytesIO(file.data)).paragraphs]
    assert "Văn bản chưa được trình lần nào." in told
    assert len(tables(file)) == 2


def test_it_tells_each_step_with_who_when_and_what(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    band, content, form, approval = steps(sheet(database, rules, office.signer, plan_id))
    assert band[0] == "Lần trình 1"
    assert content == [
        "1. Kiểm tra nội dung",
        "Vũ Đình Khôi",
        "Nhận: 12:00 02/03/2026\nHạn: 04/03/2026\nXử lý: 12:00 02/03/2026",
        "Đồng ý nội dung\nĐề nghị xem lại mục II",
        "Lần 1",
    ]
    assert form[1:2] + form[3:4] == ["Ngô Thanh Mai", "Đạt thể thức\nĐề nghị xem lại mục II"]
    assert approval[1:] == [
        "Phạm Quốc Toản",
        "Nhận: 12:00 02/03/2026\nHạn: 04/03/2026",
        "Đang chờ",
        "",
    ]


def test_a_return_ends_what_was_agreed_and_the_next_round_stands_below(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return", note="Sửa nơi nhận")
    take(database, rules, office.unit_head, plan_id, "pass_on")
    take(database, rules, office.drafter, plan_id, "submit")

    rows = steps(sheet(database, rules, office.drafter, plan_id))
    assert [row[0] for row in rows] == [
        "Lần trình 1",
        "1. Kiểm tra nội dung",
        "2. Kiểm tra thể thức",
        "Lần trình 2",
        "3. Kiểm tra nội dung",
    ]
    assert rows[1][3].startswith("Đồng ý nội dung; hết hiệu lực")
    assert rows[2][3] == "Trả lại\nSửa nơi nhận"


def test_errors_that_were_passed_over_stand_with_their_reason(database, rules, office):
    plan_id = bring_on(database, rules, office, a_plan(database, office, faulty_text()), "approval")

    _, _, form, _ = steps(sheet(database, rules, office.signer, plan_id))
    assert form[3].splitlines()[-1] == f"Cho qua lỗi thể thức: {WAIVER}"


def test_a_check_that_outlives_a_change_of_signer_names_the_text_it_was_made_on(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    power = an_authority(
        database, office.agency_id, deputy.person_id, form="tm_kt", position="PHÓ CHỦ TỊCH"
    )
    wish = SignerChange(plan_id, version_of(database, plan_id), power, "Chủ tịch đi công tác")
    change_signer(database, rules, office.drafter, wish, NOON + timedelta(hours=1))

    _, content, form, *_ = steps(sheet(database, rules, office.drafter, plan_id))
    assert (content[4], form[4]) == ("Lần 1\n(giữ cho lần 2)", "Lần 1")


def test_it_tells_what_was_asked_before_a_decision_and_the_reply(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")
    put(database, rules, office.unit_head, plan_id, office.clerk, question="Kinh phí ở đâu?")
    answer(database, rules, office.clerk, plan_id, "disagree", "Chưa giao")

    _, _, questions, _ = tables(sheet(database, rules, office.drafter, plan_id))
    assert [row[0] for row in questions[1:]] == [
        "Lần trình 1",
        "1. Kiểm tra nội dung: Vũ Đình Khôi hỏi trước khi quyết định",
    ]
    assert questions[2][1] == "Đỗ Minh Châu"
    assert questions[2][3:] == ["Hỏi: Kinh phí ở đâu?\nKhông đồng ý\nChưa giao", "Lần 1"]


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("withdrawn", "Người quyết định đã rút lại"),
        ("not_needed", "Không phải xử lý nữa"),
        ("transferred", "Chuyển người khác xử lý"),
        ("late", "Ý kiến muộn, bước đã qua"),
    ],
)
def test_every_end_of_a_question_has_its_words(database, rules, office, plan_id, decision, told):
    bring_to(database, rules, office, plan_id, "format_check")

    def ends(session):
        row = session.scalars(select(StepRow).where(StepRow.step_key == "format_check")).one()
        row.decision, row.decided_at = decision, NOON
        row.transferred_to = office.clerk.person_id if decision == "transferred" else None
        return row

    save(database, ends)
    assert steps(sheet(database, rules, office.drafter, plan_id))[2][3] == told


def test_it_names_every_text_by_its_hash_and_the_end_of_the_log(database, rules, office, plan_id):
    file = sheet(database, rules, office.drafter, plan_id)

    with database.reading() as session:
        digest = session.scalars(select(RevisionRow.content_sha256)).one()
        last = audit.events_of(session, plan_id)[-2]
    facts, texts = tables(file)
    assert texts[1] == ["Lần 1", "Lê Thị Hạnh\n12:00 02/03/2026", digest]
    assert facts[-1] == ["Nhật ký:", f"Sự kiện số {last.ordinal}, mã băm {last.hash}"]


def test_a_step_that_nobody_can_take_names_the_role(database, rules, office, plan_id):
    def leaves(session):
        query = select(MembershipRow).where(MembershipRow.person_id == office.unit_head.person_id)
        row = session.scalars(query).one()
        row.active = False
        return row

    save(database, leaves)
    take(database, rules, office.drafter, plan_id, "submit")

    (_, row) = steps(sheet(database, rules, office.drafter, plan_id))
    assert row[1] == "Chưa có Lãnh đạo đơn vị"


def test_word_opens_it_under_a_readable_name(database, rules, office, plan_id, tmp_path):
    bring_to(database, rules, office, plan_id, "issued")

    file = sheet(database, rules, office.clerk, plan_id)
    assert not complaints(file.data, tmp_path)
    assert file.file_name.startswith("phieu-theo-doi-tuyen-truyen")
    facts = dict(tables(file)[0])
    assert facts["Số, ký hiệu:"] == "115/KH-UBND, ngày 02/03/2026"


def test_only_readers_of_the_plan_get_it_and_the_log_says_who(database, rules, office, plan_id):
    stranger = a_person(database, office.agency_id, Role.UNIT_HEAD, full_name="Cao Hữu Lợi")
    with pytest.raises(ForbiddenError):
        sheet(database, rules, stranger, plan_id)
    with pytest.raises(NotFoundError):
        sheet(database, rules, office.drafter, plan_id + 1)

    sheet(database, rules, office.drafter, plan_id)
    with database.reading() as session:
        event = session.scalars(
            select(AuditRow).where(AuditRow.action == "download_tracking")
        ).one()
    assert event.actor_id == office.drafter.person_id
