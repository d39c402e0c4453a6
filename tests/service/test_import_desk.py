"""A paper that was read waits a day, shows the draft it would make, and becomes it once."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from tests.service.builders import NOON, a_person
from tests.unit.docx_samples import bold, p, paper, row, table
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import ForbiddenError, NotFoundError, StalePageError
from webapp.domain.people import Role
from webapp.domain.plan import plain
from webapp.services import drafting, drafting_desk, import_desk, importing
from webapp.services.drafting import Target
from webapp.services.plan_texts import text_of

WORD = paper(
    p("Sở Nội vụ ban hành Kế hoạch như sau:"),
    p(bold("I. MỤC ĐÍCH")),
    p("1. Rà soát hồ sơ theo Luật Lưu trữ."),
    table(row("TT", "Việc"), row("1", "Rà soát"), widths=(500, 4500)),
    p("Yêu cầu các đơn vị thực hiện./."),
)
LATER = NOON + timedelta(hours=1)
GONE = "chỉ được giữ một ngày"


def kept(database, actor, plan_id=None):
    imported = importing.read_file("Kế hoạch 2025.docx", WORD)
    upload_id = import_desk.keep(database, actor, plan_id, "Kế hoạch.docx", imported, now=NOON)
    return import_desk.look(database, actor, plan_id, upload_id, NOON)


def taken(database, actor, waiting, target, now=LATER):
    return import_desk.take_over(
        database, actor, target, waiting.upload_id, waiting.digest, now=now
    )


def how_many_plans(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(PlanRow))


def test_a_waiting_paper_shows_the_draft_it_would_make_and_changes_nothing(database, office):
    waiting = kept(database, office.drafter)

    draft = waiting.draft
    assert waiting.name == "Kế hoạch.docx"
    assert plain(draft.subject) == "Kiểm tra công tác lưu trữ năm 2026"
    assert draft.organ_name == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"
    assert (draft.code_number, draft.promulgated_on) == (None, None)
    assert draft.signer.full_name != "Vừ A Của"
    assert "Vừ A Của" in " ".join(item.text for item in draft.report)
    assert how_many_plans(database) == 0


def test_the_draft_made_is_the_draft_that_was_shown(database, office):
    waiting = kept(database, office.drafter)

    saved = taken(database, office.drafter, waiting, Target())

    with database.reading() as session:
        made = text_of(plans.current_revision(session, saved.plan_id))
    assert made == waiting.draft
    assert [block.id for block in made.body] == [block.id for block in waiting.draft.body]


def test_its_paper_is_the_draft_on_the_agencys_template(database, rules, office):
    waiting = kept(database, office.drafter)

    data = import_desk.preview(database, rules, office.drafter, None, waiting.upload_id, now=NOON)

    text = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "Rà soát hồ sơ theo Luật Lưu trữ" in text
    assert "SỞ NỘI VỤ" not in text


def test_its_paper_for_an_old_draft_goes_by_that_draft(database, rules, office, plan_id):
    waiting = kept(database, office.drafter, plan_id)

    data = import_desk.preview(
        database, rules, office.drafter, plan_id, waiting.upload_id, now=NOON
    )

    assert "Rà soát hồ sơ" in ZipFile(BytesIO(data)).read("word/document.xml").decode()


def test_a_second_tap_makes_no_second_draft(database, office):
    waiting = kept(database, office.drafter)

    first = taken(database, office.drafter, waiting, Target())
    second = taken(database, office.drafter, waiting, Target())

    assert second.plan_id == first.plan_id
    assert not second.changed
    assert how_many_plans(database) == 1


def test_a_second_tap_makes_no_second_revision(database, office, plan_id):
    waiting = kept(database, office.drafter, plan_id)

    taken(database, office.drafter, waiting, Target(plan_id, 1))
    again = taken(database, office.drafter, waiting, Target(plan_id, 1))

    assert (again.ordinal, again.changed) == (2, False)


def test_another_paper_of_the_same_words_is_taken_over_on_its_own(database, office):
    first, second = kept(database, office.drafter), kept(database, office.drafter)

    taken(database, office.drafter, first, Target())
    taken(database, office.drafter, second, Target())

    assert how_many_plans(database) == 2


def test_a_stale_page_takes_nothing_over(database, office, plan_id):
    waiting = kept(database, office.drafter, plan_id)
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    typed = replace(page.fields, subject="Người khác vừa lưu")
    drafting.save(database, office.drafter, plan_id, 1, typed, now=NOON)

    with pytest.raises(StalePageError):
        taken(database, office.drafter, waiting, Target(plan_id, 1))


def test_anothers_paper_is_refused_with_what_to_do(database, rules, office):
    waiting = kept(database, office.drafter)
    colleague = a_person(database, office.agency_id, Role.DRAFTER)

    with pytest.raises(NotFoundError, match=GONE):
        import_desk.look(database, colleague, None, waiting.upload_id, NOON)
    with pytest.raises(NotFoundError, match="hãy tải lên lại"):
        taken(database, colleague, waiting, Target())
    with pytest.raises(NotFoundError, match=GONE):
        import_desk.preview(database, rules, colleague, None, waiting.upload_id, now=NOON)


def test_a_paper_that_waited_its_day_is_refused(database, office):
    waiting = kept(database, office.drafter)

    with pytest.raises(NotFoundError, match=GONE):
        taken(database, office.drafter, waiting, Target(), NOON + timedelta(days=1))


def test_a_number_that_came_again_brings_no_other_paper(database, office):
    old, new = kept(database, office.drafter), kept(database, office.drafter)

    with pytest.raises(NotFoundError, match=GONE):
        taken(database, office.drafter, replace(old, upload_id=new.upload_id), Target())


def test_a_paper_dropped_while_it_was_read_is_refused(database, office):
    waiting = kept(database, office.drafter)
    with pytest.raises(NotFoundError, match=GONE), database.transaction() as session:
        session.delete(session.get_one(UploadRow, waiting.upload_id))
        session.flush()
        import_desk.locked(session, waiting.upload_id)


def test_only_a_drafter_lets_a_paper_wait(database, office):
    imported = importing.read_file("a.docx", WORD)

    with pytest.raises(ForbiddenError):
        import_desk.keep(database, office.clerk, None, "a.docx", imported, now=NOON)
