from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    a_unit,
    an_agency,
    an_authority,
    an_office,
    save,
)
from tests.service.chains import a_common_series, an_issued_plan, begin
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import SigningAuthorityRow
from webapp.db.models.plans import PlanLinkRow, PlanRow, PlanWordRow, RevisionRow
from webapp.db.queries import plans
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import Appendix, ReportItem, plain
from webapp.services import drafting
from webapp.services.draft_fields import DraftFields
from webapp.services.drafting import StaleDraftError
from webapp.services.plan_texts import text_of

LATER = NOON + timedelta(hours=1)
FIELDS = DraftFields(
    subject="Thực hiện chuyển đổi số năm 2026",
    legal_bases="Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023.",
    opening="Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
    body="I. **MỤC ĐÍCH**\n1. Nâng cao nhận thức.\n2. Bảo đảm tiết kiệm./.",
    to_places="- UBND huyện;\nCác thôn;",
    filing_line="- Lưu: VT, VHXH.",
    promulgation_place="An Phước",
)


def the_plan(database, plan_id):
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        return plan, text_of(plans.current_revision(session, plan_id))


def events(database, plan_id):
    with database.reading() as session:
        query = select(AuditRow.action).where(AuditRow.plan_id == plan_id)
        return list(session.scalars(query.order_by(AuditRow.ordinal)))


def test_a_new_plan_takes_issuer_notation_unit_and_signer_from_the_agencys_data(database, office):
    fields = replace(FIELDS, unit_id=office.unit_id, signing_authority_id=office.authority_id)

    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)

    plan, text = the_plan(database, plan_id)
    assert (plan.subject, plan.state, plan.code_notation) == (FIELDS.subject, "draft", "KH-UBND")
    assert text.organ_name == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"
    assert (text.document_type, text.unit, text.code_number) == ("KẾ HOẠCH", "VHXH", None)
    assert text.signer.authority == ("TM. ỦY BAN NHÂN DÂN",)
    assert (text.signer.position, text.signer.full_name) == ("CHỦ TỊCH", "Phạm Quốc Toản")
    assert events(database, plan_id) == ["create"]


def test_recipients_lose_the_dashes_and_semicolons_that_the_paper_adds(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)

    _, text = the_plan(database, plan_id)
    assert [plain(runs) for runs in text.to_places] == ["UBND huyện", "Các thôn"]
    assert plain(text.filing_line) == "Lưu: VT, VHXH."


def test_only_a_drafter_makes_a_plan(database, office):
    with pytest.raises(ForbiddenError, match="Chỉ chuyên viên"):
        drafting.create_plan(database, office.clerk, FIELDS, NOON)


