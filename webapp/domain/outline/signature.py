"""The signature block: authority, position, name (PL1 II.7)."""

import re
from dataclasses import dataclass, field

from webapp.domain.outline.headings import in_capitals
from webapp.domain.outline.lines import Line, a_line
from webapp.domain.outline.report import Report
from webapp.domain.plan import Signer
from webapp.domain.text import fold

_AUTHORITY = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|TƯQ)\s*[./]\s*|(?:T/M|K/T|T/L)[./\s]\s*)\S", re.IGNORECASE
)
"""The Party writes T/M, K/T and T/L, mostly without a point."""
_POSITION = re.compile(
    r"(?:q\. ?|quyen )?(?:pho )?(?:chu tich|giam doc|tong giam doc|truong (?:ban|phong|doan|khoa)"
    r"|bi thu|chanh (?:van phong|thanh tra|an)|cuc truong|chi cuc truong|vu truong|hieu truong"
    r"|bo truong|thu truong|thu tuong|vien truong|tong cuc truong|doi truong|chi huy truong"
    r"|thu truong don vi|tong bien tap|chu nhiem|vien truong|tram truong|truong thon|to truong"
    r"|chanh|van phong truong|cong an|tu lenh|ke toan truong|dai dien|uy vien|nguoi dung dau)\b"
)
_SIGNED = re.compile(r"\(?\s*(?:da ky|ky ten,? dong dau|da ky va dong dau|ky so)\s*\)?")
_APPROVES = re.compile(r"(?:phe )?duyet\b|xac nhan\b|y kien\b")
"""What stands above a position and is none: «DUYỆT CỦA BAN GIÁM HIỆU»."""
_NAME_PREFIX = re.compile(
    r"(?:(?:GS|PGS|TS|ThS|Ths|BS|DS|KS|CN|CKI|CKII|Thượng tá|Đại tá|Trung tá|Thiếu tá|Đại úy"
    r"|Thiếu tướng|Trung tướng|Thượng úy|Luật sư)[.\s]+)+"
)
_SURNAME_LIST = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan dao mai trinh"
    " luong cao ta chu to lo ha quach thai la lu vang giang ma sung cu nong trieu truong tang kieu"
    " hua thach danh son y a kpa rcom ksor dieu lam khuat phung luu quan van tong lai cam ham bach"
    " nghiem mac au vuong than phi uong doi chau ung si kim"
)
_SURNAMES = frozenset(_SURNAME_LIST.split())
_ON_ONE_LINE = re.compile(
    r"\s+(?=(?:KT|TL|TUQ)\s?\.)|(?<=TỊCH)\s+(?=PHÓ\s)|(?<=ĐỐC)\s+(?=PHÓ\s)|(?<=TRƯỞNG)\s+(?=PHÓ\s)"
    r"|(?<=NHÂN DÂN)\s+(?=(?:Q\. ?)?(?:PHÓ )?CHỦ TỊCH$)"
)
_LEAST_WORDS, _MOST_WORDS = 2, 6
_LONGEST = 90


@dataclass(slots=True)
class _Block:
    """The lines of a signature block, sorted."""

    titles: list[str] = field(default_factory=list)
    name: str = ""
    left: list[Line] = field(default_factory=list)


def is_signature_line(text: str) -> bool:
    """Tell authority and position by their first words."""
    bare = text.strip(" *_")
    if len(bare) > _LONGEST or bare.endswith((";", ":", ".")):
        return bool(_SIGNED.fullmatch(fold(bare)))
    if _AUTHORITY.match(bare) or _SIGNED.fullmatch(fold(bare)):
        return True
    titled = in_capitals(bare) or bare.istitle() or len(bare.split()) <= _MOST_WORDS
    return titled and bare[:1].isupper() and bool(_POSITION.match(fold(bare)))


def approves(text: str) -> bool:
    """Tell the words of another's approval above a position."""
    return bool(_APPROVES.match(fold(text)))


def is_authority(text: str) -> bool:
    """Tell a line that begins with TM., KT., TL. or TUQ. (PL1 II.7b)."""
    return bool(_AUTHORITY.match(text))


def is_name(text: str) -> bool:
    """Tell whether the words can be a person's name."""
    bare = _NAME_PREFIX.sub("", text.strip(" *_"))
    words = bare.split()
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS or _POSITION.match(fold(bare)):
        return False
    if not all(_is_name_word(word) for word in words):
        return False
    return not bare.isupper() or fold(words[0]) in _SURNAMES


def _is_name_word(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    return letters.isalpha() and word[0].isupper()


def read_signer(lines: list[Line], report: Report) -> tuple[Signer, list[Line]]:
    """Return the signer and the lines below the name that belong to no signature."""
    block = _Block()
    for line in lines:
        _sort(line, block, report)
    signer = _signer(block)
    _report_missing(signer, report)
    return signer, block.left


def _sort(line: Line, block: _Block, report: Report) -> None:
    text = _without_signed(line.text.strip(" *_"), report)
    if not text:
        return
    rest = line if text == line.text.strip(" *_") else a_line(text)
    if block.name or approves(text):
        block.left.append(rest)
    elif is_name(text):
        block.name = text
    elif is_signature_line(text) or in_capitals(text):
        block.titles += _ON_ONE_LINE.split(text)
    else:
        block.left.append(rest)


def _without_signed(text: str, report: Report) -> str:
    """Leave out «(Đã ký)», which only a signature may say."""
    match = re.match(r"\(?\s*(?:Đã ký|đã ký|ĐÃ KÝ|Ký tên, đóng dấu|Ký số)\s*\)?", text)
    if match is None or not _SIGNED.fullmatch(fold(match[0])):
        return text
    report.add(
        "removed", "signer", "Đã bỏ chữ «đã ký» của bản gốc; kế hoạch mới phải được ký.", match[0]
    )
    return text[match.end() :].strip(" *_-:")


def _signer(block: _Block) -> Signer:
    """Split the titles into authority, position and a second title above the name."""
    titles = block.titles
    last = max((n for n, text in enumerate(titles) if _AUTHORITY.match(text)), default=-1)
    below = titles[last + 1 :]
    seconds = (n for n, text in enumerate(below) if n and _POSITION.match(fold(text)))
    split = next(seconds, len(below))
    return Signer(
        _authority(titles[: last + 1]),
        " ".join(below[:split]),
        block.name,
        " ".join(below[split:]),
    )


def _authority(texts: list[str]) -> tuple[str, ...]:
    """Return one entry for each TM., KT., TL. or TUQ.; other lines go on from the one above."""
    entries: list[str] = []
    for text in texts:
        if entries and not _AUTHORITY.match(text):
            entries[-1] += f" {text}"
        else:
            entries.append(text)
    return tuple(entries)


def _report_missing(signer: Signer, report: Report) -> None:
    if not signer.position:
        if not signer.authority:
            report.add("missing", "signer.authority", "Bản gốc không có quyền hạn của người ký.")
        report.add("missing", "signer.position", "Bản gốc không có chức vụ của người ký.")
    if not signer.full_name:
        report.add("missing", "signer.full_name", "Bản gốc không có họ tên người ký.")
