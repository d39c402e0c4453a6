"""The signed and sealed paper: handed in by the clerk, checked, kept, taken by readers."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tests.fake_office import a_pdf
from tests.service.builders import NOON, a_plan, an_office, bring_to, take
from tests.service.dossier_files import DOCX, a_picture, events, pdf_saying, pdf_that_runs
from tests.service.records import last_event
from tests.service.signed_papers import a_scan, hand_in
from tests.signing import a_page, a_signer, an_authority, sign
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.papers import PdfRow
from webapp.db.models.process import NotificationRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.db.queries import plans
from webapp.domain.digital_signatures import Integrity, Trust
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.services import blobs, reading, signed_files
from webapp.services.numbering_page import numbering_page, pages_of
from webapp.services.pdf_papers import PDF_TYPE

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def signed_id(database, rules, office, plan_id):
    return bring_to(database, rules, office, plan_id, "numbering")


def shown(database, rules, actor, plan_id):
    return reading.plan_page(database, rules, actor, plan_id, NOON).signed


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement.execution_options(**OWN_STATEMENT))


# --- handing in


def test_it_is_kept_with_its_hash_and_shown_to_every_reader(database, rules, office, signed_id):
    data = a_scan()
    assert (
        hand_in(database, office.clerk, signed_id, data) == "Đã nhận bản đã ký, đóng dấu (bản 1)."
    )

    one = shown(database, rules, office.drafter, signed_id).newest
    assert (one.ordinal, one.who, one.at, one.size) == (1, "Đỗ Minh Châu", NOON, len(data))
    assert one.sha256 == sha256(data).hexdigest()
    assert one.sha256.startswith(one.short_hash)
    assert (one.checks.pages, one.checks.dpi, one.checks.is_coloured) == (1, 200, True)
    assert one.warnings == ()


def test_it_may_come_after_the_issue(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    hand_in(database, office.clerk, plan_id)

    assert shown(database, rules, office.signer, plan_id).newest.ordinal == 1


def test_the_clerk_who_numbers_finds_the_pages_of_the_signed_file_else_of_the_paper_to_sign(
    database, rules, office, signed_id
):
    def page():
        return numbering_page(database, rules, office.clerk, signed_id, NOON)

    plan_page = page().plan
    (panel,) = (one for one in plan_page.pdfs if one.stage == "signing")
    made = replace(plan_page, pdfs=(replace(panel, pages=4),))
    assert (pages_of(plan_page), pages_of(made)) == (None, 4)

    hand_in(database, office.clerk, signed_id, a_scan(pages=3))

    assert page().suggested.pages == 3
    assert pages_of(replace(page().plan, pdfs=made.pdfs)) == 3


def test_drafter_and_signer_are_told_and_the_event_says_what_came(database, office, signed_id):
    said = hand_in(database, office.clerk, signed_id, a_scan(dpi=100))

    assert said.endswith("Có 1 điểm cần xem lại, ghi bên cạnh tệp.")
    name, action, details = last_event(database, signed_id)
    assert (name, action, details["ordinal"]) == ("Đỗ Minh Châu", "add_signed", 1)
    assert "100 dpi" in details["warnings"][0]
    with database.reading() as session:
        query = select(NotificationRow.person_id).where(NotificationRow.kind == "signed_copy")
        told = set(session.scalars(query))
    assert told == {office.drafter.person_id, office.signer.person_id}


def test_a_new_file_leads_and_the_former_stays(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id)
    hand_in(database, office.clerk, signed_id, a_scan(2), now=LATER)

    found = shown(database, rules, office.clerk, signed_id)
    assert (found.newest.ordinal, [one.ordinal for one in found.older]) == (2, [1])
    assert found.may_add


def test_a_second_tap_adds_nothing(database, rules, office, signed_id):
    scan = a_scan()  # a scanner writes the second into it
    hand_in(database, office.clerk, signed_id, scan)

    assert "không cần đưa lại" in hand_in(database, office.clerk, signed_id, scan)
    assert shown(database, rules, office.clerk, signed_id).older == ()


def test_it_is_a_copy_no_more_when_the_signature_falls(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id)
    take(database, rules, office.clerk, signed_id, "return")

    found = shown(database, rules, office.drafter, signed_id)
    assert (found.newest, [one.holds for one in found.older]) == (None, [False])
    assert not found.may_add


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (DOCX, "phải là tệp PDF"),
        (a_picture(), "phải là tệp PDF"),
        (b"xin chao", "Chỉ nhận tệp PDF"),
        (a_pdf()[:300], "bị hỏng"),
        (pdf_that_runs(), "mã lệnh tự chạy"),
        (pdf_saying("MAT", {"A": "Ậ"}), "độ mật"),
    ],
)
def test_what_is_no_sound_pdf_is_refused_and_nothing_is_kept(
    database, rules, office, signed_id, data, sentence
):
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        hand_in(database, office.clerk, signed_id, data)

    assert refused.value.field == "file"
    assert shown(database, rules, office.clerk, signed_id).newest is None


def test_without_a_file_the_clerk_is_asked_for_one(database, office, signed_id):
    with pytest.raises(InvalidInputError, match="Chọn tệp PDF"):
        signed_files.add(database, office.clerk, signed_id, None, NOON)


def test_nobody_else_hands_it_in(database, office, signed_id):
    with pytest.raises(ForbiddenError, match="Chỉ văn thư"):
        hand_in(database, office.drafter, signed_id)


def test_the_clerk_of_another_agency_finds_no_plan(database, signed_id):
    other = an_office(database, short_name="UBND xã Hòa Bình")

    with pytest.raises(NotFoundError, match="Không tìm thấy"):
        hand_in(database, other.clerk, signed_id)


# --- what is found


def test_a_layer_of_text_is_compared_with_the_approved_text(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id, pdf_saying("Nothing of it"))

    checks = shown(database, rules, office.clerk, signed_id).newest.checks
    assert checks.words == 3
    assert checks.missing_words == checks.approved_words > 50


def test_the_pages_of_the_approved_pdf_are_compared(database, rules, office, signed_id):
    with database.transaction() as session:
        digest = blobs.keep(session, a_pdf(3), PDF_TYPE, NOON)
        revision_id = plans.current_revision(session, signed_id).id
        made = {"state": "ready", "pages": 3, "sha256": digest, "source_sha256": digest}
        asked = {"stage": "signing", "kind": "pdf", "requested_at": NOON}
        session.add(PdfRow(plan_id=signed_id, revision_id=revision_id, **made, **asked))
    hand_in(database, office.clerk, signed_id)

    (said,) = shown(database, rules, office.clerk, signed_id).newest.warnings
    assert said.startswith("Tệp có 1 trang, bản đã duyệt có 3 trang")


def test_a_digital_signature_is_validated_and_kept_with_the_file(
    database, rules, office, signed_id
):
    said = hand_in(database, office.clerk, signed_id, sign(a_page(), a_signer(an_authority())))

    _, _, details = last_event(database, signed_id)
    one = shown(database, rules, office.clerk, signed_id).newest
    (found,) = one.checks.signatures
    assert (found.name, found.integrity) == ("Phạm Quốc Toản", Integrity.INTACT)
    assert (found.trust, one.warnings) == (Trust.NO_ANCHORS, ())
    assert said.endswith("Có 1 điểm cần xem lại, ghi bên cạnh tệp.")
    assert "chưa có chứng thư gốc" in details["warnings"][0]


# --- taking


def copy_id(database, rules, office, plan_id):
    return shown(database, rules, office.clerk, plan_id).newest.id


def test_a_reader_takes_the_very_bytes_and_it_is_recorded(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    data = a_scan()
    hand_in(database, office.clerk, plan_id, data)
    mine = copy_id(database, rules, office, plan_id)

    file = signed_files.taken(database, office.drafter, plan_id, mine, LATER)

    assert file.data == data
    assert file.file_name.startswith("115-KH-UBND-2026-tuyen-truyen")
    assert file.file_name.endswith("-da-ky.pdf")
    assert last_event(database, plan_id)[:2] == ("Lê Thị Hạnh", "download_signed")


def test_before_the_number_its_name_says_which_version_it_is(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id)
    mine = copy_id(database, rules, office, signed_id)

    name = signed_files.taken(database, office.drafter, signed_id, mine, NOON).file_name

    assert name.startswith("da-ky-tuyen-truyen")
    assert name.endswith("-ban-1.pdf")


def test_whoever_opens_it_read_it_once_an_hour(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id)
    mine = copy_id(database, rules, office, signed_id)
    for _ in range(2):
        signed_files.opened(database, office.signer, signed_id, mine, NOON)

    assert events(database, "read_paper") == 1


def test_it_is_taken_by_the_plan_it_is_of(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id)
    mine = copy_id(database, rules, office, signed_id)
    other_id = a_plan(database, office)

    for plan_id, wanted in ((other_id, mine), (signed_id, 0)):
        with pytest.raises(NotFoundError, match="không có bản đã ký này"):
            signed_files.taken(database, office.drafter, plan_id, wanted, NOON)


def test_the_history_tells_of_it(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id)

    told = reading.plan_page(database, rules, office.clerk, signed_id, NOON).history[0]
    assert told.sentence == "Đỗ Minh Châu đưa lên bản đã ký, đóng dấu (bản 1)."


# --- kept


@pytest.mark.parametrize(
    "statement", [update(SignedCopyRow).values(sha256="0"), delete(SignedCopyRow)]
)
def test_the_database_lets_nobody_change_it(database, office, signed_id, statement):
    hand_in(database, office.clerk, signed_id)

    with pytest.raises(DBAPIError, match="followed by another, never changed"):
        change(database, statement)
