"""A Word file fills the form like a paste, and what the form cannot show yet is kept beside it."""

import pytest

from tests.service.builders import NOON
from tests.service.imported import take_import
from tests.unit.docx_samples import bold, docx, foot, head, p, paper, row, t, table
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import plain
from webapp.services import drafting, importing
from webapp.services.drafting import Target
from webapp.services.plan_texts import fields_of, text_of

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
WORD = paper(
    p("Sở Nội vụ ban hành Kế hoạch như sau:"),
    p(bold("I. MỤC ĐÍCH")),
    p("1. Rà soát hồ sơ theo Luật Lưu trữ", NOTE, t(".")),
    table(row("TT", "Việc"), row("1", "Rà soát"), widths=(500, 4500)),
    after=p(bold("Phụ lục"), align="center") + p("1. Hồ sơ đất đai."),
    footnotes=f'<w:footnote w:id="2">{p("Luật số 33/2024/QH15")}</w:footnote>',
)


def test_a_word_file_fills_the_fields_of_the_form():
    imported = importing.read_file("Kế hoạch.DOCX", WORD)

    assert imported.fields.subject == "Kiểm tra công tác lưu trữ năm 2026"
    assert "I. **MỤC ĐÍCH**" in imported.fields.body
    assert "<note>Luật số 33/2024/QH15</note>" in imported.fields.body
    assert "[[bảng " in imported.fields.body
    assert imported.fields.filing_line == "Lưu: VT, VTLT."
    kept = [item.message for item in imported.report if item.kind == "kept_as_is"]
    assert any("1 bảng" in message for message in kept)
    assert [part.body for part in imported.fields.appendixes] == ["1. Hồ sơ đất đai."]


def test_a_draft_made_of_it_keeps_table_footnote_and_appendix(database, office):
    imported = importing.read_file("a.docx", WORD)

    saved = take_import(database, office.drafter, Target(), imported, NOON)

    with database.reading() as session:
        text = text_of(plans.current_revision(session, saved.plan_id))
    assert [block.table is not None for block in text.body] == [False, False, True]
    assert [run.note for run in text.body[1].runs] == ["Luật số 33/2024/QH15", ""]
    assert [plain(block.runs) for block in text.appendixes[0].body] == ["Hồ sơ đất đai."]


def test_saving_the_untouched_form_changes_nothing_of_it(database, office):
    imported = importing.read_file("a.docx", WORD)
    saved = take_import(database, office.drafter, Target(), imported, NOON)
    with database.reading() as session:
        before = text_of(plans.current_revision(session, saved.plan_id))
        fields = fields_of(session.get_one(PlanRow, saved.plan_id), before)

    drafting.save(database, office.drafter, saved.plan_id, 1, fields, now=NOON)

    with database.reading() as session:
        after = text_of(plans.current_revision(session, saved.plan_id))
    assert (after.body, after.appendixes) == (before.body, before.appendixes)


def test_a_secret_word_file_is_refused():
    with pytest.raises(InvalidInputError, match="bí mật nhà nước"):
        importing.read_file("a.docx", paper(p("TỐI MẬT"), p("1. Rà soát hồ sơ.")))


def test_a_word_file_with_a_stamp_of_secrecy_in_its_head_is_refused():
    with pytest.raises(InvalidInputError, match="«TUYỆT MẬT»"):
        importing.read_file("a.docx", docx(p("TUYỆT MẬT") + head() + p("1. Rà soát.") + foot()))


@pytest.mark.parametrize("name", ["a.doc", "a.docm", "a.docx"])
def test_a_word_file_that_is_none_is_refused_with_what_to_do(name):
    with pytest.raises(InvalidInputError, match="hãy"):
        importing.read_file(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument")
