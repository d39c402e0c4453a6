"""«Phiếu trình»: who writes it and until when, what stays of it, what the Word file says."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from tests.golden.fixed import complaints
from tests.service.builders import NOON, a_person, a_revision, a_text, bring_to, save, take
from webapp.db.models.briefs import BriefRow
from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.domain.plan import Signer
from webapp.services import audit, brief_files, briefs
from webapp.services.briefs import BriefTexts

LATER = NOON + timedelta(hours=2)
TEXTS = BriefTexts(
    "Kế hoạch tuyên truyền pháp luật cho các thôn.\nKinh phí lấy từ dự toán đã giao.",
    "Nội dung phù hợp quy định.",
    "Đề nghị Chủ tịch xem xét, duyệt.",
)


def write(database, actor, plan_id, texts=TEXTS, *, base=0, now=NOON):
    return briefs.save_brief(database, actor, plan_id, texts, base=base, now=now)


def page(database, rules, actor, plan_id):
    return briefs.brief_page(database, rules, actor, plan_id)


def paper(database, rules, actor, plan_id):
    return brief_files.brief_file(database, rules, actor, plan_id, LATER)


def tables(file):
    return Document(BytesIO(file.data)).tables


def said(file):
    document = Document(BytesIO(file.data))
    return [one.text for one in document.paragraphs if one.text]


def test_before_the_first_there_is_an_empty_form_and_no_file(database, rules, office, plan_id):
    shown = page(database, rules, office.drafter, plan_id)
    assert (shown.brief.ordinal, shown.may_write) == (0, True)
    with pytest.raises(NotFoundError, match="chưa có phiếu trình"):
        paper(database, rules, office.drafter, plan_id)


def test_the_last_text_stands_and_those_before_stay(database, rules, office, plan_id):
    write(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "content_check")
    changed = BriefTexts("Tóm tắt gọn hơn.", TEXTS.assessment, TEXTS.proposal)

    assert write(database, office.unit_head, plan_id, changed, base=1) == "Đã lưu phiếu trình."
    shown = page(database, rules, office.drafter, plan_id).brief
    assert (shown.texts, shown.ordinal, shown.author) == (changed, 2, "Vũ Đình Khôi")
    with database.reading() as session:
        assert session.get_one(BriefRow, (plan_id, 1)).summary == TEXTS.summary


def test_saving_the_same_again_makes_no_second_text(database, rules, office, plan_id):
    write(database, office.drafter, plan_id)

    assert "không có gì thay đổi" in write(database, office.drafter, plan_id, base=0)
    assert page(database, rules, office.drafter, plan_id).brief.ordinal == 1


def test_who_typed_over_an_older_text_is_told_who_was_first(database, rules, office, plan_id):
    write(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "content_check")

    with pytest.raises(StalePageError, match="Lê Thị Hạnh đã lưu phiếu trình lúc 12:00"):
        write(database, office.unit_head, plan_id, BriefTexts("Bản khác"), base=0)


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (BriefTexts(" ", "Ý kiến"), "summary"),
        (BriefTexts("Tóm tắt", "x" * 5001), "assessment"),
        (BriefTexts("Tóm tắt", "", "x" * 5001), "proposal"),
    ],
)
def test_an_empty_summary_and_too_long_texts_are_refused(database, office, plan_id, texts, field):
    with pytest.raises(InvalidInputError) as refused:
        write(database, office.drafter, plan_id, texts)
    assert refused.value.field == field


def test_who_approves_finds_it_closed(database, rules, office, plan_id):
    write(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "approval")

    for actor in (office.drafter, office.signer):
        assert not page(database, rules, actor, plan_id).may_write
        with pytest.raises(ForbiddenError, match="trước khi trình duyệt"):
            write(database, actor, plan_id, BriefTexts("Sửa sau"), base=1)


def test_strangers_neither_read_nor_write_it(database, rules, office, plan_id):
    stranger = a_person(database, office.agency_id, Role.UNIT_HEAD, full_name="Cao Hữu Lợi")
    with pytest.raises(ForbiddenError):
        page(database, rules, stranger, plan_id)
    with pytest.raises(ForbiddenError):
        write(database, stranger, plan_id)


def test_the_database_keeps_every_text_as_it_was(database, office, plan_id):
    write(database, office.drafter, plan_id)

    for change in (update(BriefRow).values(summary="khác"), delete(BriefRow)):
        with pytest.raises(DatabaseError), database.transaction() as session:
            session.connection().execute(change)


def test_the_history_says_who_wrote_it(database, office, plan_id):
    write(database, office.drafter, plan_id)

    with database.reading() as session:
        event = audit.events_of(session, plan_id)[-1]
    assert (event.action, event.actor_name) == ("brief", "Lê Thị Hạnh")


def a_paper(database, office, plan_id):
    save(
        database,
        lambda _: BlobRow(sha256="a" * 64, media_type="x", content=b"x", created_at=NOON),
    )
    save(
        database,
        lambda _: DossierPaperRow(
            plan_id=plan_id,
            kind="to_trinh",
            title="Tờ trình về việc ban hành kế hoạch",
            paper_number="05/TTr-VHXH",
            paper_date=date(2026, 2, 27),
            issuer="Phòng Văn hóa - Xã hội",
            file_name="to-trinh.pdf",
            media_type="application/pdf",
            size=1,
            sha256="a" * 64,
            added_by=office.drafter.person_id,
            added_at=NOON,
        ),
    )


def test_the_file_holds_what_was_written_and_what_the_system_knows(
    database, rules, office, plan_id, tmp_path
):
    a_paper(database, office, plan_id)
    write(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "approval")

    file = paper(database, rules, office.signer, plan_id)
    told = said(file)
    assert told[:3] == ["ỦY BAN NHÂN DÂN", "XÃ AN PHƯỚC", "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC"]
    assert "Kính gửi: Chủ tịch Phạm Quốc Toản" in told
    for line in (*TEXTS.summary.splitlines(), TEXTS.assessment, TEXTS.proposal):
        assert line in told
    assert (
        "1. Tờ trình về việc ban hành kế hoạch số 05/TTr-VHXH ngày 27/02/2026 của Phòng Văn hóa"
        " - Xã hội." in told
    )
    words = [[cell.text for cell in row.cells] for row in tables(file)[1].rows]
    assert words[1][0] == "Vũ Đình Khôi (Kiểm tra nội dung)"
    assert len(words) == 3
    assert not complaints(file.data, tmp_path)
    assert file.file_name.startswith("phieu-trinh-tuyen-truyen")


def test_the_deputy_is_addressed_as_a_sentence_writes_his_title(database, rules, office, plan_id):
    def is_deputy(_session):
        text = a_text(signer=Signer(("KT. CHỦ TỊCH",), "PHÓ CHỦ TỊCH", "Phạm Quốc Toản"))
        return a_revision(plan_id, 2, text, office.drafter.person_id)

    save(database, is_deputy)
    write(database, office.drafter, plan_id)

    told = said(paper(database, rules, office.drafter, plan_id))
    assert "Kính gửi: Phó Chủ tịch Phạm Quốc Toản" in told


def test_after_the_approval_it_says_what_was_decided(database, rules, office, plan_id):
    write(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "approval")
    take(database, rules, office.signer, plan_id, "approve", note="Đồng ý, làm ngay")

    told = said(paper(database, rules, office.drafter, plan_id))
    (decision,) = [line for line in told if line.startswith("Phạm Quốc Toản (Duyệt bản thảo)")]
    assert "Đồng ý, làm ngay" in decision


def test_a_draft_without_signer_and_papers_has_its_sheet_too(database, rules, office, plan_id):
    def without(session):
        from_plan = session.get_one(PlanRow, plan_id)
        from_plan.signing_authority_id = None
        return from_plan

    save(database, without)
    write(database, office.drafter, plan_id, BriefTexts("Tóm tắt"))

    told = said(paper(database, rules, office.drafter, plan_id))
    assert "Kính gửi: người ký văn bản" in told
    assert told.count("Chưa có.") == 4
