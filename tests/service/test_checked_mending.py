"""«Sửa tự động»: a new file beside the original, its words as they were, checked like any other."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select

from tests.golden.papers import a_plan, shipped
from tests.service.builders import NOON, a_person
from tests.service.test_checking_files import BY_ITSELF, events
from tests.unit.docx_samples import docx, p
from webapp.db.models.papers import CheckedFileRow, UploadRow
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage
from webapp.services import (
    checked_mending,
    checked_report,
    checked_results,
    checking_files,
    uploads,
)
from webapp.services.checking_files import Wanted
from webapp.services.uploads import Upload


@pytest.fixture(scope="module")
def spoiled():
    """A paper of ours whose căn cứ is upright and whose closing lost its sign."""
    plan = a_plan()
    document = Document(BytesIO(render(plan, shipped(), Stage.ISSUED)))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Căn cứ Luật Lưu trữ"):
            for run in paragraph.runs:
                run.italic = False
        for run in paragraph.runs:
            run.text = run.text.replace("./.", ".")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture
def drafter(office):
    return office.drafter


def check(database, actor, data, name="Kế hoạch lưu trữ.docx", wanted=BY_ITSELF):
    return checking_files.check(database, actor, Upload(name, data), wanted, NOON)


def mend(database, actor, check_id):
    return checked_mending.mend(database, actor, check_id, NOON)


def mended(database, actor, check_id, now=NOON):
    return checked_mending.mended(database, actor, check_id, now)


def rules_of(database, actor, check_id):
    found = checked_results.result(database, actor, check_id, NOON)
    return {one.rule for one in found.findings}


def words_of(data):
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def test_what_can_be_corrected_is_known_before(database, drafter, spoiled):
    found = checked_results.result(database, drafter, check(database, drafter, spoiled), NOON)

    assert {one.rule: one.mendable for one in found.findings} == {
        "ND30-PL1-II.6a-legal-base-nghieng": True,
        "ND30-PL3-ket-thuc": False,
    }


def test_the_new_file_has_the_words_of_the_old_and_none_of_the_faults(database, drafter, spoiled):
    check_id = check(database, drafter, spoiled)

    new_id = mend(database, drafter, check_id)

    new = checking_files.original(database, drafter, new_id, NOON)
    assert new.file_name == "ke-hoach-luu-tru-da-sua-the-thuc.docx"
    assert words_of(new.data) == words_of(spoiled)
    assert rules_of(database, drafter, new_id) == {"ND30-PL3-ket-thuc"}


def test_it_says_what_it_changed_and_what_is_left(database, drafter, spoiled):
    check_id = check(database, drafter, spoiled)

    made = mended(database, drafter, mend(database, drafter, check_id))

    (change,) = made.changes
    assert "chữ đứng → chữ nghiêng" in change
    assert (made.original_id, made.counts_before, made.counts) == (check_id, (2, 0, 0), (1, 0, 0))


def test_the_original_stays_as_it_was(database, drafter, spoiled):
    check_id = check(database, drafter, spoiled)
    before = checked_results.result(database, drafter, check_id, NOON)

    mend(database, drafter, check_id)

    assert checking_files.original(database, drafter, check_id, NOON).data == spoiled
    assert checked_results.result(database, drafter, check_id, NOON) == before


def test_the_new_file_is_checked_as_the_old_one_was(database, drafter, spoiled):
    wanted = Wanted(Stage.SIGNING, Medium.ELECTRONIC)
    new_id = mend(database, drafter, check(database, drafter, spoiled, wanted=wanted))

    new = checked_results.result(database, drafter, new_id, NOON)
    assert (new.stage, new.stage_told, new.medium) == ("signing", True, "electronic")
    assert (new.is_mended, new.under_way) == (True, True)


def test_a_second_tap_leads_to_the_same_file(database, drafter, spoiled):
    check_id = check(database, drafter, spoiled)

    assert mend(database, drafter, check_id) == mend(database, drafter, check_id)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CheckedFileRow)) == 2


def test_of_two_taps_at_once_the_first_makes_the_file(database, drafter, spoiled, monkeypatch):
    check_id = check(database, drafter, spoiled)
    used, first = "webapp.services.checked_mending.fix_file", []

    def meanwhile(data, stage):
        monkeypatch.setattr(used, fix_file)
        first.append(mend(database, drafter, check_id))
        return fix_file(data, stage)

    monkeypatch.setattr(used, meanwhile)

    assert [mend(database, drafter, check_id)] == first


def test_a_protected_file_is_refused_with_what_to_do(database, drafter):
    protected = docx(
        p("Kế hoạch"), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    )
    check_id = check(database, drafter, protected)

    with pytest.raises(InvalidInputError, match="hãy bỏ bảo vệ trong Word"):
        mend(database, drafter, check_id)
    with pytest.raises(NotFoundError, match="không do sửa tự động"):
        mended(database, drafter, check_id)


def test_a_file_without_anything_to_correct_is_refused(database, drafter):
    check_id = check(database, drafter, render(a_plan(), shipped(), Stage.ISSUED))

    with pytest.raises(InvalidInputError, match="Không có chỗ nào sửa tự động được"):
        mend(database, drafter, check_id)


def test_a_very_long_file_is_to_be_parted_first(database, drafter, spoiled, monkeypatch):
    check_id = check(database, drafter, spoiled)
    monkeypatch.setattr(checked_mending, "MOST_PASSAGES", 3)

    with pytest.raises(InvalidInputError, match="dài quá 3 đoạn"):
        mend(database, drafter, check_id)


def test_nobody_else_corrects_a_file_or_takes_its_report(database, drafter, office, spoiled):
    check_id = check(database, drafter, spoiled)
    colleague = a_person(database, office.agency_id, Role.DRAFTER)

    for deed in (checked_mending.mend, checked_mending.mended, checked_report.report):
        with pytest.raises(NotFoundError):
            deed(database, colleague, check_id, NOON)


def test_the_new_file_outlives_the_day_of_the_old(database, drafter, spoiled):
    new_id = mend(database, drafter, check(database, drafter, spoiled))
    with database.transaction() as session:
        upload_id = session.get_one(CheckedFileRow, new_id).upload_id
        session.get_one(UploadRow, upload_id).created_at = NOON + timedelta(hours=5)

    assert uploads.delete_old(database, NOON + timedelta(days=1)) == 1

    left = mended(database, drafter, new_id, NOON + timedelta(days=1))
    assert (left.original_id, left.counts_before) == (None, None)
    assert left.changes


def test_each_correction_is_kept_in_the_log(database, drafter, spoiled):
    new_id = mend(database, drafter, check(database, drafter, spoiled))

    action, subject, details = events(database)[-1]
    assert (action, subject) == ("mend_checked_file", f"checked_file:{new_id}")
    assert details["errors"] == 1


def test_the_report_says_what_was_found_and_corrected(database, drafter, spoiled):
    new_id = mend(database, drafter, check(database, drafter, spoiled))

    taken = checked_report.report(database, drafter, new_id, NOON)

    document = Document(BytesIO(taken.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert taken.file_name == "ke-hoach-luu-tru-da-sua-the-thuc-bao-cao-the-thuc.docx"
    assert "KẾ HOẠCH Kiểm tra công tác văn thư, lưu trữ năm 2026" in cells
    assert "Bản phát hành, văn bản giấy" in cells
    found = checked_results.result(database, drafter, new_id, NOON).findings
    assert {one.message for one in found} < set(cells)
    said = "\n".join(words_of(taken.data))
    assert "chữ đứng → chữ nghiêng" in said
    assert "Chưa có danh mục văn bản hết hiệu lực" in said
    assert events(database)[-1][0] == "download_check_report"
