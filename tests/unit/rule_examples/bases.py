"""Examples of the rules on legal bases and on citing documents."""

from datetime import date

from tests.unit.a_good_plan import a_plan, with_bases, words
from tests.unit.rule_examples.making import DECREE, LAW, Example, base, text

DECREE_CITED = DECREE.removeprefix("Căn cứ ")
CIRCULAR = (
    "Căn cứ Thông tư số 01/2025/TT-BNV ngày 09 tháng 01 năm 2025 của Bộ Nội vụ hướng dẫn lưu trữ"
)


def without_opening(*bases):
    return a_plan(legal_bases=tuple(words(one) for one in bases), opening=())


def on_day(sentence):
    return a_plan(promulgated_on=date(2026, 3, 2), opening=(words(f"{sentence} như sau:"),))


EXAMPLES = (
    Example(
        "ND30-PL1-II.6a-dau-cau",
        "legal_bases/0",
        with_bases(f"{LAW}.", f"{DECREE};"),
        with_bases(f"{LAW};", f"{DECREE};"),
    ),
    Example(
        "ND30-PL1-II.6a-dau-cau",
        "legal_bases/0",
        with_bases(LAW, f"{DECREE};"),
        with_bases(f"{LAW};", f"{DECREE}."),
    ),
    Example(
        "ND30-PL1-II.6a-dau-cau",
        "legal_bases/1",
        with_bases(f"{LAW};", f"{DECREE},"),
        with_bases("(Kèm theo Kế hoạch của tỉnh)", f"{DECREE}."),
    ),
    Example(
        "ND30-PL1-II.6a-dau-cau",
        "legal_bases/1",
        without_opening(f"{LAW};", f"{DECREE};"),
        without_opening(f"{LAW};", f"{DECREE}."),
    ),
    Example(
        "ND30-PL1-II.6a-xuong-dong",
        "legal_bases/0",
        with_bases(f"{LAW}; {DECREE_CITED};"),
        with_bases(f"{LAW};", f"{DECREE};"),
    ),
    base("TL-can-cu-gach-dau-dong", f"- {LAW}", LAW),
    base("ND30-PL1-II.6a-in-thuong", LAW.upper(), LAW),
    base("ND30-PL2-I-can-cu", f"căn cứ {LAW.removeprefix('Căn cứ ')}", LAW),
    base(
        "ND30-PL1-II.6a-luat",
        "Căn cứ Luật Thủ đô số 39/2024/QH15 ngày 28 tháng 6 năm 2024",
        "Căn cứ Nghị quyết số 9/2025/QH15 ngày 05/3/2025 của Quốc hội về thị trấn",
    ),
    base(
        "ND30-PL1-II.6a-luat-co-quan",
        "Căn cứ Luật Thủ đô ngày 28 tháng 6 năm 2024 của Quốc hội",
        "Căn cứ Luật Hoạt động giám sát của Quốc hội ngày 20 tháng 11 năm 2015",
    ),
    base(
        "ND30-PL1-II.6a-ngay",
        "Căn cứ Luật Thủ đô năm 2024",
        "Căn cứ Hiến pháp năm 2013",
    ),
    base(
        "ND30-PL1-II.6a-ngay",
        "Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh về chuyển đổi số",
        "Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh ngày 5/3/2026 về chuyển đổi số",
    ),
    base(
        "ND30-PL1-II.6a-ngay",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 84/TTr-SNV",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 84/TTr-SNV ngày 05/3/2026",
    ),
    base(
        "ND30-PL1-II.6a-co-quan",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 về chuyển đổi số",
        "Căn cứ Kế hoạch phối hợp số 05-KH/BDV-BCS ngày 14/01/2026 giữa hai cơ quan về dân vận",
    ),
    base(
        "ND30-PL1-II.6a-co-quan",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 về chuyển đổi số",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 Chủ tịch UBND tỉnh về chuyển đổi số",
    ),
    base(
        "ND30-PL1-II.6a-trich-yeu",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 của UBND tỉnh",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 5/3/2026 của UBND tỉnh về chuyển đổi số",
    ),
    base(
        "TL-thieu-so",
        "Thực hiện Kết luận 12-KL/TU ngày 5/3/2026 của Tỉnh ủy về chuyển đổi số",
        "Thực hiện Kết luận số 12-KL/TU ngày 5/3/2026 của Tỉnh ủy về chuyển đổi số",
    ),
    Example(
        "TL-thu-tu-can-cu",
        "legal_bases/1",
        with_bases(f"{DECREE};", f"{LAW}."),
        with_bases(f"{LAW};", f"{DECREE}."),
    ),
    Example(
        "TL-thu-tu-can-cu",
        "legal_bases/2",
        with_bases(f"{LAW};", f"{CIRCULAR};", f"{DECREE}."),
        with_bases(f"{LAW};", f"{DECREE};", f"{CIRCULAR}."),
    ),
    # citing in the text
    text(
        "ND30-PL1-II.6b-lan-sau",
        "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, xã làm",
        "Theo Nghị định số 30/2020/NĐ-CP, xã làm",
    ),
    text(
        "ND30-PL1-II.6b-lan-dau",
        "Theo Quyết định số 9/QĐ-UBND, xã làm",
        "Theo Quyết định số 9/QĐ-UBND ngày 5/3/2026 của xã, thực hiện Quyết định số 8/QĐ-UBND",
    ),
    text("ND30-PL1-II.6b-luat", "Theo Luật Thủ đô số 39/2024/QH15, xã làm", "Theo Luật Thủ đô"),
    text(
        "TL-thieu-so-noi-dung",
        "Theo Nghị định 30/2020/NĐ-CP, xã làm",
        "Theo Nghị định số: 30/2020/NĐ-CP, xã làm",
    ),
    base(
        "TL-so-cach-chu",
        "Thực hiện Kết luận số 12 -KL/TU ngày 5/3/2026 của Tỉnh ủy về chuyển đổi số",
        "Thực hiện Kết luận số 12-KL/TU ngày 5/3/2026 của Tỉnh ủy về chuyển đổi số",
    ),
    text(
        "TL-so-gach-noi",
        "Theo văn bản số 30/2020/NĐ–CP, xã làm",
        "Theo văn bản số 30/2020/NĐ-CP, xã làm",
    ),
    text("TL-so-chu-thuong", "Theo số 12/qđ-ubnd của xã", "Theo số 12/QĐ-UBND của xã"),
    text(
        "TL-ky-hieu-khac-loai",
        "Theo Quyết định số 9/CT-UBND ngày 5/3/2026 của xã",
        "Theo Quyết định số 9/QĐ-UBND ngày 5/3/2026 của xã",
    ),
    text(
        "TL-ky-hieu-khac-co-quan",
        "Theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Thủ tướng Chính phủ, xã làm",
        "Theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ, xã làm",
    ),
    text(
        "TL-ky-hieu-khac-co-quan",
        "Theo Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Chính phủ, xã làm",
        "Theo Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ, xã làm",
    ),
    Example(
        "TL-vien-dan-sau-ngay",
        "opening/0",
        on_day("Theo Quyết định số 9/QĐ-UBND ngày 03/3/2026 của xã"),
        on_day("Theo Quyết định số 9/QĐ-UBND ngày 02/3/2026 của xã"),
    ),
    text(
        "ND30-PL2-V.6",
        "Theo nghị định số 30/2020/NĐ-CP, xã làm",
        "Theo Nghị định số 30/2020/NĐ-CP, xã làm",
    ),
    # parts of a document
    text(
        "ND30-PL2-V.7-khoan-diem",
        "Theo quy định tại Khoản 2 Điều 5 Luật Thủ đô",
        "Theo quy định tại khoản 2 Điều 5 Luật Thủ đô",
    ),
    text(
        "ND30-PL2-V.7-khoan-diem",
        "Theo quy định tại Điểm a khoản 2 Điều 5",
        "Điểm a khoản 2 Điều 5 quy định",
    ),
    text(
        "ND30-PL2-V.7",
        "Theo điểm a khoản 2 điều 5 Luật Thủ đô",
        "Theo điểm a khoản 2 Điều 5 Luật Thủ đô",
    ),
    text("ND30-PL2-V.7", "Theo điều 5 của Luật Thủ đô", "Theo Điều 5 của Luật Thủ đô"),
    text(
        "ND30-PL2-V.7",
        "Theo Điều 5 chương II Luật Thủ đô",
        "Hạng mục 1, danh mục 2 và điều kiện",
    ),
    text(
        "TL-dau-phay-vien-dan",
        "Theo khoản 3, Điều 4 Luật Thủ đô",
        "Theo khoản 3 Điều 4 Luật Thủ đô",
    ),
)
