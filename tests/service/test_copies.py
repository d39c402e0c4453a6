"""Sao y, trích sao: the number from their own series, the line of the book, the kept paper."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from sqlalchemy import select

from tests.service.booking import MIDNIGHT, lines, register
from tests.service.builders import NOON, a_plan, an_authority, an_office, bring_to, save
from tests.service.chains import a_common_series, follow
from tests.service.copied import a_copies_series, copy
from tests.service.signed_papers import hand_in
from webapp.db.models.copies import CopyPdfRow, CopyRow
from webapp.db.models.organisations import AdvisoryBodyRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.domain.copies import CopyKind, Parts
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.services import administration, audit, evidence
from webapp.services.administration import SeriesInput
from webapp.services.book_lines import Crossing, line_page, void_line
from webapp.services.copy_files import WantedFile, copy_file
from webapp.services.copy_pages import copies_on, copy_page
from webapp.services.copy_values import PlanCopies
from webapp.services.history import history
from webapp.services.numbering import NoSeriesError

PART = Parts(frozenset({3}), opening=True)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def issued(database, rules, office, plan_id):
    a_copies_series(database, office)
    return bring_to(database, rules, office, plan_id, "issued")


def card(database, actor, plan_id):
    with database.reading() as session:
        return copies_on(session, actor, session.get_one(PlanRow, plan_id))


def word_of(database, actor, plan_id, made) -> str:
    """Return the words of the copy as Word, in one line."""
    file = copy_file(database, actor, WantedFile(plan_id, made.copy_id, "word"), NOON)
    return words_in(file.data)


def words_in(docx: bytes) -> str:
    body = Document(BytesIO(docx)).element.body
    return " ".join(" ".join(one.text or "" for one in body.iter(qn("w:t"))).split())


def test_all_kinds_count_in_one_series(database, rules, office, issued):
    first = copy(database, rules, office, issued)
    second = copy(database, rules, office, issued, "trich_sao", parts=PART)

    assert first.message == "Đã cấp số 03/SY-UBND và làm sao y."
    assert second.message == "Đã cấp số 04/TrS-UBND và làm trích sao."
    assert [(row.number, row.notation, row.type_name) for row in lines(database)[1:]] == [
        (3, "SY-UBND", "Bản sao y"),
        (4, "TrS-UBND", "Bản trích sao"),
    ]


def test_the_line_of_the_book_says_what_was_copied_for_whom(database, rules, office, issued):
    made = copy(database, rules, office, issued, amount=3)

    line = lines(database, id=made.row_id)[0]
    assert line.subject.startswith("Kế hoạch số 115/KH-UBND ngày 02/03/2026: Tuyên truyền")
    assert (line.recipients, line.copies, line.signer_name) == (
        "Sở Tư pháp; Công an xã",
        3,
        "Phạm Quốc Toản",
    )
    assert (line.status, line.plan_id, line.promulgated_on) == ("issued", None, NOON.date())


def test_a_series_common_to_all_types_gives_copies_no_number(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    save_series(database, office, "Chung", None)

    with pytest.raises(NoSeriesError, match="dãy riêng, chung cho mọi bản sao"):
        copy(database, rules, office, plan_id)

    page = copy_page(database, office.clerk, plan_id, CopyKind.WHOLE, NOON)
    assert (page.expected, "bản sao" in page.refused) == (None, True)


def save_series(database, office, name, type_name, *, notation="", series_id=None):
    types = {one.name: one.id for one in administration.document_types(database)}
    type_id = types[type_name] if type_name else None
    values = SeriesInput(series_id, name, type_id, notation, 0, 2026)
    return administration.save_series(database, office.administrator, values, NOON)


def test_a_second_series_of_copies_is_refused(database, office):
    save_series(database, office, "Bản sao", "Bản sao y")

    with pytest.raises(InvalidInputError, match="đã có dãy số «Bản sao»"):
        save_series(database, office, "Trích sao", "Bản trích sao")

    served = [
        one.type_name for one in administration.series_list(database, office.administrator, NOON)
    ]
    assert served == ["mọi bản sao", "Kế hoạch"]


def test_a_series_of_copies_has_no_notation_of_its_own(database, office):
    with pytest.raises(InvalidInputError, match="không có ký hiệu riêng"):
        save_series(database, office, "Bản sao", "Bản sao y", notation="SAO-UBND")


def test_a_copy_of_anothers_paper_takes_its_number_in_the_book(database, office):
    a_copies_series(database, office)

    assert register(database, office, type_name="Bản sao lục").text == "03/SL-UBND"


def test_the_page_offers_what_may_be_chosen_and_the_number(database, office, issued):
    page = copy_page(database, office.clerk, issued, CopyKind.PART, NOON)

    assert page.expected is not None
    assert (page.expected.text, page.kind_label) == ("03/TrS-UBND", "Trích sao")
    assert [one.label for one in page.signers] == ["Phạm Quốc Toản – Chủ tịch"]
    assert [(one.label, one.level) for one in page.blocks][:2] == [
        ("I. MỤC ĐÍCH, YÊU CẦU", 1),
        ("1. Nâng cao hiểu biết pháp luật của người dân.", 2),
    ]
    assert not page.has_signed


def test_a_sao_y_is_the_issued_paper_with_the_block_below(database, rules, office, issued):
    made = copy(database, rules, office, issued)

    text = word_of(database, office.drafter, issued, made)
    assert "Các thôn phối hợp thực hiện Kế hoạch này./." in text
    assert text.index("(Đã ký)") < text.index("SAO Y") < text.index("03/SY-UBND")
    assert text.endswith(
        "- Sở Tư pháp; - Công an xã; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Phạm Quốc Toản"
    )


def test_a_trich_sao_is_made_anew_of_the_chosen_parts(database, rules, office, issued):
    made = copy(database, rules, office, issued, "trich_sao", parts=PART)

    text = word_of(database, office.drafter, issued, made)
    assert "Số: 115/KH-UBND" in text
    assert "Căn cứ Luật Phổ biến" in text
    assert "II. TỔ CHỨC THỰC HIỆN" in text
    assert "MỤC ĐÍCH" not in text
    assert "TRÍCH SAO" in text
    (item,) = card(database, office.clerk, issued).items
    assert item.parts == "căn cứ, mở đầu; «II. TỔ CHỨC THỰC HIỆN»"


def test_the_signed_paper_is_what_is_copied_where_it_is_kept(database, rules, office, issued):
    hand_in(database, office.clerk, issued)
    copy(database, rules, office, issued)

    with database.reading() as session:
        made, pdf = (
            session.scalars(select(CopyRow)).one(),
            session.scalars(select(CopyPdfRow)).one(),
        )
    assert made.source_sha256 == pdf.base_sha256
    assert pdf.source_sha256 != made.word_sha256


def test_a_copy_as_a_file_has_no_word_file(database, rules, office, issued):
    hand_in(database, office.clerk, issued)
    made = copy(database, rules, office, issued, form="electronic")

    (item,) = card(database, office.clerk, issued).items
    assert (item.form_label, item.has_word, item.sha256) == ("Bản điện tử", False, "")
    with pytest.raises(NotFoundError, match="chưa có tệp ở dạng đó"):
        word_of(database, office.clerk, issued, made)


def test_a_part_as_a_file_says_in_its_corner_who_copied_it_when(database, rules, office, issued):
    copy(database, rules, office, issued, "trich_sao", form="electronic", parts=PART)

    with database.reading() as session:
        source = session.scalars(select(CopyPdfRow.source_sha256)).one()
        data = session.get_one(BlobRow, source).content
    text = words_in(data)
    assert "TRÍCH SAO; Ủy ban nhân dân xã An Phước; 02/03/2026; 12:00:00+07:00" in text
    assert "SY-UBND" not in text


def test_readers_of_another_agency_see_no_copies(database, rules, office, issued):
    copy(database, rules, office, issued)
    outside = an_office(database, short_name="UBND tỉnh").clerk

    assert card(database, outside, issued) == PlanCopies()


def test_the_card_knows_the_copy_by_its_hash(database, rules, office, issued):
    copy(database, rules, office, issued)

    (item,) = card(database, office.clerk, issued).items
    assert item.pdf_is_under_way
    assert item.sha256.startswith(item.short_hash)


def test_the_same_form_sent_twice_makes_one_copy(database, rules, office, issued):
    first = copy(database, rules, office, issued, key="một")
    again = copy(database, rules, office, issued, key="một")

    assert again.copy_id == first.copy_id
    assert again.message == "Đã làm bản sao số 03/SY-UBND từ chính biểu mẫu này."
    assert len(card(database, office.clerk, issued).items) == 1


def test_the_same_key_in_another_agency_is_another_form(database, rules, office, issued):
    other = an_office(database, short_name="UBND xã Tân Lập")
    a_copies_series(database, other)
    theirs = bring_to(database, rules, other, a_plan(database, other), "issued")
    first = copy(database, rules, office, issued, key="một")

    assert copy(database, rules, other, theirs, key="một").copy_id != first.copy_id


def test_another_number_than_expected_is_told(database, rules, office, issued):
    expected = copy(database, rules, office, issued, expected=3)
    late = copy(database, rules, office, issued, expected=3)

    assert (expected.differs, late.differs) == (False, True)
    assert "Số dự kiến 3 đã được cấp cho văn bản khác." in late.message


def test_the_new_year_begins_at_one(database, rules, office, issued):
    made = copy(database, rules, office, issued, now=MIDNIGHT)

    assert "01/SY-UBND" in made.message


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"form": "stone"}, "form"),
        ({"form": "electronic"}, "form"),
        ({"amount": 0}, "amount"),
        ({"amount": None}, "amount"),
        ({"authority_id": None}, "authority_id"),
        ({"to_places": " ; -\n"}, "to_places"),
        ({"to_places": "A" * 1001}, "to_places"),
        ({"purpose": "A" * 501}, "purpose"),
    ],
)
def test_what_is_not_said_rightly_is_refused_beside_its_field(
    database, rules, office, issued, changes, field
):
    with pytest.raises(InvalidInputError) as told:
        copy(database, rules, office, issued, **changes)

    assert told.value.field == field
    assert len(lines(database)) == 1


def test_all_that_is_wrong_with_a_copy_is_said_at_once(database, rules, office, issued):
    wrong = {"form": "", "amount": 0, "to_places": "", "authority_id": None}

    with pytest.raises(InvalidInputError) as told:
        copy(database, rules, office, issued, **wrong)

    assert {one.field for one in (told.value, *told.value.others)} == wrong.keys()


def test_a_power_held_in_an_advisory_body_signs_no_copy(database, rules, office, issued):
    body = AdvisoryBodyRow(agency_id=office.agency_id, name="BAN CHỈ ĐẠO", abbreviation="BCĐ")
    held = {"advisory_body_id": save(database, lambda _: body), "form": "advisory"}
    power = an_authority(database, office.agency_id, office.signer.person_id, **held)

    with pytest.raises(InvalidInputError, match="Chọn người ký bản sao"):
        copy(database, rules, office, issued, authority_id=power)


def test_only_the_clerk_copies_and_only_what_is_issued(database, rules, office, issued):
    with pytest.raises(ForbiddenError, match="do văn thư làm"):
        copy(database, rules, office, issued, actor=office.drafter)
    with pytest.raises(ForbiddenError, match="Chỉ sao văn bản đã phát hành"):
        copy_page(database, office.clerk, a_plan(database, office), CopyKind.WHOLE, NOON)


def test_a_recalled_plan_is_copied_no_more_and_its_copies_are_called_back(
    database, rules, office, issued
):
    copy(database, rules, office, issued)
    a_common_series(database, office)
    follow(database, rules, office, issued, "recalls")

    with pytest.raises(ForbiddenError, match="đã bị thu hồi"):
        copy(database, rules, office, issued)
    shown = card(database, office.clerk, issued)
    assert (shown.recalled, shown.standing, shown.may_copy, shown.shown) == (True, 1, False, True)
    assert not shown.items[0].has_word


def test_the_book_says_beside_a_copy_that_its_plan_was_recalled(database, rules, office, issued):
    made = copy(database, rules, office, issued)
    a_common_series(database, office)
    assert line_page(database, office.clerk, made.row_id).marks == ""

    follow(database, rules, office, issued, "recalls")

    marks = line_page(database, office.clerk, made.row_id).marks
    assert (
        marks
        == "Văn bản được sao đã thu hồi theo Thông báo số 21/TB-UBND ngày 02 tháng 3 năm 2026."
    )


def test_a_copy_whose_number_is_void_is_given_out_no_more(database, rules, office, issued):
    made = copy(database, rules, office, issued)
    crossing = Crossing(made.row_id, lines(database, id=made.row_id)[0].version, "In nhầm")
    void_line(database, office.clerk, crossing, NOON)

    (item,) = card(database, office.clerk, issued).items
    assert (item.is_void, item.void_reason) == (True, "In nhầm")
    with pytest.raises(ForbiddenError, match="đã hủy"):
        word_of(database, office.clerk, issued, made)


def test_a_copy_of_another_plan_is_not_found(database, rules, office, issued):
    made = copy(database, rules, office, issued)
    other = bring_to(database, rules, office, a_plan(database, office), "issued")

    for plan_id, made_id in ((other, made.copy_id), (issued, 999)):
        with pytest.raises(NotFoundError, match="không có bản sao này"):
            copy_file(database, office.clerk, WantedFile(plan_id, made_id, "word"), NOON)


def test_the_history_says_who_copied_it_for_whom(database, rules, office, issued):
    made = copy(database, rules, office, issued, purpose="Theo đề nghị của Sở Tư pháp")
    word_of(database, office.drafter, issued, made)

    with database.reading() as session:
        told = history(audit.events_of(session, issued))
    assert [one.sentence for one in told[:2]] == [
        "Lê Thị Hạnh tải bản sao số 03/SY-UBND.",
        "Đỗ Minh Châu sao y thành 1 bản, số 03/SY-UBND, gửi Sở Tư pháp; Công an xã.",
    ]
    assert told[1].note == "Theo đề nghị của Sở Tư pháp"


def test_what_was_written_of_a_copy_agrees_with_its_event(database, rules, office, issued):
    copy(database, rules, office, issued)

    assert [*audit.verify(database), *evidence.verify(database)] == []
