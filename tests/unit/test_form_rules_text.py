"""What is legal in bases, citations, capitals and endings; faults that need a whole plan."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.a_good_plan import (
    BODY,
    GOOD,
    a_plan,
    found,
    issued,
    para,
    with_appendixes,
    with_bases,
    with_body,
    with_text,
    words,
)
from webapp.domain.form_rules.checking import check
from webapp.domain.stages import Stage

DRAFT, SIGNING, ISSUED = Stage.DRAFT, Stage.SIGNING, Stage.ISSUED
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
DECREE = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
)


def without_opening(*bases):
    return a_plan(legal_bases=tuple(words(base) for base in bases), opening=())


def base(text):
    return with_bases(f"{text};", f"{DECREE};")


def text(sentence):
    return with_text(f"{sentence} như sau:")


def test_a_law_that_amends_the_one_before_stands_in_its_line():
    amended = f"{LAW}; Luật sửa đổi, bổ sung một số điều của Luật này ngày 10 tháng 12 năm 2025"

    assert ("ND30-PL1-II.6a-xuong-dong", "legal_bases/0") not in found(base(amended))


def test_a_text_without_its_end_sign_is_found_at_the_last_word():
    open_end = a_plan(body=BODY[:-1])
    with_closing = a_plan(closing=(words("Yêu cầu các đơn vị thực hiện."),))

    assert ("ND30-PL3-ket-thuc", "body/p9") in found(open_end)
    assert ("ND30-PL3-ket-thuc", "closing/0") in found(with_closing)


def test_a_text_of_end_signs_alone_is_read_in_one_pass():
    # Tried again from each of them, this text would keep a process busy for a minute.
    plan = with_text("./." * 30_000 + "x")

    assert ("TL-ket-thuc-giua", "opening/0") in found(plan)


def test_an_empty_body_of_nothing_but_space_has_no_end_to_look_at():
    nothing = a_plan(opening=(), body=(para("", "p1"),), legal_bases=())

    assert ("ND30-PL3-ket-thuc", "body/p1") not in found(nothing)


@pytest.mark.parametrize("mark", ["DỰ THẢO", "(Dự thảo lần 2)", "Dự thảo ngày 02/3/2026"])
def test_a_leftover_draft_mark_is_a_fault_from_the_signing_stage_on(mark):
    plan = a_plan(opening=(words(mark), *GOOD.opening))

    assert found(plan, DRAFT) == set()
    assert found(plan, SIGNING) == {("ND30-D11-du-thao", "opening/0")}


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Phụ lục I", {1, 2, 3}),
        ("Phụ lục I, II và Phụ lục IV", {2}),
        ("Phụ lục I, Phụ lục III", {1, 3}),
        ("Phụ lục I đến Phụ lục IV", set()),
        ("Phụ lục I-III", {3}),
        ("Phụ lục số II; Phụ lục số IV", {0, 2}),
        ("các Phụ lục", set()),
        ("Phụ lục I (xem thêm các phụ lục khác)", set()),
    ],
)
def test_an_appendix_that_the_text_passes_over_is_a_fault(text, missing):
    places = {("ND30-PL1-III.1a", f"appendixes/{place}") for place in missing}

    assert found(with_appendixes(4, text)) == places


def test_an_appendix_with_a_label_of_its_own_is_taken_for_announced():
    plan = with_appendixes(2, "Phụ lục I")
    lettered = replace(plan.appendixes[1], title="Phụ lục A\nBIỂU TỔNG HỢP")

    assert found(replace(plan, appendixes=(plan.appendixes[0], lettered))) == set()


def test_a_form_in_an_appendix_may_have_dots_to_fill_in():
    assert found(with_appendixes(1, "Phụ lục")) == set()


@pytest.mark.parametrize(
    ("day", "flagged"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True), (None, True)]
)
def test_district_bodies_are_pointed_at_from_the_day_they_ended(day, flagged):
    plan = a_plan(promulgated_on=day, opening=(words("UBND huyện thực hiện như sau:"),))

    assert bool(found(plan)) is flagged


def test_a_place_that_is_an_abbreviation_is_not_asked_for_small_letters():
    assert found(a_plan(promulgation_place="TPHCM", organ_name="VĂN PHÒNG")) == {
        ("ND30-PL1-II.4a-viet-tat", "promulgation_place")
    }


def test_a_mark_that_no_letter_takes_up_is_left_alone():
    findings = check(text("Xã Na\u0323\u0302m và x\u0302"))

    assert [one.quote for one in findings] == ["a\u0323\u0302"]


def test_a_cited_day_that_no_calendar_has_is_not_compared_with_the_plans_own():
    cited = "Theo Quyết định số 9/QĐ-UBND ngày 31/02/2027 của xã như sau:"
    plan = a_plan(promulgated_on=date(2026, 3, 2), opening=(words(cited),))

    assert found(plan) == {("TL-ngay-khong-co", "opening/0")}


LEGAL = [
    without_opening(f"{LAW};", f"{DECREE}."),
    with_bases(f"{LAW};", f"{DECREE}."),
    with_bases(f"{DECREE}."),
    a_plan(legal_bases=(), opening=(), body=BODY[:7] + BODY[8:]),
    base("Căn cứ chức năng, nhiệm vụ được giao"),
    base("Căn cứ Hiến pháp năm 2013"),
    base("Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV"),
    base("Căn cứ Quyết định số 5/QĐ-UBND của UBND tỉnh ngày 5/3/2026 về chuyển đổi số"),
    base("Căn cứ Quyết định số 5/QĐ-UBND ngày 5.3.2026 của UBND tỉnh về việc giao chỉ tiêu"),
    base(
        "Thực hiện Kế hoạch phối hợp số 05-KH/BDV-BCS ngày 14/01/2026 giữa hai cơ quan về dân vận"
    ),
    base("Thực hiện Pháp lệnh Dân quân ngày 05 tháng 3 năm 2020 về thị trấn"),
    base("Căn cứ Nghị quyết số 9/2025/QH15 ngày 5/3/2025 của Quốc hội về thị trấn"),
    text("Theo Luật Thủ đô và Nghị quyết số 9/2025/QH15 ngày 5/3/2026 của Quốc hội"),
    text("Theo Quyết định số 217-QĐ/TW và Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ"),
    text("Theo Quyết định số 9/QĐ-UBND ngày 5/3/2026 của xã, thực hiện Quyết định số 8/QĐ-UBND"),
    text("Ngày 18/02/2026, quản lý nhà nước, Nhà nước, ủy ban nhân dân"),
    text("Uỷ ban nhân dân xã, Ủy ban MTTQ Việt Nam xã"),
    text("Phát triển Thành phố Hồ Chí Minh và Thủ đô Hà Nội"),
    text("Tỉnh ủy, Tỉnh đoàn; tại Phường Điện Biên Phủ, Quận 1"),
    text("Theo Nghị định số 30/2020/NĐ-CP. Khoản 2 quy định rõ"),
    text("Hạng mục 1, danh mục 2; giai đoạn 2026 - 2030, v.v..., 1,5 tỷ đồng"),
    text("Mỗi quận 4, mỗi phường 4 cán bộ; tỉnh Bạn kết nghĩa; ông Lôc ở Êđê"),
    text("Các nội quy, quy chế, quy định.... Phát huy vai trò"),
    text("Hằng năm... và một số... việc [1], a < b > c"),
    text("Xây dựng dự thảo Nghị quyết; lấy ý kiến (dự thảo) rộng rãi"),
    text("Thực hiện Phụ lục kèm theo Nghị định số 30/2020/NĐ-CP"),
    text("Theo Quyết định số 9/QĐ-UBND ngày 5/3/2020 của UBND tỉnh về việc giao UBND huyện"),
    text("Kế hoạch này và kế hoạch số 5 của xã"),
    text("Theo Pháp lệnh Dân quân và Thông báo kết luận số 5/TB-VP ngày 5/3/2026 của Văn phòng"),
    text(
        "Theo Quyết định số 9/QĐ-UBND ngày 5/3/2026 của xã về thực hiện Nghị định số "
        "30/2020/NĐ-CP ngày 05/3/2020"
    ),
    with_body(para("(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm …)", "p8")),
    with_body(para("(Kèm theo Quyết định số 12/QĐ-UBND)", "p8"), para("________", "p9")),
    issued(promulgated_on=date(2024, 1, 5), opening=(words("Sở Kế hoạch và Đầu tư như sau:"),)),
]


@pytest.mark.parametrize("plan", LEGAL)
def test_a_legal_variant_is_never_flagged(plan):
    stage = ISSUED if plan.code_number else DRAFT

    assert found(plan, stage) == set()


@pytest.mark.parametrize("verb", ["Theo", "Xét"])
def test_a_proposal_names_its_issuer_before_its_number(verb):
    proposal = (
        f"{verb} đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 84/TTr-SNV ngày 05 tháng 3 năm 2026"
    )

    assert found(base(proposal)) == set()
    assert found(base(proposal.partition(" ngày")[0])) == {("ND30-PL1-II.6a-ngay", "legal_bases/0")}
