import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_plan, a_text
from tests.service.imported import take_import
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.plan import plain
from webapp.services import importing
from webapp.services.drafting import StaleDraftError, Target
from webapp.services.plan_texts import text_of

LATER = NOON + timedelta(hours=1)
PAPER = """\
ỦY BAN NHÂN DÂN
XÃ MƯỜNG LÈO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 27/KH-UBND
Mường Lèo, ngày 14 tháng 5 năm 2025

KẾ HOẠCH
Tổ chức Ngày hội đọc sách năm 2025

Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;
Căn cứ Kế hoạch số 12/KH-UBND ngày 03 tháng 3 năm 2025 của Ủy ban nhân dân huyện.
Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
1. Khơi dậy thói quen đọc sách trong Nhân dân.
2. Bảo đảm thiết thực, tiết kiệm.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội chủ trì.
2. Các trường học phối hợp./.

Nơi nhận:
- UBND huyện;
- Các trường học;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Giàng A Sính
"""
FIXED_TEXT = """số ngày tháng năm kế hoạch nơi nhận i ii 1 2
cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc"""
"""Words that the form itself writes, and the marks of sections."""


def words_of(text):
    return set(re.findall(r"\w+", text.casefold()))


def kinds(report, kind):
    return {item.place: item.text for item in report if item.kind == kind}


def test_a_paper_fills_the_fields_of_the_form():
    fields = importing.read_text(PAPER).fields

    assert fields.subject == "Tổ chức Ngày hội đọc sách năm 2025"
    assert len(fields.legal_bases.splitlines()) == 2
    assert fields.opening == "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"
    assert fields.body.startswith("I. MỤC ĐÍCH")
    assert fields.to_places == "UBND huyện\nCác trường học"
    assert fields.filing_line == "Lưu: VT, VHXH."


def test_number_date_signer_and_agency_are_reported_as_the_original_papers():
    imported = importing.read_text(PAPER)

    assert kinds(imported.report, "original") == {
        "organ_name": "ỦY BAN NHÂN DÂN XÃ MƯỜNG LÈO",
        "code_number": "27",
        "code_notation": "KH-UBND",
        "promulgation_place": "Mường Lèo",
        "promulgated_on": "ngày 14 tháng 5 năm 2025",
        "signer": "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Giàng A Sính",
    }
    assert imported.fields.promulgation_place == ""


def test_every_word_of_a_paper_is_in_a_field_or_in_the_report():
    imported = importing.read_text(PAPER + "\nĐường dây nóng: 0912 345 678\n")

    fields = imported.fields
    texts = (fields.subject, fields.legal_bases, fields.opening, fields.body, fields.closing)
    kept = words_of(" ".join((*texts, fields.to_places, fields.filing_line)))
    told = words_of(" ".join(item.text for item in imported.report))
    assert words_of(PAPER) | words_of("Đường dây nóng: 0912 345 678") <= kept | told | words_of(
        FIXED_TEXT
    )


def test_what_was_filled_is_counted():
    filled = importing.read_text(PAPER).filled

    assert [(one.label, one.amount) for one in filled] == [
        ("Trích yếu", ""),
        ("Căn cứ", "2 căn cứ"),
        ("Mở đầu", "1 đoạn"),
        ("Nội dung", "6 đoạn"),
        ("Nơi nhận", "2 nơi nhận"),
        ("Dòng lưu", ""),
    ]


def test_text_without_structure_becomes_paragraphs():
    imported = importing.read_text("Một dòng bất kỳ.\n\nMột dòng khác.")

    assert imported.fields.body == "Một dòng bất kỳ.\n\nMột dòng khác."
    assert "subject" in kinds(imported.report, "missing")


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật", "Tuyệt mật"])
def test_a_secret_paper_is_refused(stamp):
    with pytest.raises(InvalidInputError, match="bí mật nhà nước"):
        importing.read_text(f"{stamp}\n{PAPER}")


def test_a_stamp_of_urgency_is_taken_over_in_its_usual_spelling():
    imported = importing.read_text(PAPER.replace("KẾ HOẠCH\n", "HOẢ TỐC\nKẾ HOẠCH\n"))

    assert imported.fields.priority == "HỎA TỐC"
    assert ("priority", "Mức độ khẩn") in [(one.field, one.label) for one in imported.filled]


def test_a_paper_of_another_type_says_so():
    imported = importing.read_text(PAPER.replace("KẾ HOẠCH\n", "CHƯƠNG TRÌNH\n"))

    assert kinds(imported.report, "original")["document_type"] == "CHƯƠNG TRÌNH"


