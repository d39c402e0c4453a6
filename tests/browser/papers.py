"""Papers that drafters paste: the real ones beside the project, and one of our own."""

import re
from collections import Counter
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "seeds"

OWN = """Số: 37/KH-UBND

Tân Lập, ngày 09 tháng 02 năm 2025

**KẾ HOẠCH**
**Trồng cây phân tán và chăm sóc cây xanh đường làng năm 2025**

Căn cứ Kế hoạch số 12/KH-UBND ngày 10/01/2025 của Ủy ban nhân dân huyện về trồng cây phân tán năm 2025;

Thực hiện Nghị quyết số 03-NQ/ĐU ngày 06/01/2025 của Đảng ủy xã về nhiệm vụ trọng tâm năm 2025.

Ủy ban nhân dân xã ban hành Kế hoạch trồng cây phân tán và chăm sóc cây xanh đường làng năm 2025 như sau:

**I. MỤC ĐÍCH, YÊU CẦU**

**1. Mục đích**

- Tăng diện tích bóng mát trên các tuyến đường thôn, tạo cảnh quan sạch đẹp; vận động mỗi hộ gia đình nhận chăm sóc ít nhất một cây.

- Giữ đất bờ kênh, hạn chế sạt lở trong mùa mưa.

**2. Yêu cầu**

- Cây giống phải rõ nguồn gốc, phù hợp với đất của từng thôn.

- Sau ba tháng tỷ lệ cây sống đạt từ 90% trở lên, *hoàn thành trước ngày 30/6/2025*.

## II. NỘI DUNG THỰC HIỆN

1. Rà soát các tuyến đường, bờ kênh còn trống; lập danh sách vị trí trồng của từng thôn gửi về công chức địa chính trước ngày
15/3/2025.

2. Chuẩn bị 1.200 cây giống, trong đó 700 cây bàng lăng, 500 cây sao đen.

a) Thôn Đông nhận 500 cây;

b) Thôn Đoài nhận 400 cây;

c) Thôn Trung nhận 300 cây.

3. Ra quân trồng cây đồng loạt vào sáng ngày 22/3/2025.

### III. TỔ CHỨC THỰC HIỆN

1. Công chức địa chính chủ trì, phối hợp với các thôn tổ chức thực hiện Kế hoạch này.

2. Đoàn Thanh niên, Hội Phụ nữ vận động hội viên tham gia; báo cáo kết quả về Ủy ban nhân dân xã trước ngày 30/4/2025./.

#### Nơi nhận:

- UBND huyện (B/c);
- TT. Đảng ủy xã;
- Các thôn, Đoàn Thanh niên, Hội Phụ nữ;
- Lưu: VT, ĐC<sub>(HTK)</sub>.

**TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH**

**Hoàng Trọng Khiêm**
"""

_MARKS = re.compile(r"</?(?:u|sub|sup)>|[*#\\]")
_WORD = re.compile(r"\w+")


def papers() -> dict[str, str]:
    """Each paper by a short name; ours alone where the shared ones are missing."""
    found = {"own": OWN}
    for path in sorted(SHARED.glob("*.txt")):
        found[path.stem[:3]] = path.read_text(encoding="utf-8")
    return found


def words_of(text: str) -> Counter[str]:
    """Count the words of a text, without the marks of emphasis."""
    return Counter(_WORD.findall(_MARKS.sub("", text)))
