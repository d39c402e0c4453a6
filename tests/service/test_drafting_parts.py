"""Appendixes and footnotes of the form in the database: saved, typed, cloned, filled over."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, a_text
from tests.service.imported import take_import
from webapp.db.models.plans import PlanWordRow
from webapp.db.queries import plans
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, Cell, Orientation, Run, Table
from webapp.services import comparing, drafting, drafting_desk, importing
from webapp.services.draft_appendixes import AppendixPart
from webapp.services.draft_fields import to_typed
from webapp.services.draft_notes import NotePart
from webapp.services.drafting import Target
from webapp.services.plan_texts import text_of

PAPER = """KẾ HOẠCH
Khơi thông kênh mương trước mùa mưa

I. MỤC ĐÍCH
1. Tiêu úng cho cánh đồng Nà Ngoa<note>Rộng 32 ha</note>.
"""


def a_paragraph(words, block_id="", note=""):
    return Block(BlockKind.PARAGRAPH, (Run(words, note=note),), id=block_id)


@pytest.fixture
def text():
    """A plan with two appendixes, a table in the first, and a footnote in each text."""
    cell = Cell(((Run("Máy bơm"),),))
    table = Block(BlockKind.TABLE, table=Table(((cell,),), (1.0,)), id="bang")
    first = Appendix("VẬT TƯ", (a_paragraph("Gồm có", "gom", "Giá tháng 9"), table))
    second = Appendix("TIẾN ĐỘ", (a_paragraph("Quý I", "quy"),), Orientation.LANDSCAPE)
    opening = ((Run("Ban hành Kế hoạch:", note="Lần thứ hai"),),)
    return replace(a_text(), opening=opening, appendixes=(first, second))


@pytest.fixture
def plan_id(database, office, text):
    return a_plan(database, office, text)


def saved_text(database, plan_id):
    with database.reading() as session:
        return text_of(plans.current_revision(session, plan_id))


def fields_of(database, office, plan_id):
    return drafting_desk.editing(database, office.drafter, plan_id, NOON).fields


def test_parts_that_were_turned_and_moved_keep_the_names_of_their_blocks(database, office, plan_id):
    fields = fields_of(database, office, plan_id)
    first, second = fields.appendixes
    new = AppendixPart("PHIẾU", body="Ký tên[[chú thích 9]]", key=7)
    notes = (*fields.notes, NotePart(9, "Ghi rõ họ tên"))
    turned = replace(second, title="LỊCH", orientation="portrait")
    changed = replace(fields, appendixes=(turned, new, first), notes=notes)

    drafting.save(database, office.drafter, plan_id, 1, changed, now=NOON)

    after = saved_text(database, plan_id).appendixes
    assert [one.title for one in after] == ["LỊCH", "PHIẾU", "VẬT TƯ"]
    assert after[0].orientation is Orientation.PORTRAIT
    assert [block.id for block in after[2].body] == ["gom", "bang"]
    assert after[0].body[0].id == "quy"
    again = fields_of(database, office, plan_id)
    assert [note.text for note in again.notes] == ["Lần thứ hai", "Ghi rõ họ tên", "Giá tháng 9"]


def test_an_appendix_goes_with_its_table_and_its_footnote(database, office, plan_id):
    fields = fields_of(database, office, plan_id)
    first, second = fields.appendixes
    changed = replace(fields, appendixes=(replace(first, dropped=True), second))

    drafting.save(database, office.drafter, plan_id, 1, changed, now=NOON)

    again = fields_of(database, office, plan_id)
    assert [part.title for part in again.appendixes] == ["TIẾN ĐỘ"]
    assert again.tables == ()
    assert [note.text for note in again.notes] == ["Lần thứ hai"]


def test_the_untouched_form_is_no_new_revision(database, office, plan_id):
    fields = fields_of(database, office, plan_id)

    assert not drafting.save(database, office.drafter, plan_id, 1, fields, now=NOON).changed


def test_a_refused_note_saves_nothing(database, office, plan_id, text):
    fields = replace(fields_of(database, office, plan_id), opening="Không còn dấu")

    with pytest.raises(InvalidInputError, match="không còn dấu") as refusal:
        drafting.save(database, office.drafter, plan_id, 1, fields, now=NOON)

    assert refusal.value.field == "note-1"
    assert saved_text(database, plan_id) == text


def test_typed_parts_are_the_working_copy_and_findings_name_their_keys(database, office, plan_id):
    fields = fields_of(database, office, plan_id)
    part = replace(fields.appendixes[1], body="Còn chỗ [điền ngày].", key=12)
    typed = replace(fields, appendixes=(AppendixPart(dropped=True, key=3), part), notes=())
    typed = replace(typed, opening="Ban hành Kế hoạch:", tables=())

    drafting_desk.autosave(database, office.drafter, plan_id, to_typed(typed), 1, now=NOON)
    found = drafting_desk.findings_for(database, office.drafter, typed, plan_id, NOON).standing

    copy = drafting_desk.editing(database, office.drafter, plan_id, NOON).working_copy
    assert copy is not None
    assert copy.fields.appendixes == typed.appendixes
    assert copy.fields.notes == ()
    places = {finding.field for finding in found if "[điền ngày]" in finding.message}
    assert places == {"appendix-12"}
    assert "appendixes" in {finding.field for finding in found}


def test_a_clone_has_the_same_parts(database, office, plan_id, text):
    new_id = drafting.clone(database, office.drafter, plan_id, NOON)

    made = saved_text(database, new_id)
    assert (made.appendixes, made.opening) == (text.appendixes, text.opening)


def test_a_paper_without_appendixes_leaves_those_of_the_draft(database, office, plan_id, text):
    imported = importing.read_text(PAPER)

    take_import(database, office.drafter, Target(plan_id, 1), imported, NOON)

    made = saved_text(database, plan_id)
    assert made.appendixes == text.appendixes
    assert made.opening == text.opening
    assert made.body[-1].runs[0].note == "Rộng 32 ha"


def test_a_paper_with_the_same_appendix_is_compared_block_by_block(database, office, plan_id):
    paper = PAPER + "\nNơi nhận:\n- Các bản;\n- Lưu: VT.\n\nPHỤ LỤC\nVẬT TƯ\nGồm có đủ\n"
    imported = importing.read_text(paper)

    take_import(database, office.drafter, Target(plan_id, 1), imported, NOON)

    page = comparing.revision_page(database, office.drafter, plan_id, 2)
    assert page.differences is not None
    kept, gone = page.differences.appendixes
    assert "changed" in [block.change for block in kept.blocks]
    assert [field.label for field in gone.fields] == ["Bỏ phụ lục"]


def test_words_of_notes_are_found(database, office, plan_id):
    fields = fields_of(database, office, plan_id)
    changed = replace(fields, notes=(fields.notes[0], NotePart(2, "Thủy nông")))

    drafting.save(database, office.drafter, plan_id, 1, changed, now=NOON)

    with database.reading() as session:
        found = session.scalars(select(PlanWordRow.word).where(PlanWordRow.word == "nong"))
        assert found.all()
