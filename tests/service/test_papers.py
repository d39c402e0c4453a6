import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    an_office,
    bring_to,
    save,
    take,
)
from tests.service.places import confirmed, in_place
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.plans import AttachmentRow, PlanRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.stages import Stage
from webapp.services import drafting_desk, papers
from webapp.services.draft_fields import DraftFields

LATER = NOON + timedelta(days=3)


def document(data):
    """The body of the paper and its page headers, as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [one for one in archive.namelist() if one.startswith(("word/doc", "word/head"))]
        return "".join(archive.read(part).decode() for part in parts)


def the_downloads(database):
    with database.reading() as session:
        query = select(AuditRow.details).where(AuditRow.action == "download")
        return [
            json.loads(details) for details in session.scalars(query.order_by(AuditRow.ordinal))
        ]


def test_the_preview_is_the_paper_of_what_is_typed(database, rules, office):
    fields = DraftFields(subject="Trích yếu đang gõ", signing_authority_id=office.authority_id)

    data = papers.preview(database, rules, office.drafter, fields, None, now=NOON)

    assert "Trích yếu đang gõ" in document(data)
    assert "Phạm Quốc Toản" in document(data)
    assert "DỰ THẢO – bản 1, 12:00 ngày 02/03/2026" in document(data)


def test_the_preview_of_a_saved_plan_is_its_next_revision(database, rules, office, plan_id):
    fields = drafting_desk.editing(database, office.drafter, plan_id, NOON).fields

    data = papers.preview(database, rules, office.drafter, fields, plan_id, now=NOON)

    assert "bản 2, 12:00 ngày 02/03/2026" in document(data)


def test_the_preview_refuses_what_a_save_would_refuse(database, rules, office):
    with pytest.raises(InvalidInputError):
        papers.preview(
            database, rules, office.drafter, DraftFields(subject="a" * 501), None, now=NOON
        )
    with pytest.raises(ForbiddenError):
        papers.preview(database, rules, office.clerk, DraftFields(), None, now=NOON)


def test_a_draft_is_downloaded_under_a_readable_name_and_recorded(database, rules, office, plan_id):
    paper = papers.download(database, rules, office.unit_head, plan_id, None, now=NOON)

    assert paper.file_name == (
        "du-thao-tuyen-truyen-pho-bien-phap-luat-tren-dia-ban-xa-nam-2026-lan-1.docx"
    )
    assert paper.media_type.endswith("wordprocessingml.document")
    assert "DỰ THẢO – bản 1" in document(paper.data)
    (recorded,) = the_downloads(database)
    assert (recorded["stage"], recorded["revision"]) == ("draft", 1)


def test_a_plan_without_a_subject_has_a_file_name_too(database, rules, office):
    plan_id = a_plan(database, office, a_text(subject=()))

    paper = papers.download(database, rules, office.drafter, plan_id, Stage.DRAFT, now=NOON)

    assert paper.file_name == "du-thao-ke-hoach-lan-1.docx"


def test_a_draft_changes_nothing_that_a_page_looks_at(database, rules, office, plan_id):
    papers.download(database, rules, office.drafter, plan_id, Stage.DRAFT, now=NOON)

    with database.reading() as session:
        assert session.get_one(PlanRow, plan_id).version == 1


def test_the_signing_copy_comes_after_the_approval_and_for_those_who_sign(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "signature")

    for actor in (office.clerk, office.signer, office.drafter):
        paper = papers.download(database, rules, actor, plan_id, Stage.SIGNING, now=LATER)
        assert paper.file_name.startswith("trinh-ky-tuyen-truyen-")
        assert "DỰ THẢO" not in document(paper.data)
    with pytest.raises(ForbiddenError, match="Bản trình ký có sau khi duyệt"):
        papers.download(database, rules, office.unit_head, plan_id, Stage.SIGNING, now=LATER)


@pytest.mark.parametrize("stage", [Stage.SIGNING, Stage.ISSUED])
def test_a_draft_has_no_later_paper(database, rules, office, plan_id, stage):
    with pytest.raises(ForbiddenError):
        papers.download(database, rules, office.drafter, plan_id, stage, now=NOON)


def test_the_signing_copy_names_its_checkers_where_the_agency_wants_it(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "signature")
    names = "Điều 12.1: Vũ Đình Khôi, 12:00 02/03/2026; Điều 12.2: Ngô Thanh Mai, 12:00 02/03/2026"

    def copy():
        file = papers.download(database, rules, office.clerk, plan_id, Stage.SIGNING, now=LATER)
        return document(file.data)

    assert names not in copy()
    wants_names(database, office)
    assert copy().count(names) == 2


def test_the_copy_for_the_signature_names_who_checked_last(database, rules, office, plan_id):
    wants_names(database, office)
    bring_to(database, rules, office, plan_id, "approval")
    take(database, rules, office.signer, plan_id, "return")
    take(database, rules, office.unit_head, plan_id, "pass_on")
    for actor, action in (
        (office.drafter, "submit"),
        (office.unit_head, "approve"),
        (office.format_checker, "approve"),
        (office.signer, "approve"),
    ):
        take(database, rules, actor, plan_id, action, now=LATER)

    file = papers.download(database, rules, office.clerk, plan_id, Stage.SIGNING, now=LATER)
    assert "Điều 12.1: Vũ Đình Khôi, 12:00 05/03/2026" in document(file.data)


def test_the_copy_for_the_signature_names_whoever_checked_in_an_absent_place(
    database, rules, office, plan_id
):
    wants_names(database, office)
    deputy = a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )
    confirmed(database, office, office.unit_head, deputy)
    bring_to(database, rules, office, plan_id, "content_check")
    in_place(database, rules, deputy, office.unit_head, plan_id, "approve")
    for actor in (office.format_checker, office.signer):
        take(database, rules, actor, plan_id, "approve")

    file = papers.download(database, rules, office.clerk, plan_id, Stage.SIGNING, now=LATER)
    assert "Điều 12.1: Hồ Văn Lâm (xử lý thay Vũ Đình Khôi), 12:00" in document(file.data)


def wants_names(database, office):
    def change(session):
        agency = session.get_one(AgencyRow, office.agency_id)
        agency.names_on_signing_copy = True
        return agency

    save(database, change)


def test_the_signing_copy_leaves_blank_what_the_agency_sets(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "signature")

    paper = papers.download(database, rules, office.clerk, plan_id, Stage.SIGNING, now=LATER)

    assert "tháng 3 năm 2026" in document(paper.data)
    assert "ngày 05" not in document(paper.data)


def test_an_issued_paper_bears_number_and_date_and_its_name_says_so(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "issued")
    reader = a_person(database, office.agency_id, Role.DRAFTER)

    paper = papers.download(database, rules, reader, plan_id, None, now=LATER)

    assert paper.file_name == (
        "115-KH-UBND-2026-tuyen-truyen-pho-bien-phap-luat-tren-dia-ban-xa-nam-2026.docx"
    )
    assert "115/KH-UBND" in document(paper.data)
    assert "ngày 02 tháng 3 năm 2026" in document(paper.data)
    with pytest.raises(ForbiddenError, match="không còn bản dự thảo"):
        papers.download(database, rules, reader, plan_id, Stage.DRAFT, now=LATER)


def test_an_issued_paper_is_made_once_and_stays_the_same_bytes(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")

    first = papers.download(database, rules, office.clerk, plan_id, Stage.ISSUED, now=LATER)
    again = papers.download(
        database, rules, office.drafter, plan_id, None, now=LATER + timedelta(days=400)
    )

    assert first.data == again.data
    assert len(the_downloads(database)) == 2
    with database.reading() as session:
        kept = session.scalars(select(AttachmentRow)).one()
    assert (kept.kind, kept.file_name) == ("issued", first.file_name)
    assert kept.added_by == office.clerk.person_id


def test_a_voided_number_gives_out_nothing_that_looks_issued(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    take(database, rules, office.clerk, plan_id, "void")

    paper = papers.download(database, rules, office.drafter, plan_id, None, now=LATER)

    assert paper.file_name.startswith("du-thao-")
    assert "115/KH-UBND" not in document(paper.data)
    with pytest.raises(ForbiddenError, match="số đã hủy"):
        papers.download(database, rules, office.drafter, plan_id, Stage.ISSUED, now=LATER)


def test_a_paper_of_another_agency_does_not_exist(database, rules, plan_id):
    other = an_office(database, short_name="UBND xã Tân Lập")

    with pytest.raises(NotFoundError):
        papers.download(database, rules, other.clerk, plan_id, None, now=NOON)


def test_who_may_not_read_a_draft_may_not_take_its_paper(database, rules, office, plan_id):
    stranger = replace(office.drafter, person_id=a_person(database, 1).person_id, unit_id=None)

    with pytest.raises(ForbiddenError, match="chưa được xem dự thảo"):
        papers.download(database, rules, stranger, plan_id, None, now=NOON)
