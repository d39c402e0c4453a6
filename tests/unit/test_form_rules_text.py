"""Faults planted one at a time in bases, citations, spelling, capitals and endings."""

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
    table,
    with_appendixes,
    with_bases,
    with_body,
    with_text,
    words,
)
from webapp.domain.stages import Stage

DRAFT, SIGNING, ISSUED = Stage.DRAFT, Stage.SIGNING, Stage.ISSUED
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
DECREE = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
)
CITED_DECREE = DECREE.removeprefix("Căn cứ ")


def without_opening(*bases):
    return a_plan(legal_bases=tuple(words(base) for base in bases), opening=())


def base(text):
    return with_bases(f"{text};", f"{DECREE};")


def text(sentence):
    return with_text(f"{sentence} như sau:")


PLANTED = [
    ("ND30-PL1-II.6a-dau-cau", "legal_bases/0", with_bases(f"{LAW}.", f"{DECREE};")),
    ("ND30-PL1-II.6a-dau-cau", "legal_bases/0", with_bases(LAW, f"{DECREE};")),
    ("ND30-PL1-II.6a-dau-cau", "legal_bases/1", with_bases(f"{LAW};", f"{DECREE},")),
    ("ND30-PL1-II.6a-dau-cau", "legal_bases/1", without_opening(f"{LAW};", f"{DECREE};")),
    ("ND30-PL1-II.6a-xuong-dong", "legal_bases/0", with_bases(f"{LAW}; {CITED_DECREE};")),
    ("TL-can-cu-gach-dau-dong", "legal_bases/0", base(f"- {LAW}")),
    (
        "ND30-PL1-II.6a-luat",
        "legal_bases/0",
        base("Căn cứ Luật Thủ đô số 39/2024/QH15 ngày 28 tháng 6 năm 2024"),
    ),
    ("ND30-PL1-II.6a-ngay", "legal_bases/0", base("Căn cứ Luật Thủ đô năm 2024")),
    (
        "ND30-PL1-II.6a-ngay",
        "legal_bases/0",
        base("Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh về chuyển đổi số"),
    ),
    (
        "ND30-PL1-II.6a-ngay",
        "legal_bases/0",
        base("Thực hiện Công văn số 55/UBND-VX ngày 26 / 4 / của UBND tỉnh về việc họp"),
    ),
    (
        "ND30-PL1-II.6a-co-quan",
        "legal_bases/0",
        base("Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 về chuyển đổi số"),
    ),
    (
        "ND30-PL1-II.6a-trich-yeu",
        "legal_bases/0",
        base("Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 của UBND tỉnh"),
    ),
    (
        "TL-thieu-so",
        "legal_bases/0",
        base("Thực hiện Kết luận 12-KL/TU ngày 5/3/2026 của Tỉnh ủy về chuyển đổi số"),
    ),
    (
        "TL-so-cach-chu",
        "legal_bases/0",
        base("Thực hiện Kết luận số 12 -KL/TU ngày 5/3/2026 của Tỉnh ủy về chuyển đổi số"),
    ),
    (
        "ND30-PL1-II.6b-lan-sau",
        "opening/0",
        text("Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, xã ban hành"),
    ),
    ("ND30-PL1-II.6b-lan-dau", "opening/0", text("Theo Quyết định số 9/QĐ-UBND, xã ban hành")),
    (
        "ND30-PL1-II.6b-luat",
        "opening/0",
        text("Theo Luật Thủ đô số 39/2024/QH15, xã ban hành"),
    ),
    ("TL-thieu-so-noi-dung", "opening/0", text("Theo Nghị định 30/2020/NĐ-CP, xã ban hành")),
    ("ND30-PL2-V.6", "opening/0", text("Theo nghị định số 30/2020/NĐ-CP, xã ban hành")),
    ("ND30-PL2-IV.1", "opening/0", text("Ủy Ban nhân dân xã ban hành")),
    ("ND30-PL2-IV.1", "opening/0", text("Các Ủy Ban Nhân Dân ban hành")),
    ("ND30-PL2-IV.1", "opening/0", text("Nghị quyết của Hội Đồng nhân dân xã")),
    ("ND30-PL2-IV.1", "opening/0", text("Phục vụ Nhân Dân trong xã")),
    ("ND30-PL2-IV.1-nhan-dan", "opening/0", text("Ủy ban Nhân dân xã ban hành")),
    ("ND30-PL2-III.1a", "opening/0", text("Các xã của Tỉnh Nam Định thực hiện")),
    ("ND30-PL2-III.1a", "opening/0", text("Các phường thuộc Thành phố Thái Nguyên")),
    ("ND30-PL2-I", "opening/0", text("Sở Giáo dục Và Đào tạo thực hiện")),
    ("ND30-PL2-V.7-khoan-diem", "opening/0", text("Theo quy định tại Khoản 2 Điều 5 Luật Thủ đô")),
    ("ND30-PL2-V.7-khoan-diem", "opening/0", text("Theo quy định tại Điểm a khoản 2 Điều 5")),
    ("ND30-PL2-V.7", "opening/0", text("Theo điểm a khoản 2 điều 5 Luật Thủ đô")),
    ("ND30-PL2-V.7", "opening/0", text("Theo điều 5 của Luật Thủ đô")),
    ("ND30-PL2-V.7", "opening/0", text("Theo Điều 5 chương II Luật Thủ đô")),
    ("TL-hai-dau-cach", "opening/0", text("Ủy ban  nhân dân xã ban hành")),
    ("TL-cach-truoc-dau", "opening/0", text("Các đơn vị , tổ chức")),
    ("TL-cach-truoc-dau", "body/p8", with_body(para("Các đơn vị thực hiện .", "p8"))),
    ("TL-cach-sau-dau", "opening/0", text("Các đơn vị,tổ chức")),
    ("TL-thut-dong", "opening/0", text("   Các đơn vị")),
    ("TL-thut-dong", "opening/0", text("\tCác đơn vị")),
    ("TL-dam-bao", "opening/0", text("Để đảm bảo tiến độ")),
    ("TL-ngay-khong-co", "opening/0", text("Trước ngày 31/02/2026")),
    ("TL-ngay-khong-co", "opening/0", text("Trước ngày 31 tháng 4 năm 2026")),
    ("TL-cho-trong", "opening/0", text("Giao [tên đơn vị] chủ trì")),
    ("TL-cho-trong", "opening/0", text("Giao <tên đơn vị> chủ trì")),
    ("TL-cho-trong", "opening/0", text("Giao ........ chủ trì")),
    ("TL-cho-trong", "opening/0", text("Giao …… chủ trì")),
    ("TL-cho-trong", "opening/0", text("Trước ngày … tháng 3")),
    ("TL-cho-trong", "opening/0", text("Quyết định số …/QĐ-UBND")),
    ("TL-cho-trong", "opening/0", text("Giao XXX chủ trì")),
    ("TL-cho-trong", "opening/0", text("Giao ____ chủ trì")),
    ("TL-ket-thuc-giua", "opening/0", with_text("Các đơn vị thực hiện./.")),
    ("TL-doan-trong", "body/p8", with_body(para("", "p8"))),
    ("ND30-PL1-III.1a-thieu", "opening/0", text("Chi tiết tại Phụ lục kèm theo")),
    ("L72-2025-cap-huyen", "opening/0", text("UBND huyện Nậm Pồ thực hiện")),
    ("L72-2025-cap-huyen", "opening/0", text("Ủy ban nhân dân các huyện thực hiện")),
    ("L72-2025-cap-huyen", "opening/0", text("Phòng Nội vụ huyện thực hiện")),
    ("L72-2025-cap-huyen", "opening/0", text("Các xã, phường, thị trấn thực hiện")),
    ("L72-2025-cap-huyen", "to_places/0", a_plan(to_places=(words("UBND các huyện, thị xã"),))),
    ("NQ176-2025-QH15", "opening/0", text("Sở Kế hoạch và Đầu tư thực hiện")),
]


