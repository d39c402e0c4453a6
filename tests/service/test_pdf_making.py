"""The sweep that makes PDF files: what fails, what is tried again, what a crash leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON, a_plan, a_revision, a_text, bring_to, save
from webapp.adapters import libreoffice
from webapp.db.models.papers import PdfRow
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage
from webapp.jobs.sweeps import build_jobs, make_queue
from webapp.services import blobs, pdf_making, pdf_papers, pdf_queue
from webapp.services.pdf_papers import PdfKind, PdfWish

LATER = NOON + pdf_queue.LEFT_BY_A_CRASH + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def calls(tmp_path, monkeypatch):
    """The log of a LibreOffice that makes an empty page of everything."""
    return fake_office.install(tmp_path, monkeypatch)


@pytest.fixture
def wish(database, rules, office, plan_id):
    """A PDF that somebody waits for."""
    asked = PdfWish(plan_id, Stage.DRAFT)
    pdf_papers.ask(database, rules, office.drafter, asked, NOON)
    return asked


def the_row(database):
    with database.reading() as session:
        return session.scalars(select(PdfRow)).one()


def test_a_paper_that_cannot_be_converted_fails_with_a_sentence(database, wish):
    with database.transaction() as session:
        kept = blobs.keep(session, b"CRASHES", "text/plain", NOON)
        session.scalars(select(PdfRow)).one().source_sha256 = kept

    pdf_making.make_waiting(database, NOON)

    row = the_row(database)
    assert (row.plan_id, row.state) == (wish.plan_id, "failed")
    assert "bấm «Thử lại»" in row.reason


@pytest.mark.parametrize(
    ("medium", "kind", "has_fields"),
    [
        (Medium.ELECTRONIC, PdfKind.PDF, True),
        (Medium.ELECTRONIC, PdfKind.ARCHIVAL, False),
        (Medium.PAPER, PdfKind.PDF, False),
    ],
)
def test_what_a_leader_signs_with_a_token_has_fields_and_nothing_else_has(
    database, rules, office, tmp_path, monkeypatch, medium, kind, has_fields
):
    sample = fake_office.a_pdf(archival=kind is PdfKind.ARCHIVAL)
    fake_office.install(tmp_path, monkeypatch, sample)
    plan_id = a_plan(database, office, a_text(medium=medium))
    bring_to(database, rules, office, plan_id, "signature")
    asked = PdfWish(plan_id, Stage.SIGNING, kind)
    pdf_papers.ask(database, rules, office.clerk, asked, NOON)
    pdf_making.make_waiting(database, NOON)

    file = pdf_papers.download(database, rules, office.clerk, asked, NOON)

    assert (b"/AcroForm" in file.data) is has_fields


def test_who_tries_again_gets_a_fresh_start(database, rules, office, wish):
    with database.transaction() as session:
        row = session.scalars(select(PdfRow)).one()
        row.becomes("failed", "Máy chủ hết chỗ.")
        row.tries = 3

    pdf_papers.ask(database, rules, office.drafter, wish, NOON)
    pdf_making.make_waiting(database, NOON)

    row = the_row(database)
    assert (row.state, row.reason, row.tries) == ("ready", "", 1)


def test_what_waits_is_made_once(database, wish):
    assert pdf_making.make_waiting(database, NOON) == 1
    assert pdf_making.make_waiting(database, NOON) == 0
    assert the_row(database).plan_id == wish.plan_id


def test_a_crash_leaves_work_that_is_taken_up_again_after_a_while(database, wish, monkeypatch):
    def dies(*_files):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(libreoffice, "convert_all", dies)
        pdf_making.make_waiting(database, NOON)

    assert the_row(database).state == "running"
    assert pdf_making.make_waiting(database, NOON + timedelta(minutes=1)) == 0
    assert pdf_making.make_waiting(database, LATER) == 1
    assert (the_row(database).state, the_row(database).tries) == ("ready", 2)
    assert the_row(database).plan_id == wish.plan_id


def test_three_crashes_are_enough(database, rules, office, wish):
    with database.transaction() as session:
        row = session.scalars(select(PdfRow)).one()
        row.becomes("running")
        row.started_at, row.tries = NOON, pdf_queue.MOST_TRIES

    assert pdf_making.make_waiting(database, LATER) == 0

    item = pdf_papers.panel(database, rules, office.drafter, wish, NOON).items[0]
    assert (item.state, "không xong sau 3 lần" in item.reason) == ("failed", True)


def test_of_two_workers_that_made_the_same_file_the_first_counts(database, wish, monkeypatch):
    real = libreoffice.convert_all

    def slow(*arguments):
        with database.transaction() as session:
            session.scalars(select(PdfRow)).one().becomes("failed", "Người khác đã ghi.")
        return real(*arguments)

    monkeypatch.setattr(libreoffice, "convert_all", slow)
    pdf_making.make_waiting(database, NOON)

    assert the_row(database).reason == "Người khác đã ghi."
    assert the_row(database).plan_id == wish.plan_id


def test_without_libreoffice_it_waits_and_says_what_is_missing(
    database, rules, office, wish, tmp_path, monkeypatch
):
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)

    assert pdf_making.make_waiting(database, NOON) == 0
    assert pdf_making.make_waiting(database, NOON) == 0  # it has been said

    item = pdf_papers.panel(database, rules, office.drafter, wish, NOON).items[0]
    assert item.state == "waiting"
    assert "cài gói libreoffice-writer" in item.reason
    monkeypatch.undo()
    fake_office.install(tmp_path, monkeypatch)
    pdf_making.make_waiting(database, NOON)
    assert (the_row(database).state, the_row(database).reason) == ("ready", "")


def test_both_kinds_come_out_of_one_sweep(database, rules, office, wish, calls):
    archival = PdfWish(wish.plan_id, Stage.DRAFT, PdfKind.ARCHIVAL)
    pdf_papers.ask(database, rules, office.drafter, archival, NOON)

    assert pdf_making.make_waiting(database, NOON) == 2

    assert "SelectPdfVersion" in calls.read_text().splitlines()[1]


def test_a_plan_that_cannot_be_rendered_does_not_hold_up_the_others(
    database, rules, office, plan_id, caplog
):
    broken = a_plan(database, office)
    for one in (broken, plan_id):
        bring_to(database, rules, office, one, "issued")
    text = a_text(secrecy="MẬT")
    author_id = office.drafter.person_id
    save(database, lambda _: a_revision(broken, 9, text, author_id))

    assert pdf_making.ask_for_issued(database, rules, NOON) == 1

    assert f"plan {broken} cannot be rendered" in caplog.text
    assert the_row(database).plan_id == plan_id


def test_the_worker_makes_all_that_waits(database, rules, office, plan_id, wish, tmp_path):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    jobs = build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: NOON)

    assert jobs.make_pdfs() == 2
    assert jobs.make_pdfs() == 0
    assert wish.plan_id == plan_id


def test_a_second_sweep_leaves_the_work_to_the_first(database, rules, wish, tmp_path, monkeypatch):
    jobs = build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: NOON)
    seen: list[int] = []

    def meanwhile(_database, _now):
        if not seen:  # each time it is asked meanwhile, the first looks once more
            seen.append(jobs.make_pdfs())
        return 0

    monkeypatch.setattr(pdf_making, "make_waiting", meanwhile)

    assert jobs.make_pdfs() == 0
    assert seen == [0]
    assert the_row(database).plan_id == wish.plan_id
