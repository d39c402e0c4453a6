"""Explanations of the rules about letters, one component and one aspect each (PL1 V)."""

import re

from webapp.domain.form_rules.explanations.model import Explanation, Line

_SAMPLES = {
    "nation": ("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold"),
    "motto": ("motto", "Độc lập - Tự do - Hạnh phúc", "bold"),
    "organ-in-charge": ("organ_in_charge", "UBND TỈNH TÂN LẠC", "light"),
    "organ-name": ("organ_name", "SỞ TÀI CHÍNH", "bold"),
    "number": ("number", "Số: 05/KH-STC", "light"),
    "date": ("date", "Tân Lạc, ngày 02 tháng 3 năm 2026", "light italic"),
    "type": ("document_type", "KẾ HOẠCH", "bold"),
    "subject": ("subject", "Vệ sinh môi trường năm 2026", "bold"),
    "letter-subject": ("letter_subject", "V/v đính chính Kế hoạch số 05/KH-STC", "light"),
    "addressee": ("addressee", "Kính gửi: Các thôn", "light"),
    "legal-base": ("legal_base", "Căn cứ Luật Thủ đô ngày 28 tháng 6 năm 2024;", "light italic"),
    "paragraph": ("opening", "Các thôn thực hiện Kế hoạch này.", "light"),
    "heading": ("heading", "I. MỤC ĐÍCH, YÊU CẦU", "bold"),
    "heading-label": ("heading_label", "Chương I", "bold"),
    "heading-title": ("heading_title", "QUY ĐỊNH CHUNG", "bold"),
    "article": ("clause", "Điều 1. Phạm vi", "bold"),
    "roman": ("clause", "I. MỤC ĐÍCH, YÊU CẦU", "bold"),
    "clause": ("clause", "1. Yêu cầu chung", "bold"),
    "urgency": ("priority", "HỎA TỐC", "bold"),
    "circulation": ("circulation_note", "LƯU HÀNH NỘI BỘ", "bold"),
    "typer": ("typer_notation", "PL.(300)", "light"),
    "authority": ("authority", "KT. GIÁM ĐỐC", "bold"),
    "name": ("full_name", "Hoàng Văn Tấn", "bold"),
    "to-places-label": ("to_places_label", "Nơi nhận:", "bold italic"),
    "to-place": ("to_place", "- Các thôn;", "light"),
    "filing-line": ("filing_line", "- Lưu: VT, KT.", "light"),
    "appendix-label": ("appendix_label", "Phụ lục I", "bold"),
    "appendix-title": ("appendix_title", "DANH MỤC NHIỆM VỤ", "bold"),
    "appendix-guide": (
        "appendix_guide",
        "(Kèm theo Kế hoạch số 05/KH-STC ngày 02 tháng 3 năm 2026 của Sở Tài chính)",
        "light italic",
    ),
}
"""By the role in the rule's id: the role of the line, its words, and how it looks."""
_AT_LEFT = frozenset({"to_places_label", "to_place", "filing_line"})
_ID = re.compile(r".*?-(?P<role>[a-z]+(?:-[a-z]+)*)-(?P<aspect>co-chu|dam|nghieng|hoa|canh)")
_READINGS = {
    "co-chu": "Cỡ chữ được tính như Word in ra: kiểu, mặc định, chủ đề của tệp và định dạng đặt "
    "trực tiếp. Chênh không quá 0,25 pt được bỏ qua.",
    "dam": "Chữ đậm hay không được tính như Word in ra, kể cả đậm do kiểu hay do bảng. Cả dòng "
    "phải như nhau; dấu cách không tính.",
    "nghieng": "Chữ nghiêng hay đứng được tính như Word in ra, kể cả nghiêng do kiểu. Cả dòng phải "
    "như nhau; dấu cách không tính.",
    "hoa": "Chữ hoa gõ bằng phím và chữ hoa do định dạng (All caps) được coi như nhau. Tên riêng, "
    "chữ viết tắt trong dòng chữ thường không tính.",
    "canh": "Vị trí phải do lệnh canh của đoạn, không phải do dấu cách hay tab đẩy tới.",
}


def explanation_of(rule_id: str) -> Explanation | None:
    """Return the explanation of a rule about the letters of a component; None for another rule."""
    found = _ID.fullmatch(rule_id)
    if found is None or found["role"] not in _SAMPLES:
        return None
    role, text, look = _SAMPLES[found["role"]]
    right = (Line(role, text),)
    wrong = (_wrong(Line(role, text), look, found["aspect"]),)
    return Explanation(_READINGS[found["aspect"]], wrong, right)


def _wrong(line: Line, look: str, aspect: str) -> Line:
    """Return the line with what is right about one aspect turned around."""
    if aspect == "hoa":
        is_big = line.text.isupper()
        return Line(line.role, line.text.capitalize() if is_big else line.text.upper(), "fault")
    turned = {
        "co-chu": "large",
        "dam": "light" if "bold" in look else "bold",
        "nghieng": "upright" if "italic" in look else "italic",
        "canh": "centre" if line.role in _AT_LEFT else "left",
    }
    return Line(line.role, line.text, f"{turned[aspect]} fault")