@pytest.mark.parametrize(("rule", "place", "plan"), PLANTED)
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(rule, place, plan):
    assert found(plan) == {(rule, place)}


def test_a_text_without_its_end_sign_is_found_at_the_last_word():
    open_end = a_plan(body=BODY[:-1])
    with_closing = a_plan(closing=(words("Yêu cầu các đơn vị thực hiện."),))

    assert ("ND30-PL3-ket-thuc", "body/p9") in found(open_end)
    assert ("ND30-PL3-ket-thuc", "closing/0") in found(with_closing)


def test_a_text_of_end_signs_alone_is_read_in_one_pass():
    # Tried again from each of them, this text would keep a process busy for a minute.
    plan = with_text("./." * 30_000 + "x")

    assert ("TL-ket-thuc-giua", "opening/0") not in found(plan)


def test_an_empty_body_of_nothing_but_space_has_no_end_to_look_at():
    nothing = a_plan(opening=(), body=(para("", "p1"),), legal_bases=())

    assert ("ND30-PL3-ket-thuc", "body/p1") not in found(nothing)


@pytest.mark.parametrize("mark", ["DỰ THẢO", "(Dự thảo lần 2)", "Dự thảo ngày 02/3/2026"])
def test_a_leftover_draft_mark_is_a_fault_from_the_signing_stage_on(mark):
    plan = a_plan(opening=(words(mark), *GOOD.opening))

    assert found(plan, DRAFT) == set()
    assert found(plan, SIGNING) == {("ND30-D11-du-thao", "opening/0")}


def test_a_draft_mark_beside_the_type_is_found():
    plan = issued(document_type="KẾ HOẠCH (DỰ THẢO)")

    assert ("ND30-D11-du-thao", "document_type") in found(plan, ISSUED)


def test_each_appendix_is_announced_with_roman_numbers():
    unannounced = with_appendixes(1)
    arabic = with_appendixes(2, "Phụ lục 1 và Phụ lục 2")

    assert found(unannounced) == {("ND30-PL1-III.1a", "appendixes")}
    assert found(arabic) == {("ND30-PL1-III.1a-la-ma", "opening/0")}
    assert found(with_appendixes(2, "Phụ lục I và Phụ lục II")) == set()
    assert found(with_appendixes(1, "Phụ lục 1")) == set()


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


def test_a_place_in_a_table_is_the_table():
    plan = with_body(table("Phòng  Kinh tế", "…………", name="t1"))

    assert found(plan) == {("TL-hai-dau-cach", "body/t1")}


@pytest.mark.parametrize(
    ("day", "flagged"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True), (None, True)]
)
def test_district_bodies_are_pointed_at_from_the_day_they_ended(day, flagged):
    plan = a_plan(promulgated_on=day, opening=(words("UBND huyện thực hiện như sau:"),))

    assert bool(found(plan)) is flagged


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
    base("Thực hiện Pháp lệnh Dân quân ngày 5 tháng 3 năm 2020 về thị trấn"),
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
