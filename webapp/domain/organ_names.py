"""The name of an organ inside a sentence, where the head of the paper has it in capitals."""

import re

from webapp.domain.plan import Plan, Runs, plain

_PHRASES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "Thanh tra", "Kiểm toán",
    "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Công Thương", "Sở Xây dựng", "Sở Y tế",
    "Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao", "Sở Du lịch", "Sở Ngoại vụ",
    "Sở Dân tộc và Tôn giáo", "Ban Quản lý", "Ban Chỉ đạo", "Ban Chỉ huy", "Ban Tổ chức",
    "Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công", "Trung tâm", "Công an", "Cục", "Chi cục", "Tổng cục",
    "Trường Trung học phổ thông chuyên", "Trường Trung học phổ thông", "Trường Trung học cơ sở",
    "Trường Tiểu học", "Trường Mầm non", "Trường Đại học", "Trường Cao đẳng",
    "tỉnh", "thành phố", "xã", "phường", "đặc khu", "thị xã", "thị trấn", "quận", "huyện",
    "và", "của", "cho", "về", "trực thuộc",
)  # fmt: skip
"""Written as PL2 III writes names of organs; longer ones are tried first."""
_KNOWN = {phrase.upper(): phrase for phrase in _PHRASES}
_PARTS = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(_KNOWN, key=len, reverse=True)))})\b|\w+"
)


def name_in_sentence(plan: Plan) -> str:
    """Return the issuer's name as the plan's own text writes it, else by the rules of PL2 III."""
    name = " ".join(plan.organ_name.split())
    if not name.isupper():
        return name
    written = re.compile(re.escape(name), re.IGNORECASE)
    for runs in _sentences(plan):
        for found in written.finditer(plain(runs)):
            if not found[0].isupper():
                return found[0][:1].upper() + found[0][1:]
    cased = _PARTS.sub(lambda part: _KNOWN.get(part[0]) or part[0].capitalize(), name)
    return cased[:1].upper() + cased[1:]


def _sentences(plan: Plan) -> tuple[Runs, ...]:
    body = tuple(block.runs for block in plan.body)
    return (*plan.opening, *plan.closing, *plan.legal_bases, *body)
