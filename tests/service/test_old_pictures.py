"""Pictures that were uploaded and never saved: they go after a month, the others stay."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from tests.service.builders import NOON, a_person, a_plan, a_text, an_office, version_of
from tests.service.test_pictures import WORD
from tests.unit.strategies import png
from webapp.db.database import Database
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import BlobRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.domain.plan import Block, BlockKind, Picture
from webapp.jobs.sweeps import build_jobs, make_queue
from webapp.services import drafting, drafting_desk, import_desk, importing, old_pictures, uploads
from webapp.services.draft_fields import DraftFields, new_id, to_typed, with_picture
from webapp.services.draft_pictures import add_picture
from webapp.services.drafting import Target
from webapp.services.old_pictures import BATCH, KEPT
from webapp.services.plan_pictures import keep_pictures, picture_file

PNG, OTHER = png(33), png(77)
DUE = NOON + KEPT


def added(database, actor, data=PNG, *, now=NOON):
    return add_picture(database, actor, data, new_id, name="a.png", now=now)


def dropped(database, now=DUE):
    return old_pictures.drop_old(database, now)


def bytes_kept(database, data=PNG):
    with database.reading() as session:
        return session.get(BlobRow, sha256(data).hexdigest()) is not None


def uploads_left(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(UploadRow))


def fields_with(part):
    return with_picture(DraftFields(subject="Có hình", body="I. Mục đích"), part)


def shown(data=PNG):
    digest = sha256(data).hexdigest()
    return Block(BlockKind.PICTURE, picture=Picture(digest, "image/png", 60.0, 40.0, "", data))


def test_a_picture_that_nothing_shows_goes_after_a_month_and_no_sooner(database, office):
    added(database, office.drafter)

    assert dropped(database, DUE - timedelta(minutes=1)) == 0
    assert (bytes_kept(database), uploads_left(database)) == (True, 1)
    assert dropped(database) == 1
    assert (bytes_kept(database), uploads_left(database)) == (False, 0)
    assert dropped(database) == 0


def test_the_sweep_drops_it(database, rules, office, tmp_path):
    added(database, office.drafter)

    build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: DUE).sweep()

    assert not bytes_kept(database)


def test_other_uploads_are_none_of_it(database, office):
    with database.transaction() as session:
        uploads.keep(session, office.drafter, uploads.TEMPLATE, "a.zip", b"mau", now=NOON)

    assert dropped(database) == 0
    assert bytes_kept(database, b"mau")


def test_a_picture_of_a_revision_stays_and_is_asked_about_again_in_a_month(database, office):
    part = added(database, office.drafter)
    plan_id = drafting.create_plan(database, office.drafter, fields_with(part), NOON)

    assert dropped(database) == 0
    assert picture_file(database, office.drafter, plan_id, part.sha256)[0] == PNG
    with database.reading() as session:
        assert session.scalars(select(UploadRow.created_at)).one() == DUE


def test_a_picture_that_only_an_older_revision_shows_stays(database, office):
    part = added(database, office.drafter)
    plan_id = drafting.create_plan(database, office.drafter, fields_with(part), NOON)
    version = version_of(database, plan_id)
    without = DraftFields(subject="Không hình", body="I. Mục đích")
    drafting.save(database, office.drafter, plan_id, version, without, now=NOON)

    assert dropped(database) == 0
    assert bytes_kept(database)


def test_a_picture_that_waits_in_a_working_copy_stays_until_that_goes(database, office, plan_id):
    part = added(database, office.drafter)
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    typed = to_typed(with_picture(page.fields, part))
    drafting_desk.autosave(database, office.drafter, plan_id, typed, page.ordinal, now=NOON)

    assert dropped(database) == 0
    drafting_desk.discard_working_copy(database, office.drafter, plan_id)
    assert dropped(database) == 0
    assert dropped(database, DUE + KEPT) == 1
    assert not bytes_kept(database)


def test_bytes_that_a_colleague_uploaded_too_stay_for_him(database, office):
    colleague = a_person(database, office.agency_id, Role.DRAFTER)
    added(database, office.drafter)
    part = added(database, colleague, now=NOON + timedelta(days=1))

    assert dropped(database) == 1

    assert uploads_left(database) == 1
    assert drafting.create_plan(database, colleague, fields_with(part), DUE)


def test_bytes_that_came_with_a_word_file_of_another_agency_stay(database, office):
    other = an_office(database, short_name="UBND xã khác")
    text = a_text(body=(shown(),))
    with database.transaction() as session:
        keep_pictures(session, text, NOON - KEPT)
    a_plan(database, other, text, now=NOON - KEPT)
    added(database, office.drafter)

    assert dropped(database) == 0
    assert bytes_kept(database)


def test_a_paper_that_waits_brings_its_pictures_along(database, office):
    added(database, office.drafter)
    imported = importing.read_file("a.docx", WORD)
    waiting = import_desk.keep(database, office.drafter, None, "a.docx", imported, now=DUE)

    assert dropped(database) == 1
    digest = import_desk.look(database, office.drafter, None, waiting, DUE).digest
    saved = import_desk.take_over(database, office.drafter, Target(), waiting, digest, now=DUE)

    found = picture_file(database, office.drafter, saved.plan_id, sha256(PNG).hexdigest())
    assert found == (PNG, "image/png")


def test_few_go_at_once_and_the_next_sweep_goes_on(database, office):
    for shade in range(BATCH + 2):
        added(database, office.drafter, png(shade))

    assert [dropped(database), dropped(database), dropped(database)] == [BATCH, 2, 0]


def test_pictures_that_stay_do_not_keep_younger_ones_from_going(database, office):
    for shade in range(BATCH):
        part = added(database, office.drafter, png(shade))
        drafting.create_plan(database, office.drafter, fields_with(part), NOON)
    added(database, office.drafter, OTHER, now=NOON + timedelta(minutes=1))
    later = DUE + timedelta(minutes=1)

    assert [dropped(database, later), dropped(database, later)] == [0, 1]
    assert not bytes_kept(database, OTHER)


def test_who_saves_a_picture_that_went_is_told_so(database, office):
    part = added(database, office.drafter)
    dropped(database)

    with pytest.raises(InvalidInputError, match="không còn trên máy chủ"):
        drafting.create_plan(database, office.drafter, fields_with(part), DUE)


def test_a_picture_that_is_being_saved_is_left_alone(postgres_url):
    database = Database(postgres_url)
    office = an_office(database)
    added(database, office.drafter)
    brought = shown()
    for block in (brought, replace(brought, picture=replace(brought.picture, data=b""))):
        with database.transaction() as session:
            keep_pictures(session, a_text(body=(block,)), DUE)
            assert dropped(database) == 0
    assert dropped(database) == 1
    database.close()


def test_a_text_whose_picture_went_while_it_was_made_is_refused(database, office):
    added(database, office.drafter)
    brought = shown()
    text = a_text(body=(replace(brought, picture=replace(brought.picture, data=b"")),))
    assert dropped(database) == 1

    with (
        database.transaction() as session,
        pytest.raises(InvalidInputError, match="không còn trên máy chủ"),
    ):
        keep_pictures(session, text, DUE)


def test_a_revision_that_was_saved_meanwhile_is_seen(database, office):
    part = added(database, office.drafter)
    due = old_pictures.look(database, DUE)
    drafting.create_plan(database, office.drafter, fields_with(part), DUE)

    assert old_pictures.drop_due(database, due, DUE) == 0
    assert bytes_kept(database)
