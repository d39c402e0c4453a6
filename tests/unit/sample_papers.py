"""Papers of our own making in the shapes that people paste."""

HEAD = """\
**UBND TỈNH HÀ NAM**\t**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
**SỞ Y TẾ**\t**Độc lập - Tự do - Hạnh phúc**
Số: 27/KH-SYT\t*Hà Nam, ngày 05 tháng 3 năm 2024*
"""

BODY = """\
KẾ HOẠCH
Tiêm chủng mở rộng cho trẻ dưới 5 tuổi
trên địa bàn tỉnh năm 2024

Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007;
Căn cứ Nghị định số 104/2016/NĐ-CP ngày 01 tháng 7 năm 2016 của Chính phủ;
Xét đề nghị của Trưởng phòng Nghiệp vụ y tại Tờ trình số 9/TTr-NVY.
Sở Y tế ban hành Kế hoạch tiêm chủng năm 2024 như sau:

I. MỤC TIÊU
1. Mục tiêu chung
Giữ vững tỷ lệ tiêm đủ mũi ở mức cao, không để dịch lớn xảy ra.
2. Mục tiêu cụ thể
a) Trên 95% trẻ được tiêm đủ mũi;
b) 100% trạm y tế có tủ lạnh bảo quản vắc xin.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Nghiệp vụ y tham mưu phân bổ vắc xin theo quý.
2. Trung tâm Kiểm soát bệnh tật tập huấn cho tuyến huyện.
Trên đây là Kế hoạch tiêm chủng mở rộng năm 2024, đề nghị các đơn vị thực hiện./.
"""

FOOT = """\
***Nơi nhận:***\t**KT. GIÁM ĐỐC**
- Bộ Y tế (để b/c);\t**PHÓ GIÁM ĐỐC**
- UBND tỉnh;
- Các trung tâm y tế;
- Lưu: VT, NVY(02b).
\t(Đã ký)
\t**Phạm Thị Ngọc Ánh**
"""

TWO_COLUMNS = HEAD + "\n" + BODY + "\n" + FOOT

SPACED = (
    TWO_COLUMNS.replace("*", "").replace("\t", "          ").replace("Số: 27/KH", "Số:      /KH")
)

CELL_BY_CELL = """\
UBND TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ
Độc lập - Tự do - Hạnh phúc
Số: 27/KH-SYT
Hà Nam, ngày 05 tháng 3 năm 2024

""" + BODY + """
Nơi nhận:
KT. GIÁM ĐỐC
- Bộ Y tế (để b/c);
PHÓ GIÁM ĐỐC
- UBND tỉnh;
- Các trung tâm y tế;
- Lưu: VT, NVY(02b).

Phạm Thị Ngọc Ánh
"""  # fmt: skip

ON_ONE_LINE = """\
UBND TỈNH HÀ NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ Độc lập - Tự do - Hạnh phúc
Số: 27/KH-SYT Hà Nam, ngày 05 tháng 3 năm 2024

""" + BODY + """
TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH
Phạm Thị Ngọc Ánh

Nơi nhận: - Bộ Y tế (để b/c); - UBND tỉnh; - Các trung tâm y tế; - Lưu: VT, NVY(02b).
"""  # fmt: skip

BROKEN_BY_HAND = """\
KẾ HOẠCH
Phòng, chống đuối nước trẻ em dịp hè

Ủy ban nhân dân xã ban hành Kế hoạch phòng, chống đuối nước
trẻ em trong dịp nghỉ hè trên địa bàn xã với các nội dung
như sau:

I. NHIỆM VỤ
1. Cắm biển cảnh báo tại các ao, hồ, bến sông, công trình
thi công có hố sâu, nhất là ở khu vực gần Trường Tiểu học
Hoàng Văn Thụ và Trạm Bơm số hai; giao trưởng thôn kiểm tra
hằng tuần.
2. Mở lớp dạy bơi miễn phí cho học sinh từ lớp ba đến lớp
năm, mỗi lớp không quá hai mươi em.
- Thời gian: Từ tháng sáu đến tháng tám.
- Địa điểm: Bể bơi Trường Trung học cơ sở.
"""
