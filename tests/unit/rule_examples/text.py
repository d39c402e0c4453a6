"""Examples of the rules on the end of the text, open places, dates, letters and typing."""

from tests.unit.a_good_plan import BODY, a_plan, issued, para, table, with_body, words
from tests.unit.rule_examples.making import Example, line, text
from webapp.domain.stages import Stage

APART = "Ủy ban nhân dân xã Nậm Pồ"
"""The last mark stands apart from its letter."""


def closing(sentence):
    return a_plan(body=BODY[:-1], closing=(words(sentence),))


def ends_with(sentence):
    return a_plan(body=(*BODY[:-1], para(sentence, "z1")))


EXAMPLES = (
    Example(
        "ND30-PL3-ket-thuc",
        "body/z1",
        ends_with("Các đơn vị báo cáo kết quả."),
        ends_with("Các đơn vị báo cáo kết quả./."),
    ),
    Example(
        "ND30-PL3-ket-thuc",
        "closing/0",
        closing("Yêu cầu các đơn vị thực hiện./"),
        closing("Yêu cầu các đơn vị “thực hiện./.”"),
    ),
    Example(
        "ND30-PL3-ket-thuc",
        "body/z1",
        a_plan(body=(*BODY[:-1], para("Phân công:", "z1"), table("Việc", "Người", name="t1"))),
        a_plan(body=(*BODY[:-1], para("Phân công:", "z1"), table("Việc", "Xong./.", name="t1"))),
    ),
    text("TL-ket-thuc-giua", "Các đơn vị thực hiện./. Báo cáo", "Các đơn vị thực hiện. Báo cáo"),
    Example(
        "ND30-D11-du-thao",
        "opening/0",
        a_plan(opening=(words("(Dự thảo lần 2)"),)),
        a_plan(opening=(words("Xây dựng dự thảo Nghị quyết như sau:"),)),
        Stage.SIGNING,
    ),
    Example(
        "ND30-D11-du-thao",
        "document_type",
        issued(document_type="KẾ HOẠCH (DỰ THẢO)"),
        issued(),
        Stage.ISSUED,
    ),
    # what was left open
    text("TL-cho-trong", "Giao [tên đơn vị] chủ trì", "Giao các thôn [1] chủ trì"),
    text("TL-cho-trong", "Giao <tên đơn vị> chủ trì", "Giao thôn a < b > c chủ trì"),
    text("TL-cho-trong", "Giao ........ chủ trì", "Các quy định.... Phát huy"),
    text("TL-cho-trong", "Giao …… chủ trì", "Giao các thôn… chủ trì"),
    text("TL-cho-trong", "Trước ngày … tháng 3", "Trước ngày 15 tháng 3"),
    text("TL-cho-trong", "Trước ngày   tháng 3 năm 2026", "Ghi ngày tháng vào sổ"),
    text("TL-cho-trong", "Theo văn bản số …/QĐ-UBND", "Theo văn bản số 5/QĐ-UBND"),
    text("TL-cho-trong", "Theo văn bản số    /QĐ-UBND", "Đại hội lần thứ XX"),
    text("TL-cho-trong", "Giao XXX chủ trì", "Thế kỷ XXI"),
    text("TL-cho-trong", "Trước ngày dd/mm/yyyy", "Trước ngày 05/3/2026"),
    text("TL-cho-trong", "Giao (ghi rõ đơn vị) chủ trì", "Giao các thôn (nếu có) chủ trì"),
    text("TL-cho-trong", "Giao ____ chủ trì", "Giao các thôn chủ trì"),
    text("TL-ma-mau", "Giao {{ don_vi }} chủ trì", "Giao các thôn {1} chủ trì"),
    text("TL-ma-mau", "Xem Error! Reference source not found", "Xem biểu 1"),
    # dates
    text("TL-ngay-khong-co", "Trước ngày 31/02/2026", "Trước ngày 28/02/2026"),
    text("TL-ngay-khong-co", "Trước ngày 31 tháng 4 năm 2026", "Trước ngày 30 tháng 4 năm 2026"),
    text("TL-thu-ngay", "Thứ Ba, ngày 24/8/2026", "Thứ Hai, ngày 24/8/2026"),
    text("TL-thu-ngay", "Chủ nhật, ngày 24 tháng 8 năm 2026", "Chủ nhật, ngày 23/8/2026"),
    text("TL-so-0-ngay-thang", "Trước ngày 5 tháng 3", "Trước ngày 05 tháng 3"),
    text("TL-so-0-ngay-thang", "Trước ngày 15 tháng 03", "Trước ngày 15/03/2026"),
    text("TL-so-0-ngay-thang", "Trước ngày 15 tháng 2", "Trước ngày 15 tháng 02"),
    # letters
    text("ND30-PL1-I.4", "Uû ban nh©n d©n x· NËm På", "Bản quyền © của Cty Windows®"),
    text("ND30-PL1-I.4", "Uûy ban nhaân daân tænh", "Thành phố Köln"),
    text("ND30-PL1-I.4-chu-d", "Theo văn bản số 5/Q\u00d0-UBND", "Theo văn bản số 5/QĐ-UBND"),
    text("ND30-PL1-I.4-dung-san", "Xã Na\u0323\u0302m Pồ", "Xã Nậm Pồ"),
    # typing
    text("TL-hai-dau-cach", "Ủy ban  nhân dân xã", "Ủy ban nhân dân xã"),
    Example(
        "TL-hai-dau-cach",
        "body/t1",
        with_body(table("Phòng  Kinh tế", "…………", name="t1")),
        with_body(table("Phòng Kinh tế", "…………", name="t1")),
    ),
    text("TL-cach-truoc-dau", "Các đơn vị , tổ chức", "Các đơn vị, tổ chức"),
    text("TL-cach-truoc-dau", "Phòng cháy ,chữa cháy", "Phòng cháy, chữa cháy"),
    line("TL-cach-truoc-dau", "Các đơn vị thực hiện .", "Tỷ lệ 1 : 2, v.v..."),
    text("TL-cach-sau-dau", "Các đơn vị,tổ chức", "Tăng 1,5 tỷ đồng"),
    text("TL-cach-sau-dau", "Các đơn vị họp.Tổ chức báo cáo", "Gửi về a.Bc@dienbien.gov.vn"),
    text("TL-thut-dong", "   Các đơn vị", "Các đơn vị"),
    text("TL-thut-dong", "\tCác đơn vị", "Các đơn vị"),
    text("TL-hai-dau-cau", "Các đơn vị,, tổ chức", "Các đơn vị, tổ chức"),
    text("TL-hai-dau-cau", "Các đơn vị,; tổ chức", "Các đơn vị,... tổ chức,.v.v."),
    text("TL-cach-ngoac", "Các đơn vị ( nếu có)", "Các đơn vị (nếu có)"),
    text("TL-cach-ngoac", "Các đơn vị(nếu có)", "Hàm f(x) và m2(đất)"),
    text("TL-ngoac-le", "Các đơn vị nếu có)", "Điểm a) và 1) của tổ"),
    text("TL-ngoac-le", "Các đơn vị “nếu có", "Các đơn vị “nếu có”"),
    text("TL-gach-ngang-dai", "Kinh tế – xã hội", "Kinh tế - xã hội"),
    text("TL-gach-ngang-dai", "Giai đoạn 2026–2030", "Giai đoạn 2026-2030"),
    Example(
        "TL-doan-lap",
        "body/p9",
        with_body(
            para("Các thôn báo cáo kết quả trước ngày rằm.", "p8"),
            para("Các thôn báo cáo kết quả trước ngày rằm.", "p9"),
        ),
        with_body(para("Các thôn báo cáo.", "p8"), para("Các thôn báo cáo.", "p9")),
    ),
    # words
    text("TL-dam-bao", "Để đảm bảo tiến độ", "Để bảo đảm tiến độ"),
    text(
        "TL-lap-tu",
        "Việc làm trong trong tháng",
        "Các tổ chức tổ chức, tồn tại tại thôn, bên trong trong tháng",
    ),
    text("TL-thieu-dau-thanh", "Về viêc họp", "Về việc họp ở Đắk Lắk, vắc-xin"),
    line(
        "TL-thieu-dau-cuoi",
        "Các thôn, tổ dân phố báo cáo kết quả trước ngày rằm",
        "Các thôn, tổ dân phố báo cáo kết quả trước ngày rằm;",
    ),
)
