"""The name of an organ inside a sentence, where the head of the paper has it in capitals."""

import re

from webapp.domain.plan import Plan, Runs, plain

_PHRASES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "Thanh tra", "Kiểm toán", "Công an",
    "Nội vụ", "Tài chính", "Tư pháp", "Công Thương", "Xây dựng", "Y tế", "Khoa học", "Công nghệ",
    "Giáo dục", "Đào tạo", "Nông nghiệp", "Môi trường", "Văn hóa", "Thể thao", "Du lịch",
    "Ngoại vụ", "Dân tộc", "Tôn giáo", "Kinh tế", "Hạ tầng", "Đô thị", "Xã hội", "Quản lý",
    "Chỉ đạo", "Chỉ huy", "Tổ chức", "Phục vụ hành chính công", "Trung tâm", "Chi cục",
    "Tổng cục", "Trung học phổ thông chuyên", "Trung học phổ thông", "Trung học cơ sở",
    "Tiểu học", "Mầm non", "Đại học", "Cao đẳng",
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