def test_saving_another_text_makes_a_revision_and_keeps_the_ids_of_its_blocks(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    _, before = the_plan(database, plan_id)
    changed = replace(FIELDS, body=FIELDS.body.replace("tiết kiệm", "tiết kiệm, thiết thực"))

    saved = drafting.save(database, office.drafter, plan_id, 1, changed, now=LATER)

    _, after = the_plan(database, plan_id)
    assert (saved.ordinal, saved.changed, saved.state) == (2, True, "draft")
    assert [block.id for block in after.body] == [block.id for block in before.body]
    assert events(database, plan_id) == ["create", "save"]


def test_every_save_makes_older_pages_stale(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    other_body = replace(FIELDS, body="1. Nội dung khác.")

    saved = drafting.save(database, office.drafter, plan_id, 1, other_body, now=LATER)

    assert saved.version > 1
    with pytest.raises(StaleDraftError):
        drafting.save(database, office.drafter, plan_id, 1, FIELDS, now=LATER)


def test_saving_the_same_text_makes_no_revision(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)

    saved = drafting.save(database, office.drafter, plan_id, 1, FIELDS, now=LATER)

    assert (saved.ordinal, saved.changed, saved.version) == (1, False, 1)
    assert saved.message == "Nội dung không thay đổi so với bản đã lưu."
    assert events(database, plan_id) == ["create"]


def test_choosing_another_signer_is_a_change(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    chosen = replace(FIELDS, signing_authority_id=office.authority_id)

    saved = drafting.save(database, office.drafter, plan_id, 1, chosen, now=LATER)

    assert saved.ordinal == 2
    assert the_plan(database, plan_id)[0].signing_authority_id == office.authority_id


def test_a_stale_save_is_refused_and_offers_both_texts(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    theirs = replace(FIELDS, subject="Bản của cửa sổ kia")
    saved = drafting.save(database, office.drafter, plan_id, 1, theirs, now=LATER)

    with pytest.raises(StaleDraftError) as refused:
        drafting.save(database, office.drafter, plan_id, 1, FIELDS, now=LATER)

    assert refused.value.theirs.fields.subject == "Bản của cửa sổ kia"
    assert (refused.value.theirs.version, refused.value.theirs.ordinal) == (saved.version, 2)
    said = str(refused.value)
    assert "vừa được chính anh/chị cập nhật ở cửa sổ khác lúc 13:00 ngày 02/03/2026" in said
    assert the_plan(database, plan_id)[0].subject == "Bản của cửa sổ kia"


def test_a_plan_of_another_agency_does_not_exist(database, office):
    plan_id = a_plan(database, an_office(database, short_name="UBND xã Tân Lập"))

    with pytest.raises(NotFoundError):
        drafting.save(database, office.drafter, plan_id, 1, FIELDS, now=LATER)


def test_only_the_drafter_saves(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    other = a_person(database, office.agency_id, Role.DRAFTER, unit_id=office.unit_id)

    with pytest.raises(ForbiddenError, match="Chỉ người soạn thảo"):
        drafting.save(database, other, plan_id, 1, FIELDS, now=LATER)


def test_the_report_outlives_a_save(database, office):
    item = ReportItem("original", "code_number", "Số của văn bản gốc.", "115")
    plan_id = a_plan(database, office, replace(a_text(), report=(item,)))

    drafting.save(database, office.drafter, plan_id, 1, FIELDS, now=LATER)

    assert the_plan(database, plan_id)[1].report == (item,)


def test_the_folded_words_follow_the_text(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    changed = replace(FIELDS, subject="Đào tạo nghề")

    drafting.save(database, office.drafter, plan_id, 1, changed, now=LATER)

    with database.reading() as session:
        words = set(session.scalars(select(PlanWordRow.word)))
    assert {"dao", "tao", "nghe", "ubnd", "kh"} <= words
    assert "chuyen" not in words


def test_the_urgency_of_a_plan_is_that_of_its_newest_text(database, office):
    urgent = replace(FIELDS, priority="KHẨN")
    plan_id = drafting.create_plan(database, office.drafter, urgent, NOON)
    another = drafting.clone(database, office.drafter, plan_id, LATER)
    drafting.save(database, office.drafter, plan_id, 1, FIELDS, now=LATER)

    found = [the_plan(database, one) for one in (plan_id, another)]

    assert [plan.priority for plan, _ in found] == [text.priority for _, text in found]
    assert found[0][0].priority == ""


def test_words_that_leave_the_text_leave_the_search(database, office):
    plan_id = drafting.create_plan(database, office.drafter, FIELDS, NOON)
    before = count_words(database)

    drafting.save(database, office.drafter, plan_id, 1, replace(FIELDS, body=""), now=LATER)

    assert 0 < count_words(database) < before


def count_words(database):
    with database.reading() as session:
        return len(session.scalars(select(PlanWordRow.word)).all())


def test_a_new_plan_from_an_old_one_is_linked_and_carries_its_text(database, office):
    source = a_plan(database, office, replace(a_text(), appendixes=(Appendix("BIỂU 1"),)))

    plan_id = drafting.clone(database, office.drafter, source, LATER)

    plan, text = the_plan(database, plan_id)
    assert (text.subject, text.appendixes) == (a_text().subject, (Appendix("BIỂU 1"),))
    assert (plan.state, plan.drafter_id) == ("draft", office.drafter.person_id)
    assert plan.signing_authority_id == office.authority_id
    with database.reading() as session:
        link = session.scalars(select(PlanLinkRow)).one()
    assert (link.plan_id, link.kind, link.target_id) == (plan_id, "cloned_from", source)
    assert events(database, plan_id) == ["clone"]


def test_an_authority_that_ended_is_not_taken_over_by_a_clone(database, office):
    ended = an_authority(
        database, office.agency_id, office.signer.person_id, valid_until=NOON.date()
    )
    source = a_plan(database, office, signing_authority_id=ended)

    plan_id = drafting.clone(database, office.drafter, source, NOON + timedelta(days=2))

    plan, text = the_plan(database, plan_id)
    assert plan.signing_authority_id is None
    assert text.signer.full_name == ""


def test_no_plan_is_made_from_a_paper_of_another_type(database, rules, office):
    a_common_series(database, office)
    letter = begin(database, office.drafter, an_issued_plan(database, rules, office), "corrects")

    with pytest.raises(ForbiddenError, match="chỉ tạo từ một kế hoạch"):
        drafting.clone(database, office.drafter, letter, LATER)


def test_a_clerk_makes_no_plan_from_an_old_one(database, office):
    source = a_plan(database, office)

    with pytest.raises(ForbiddenError):
        drafting.clone(database, office.clerk, source, LATER)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"subject": "a" * 501}, "subject", "Trích yếu dài 501 ký tự, quá 500"),
        ({"filing_line": "a" * 301}, "filing_line", "Dòng lưu dài 301 ký tự"),
        ({"opening": "a" * 100_001}, "opening", "quá 100.000; rút gọn"),
        ({"priority": "GẤP"}, "priority", "KHẨN, THƯỢNG KHẨN, HỎA TỐC"),
        ({"medium": "fax"}, "medium", "giấy hoặc điện tử"),
        ({"unit_id": 999_999}, "unit_id", "không thuộc cơ quan này"),
        ({"signing_authority_id": 999_999}, "signing_authority_id", "không còn hiệu lực"),
        ({"body": "I. NỘI DUNG\nTỐI MẬT\n1. Việc"}, "body", "«TỐI MẬT»"),
        ({"closing": "Độ mật: tuyệt mật"}, "closing", "bí mật nhà nước"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(database, office, changes, field, sentence):
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        drafting.create_plan(database, office.drafter, replace(FIELDS, **changes), NOON)

    assert refused.value.field == field
    with database.reading() as session:
        assert session.scalars(select(RevisionRow)).all() == []


def test_emphasis_signs_do_not_count_as_letters_of_the_subject(database, office):
    fields = replace(FIELDS, subject="**" + "a" * 500 + "**")

    assert drafting.create_plan(database, office.drafter, fields, NOON)


def test_a_list_that_names_honey_is_no_secret(database, office):
    fields = replace(FIELDS, body="1. Sản phẩm:\n- Mật;\n- Mật ong rừng.")

    assert drafting.create_plan(database, office.drafter, fields, NOON)


def test_text_is_kept_composed_and_without_control_characters(database, office):
    fields = replace(FIELDS, subject="Kê\u0301 \u200bhoa\u0323ch\x07  mới", opening="một\r\nhai")

    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)

    plan, text = the_plan(database, plan_id)
    assert plan.subject == "Kế hoạch mới"
    assert [plain(runs) for runs in text.opening] == ["một", "hai"]


def test_units_and_authorities_of_another_agency_cannot_be_chosen(database, office):
    other = an_office(database, short_name="UBND xã Tân Lập")

    for fields in (
        replace(FIELDS, unit_id=other.unit_id),
        replace(FIELDS, signing_authority_id=other.authority_id),
    ):
        with pytest.raises(InvalidInputError):
            drafting.create_plan(database, office.drafter, fields, NOON)


def test_an_agency_without_a_series_drafts_under_its_own_abbreviation(database):
    office = an_office(database)
    agency_id = an_agency(database, abbreviation="SNV", short_name="Sở Nội vụ")
    lonely = replace(office.drafter, agency_id=agency_id, unit_id=None)

    plan_id = drafting.create_plan(database, lonely, FIELDS, NOON)

    assert the_plan(database, plan_id)[1].code_notation == "KH-SNV"


def test_an_authority_of_each_agency_gives_its_own_block(database, office):
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Hà Văn Lợi")
    authority = an_authority(
        database, office.agency_id, deputy.person_id, form="tm_kt", position="PHÓ CHỦ TỊCH"
    )
    unit = a_unit(database, office.agency_id, "Văn phòng", "VP")
    fields = replace(FIELDS, signing_authority_id=authority, unit_id=unit)

    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)

    signer = the_plan(database, plan_id)[1].signer
    assert signer.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    assert (signer.position, signer.full_name) == ("PHÓ CHỦ TỊCH", "Hà Văn Lợi")


def test_an_inactive_authority_is_refused(database, office):
    authority = save(
        database,
        lambda _: SigningAuthorityRow(
            agency_id=office.agency_id,
            person_id=office.signer.person_id,
            form="tm",
            position="CHỦ TỊCH",
            valid_from=NOON.date(),
            active=False,
        ),
    )

    with pytest.raises(InvalidInputError, match="chọn lại người ký"):
        drafting.create_plan(
            database, office.drafter, replace(FIELDS, signing_authority_id=authority), NOON
        )
