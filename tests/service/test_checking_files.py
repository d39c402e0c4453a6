"""A Word file from anywhere: checked at once, kept a day, seen by who brought it."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select

from tests import fake_office
from tests.service.builders import NOON, a_person, an_office
from tests.unit.docx_samples import bold, p, paper
from tests.unit.old_word_samples import old_word
from webapp.adapters import libreoffice
from webapp.db.models.audit import AuditRow
from webapp.db.models.papers import CheckedFileRow, UploadRow
from webapp.db.models.plans import BlobRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage
from webapp.jobs.sweeps import build_jobs, make_queue
from webapp.services import checked_pages, checked_results, checking_files, pdf_queue, uploads
from webapp.services.checking_files import Wanted
from webapp.services.uploads import Upload

WORD = paper(p("Căn cứ Luật Lưu trữ ngày 21/6/2024."), p(bold("I. MỤC ĐÍCH")), p("1. Rà soát."))
FILE = Upload("Kế hoạch 2026.docx", WORD)
BY_ITSELF = Wanted(None, Medium.PAPER)
A_DAY = timedelta(days=1)
LATER = NOON + pdf_queue.LEFT_BY_A_CRASH + timedelta(seconds=1)


def check(database, actor, file=FILE, wanted=BY_ITSELF, now=NOON):
    return checking_files.check(database, actor, file, wanted, now)


def result(database, actor, check_id, now=NOON):
    return checked_results.result(database, actor, check_id, now)


def the_row(database):
    with database.reading() as session:
        return session.scalars(select(CheckedFileRow)).one()


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def events(database, like="%check%"):
    with database.reading() as session:
        query = select(AuditRow).where(AuditRow.action.like(like))
        rows = session.scalars(query.order_by(AuditRow.ordinal)).all()
        return [(row.action, row.subject, json.loads(row.details)) for row in rows]


@pytest.fixture
def drafter(office):
    return office.drafter


@pytest.fixture
def made(tmp_path, monkeypatch):
    """The log of a LibreOffice that makes two empty pages of everything."""
    return fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))


def test_the_findings_are_there_at_once_in_the_order_of_their_weight(database, drafter):
    found = result(database, drafter, check(database, drafter))

    assert found.file_name == "Kế hoạch 2026.docx"
    assert sum(found.counts) == len(found.findings) > 0
    weights = [one.severity for one in found.findings]
    assert weights == sorted(weights, key=["error", "warning", "hint"].index)
    assert [one.number for one in found.findings] == list(range(1, len(weights) + 1))


def test_a_finding_says_what_is_wrong_where_and_by_which_source(database, drafter):
    found = result(database, drafter, check(database, drafter))

    ending = next(one for one in found.findings if one.rule == "ND30-PL3-ket-thuc")
    assert ending.place == "Nội dung, đoạn «1. Rà soát.»"
    assert (ending.title != "", ending.message != "", ending.source != "") == (True,) * 3


def test_the_file_tells_its_stage_unless_the_person_does(database, drafter):
    told = check(database, drafter, wanted=Wanted(Stage.SIGNING, Medium.ELECTRONIC))
    by_itself = check(database, drafter)

    one, other = result(database, drafter, told), result(database, drafter, by_itself)
    assert (one.stage, one.stage_told, one.medium) == ("signing", True, "electronic")
    assert (other.stage, other.stage_told, other.medium) == ("issued", False, "paper")


def test_an_old_word_file_is_checked_as_the_new_one_it_becomes(database, drafter):
    old = old_word(WORD)
    check_id = check(database, drafter, Upload("Cũ.doc", old))

    original = checking_files.original(database, drafter, check_id, NOON)

    assert (original.file_name, original.data) == ("Cũ.doc", old)
    assert original.media_type == "application/msword"
    assert result(database, drafter, check_id).findings


def test_the_original_comes_back_as_it_was(database, drafter):
    original = checking_files.original(database, drafter, check(database, drafter), NOON)

    assert (original.file_name, original.data) == (FILE.name, WORD)
    assert Document(BytesIO(original.data)).paragraphs


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Tài liệu\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("../../a\u202e.docx", "a.docx"),
        ("a\nb.docx", "a b.docx"),
        ("x" * 300 + ".docx", "x" * 150 + ".docx"),
        ("", "van-ban.docx"),
    ],
)
def test_of_a_name_the_last_part_is_kept_readable(database, drafter, given, kept):
    check_id = check(database, drafter, Upload(given, WORD))

    assert result(database, drafter, check_id).file_name == kept


def test_a_file_made_of_it_has_a_readable_name():
    named = checking_files.readable_name

    assert named("Kế hoạch số 5.docx", "-da-sua.docx") == "ke-hoach-so-5-da-sua.docx"
    assert named("….docx", "-da-sua.docx") == "van-ban-da-sua.docx"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (WORD[: len(WORD) // 2], "hỏng"),
        (paper(p("TỐI MẬT"), p("1. Rà soát.")), "bí mật nhà nước"),
    ],
)
def test_of_a_refused_file_nothing_is_kept(database, drafter, data, words):
    with pytest.raises(InvalidInputError, match=words) as refused:
        check(database, drafter, Upload("a.docx", data))

    assert refused.value.field == "file"
    assert [count(database, table) for table in (UploadRow, CheckedFileRow, BlobRow)] == [0] * 3
    assert events(database) == []


def test_the_result_is_nobody_elses(database, drafter, office):
    check_id = check(database, drafter)
    colleague = a_person(database, office.agency_id, Role.DRAFTER)
    elsewhere = replace(drafter, agency_id=an_office(database).agency_id)

    for actor in (colleague, elsewhere, office.administrator):
        for look in (result, checking_files.original, checking_files.forget):
            with pytest.raises(NotFoundError, match="chỉ người tải tệp lên xem được"):
                look(database, actor, check_id, NOON)
        assert checked_results.earlier(database, actor, NOON) == ()


def test_after_a_day_it_is_gone_and_then_dropped(database, drafter, made):
    check_id = check(database, drafter)
    checked_pages.make_waiting(database, NOON)

    with pytest.raises(NotFoundError):
        result(database, drafter, check_id, NOON + A_DAY)

    assert uploads.delete_old(database, NOON + A_DAY) == 1
    assert [count(database, table) for table in (UploadRow, CheckedFileRow, BlobRow)] == [0] * 3
    assert made.exists()


def test_a_person_may_drop_it_before(database, drafter):
    check_id = check(database, drafter)

    checking_files.forget(database, drafter, check_id, NOON)

    assert [count(database, table) for table in (UploadRow, CheckedFileRow, BlobRow)] == [0] * 3
    assert events(database)[-1][:2] == ("forget_checked_file", f"checked_file:{check_id}")


def test_of_very_many_files_the_oldest_go(database, drafter, office, monkeypatch):
    monkeypatch.setattr(checking_files, "MOST_KEPT", 2)
    other = check(database, office.clerk)
    first, second, third = (check(database, drafter) for _ in range(3))

    earlier = checked_results.earlier(database, drafter, NOON)

    assert [one.id for one in earlier] == [third, second]
    assert earlier[0].counts == result(database, drafter, third).counts
    assert first not in {second, third}
    assert result(database, office.clerk, other).findings


def test_each_check_and_each_taking_is_kept_in_the_log_without_a_word_of_the_file(
    database, drafter
):
    check_id = check(database, drafter)
    checking_files.original(database, drafter, check_id, NOON)

    (checked, _, details), (taken, subject, _) = events(database)
    assert (checked, taken) == ("check_file", "download_checked_file")
    assert subject == f"checked_file:{check_id}"
    assert set(details) == {"source_sha256", "stage", "errors", "warnings", "hints"}


def test_pages_come_when_the_worker_made_them(database, drafter, made):
    check_id = check(database, drafter)
    waiting = result(database, drafter, check_id)

    assert checked_pages.make_waiting(database, NOON) == 1

    ready = result(database, drafter, check_id)
    assert (waiting.under_way, waiting.pages) == (True, ())
    assert (ready.under_way, ready.state, ready.all_pages) == (False, "ready", 2)
    assert [(one.number, one.width) for one in ready.pages] == [(1, 595.0), (2, 595.0)]
    assert checked_pages.make_waiting(database, NOON) == 0
    assert made.exists()


def test_a_mark_carries_the_number_of_its_finding(database, drafter, made):
    check_id = check(database, drafter)
    checked_pages.make_waiting(database, NOON)

    found = result(database, drafter, check_id)

    marked = {one.number for one in found.findings if one.page}
    assert marked == {mark.number for mark in found.pages[0].marks} != set()
    assert made.exists()


def test_a_page_is_drawn(database, drafter, made):
    check_id = check(database, drafter)
    with pytest.raises(NotFoundError, match="Chưa có hình"):
        checked_results.picture(database, drafter, check_id, 1, 300, now=NOON)
    checked_pages.make_waiting(database, NOON)

    drawn = checked_results.picture(database, drafter, check_id, 2, 300, now=NOON)

    assert drawn.startswith(b"\x89PNG")
    for page in (0, 3):
        with pytest.raises(NotFoundError):
            checked_results.picture(database, drafter, check_id, page, 300, now=NOON)
    assert made.exists()


def test_of_a_very_long_paper_the_first_pages_are_shown(database, drafter, made, monkeypatch):
    monkeypatch.setattr(checked_pages, "MOST_PAGES", 1)
    check_id = check(database, drafter)
    checked_pages.make_waiting(database, NOON)

    found = result(database, drafter, check_id)

    assert (len(found.pages), found.all_pages) == (1, 2)
    assert made.exists()


def test_what_cannot_be_drawn_says_so_and_may_be_tried_again(database, drafter, made, monkeypatch):
    check_id = check(database, drafter)
    with monkeypatch.context() as patched:
        patched.setattr(checked_pages, "_MOST_BYTES", 1)
        checked_pages.make_waiting(database, NOON)
    failed = result(database, drafter, check_id)

    checking_files.draw_again(database, drafter, check_id, NOON)
    checking_files.draw_again(database, drafter, check_id, NOON)
    checked_pages.make_waiting(database, NOON)

    assert (failed.state, "bấm «Thử lại»" in failed.reason) == ("failed", True)
    assert failed.findings
    assert result(database, drafter, check_id).state == "ready"
    assert made.exists()


def test_a_file_dropped_while_it_is_drawn_stays_dropped(database, drafter, made, monkeypatch):
    check_id = check(database, drafter)
    real = libreoffice.convert_all

    def meanwhile(*arguments):
        checking_files.forget(database, drafter, check_id, NOON)
        return real(*arguments)

    monkeypatch.setattr(libreoffice, "convert_all", meanwhile)

    assert checked_pages.make_waiting(database, NOON) == 1
    assert count(database, CheckedFileRow) == 0
    assert made.exists()


def test_without_libreoffice_the_findings_stand_alone_and_it_is_said(
    database, drafter, tmp_path, monkeypatch
):
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)
    check_id = check(database, drafter)

    assert checked_pages.make_waiting(database, NOON) == 0

    found = result(database, drafter, check_id)
    assert (found.under_way, found.state) == (False, "waiting")
    assert "cài gói libreoffice-writer" in found.reason
    assert found.findings
    monkeypatch.undo()
    fake_office.install(tmp_path, monkeypatch)
    checked_pages.make_waiting(database, NOON)
    assert result(database, drafter, check_id).state == "ready"


def test_a_crash_while_drawing_is_made_good(database, drafter, made, monkeypatch):
    check(database, drafter)

    def dies(*_files):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(libreoffice, "convert_all", dies)
        checked_pages.make_waiting(database, NOON)

    assert the_row(database).state == "running"
    assert checked_pages.make_waiting(database, LATER) == 1
    assert (the_row(database).state, the_row(database).tries) == ("ready", 2)
    assert made.exists()


def test_the_sweep_of_plans_makes_them_too(database, rules, drafter, made, tmp_path):
    check(database, drafter)
    jobs = build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: NOON)

    assert jobs.make_pdfs() == 1
    assert the_row(database).state == "ready"
    assert made.exists()
