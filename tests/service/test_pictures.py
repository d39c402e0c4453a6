"""Pictures of plans: kept once by their hash, printed, shown to readers of their plan alone."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from sqlalchemy import func, select

from tests.service.builders import NOON, a_person, a_plan, a_text, an_office, bring_to, version_of
from tests.service.imported import take_import
from tests.unit.docx_samples import foot, head, members, p, package
from tests.unit.strategies import png
from tests.unit.test_docx_reading_pictures import drawing
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import BlobRow, RevisionRow
from webapp.db.queries import plans
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import Block, BlockKind, Picture
from webapp.domain.stages import Stage
from webapp.services import (
    blobs,
    drafting,
    drafting_desk,
    import_desk,
    importing,
    papers,
    plan_pictures,
    reading,
    uploads,
)
from webapp.services.draft_fields import DraftFields, new_id, to_typed, with_picture
from webapp.services.draft_pictures import UPLOAD_LIMIT, add_picture
from webapp.services.drafting import Target
from webapp.services.plan_texts import text_of
from webapp.services.reading_lists import PlanFilter
from webapp.services.uploads import KEPT

PNG = png(33)
DIGEST = sha256(PNG).hexdigest()
SHOWN = Picture(DIGEST, "image/png", 60.0, 40.0, "Hình", PNG)
BLOCK = Block(BlockKind.PICTURE, picture=SHOWN)
LOST = Block(BlockKind.PICTURE, picture=replace(SHOWN, data=b""))
WORD = package(
    members(
        head() + p("I. Mục đích") + p(drawing()) + foot(),
        (("image", "media/a.png", False),),
    )
    | {"word/media/a.png": PNG}
)


@pytest.fixture
def illustrated(database, office):
    """A draft that came from a Word file with a picture."""
    imported = importing.read_file("a.docx", WORD)
    return take_import(database, office.drafter, Target(), imported, NOON).plan_id


def text_now(database, plan_id):
    with database.reading() as session:
        return text_of(plans.current_revision(session, plan_id))


def pictures_in(docx):
    with ZipFile(BytesIO(docx)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/")]
        return [archive.read(name) for name in names]


def added(database, office, data=PNG):
    return add_picture(database, office.drafter, data, new_id, name="a.png", now=NOON)


def fields_with(part, **changes):
    return replace(
        with_picture(DraftFields(subject="Có hình", body="I. Mục đích"), part), **changes
    )


@pytest.mark.usefixtures("illustrated")
def test_a_revision_keeps_the_bytes_apart_from_its_text(database):
    with database.reading() as session:
        content = session.scalar(select(RevisionRow.content))
        blob = session.get(BlobRow, DIGEST)
        assert (blob.content, blob.media_type) == (PNG, "image/png")
    assert DIGEST in content
    assert '"data"' not in content


def test_a_word_file_says_how_many_pictures_it_brought():
    filled = importing.read_file("a.docx", WORD).filled

    assert ("pictures", "1 hình") in [(one.field, one.amount) for one in filled]


def test_papers_of_every_kind_show_the_picture(database, rules, office, illustrated):
    draft = papers.download(database, rules, office.drafter, illustrated, None, now=NOON)
    form = drafting_desk.editing(database, office.drafter, illustrated, NOON).fields
    preview = papers.preview(database, rules, office.drafter, form, illustrated, now=NOON)

    assert pictures_in(draft.data) == pictures_in(preview) == [PNG]


def test_the_issued_paper_shows_the_picture(database, rules, office):
    text = a_text()
    text = replace(text, body=(*text.body, BLOCK))
    plan_id = a_plan(database, office, text)
    with database.transaction() as session:
        plan_pictures.keep_pictures(session, text, NOON)
    bring_to(database, rules, office, plan_id, "issued")

    paper = papers.download(database, rules, office.clerk, plan_id, Stage.ISSUED, now=NOON)

    assert pictures_in(paper.data) == [PNG]


def test_a_paper_that_waits_shows_its_picture_and_brings_it_along(database, rules, office):
    imported = importing.read_file("a.docx", WORD)
    waiting = import_desk.keep(database, office.drafter, None, "a.docx", imported, now=NOON)

    shown = import_desk.preview(database, rules, office.drafter, None, waiting, now=NOON)
    digest = import_desk.look(database, office.drafter, None, waiting, NOON).digest
    saved = import_desk.take_over(database, office.drafter, Target(), waiting, digest, now=NOON)

    assert pictures_in(shown) == [PNG]
    assert plan_pictures.picture_file(database, office.drafter, saved.plan_id, DIGEST)[0] == PNG


def test_a_paper_read_into_a_plan_keeps_the_picture(database, office, illustrated):
    imported = importing.read_file("a.docx", WORD)
    target = Target(illustrated, version_of(database, illustrated))

    take_import(database, office.drafter, target, imported, NOON)

    assert [block.picture is not None for block in text_now(database, illustrated).body] == [
        False,
        True,
    ]


def test_a_new_plan_from_an_old_one_keeps_the_picture(database, rules, office, illustrated):
    new = drafting.clone(database, office.drafter, illustrated, NOON)

    paper = papers.download(database, rules, office.drafter, new, None, now=NOON)

    assert pictures_in(paper.data) == [PNG]


def test_saving_the_untouched_form_changes_nothing(database, office, illustrated):
    page = drafting_desk.editing(database, office.drafter, illustrated, NOON)

    saved = drafting.save(
        database, office.drafter, illustrated, page.version, page.fields, now=NOON
    )

    assert not saved.changed


def test_an_uploaded_picture_is_kept_and_fits_the_text(database, office):
    wide = Image.new("RGB", (2000, 500), "white")
    data = BytesIO()
    wide.save(data, "PNG")

    part = added(database, office, data.getvalue())

    assert part.held.endswith(" image/png 165.0 41.2")
    assert part.width == "165"
    with database.reading() as session:
        assert session.get_one(BlobRow, part.sha256).content == data.getvalue()


def test_an_uploaded_picture_is_saved_with_a_new_plan_and_with_an_old_one(
    database, office, illustrated
):
    part = added(database, office, png(77))

    made = drafting.create_plan(database, office.drafter, fields_with(part), NOON)
    page = drafting_desk.editing(database, office.drafter, illustrated, NOON)
    wanted = with_picture(page.fields, part)
    drafting.save(database, office.drafter, illustrated, page.version, wanted, now=NOON)

    assert text_now(database, made).body[-1].picture.sha256 == part.sha256
    assert [one.sha256 for one in plan_pictures.pictures_of(text_now(database, illustrated))] == [
        DIGEST,
        part.sha256,
    ]


def test_a_picture_that_is_only_typed_survives_until_it_is_saved(database, rules, office, plan_id):
    part = added(database, office)
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    typed = to_typed(with_picture(page.fields, part))
    drafting_desk.autosave(database, office.drafter, plan_id, typed, page.ordinal, now=NOON)
    uploads.delete_old(database, NOON + 3 * KEPT)

    copy = drafting_desk.editing(database, office.drafter, plan_id, NOON).working_copy
    assert copy
    preview = papers.preview(database, rules, office.drafter, copy.fields, plan_id, now=NOON)

    assert copy.fields.pictures == (part,)
    assert pictures_in(preview) == [PNG]


def test_the_media_type_of_a_new_picture_is_what_was_uploaded(database, office):
    part = added(database, office)
    lying = replace(part, held=part.held.replace("image/png", "image/jpeg"))

    made = drafting.create_plan(database, office.drafter, fields_with(lying), NOON)

    assert text_now(database, made).body[-1].picture.media_type == "image/png"


def test_the_same_file_twice_is_kept_once(database, office):
    added(database, office)
    added(database, office)

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(UploadRow)) == 2
        images = select(func.count()).where(BlobRow.media_type == "image/png")
        assert session.scalar(images) == 1


def test_a_picture_that_nobody_uploaded_is_refused(database, office):
    part = replace(added(database, office), held=f"{'0' * 64} image/png 10.0 10.0")

    with pytest.raises(InvalidInputError, match="không còn trên máy chủ") as refusal:
        drafting.create_plan(database, office.drafter, fields_with(part), NOON)
    assert refusal.value.field == "pictures"


def test_the_picture_of_a_colleague_cannot_be_taken_by_its_hash(database, office):
    part = added(database, office)
    other = a_person(database, office.agency_id, Role.DRAFTER)

    with pytest.raises(InvalidInputError, match="không còn trên máy chủ"):
        drafting.create_plan(database, other, fields_with(part), NOON)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Chọn tệp hình"),
        (b"khong phai hinh", "không phải hình đọc được"),
        (b"\x89PNG" + bytes(UPLOAD_LIMIT), "lớn hơn 5 MB"),
    ],
)
def test_what_is_no_picture_is_refused_and_not_kept(database, office, data, sentence):
    with pytest.raises(InvalidInputError, match=sentence) as refusal:
        added(database, office, data)

    assert refusal.value.field == "pictures"
    with database.reading() as session:
        assert session.scalar(select(UploadRow)) is None


def test_only_a_drafter_adds_pictures(database, office):
    with pytest.raises(ForbiddenError, match="chuyên viên"):
        add_picture(database, office.clerk, PNG, new_id, name="a.png", now=NOON)


def test_readers_of_the_plan_see_its_picture(database, office, illustrated):
    shown = plan_pictures.picture_file(database, office.drafter, illustrated, DIGEST)

    assert shown == (PNG, "image/png")


def test_who_may_not_read_the_plan_does_not_see_its_picture(database, office, illustrated):
    stranger = a_person(database, office.agency_id, Role.DRAFTER)
    other = an_office(database, short_name="UBND xã khác")

    with pytest.raises(ForbiddenError):
        plan_pictures.picture_file(database, stranger, illustrated, DIGEST)
    with pytest.raises(NotFoundError):
        plan_pictures.picture_file(database, other.drafter, illustrated, DIGEST)


@pytest.mark.usefixtures("illustrated")
def test_a_picture_of_another_plan_is_not_found_here(database, office, plan_id):
    with pytest.raises(NotFoundError, match="không có hình này"):
        plan_pictures.picture_file(database, office.drafter, plan_id, DIGEST)


def test_who_uploaded_a_picture_sees_it_before_it_is_saved(database, office, plan_id):
    added(database, office)
    other = a_person(database, office.agency_id, Role.DRAFTER)

    for where in (None, plan_id):
        assert plan_pictures.picture_file(database, office.drafter, where, DIGEST)[0] == PNG
    with pytest.raises(NotFoundError):
        plan_pictures.picture_file(database, other, None, DIGEST)


def test_other_bytes_that_a_text_names_are_no_picture(database, office):
    made = a_plan(database, office, a_text(body=(LOST,)))
    with database.transaction() as session:
        blobs.keep(session, PNG, "application/octet-stream", NOON)

    with pytest.raises(NotFoundError):
        plan_pictures.picture_file(database, office.drafter, made, DIGEST)


def test_a_paper_whose_picture_is_lost_is_refused(database, rules, office):
    plan_id = a_plan(database, office, a_text(body=(LOST,)))

    with pytest.raises(InvalidInputError, match="không có tệp hình"):
        papers.download(database, rules, office.drafter, plan_id, None, now=NOON)


def test_what_a_picture_shows_is_found_by_search(database, office, illustrated):
    found = reading.plan_list(database, office.drafter, PlanFilter(q="so do"), NOON)
    by_size = reading.plan_list(database, office.drafter, PlanFilter(q="rong"), NOON)

    assert [item.plan_id for item in found.items] == [illustrated]
    assert not by_size.items
