"""Paragraphs that a page break cut become whole, and nothing else is put together."""

import pytest

from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import plain

CLOSED = [
    "- Rà soát toàn bộ diện tích rừng trồng trên địa bàn các thôn, lập bản đồ và công khai.",
    "- Vận động hộ gia đình đăng ký trồng cây phân tán ven đường, quanh nhà văn hóa và trường học.",
    "- Kiểm tra, nghiệm thu diện tích cây sống sau ba tháng để làm căn cứ thanh toán kinh phí.",
]


def read(*paragraphs, between="\n\n"):
    plan = read_paper(between.join(paragraphs))
    return [plain(runs) for runs in (*(block.runs for block in plan.body), *plan.closing)]


def joined(first, second, *, habit=True):
    """Tell whether two neighbours become one paragraph in a paper that closes its items."""
    paragraphs = ["I. NHIỆM VỤ", *(CLOSED if habit else [])]
    alone = len(read(*paragraphs)) + 2
    return len(read(*paragraphs, first, second)) < alone


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Trồng cây gắn liền", "với bảo vệ rừng."),
        ("- Trồng cây theo Quyết định ngày", "12/12/2023 của Ủy ban."),
        ("- Trồng cây theo Điều", "7. Luật Lâm nghiệp quy định."),
        ("- Trồng cây theo điểm", "a) khoản 2 của Luật."),
        ("- Phát triển kinh tế", "- xã hội của xã."),
        ("- Vận động Hội Phụ nữ,", "Đoàn Thanh niên tham gia."),
        ("- Phong trào “Tết trồng cây đời đời", "Nhớ ơn Bác Hồ” được duy trì."),
        ("- Giao cho Sở Lao động -", "Thương binh và Xã hội."),
        ("- Kiểm tra việc thực hiện của", "Hạt Kiểm lâm."),
        ("- Trồng cây sấu, cây lim; chăm sóc cây;", "bảo vệ cây ven đường."),
        ("- Trồng cây sấu, cây lim dọc hai bên đường trục xã", "(mỗi thôn 20 cây)."),
        ("- Trồng cây sấu", ", cây lim."),
        ("- Giao trưởng thôn phối hợp Hội Cựu chiến binh", "Hội Nông dân thực hiện."),
        ("- Hoàn thành việc trồng cây trước ngày lễ và đạt", "100% chỉ tiêu được giao."),
        ("**2. Tổ chức trồng cây, chăm sóc cây**", "**và bảo vệ rừng**"),
        ("2. Trồng cây " + "tại các thôn bản, trường học, trạm y tế, trụ sở cơ quan, khu vực " * 2,
         "Suối Cạn và khu vực đầu nguồn thuộc xã."),
    ],
)  # fmt: skip
def test_a_sentence_that_was_cut_is_whole_again(first, second):
    assert joined(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Trồng cây sấu.", "và bảo vệ rừng."),
        ("- Các thôn gồm:", "thôn Đông, thôn Đoài."),
        ("rừng trồng;", "rừng tự nhiên;"),
        ("1. Mục tiêu", "Trồng 500 cây sấu."),
        ("**1. Mục tiêu**", "trồng 500 cây sấu."),
        ("**1. Mục tiêu của**", "Trồng 500 cây sấu."),
        ("1. Mục tiêu", "100% hộ dân tham gia."),
        ("- Thời gian", "Trong quý II năm nay."),
        ("b) Về hình thức, nội dung tuyên truyền", "Các thôn phát thanh mỗi ngày hai lần."),
        ("- Địa điểm: Nhà văn hóa thôn Đông và nhà văn hóa", "1. Thành phần."),
        ("- Địa điểm: Nhà văn hóa thôn Đông và nhà văn hóa", "**Thành phần tham dự.**"),
        ("- Địa điểm: Nhà văn hóa thôn Đông và nhà văn hóa", "THÀNH PHẦN THAM DỰ"),
        ("- Địa điểm: Nhà văn hóa thôn Đông và nhà văn hóa", "Trên đây là Kế hoạch."),
        ("1. Mục đích", "- nâng cao độ che phủ rừng."),
        ("- Trồng cây sấu.", ", cây lim."),
        ("Chương I", "QUY ĐỊNH CHUNG"),
    ],
)
def test_what_only_stands_below_stays_apart(first, second):
    assert not joined(first, second)


