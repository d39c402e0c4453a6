"""The components of the paper, in its order, as help groups the rules."""

import re

_COMPONENTS: tuple[tuple[str, str], ...] = (
    (
        "Trang giấy, phông chữ, số trang",
        (
            r"PL1 I\.|TCVN|^TL-(?:chia-cot|khung|nen-|hinh-mo|ngat-tu|gach-ngang-chu|chu-|gian-chu"
            r"|gach-chan|hieu-ung|gach-noi-ngat|so-trang)"
        ),
    ),
    ("Quốc hiệu và Tiêu ngữ", r"PL1 II\.1|PL1-V-(?!roman)|quoc-hieu"),
    ("Tên cơ quan", r"PL1 II\.2"),
    ("Số và ký hiệu", r"PL1-II\.3|Điều 15|ND30-PL3-I\b"),
    ("Địa danh và thời gian", r"PL1 II\.4"),
    ("Tên loại và trích yếu", r"PL1 II\.5|PL[26]-\S*trich-yeu|Điều 7\b|TL-trich-yeu"),
    (
        "Căn cứ và viện dẫn",
        (
            r"PL1 II\.6[ab]|TL-can-cu|TL-thu-tu-can-cu|TL-thieu-so|TL-so-(?:cach-chu|gach|chu)"
            r"|TL-ky-hieu|vien-dan|PL2-V\.[67]|PL2-I-can-cu"
        ),
    ),
    (
        "Bố cục, số thứ tự, tiêu đề",
        r"PL1 II\.6[cdđ]?(?:$|,| )|PL1 V\.6b|V-roman|TL-so-thap-phan|TL-hai-dau-dong|TL-so-tt-bang",
    ),
    ("Trình bày nội dung", r"PL1 II\.6e|TL-lech-giua"),
    ("Kết thúc văn bản, chỗ để trống", r"ket-thuc|Điều 11|TL-cho-trong|TL-ma-mau"),
    (
        "Chữ ký",
        (
            r"PL1 II\.7|Điều 13|PL2 II\.1|TL-ten-mau|TL-thu-tu-quyen-han|TL-chuc-vu|TL-ho-ten"
            r"|TL-cho-ky|PL1-IV"
        ),
    ),
    ("Nơi nhận", r"PL1 II\.9|II\.9|TL-noi-nhan"),
    ("Mức độ khẩn, chỉ dẫn, địa chỉ", r"PL1 III\.[2-4]"),
    ("Phụ lục", r"PL1 III\.1|TL-phu-luc"),
    ("Viết hoa", r"PL2"),
    (
        "Cơ quan, văn bản không còn hiệu lực",
        r"^(?:L72|NQ176|HD05|.*(?:Luật|Nghị quyết|Hướng dẫn) )",
    ),
)
_OTHER = "Chính tả và kỹ thuật soạn thảo"
COMPONENTS = (*(title for title, _ in _COMPONENTS), _OTHER)


def component_of(rule_id: str, source: str) -> str:
    """Return the title of the component that a rule is about."""
    said = f"{rule_id} {source}"
    found = (title for title, pattern in _COMPONENTS if re.search(pattern, said))
    return next(found, _OTHER)
