"""No word of a paper is lost, invented or moved, whatever the paper looks like."""

from collections import Counter

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from tests.unit.seeds import BINH_PHUOC, DIEN_BIEN, needs_seeds, seed_text
from tests.unit.words import lost_words, moved_text
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.paper import read_paper

NOTHING: tuple[Counter[str], Counter[str]] = (Counter(), Counter())

FORMS = (
    "Nơi nhận:", "NƠI NHẬN", "*Nơi nhận:*\tTM. ỦY BAN NHÂN DÂN", "- Lưu: VT, KT.", "- Như trên;",
    "KẾ HOẠCH", "KẾ HOẠCH CÔNG TÁC", "QUYẾT ĐỊNH", "Số: 12/KH-UBND", "Số: /KH", "Số: 0/KH-SNV",
    "Số 05-KH/ĐU", "Số: 7 /KH - SYT\tHà Nam, ngày 05 tháng 3 năm 2024",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND XÃ A CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "UBND TỈNH HÀ NAM\tĐộc lập – Tự do",
    "SỞ NỘI VỤ", "VÀ ĐÀO TẠO", "Hà Nam, ngày 31 tháng 2 năm 2024", "Hà Nam, ngày   tháng 4 năm",
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC",
    "(Đã ký)", "(Đã ký) Lê Văn Bình", "Lê Văn Bình", "NGUYỄN THỊ HOA", "Chủ tịch", "Trần An",
    "PHỤ LỤC I", "Phụ lục", "DANH MỤC NHIỆM VỤ", "2", "- 3 -", "Trang 4/9", "./.", "---", "5/7",
    "Người ký: Sở Nội vụ", "Email: snv@hanam.gov.vn", "DỰ THẢO", "MẬT", "HỎA TỐC", "***", "**",
    "Căn cứ Luật Thanh niên;", "- Căn cứ Nghị định số 5/2020/NĐ-CP;", "Thực hiện Quyết định số 3,",
    "UBND xã ban hành kế hoạch như sau:", "I. MỤC ĐÍCH", "II. YÊU CẦU", "1. Mục tiêu", "a) Rà soát",
    "- rà soát hồ sơ", "và các đơn vị", "**Đầu mối:", "báo cáo**", "Trên đây là kế hoạch./.",
    "1\tRà soát\tSở Nội vụ", "| 1 | Việc | Nơi làm |", "#### Mục 1. Kinh phí", "ngày 26 / 4 / của",
    "12/12/2013 của Bộ", "Kế hoạch này có hiệu lực từ ngày", "- A; - B; - Lưu: VT.",
    "Ban Chỉ đạo thực hiện các nhiệm vụ được giao trong năm " * 3, "x " * 450 + "hết",
)  # fmt: skip
LINES = st.sampled_from(FORMS) | st.text(
    st.sampled_from("aăâbđeơuư ABĐ  .,;:()“”-–+*#12/\t"), max_size=30
)


TAGS = ("<u></u>", "**<u></u>**", "<note>Ghi chú</note>", "a<note>b</note>", "<br>", "\\", "\\1. a")


def read(text):
    """Read a text, unless its random letters look like an old font."""
    try:
        return read_paper(text)
    except InvalidInputError:
        reject()


def scrambled(lines):
    """Lines in any order, with or without empty ones between them."""
    ends = st.sampled_from(("\n", "\n\n", "\n\n", "\n\n\n", "\t", " "))
    line_and_end = st.tuples(lines, ends).map("".join)
    return st.lists(line_and_end, max_size=25).map("".join)


@given(scrambled(LINES))
@settings(max_examples=600)
@example("KẾ HOẠCH\nRà soát\n\n(Đã ký)\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Bình\n- thừa")
def test_forms_in_any_order_lose_and_move_no_word(text):
    plan = read_paper(text)

    assert lost_words(text, plan) == NOTHING
    assert moved_text(text, plan) is None


@given(st.text(st.characters(exclude_characters="<\\")))
@settings(max_examples=200)
def test_any_text_loses_and_moves_no_word(text):
    plan = read(text)

    assert lost_words(text, plan) == NOTHING
    assert moved_text(text, plan) is None


@given(scrambled(LINES | st.sampled_from(TAGS)))
@settings(max_examples=200)
def test_whatever_was_read_survives_the_outline(text):
    body = read_paper(text).body

    assert parse_body(write_body(body)) == body


@needs_seeds
@pytest.mark.parametrize("seed", [BINH_PHUOC, DIEN_BIEN])
def test_the_seeds_lose_and_move_no_word(seed):
    text = seed_text(seed)
    given_text = text.replace("<sub>", "").replace("</sub>", "")

    plan = read_paper(text)

    assert lost_words(given_text, plan) == NOTHING
    assert moved_text(given_text, plan) is None
