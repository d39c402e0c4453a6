from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_membership,
    a_person,
    a_plan,
    a_text,
    a_unit,
    an_agency,
    an_office,
    bring_to,
    take,
    words,
)
from webapp.db.models.plans import PlanWordRow
from webapp.db.queries import plan_walks
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import Appendix, Block, BlockKind
from webapp.services import (
    drafting,
    drafting_desk,
    reading,
    reading_lists,
    reading_register,
    search_words,
)
from webapp.services.draft_fields import DraftFields
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter


def a_draft(database, office, subject, body="1. Việc chung."):
    fields = DraftFields(subject=subject, body=body, unit_id=office.unit_id)
    return drafting.create_plan(database, office.drafter, fields, NOON)


def listed(database, actor, **wishes):
    page = reading.plan_list(database, actor, PlanFilter(**wishes), NOON)
    return [one.plan_id for one in page.items]


@pytest.mark.parametrize(
    "q",
    [
        "ke hoach dao tao",
        "Đào tạo",
        "ĐÀO TẠO NGHỀ",
        "đào tạo ngh",
        "  nghề, (đào) ",
        "gach lat nen",
    ],
)
def test_words_are_found_in_any_writing_and_the_last_by_its_beginning(database, office, q):
    found = a_draft(database, office, "Kế hoạch đào tạo nghề năm 2026", "1. Mua gạch lát nền.")
    a_draft(database, office, "Phòng chống thiên tai")

    assert listed(database, office.drafter, q=q) == [found]


@pytest.mark.parametrize("q", ["đào tạo lái", "dao", "tao ngha", "nghe dao x", "🙂 đào2"])
def test_a_word_that_does_not_stand_in_the_plan_finds_nothing(database, office, q):
    a_draft(database, office, "Tập huấn lái xe")

    assert listed(database, office.drafter, q=q) == []


def test_the_words_of_a_text_that_is_gone_find_nothing_however_many_they_were(database, office):
    fields = DraftFields(subject="Trồng cây", body=" ".join(f"x{i}" for i in range(1200)))
    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)
    rewritten = replace(fields, body="y0 x7")

    drafting.save(database, office.drafter, plan_id, 1, rewritten, now=NOON)

    with database.reading() as session:
        kept = select(PlanWordRow.word).where(PlanWordRow.plan_id == plan_id)
        words_kept = set(session.scalars(kept))
    assert {one for one in words_kept if one[0] in "xy" and one[1:].isdigit()} == {"y0", "x7"}


def test_words_of_appendixes_and_tables_are_found_too():
    text = a_text(
        appendixes=(Appendix("BIỂU TỔNG HỢP", (Block(BlockKind.PARAGRAPH, words("Máy cày")),)),)
    )

    assert {"bieu", "tong", "may", "cay", "toan"} <= search_words.words_of(text)


def test_a_question_is_folded_and_its_number_read():
    question = search_words.read_question(" 115/KH-UBND ")

    assert (question.number, question.notation) == (115, "KH-UBND")
    assert (question.words, question.prefix) == (("115", "kh"), "ubnd")
    assert search_words.read_question("015").number == 15
    assert search_words.read_question("năm 2026").number is None
    assert search_words.read_question("  ") == search_words.Question()


def test_signs_of_the_search_are_literal_text(database, office):
    a_draft(database, office, "Một trăm phần trăm")

    assert listed(database, office.drafter, q="%") == listed(database, office.drafter)
    assert listed(database, office.drafter, q="tr_m") == []
    assert listed(database, office.drafter, q="' OR 1=1 --") == []


def test_the_newest_comes_first_and_pages_follow_without_gap_or_double(database, office):
    ids = [a_draft(database, office, f"Kế hoạch thứ {n}") for n in range(28)]

    first = reading.plan_list(database, office.drafter, PlanFilter(q="thu"), NOON)
    wishes = PlanFilter(q="thu", before_id=first.next_before_id)
    second = reading.plan_list(database, office.drafter, wishes, NOON)

    shown = [one.plan_id for one in (*first.items, *second.items)]
    assert shown == sorted(ids, reverse=True)
    assert (len(first.items), second.next_before_id) == (25, None)


