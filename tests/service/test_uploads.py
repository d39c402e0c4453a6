"""Files that wait between their upload and the person's word."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, save
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import AttachmentRow, BlobRow
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Role
from webapp.jobs.sweeps import build_jobs, make_queue
from webapp.services import uploads
from webapp.services.uploads import PLAN, TEMPLATE, Upload

GONE = "Tệp tải lên chỉ được giữ một ngày và nay không còn; hãy tải lên lại."


def kept(database, actor, data=b"noi dung", *, purpose=PLAN, now=NOON):
    with database.transaction() as session:
        return uploads.keep(session, actor, purpose, "Kế hoạch 2025.docx", data, now=now)


def fetched(database, actor, upload_id, *, purpose=PLAN, now=NOON):
    with database.reading() as session:
        return uploads.fetch(session, actor, purpose, upload_id, now=now)


def bytes_kept(database, data):
    with database.reading() as session:
        return session.get(BlobRow, sha256(data).hexdigest()) is not None


def test_a_file_is_fetched_as_it_was_kept_within_the_day(database, office):
    upload_id = kept(database, office.drafter)

    found = fetched(database, office.drafter, upload_id, now=NOON + timedelta(hours=23))

    assert found == Upload("Kế hoạch 2025.docx", b"noi dung")


def test_a_file_is_nobody_elses_and_for_nothing_else(database, office):
    upload_id = kept(database, office.drafter)
    colleague = a_person(database, office.agency_id, Role.DRAFTER)
    elsewhere = replace(office.drafter, agency_id=office.agency_id + 1)

    for actor, purpose in ((colleague, PLAN), (elsewhere, PLAN), (office.drafter, TEMPLATE)):
        with pytest.raises(NotFoundError) as refused:
            fetched(database, actor, upload_id, purpose=purpose)
        assert str(refused.value) == GONE


def test_a_file_is_refused_after_its_day_before_any_sweep(database, office):
    upload_id = kept(database, office.drafter)

    with pytest.raises(NotFoundError):
        fetched(database, office.drafter, upload_id, now=NOON + timedelta(days=1))


def test_a_forgotten_file_leaves_no_bytes(database, office):
    upload_id = kept(database, office.drafter)

    with database.transaction() as session:
        uploads.forget(session, office.drafter, PLAN, upload_id)

    assert not bytes_kept(database, b"noi dung")
    with pytest.raises(NotFoundError):
        fetched(database, office.drafter, upload_id)


def test_forgetting_anothers_file_keeps_it(database, office):
    upload_id = kept(database, office.drafter)

    with database.transaction() as session:
        uploads.forget(session, office.unit_head, PLAN, upload_id)

    assert fetched(database, office.drafter, upload_id)


def test_the_sweep_drops_files_after_their_day_and_no_younger_one(
    database, rules, office, tmp_path
):
    old = kept(database, office.drafter, b"cu", now=NOON - timedelta(days=1))
    young = kept(database, office.drafter, b"moi", now=NOON - timedelta(hours=23))

    build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: NOON).sweep()

    with database.reading() as session:
        assert session.scalars(select(UploadRow.id)).all() == [young]
    assert (bytes_kept(database, b"cu"), bytes_kept(database, b"moi")) == (False, True)
    assert old != young


def test_bytes_that_something_else_shows_are_not_dropped(database, office, plan_id):
    twice, attached, alone = b"hai lan", b"dinh kem", b"mot minh"
    for data in (twice, attached, alone):
        kept(database, office.drafter, data, now=NOON - timedelta(days=2))
    kept(database, office.drafter, twice)
    save(
        database,
        lambda _: AttachmentRow(
            plan_id=plan_id,
            kind="scan",
            file_name="quet.pdf",
            sha256=sha256(attached).hexdigest(),
            added_by=office.clerk.person_id,
            added_at=NOON,
        ),
    )

    assert uploads.delete_old(database, NOON) == 3

    assert [bytes_kept(database, data) for data in (twice, attached, alone)] == [True, True, False]
    assert uploads.delete_old(database, NOON) == 0