def test_an_appendix_and_a_footnote_become_parts_of_the_form():
    paper = PAPER.replace("I. ", "I. <note>Theo số liệu năm 2025</note>", 1)
    imported = importing.read_text(paper + "\nPHỤ LỤC\nDANH MỤC SÁCH\n1. Truyện cổ Mông\n")

    (part,) = imported.fields.appendixes
    assert (part.title.splitlines()[-1], part.body) == ("DANH MỤC SÁCH", "1. Truyện cổ Mông")
    assert not kinds(imported.report, "kept_as_is")
    filled = {one.label: one.amount for one in imported.filled}
    assert (filled["Phụ lục"], filled["Chú thích"]) == ("1 phụ lục", "1 chú thích")


def test_a_body_over_the_limit_is_refused():
    with pytest.raises(InvalidInputError, match=r"quá 1\.000\.000; rút gọn"):
        importing.read_text("đoạn văn dài. " * 80_000)


@pytest.mark.parametrize("name", ["ke-hoach.txt", "Kế hoạch.MD"])
def test_a_text_file_is_read_like_a_paste(name):
    imported = importing.read_file(name, b"\xef\xbb\xbf" + PAPER.replace("\n", "\r\n").encode())

    assert imported.fields == importing.read_text(PAPER).fields


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ke-hoach.docx", b"PK\x03\x04"),
        ("ke-hoach.txt", b"PK\x03\x04 doi ten"),
        ("ke-hoach.txt", "Kế hoạch".encode("utf-16-le")),
        ("ke-hoach", PAPER.encode()),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_one_sentence(name, data):
    with pytest.raises(InvalidInputError) as refused:
        importing.read_file(name, data)

    assert str(refused.value).endswith(".")


def the_plan(database, plan_id):
    with database.reading() as session:
        revision = plans.current_revision(session, plan_id)
        return session.get_one(PlanRow, plan_id), revision, text_of(revision)


def test_an_import_makes_a_draft_of_the_users_own_agency(database, office):
    saved = take_import(database, office.drafter, Target(), importing.read_text(PAPER), NOON)

    plan, revision, text = the_plan(database, saved.plan_id)
    assert (plan.state, revision.ordinal, plan.code_number) == ("draft", 1, None)
    assert text.organ_name == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"
    assert (text.promulgation_place, text.promulgated_on) == ("An Phước", None)
    assert text.signer.full_name == "Phạm Quốc Toản"
    assert text.report == importing_report(text)
    assert plain(text.subject) == "Tổ chức Ngày hội đọc sách năm 2025"


def importing_report(text):
    """The report of a fresh reading, whose places follow the plan's own block ids."""
    report = importing.read_text(PAPER).report
    assert all(not item.place.startswith("body/") for item in report)
    assert text.report
    return report


def test_an_import_into_a_draft_is_its_next_revision(database, office):
    plan_id = a_plan(database, office)
    paper = importing.read_text(a_paper_that_repeats_a_block())

    saved = take_import(database, office.drafter, Target(plan_id, 1), paper, LATER)

    plan, revision, text = the_plan(database, plan_id)
    assert (saved.ordinal, revision.ordinal) == (2, 2)
    assert plan.subject == "Tổ chức Ngày hội đọc sách năm 2025"
    assert a_text().body[1].id in [block.id for block in text.body]
    (fault,) = [item for item in text.report if item.text == "202 - 2030"]
    assert fault.place in {f"body/{block.id}" for block in text.body}


def a_paper_that_repeats_a_block():
    kept = plain(a_text().body[1].runs)
    faulty = PAPER.replace("đọc sách trong Nhân dân", "đọc sách giai đoạn 202 - 2030")
    return faulty.replace("2. Bảo đảm thiết thực, tiết kiệm.", f"2. {kept}")


def test_what_a_paper_does_not_say_stays_as_it_was(database, office):
    plan_id = a_plan(database, office)
    paper = importing.read_text("KẾ HOẠCH\nTrồng cây đầu xuân\n\nI. MỤC ĐÍCH\n1. Phủ xanh đồi.")

    take_import(database, office.drafter, Target(plan_id, 1), paper, LATER)

    text = the_plan(database, plan_id)[2]
    assert text.legal_bases == a_text().legal_bases
    assert plain(text.subject) == "Trồng cây đầu xuân"


def test_an_import_into_a_stale_draft_is_refused(database, office):
    plan_id = a_plan(database, office)
    paper = importing.read_text(PAPER)
    take_import(database, office.drafter, Target(plan_id, 1), paper, LATER)

    with pytest.raises(StaleDraftError):
        take_import(database, office.drafter, Target(plan_id, 1), paper, LATER)


def test_only_the_drafter_imports(database, office):
    paper = importing.read_text(PAPER)

    with pytest.raises(ForbiddenError):
        take_import(database, office.clerk, Target(), paper, NOON)
    with pytest.raises(ForbiddenError):
        target = Target(a_plan(database, office), 1)
        take_import(database, replace(office.clerk), target, paper, NOON)