@pytest.mark.parametrize("rare", [1, 300])
def test_common_words_and_rare_words_find_the_same(database, office, monkeypatch, rare):
    monkeypatch.setattr(plan_walks, "STRETCH", rare)
    found = a_draft(database, office, "Trồng rừng phòng hộ")
    a_draft(database, office, "Trồng hoa")

    assert listed(database, office.drafter, q="trong rung") == [found]
    assert listed(database, office.drafter, q="rung tron") == [found]


def test_an_exact_number_comes_first_however_old(database, rules, office):
    numbered = bring_to(database, rules, office, a_plan(database, office), "issued")
    mentions = a_draft(database, office, "Thực hiện Kế hoạch số 115/KH-UBND")

    assert listed(database, office.drafter, q="115") == [numbered, mentions]
    assert listed(database, office.drafter, q="115/kh-ubnd") == [numbered, mentions]
    assert listed(database, office.drafter, q="115/QĐ-UBND") == []
    assert listed(database, office.drafter, q="116") == []


def test_pages_after_exact_numbers_lose_and_repeat_nothing(database, rules, office, monkeypatch):
    monkeypatch.setattr(reading_lists, "PAGE", 2)
    numbered = bring_to(database, rules, office, a_plan(database, office), "issued")
    mentions = [a_draft(database, office, f"Theo số 115, việc {n}") for n in range(4)]

    shown, before = [], None
    for _ in range(3):
        wishes = PlanFilter(q="115", before_id=before)
        page = reading.plan_list(database, office.drafter, wishes, NOON)
        shown += [one.plan_id for one in page.items]
        before = page.next_before_id

    assert shown == [numbered, *sorted(mentions, reverse=True)]
    assert before is None


def test_exact_numbers_that_fill_a_page_leave_the_rest_to_the_next(
    database, rules, office, monkeypatch
):
    monkeypatch.setattr(reading_lists, "PAGE", 1)
    numbered = bring_to(database, rules, office, a_plan(database, office), "issued")
    mentions = a_draft(database, office, "Theo số 115")

    first = reading.plan_list(database, office.drafter, PlanFilter(q="115"), NOON)
    wishes = PlanFilter(q="115", before_id=first.next_before_id)
    second = reading.plan_list(database, office.drafter, wishes, NOON)

    assert [one.plan_id for one in first.items] == [numbered]
    assert [one.plan_id for one in second.items] == [mentions]


def test_the_list_can_be_filtered(database, rules, office):
    running = bring_to(database, rules, office, a_plan(database, office), "approval")
    issued = bring_to(database, rules, office, a_plan(database, office), "issued")
    other_unit = a_unit(database, office.agency_id, "Văn phòng", "VP")
    draft = a_plan(database, office, unit_id=other_unit)

    def filtered(**wishes):
        return listed(database, office.administrator, **wishes)

    assert filtered() == [draft, issued, running]
    assert filtered(state="running") == [running]
    assert filtered(state="issued") == [issued]
    assert filtered(state="draft", unit_id=other_unit) == [draft]
    assert filtered(year=2026) == [issued]
    assert filtered(year=2025) == []
    assert filtered(mine=True) == []
    assert listed(database, office.drafter, mine=True) == [draft, issued, running]