def test_without_the_habit_of_closing_items_stay_apart():
    first, second = "- Giao trưởng thôn phối hợp Hội Cựu chiến binh", "Hội Nông dân thực hiện"

    assert not joined(first, second, habit=False)


def test_a_heading_in_capitals_on_two_lines_is_one():
    assert read("I. TỔ CHỨC THỰC HIỆN,", "KINH PHÍ", between="\n") == [
        "TỔ CHỨC THỰC HIỆN, KINH PHÍ"
    ]


def test_emphasis_that_spans_lines_is_kept_on_each():
    plan = read_paper("**I. MỤC TIÊU\nVÀ YÊU CẦU**\n\n- *Thời gian: quý I,\n\nquý II.*")

    assert [plain(b.runs) for b in plan.body] == [
        "MỤC TIÊU VÀ YÊU CẦU",
        "Thời gian: quý I, quý II.",
    ]
    assert all(run.bold for run in plan.body[0].runs)
    assert all(run.italic for run in plan.body[1].runs)


def test_emphasis_that_nothing_closes_stays_text():
    words = [*(f"Đoạn {n}." for n in range(14)), "hết."]

    assert read("**Mở đầu", *words) == ["**Mở đầu", *words]
    assert read("**Mở", "giữa **đậm** cuối.") == ["**Mở giữa đậm cuối."]


LONG = (
    "Ủy ban nhân dân xã giao công chức địa chính phối hợp với\n"
    "các thôn rà soát quỹ đất trống ven đường trục xã, đất\n"
    "công và danh sách hộ nhận cây; làm việc với Bí thư Đoàn\n"
    "Ủy viên các chi đoàn để phân công thanh niên tham gia cùng.\n"
    "Hằng tháng báo cáo Ủy ban nhân dân xã về tiến độ chung,\n"
)


def test_full_lines_broken_by_hand_go_on():
    assert read(LONG + "khó khăn cần giải quyết.\n- Thời gian: quý I.") == [
        " ".join(LONG.split("\n")).strip() + " khó khăn cần giải quyết.",
        "Thời gian: quý I.",
    ]


def test_words_broken_behind_a_hyphen_are_one_word():
    text = (
        LONG
        + "theo Pháp lệnh số 34/2007/PL-\nUBTVQH11 và kinh tế\n- xã hội của địa phương.\n1. Hai."
    )

    assert read(text)[0].endswith("34/2007/PL-UBTVQH11 và kinh tế - xã hội của địa phương.")


def test_a_cut_base_is_whole_again():
    plan = read_paper("\n\n".join([
        "KẾ HOẠCH", "Trồng cây", "Thực hiện Chỉ thị số 5/CT-UBND của Ủy ban", "Tỉnh đoàn về cây;",
        "I. NHIỆM VỤ", *CLOSED,
    ]))  # fmt: skip

    assert [plain(runs) for runs in plan.legal_bases] == [
        "Thực hiện Chỉ thị số 5/CT-UBND của Ủy ban Tỉnh đoàn về cây;"
    ]


@pytest.mark.parametrize(("before", "count"), [("3. Tưới nước mỗi ngày.", 7), ("3. Tưới nước", 8)])
def test_an_item_among_closed_items_is_no_title(before, count):
    cut = ["4. Giao Hội Nông dân và Hội Cựu chiến binh xã, Đoàn", "Thanh niên xã chăm sóc cây."]

    assert len(read("I. NHIỆM VỤ", *CLOSED, before, *cut, "5. Báo cáo hằng quý.")) == count


def test_a_short_line_ends_its_paragraph_where_lines_are_broken_by_hand():
    text = LONG + "khó khăn.\nĐịa điểm\nThôn Đông\n" + LONG + "khó khăn."

    assert len(read(text)) == 4


def test_titles_stand_apart_where_lines_are_broken_by_hand():
    assert read(LONG + "khó khăn.\nTHÀNH PHẦN\nĐại diện các thôn.")[1:] == [
        "THÀNH PHẦN",
        "Đại diện các thôn.",
    ]