def test_a_line_of_the_list_says_what_the_plan_is(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")

    page = reading.plan_list(database, office.clerk, PlanFilter(), NOON)

    (item,) = page.items
    assert (item.number_text, item.state_label) == ("115/KH-UBND", "Đã phát hành")
    assert (item.drafter_name, item.unit_name) == ("Lê Thị Hạnh", "Phòng Văn hóa - Xã hội")
    assert item.promulgated_on == date(2026, 3, 2)
    assert [name for _, name in page.units] == ["Phòng Văn hóa - Xã hội"]
    assert ("running", "Đang trình ký") in page.states
    assert page.may_draft is False


def test_drafts_are_listed_for_those_they_concern_alone(database, rules, office):
    draft = a_plan(database, office)
    issued = bring_to(database, rules, office, a_plan(database, office), "issued")
    asked = bring_to(database, rules, office, a_plan(database, office), "content_check")
    stranger = a_person(database, office.agency_id, Role.DRAFTER)
    moved_head = replace(office.unit_head, unit_id=None)

    assert listed(database, stranger) == [issued]
    assert listed(database, moved_head) == [asked, issued]
    assert listed(database, office.drafter) == [asked, issued, draft]
    assert listed(database, office.clerk) == [asked, issued, draft]


def test_a_member_without_a_role_lists_nothing(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    guest = a_person(database, office.agency_id)

    assert listed(database, guest) == []
    assert listed(database, guest, q="115") == []


def test_another_agencys_plans_are_in_no_list(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    other = an_office(database, short_name="UBND xã Tân Lập")
    a_membership(database, office.clerk.person_id, other.agency_id, Role.CLERK)
    elsewhere = replace(office.clerk, agency_id=other.agency_id)

    assert listed(database, elsewhere) == []
    assert listed(database, elsewhere, q="115") == []
    assert listed(database, elsewhere, q="phap luat") == []


def book(database, actor, **wishes):
    return reading.register(database, actor, RegisterFilter(**wishes), NOON)


def test_the_register_shows_the_columns_of_the_decree(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")

    page = book(database, office.drafter)

    (row,) = page.items
    assert (row.number_text, row.promulgated_on) == ("115/KH-UBND", date(2026, 3, 2))
    assert (row.type_name, row.signer_name) == ("Kế hoạch", "Phạm Quốc Toản")
    assert (row.recipients, row.kept_by) == ("UBND tỉnh; Các thôn", "VT, VHXH")
    assert (row.status, row.marks, row.copies) == ("issued", "", None)
    assert (page.year, page.years, page.series_id) == (2026, (2026,), office.series_id)
    assert [name for _, name in page.series] == ["Kế hoạch"]
    assert page.agency_name == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"


def test_a_void_number_keeps_its_line_with_the_reason(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")
    take(database, rules, office.clerk, plan_id, "void", note="Cấp nhầm")

    (row,) = book(database, office.clerk).items

    assert (row.number, row.status) == (115, "void")
    assert row.marks == "Đã hủy số. Lý do: Cấp nhầm."


def test_the_register_is_turned_page_by_page(database, rules, office, monkeypatch):
    monkeypatch.setattr(reading_register, "PAGE", 2)
    for _ in range(3):
        bring_to(database, rules, office, a_plan(database, office), "issued")

    first = book(database, office.clerk)
    second = book(database, office.clerk, before_number=first.next_before_number)

    assert [one.number for one in first.items] == [117, 116]
    assert [one.number for one in second.items] == [115]
    assert second.next_before_number is None


def test_the_register_is_searched_by_number_and_by_words(database, rules, office):
    for subject in ("Trồng rừng", "Trồng hoa"):
        plan_id = a_draft(database, office, subject, "1. Giao các thôn thực hiện./.")
        complete(database, office, plan_id)
        bring_to(database, rules, office, plan_id, "issued")

    def found(q):
        return [one.number for one in book(database, office.clerk, q=q).items]

    assert found("116") == [116]
    assert found("116/KH-UBND") == [116]
    assert found("trong ru") == [115]
    assert found("trong") == [116, 115]
    assert found("gieo") == []


def complete(database, office, plan_id):
    """Fill what a submission asks for."""
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    fields = replace(
        page.fields,
        legal_bases="Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017.",
        opening="Ủy ban nhân dân xã An Phước ban hành Kế hoạch như sau:",
        to_places="UBND tỉnh\nCác thôn",
        filing_line="Lưu: VT, VHXH.",
        promulgation_place="An Phước",
        signing_authority_id=office.authority_id,
    )
    drafting.save(database, office.drafter, plan_id, page.version, fields, now=NOON)


def test_a_book_of_another_agency_or_year_is_not_shown(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    other = an_office(database, short_name="UBND xã Tân Lập")

    assert len(book(database, office.clerk, series_id=office.series_id).items) == 1
    assert book(database, office.clerk, year=2025).items == ()
    assert book(database, office.clerk, year=2025).years == (2026, 2025)
    assert book(database, other.clerk).items == ()
    with pytest.raises(NotFoundError, match="Không tìm thấy sổ"):
        book(database, other.clerk, series_id=office.series_id)
    with pytest.raises(ForbiddenError):
        book(database, replace(office.clerk, roles=frozenset()))


def test_an_agency_without_series_has_an_empty_register(database, office):
    agency_id = an_agency(database, short_name="Sở Nội vụ")

    page = book(database, replace(office.clerk, agency_id=agency_id))

    assert (page.items, page.series, page.series_id) == ((), (), None)
