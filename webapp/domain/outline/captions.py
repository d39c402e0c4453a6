"""Names of tables and pictures, «Bảng 1. …» and «Hình 2. …», and the unit above a table."""

import re

from webapp.domain.outline.sentences import has_sentences

_CAPTION = re.compile(
    r"(?P<kind>bảng|biểu(?: đồ)?|hình|ảnh|sơ đồ|đồ thị|bản đồ)(?: số)? "
    r"(?:\d{1,3}|[IVX]{1,5})(?:[.-]\d{1,2})*(?!\w)\s?(?P<sign>[.:]|[-–](?=\s))?\s*",
    re.IGNORECASE,
)
_OF_TABLES = {"bảng", "biểu"}
_UNIT = re.compile(r"\(?\s*(?:đơn vị tính|đvt)\s*[:.].{1,60}", re.IGNORECASE)
_LONGEST = 250


def is_caption(text: str) -> bool:
    """Tell the name of a table or picture from a sentence about it."""
    match = _CAPTION.match(text)
    if match is None or len(text) > _LONGEST or text.endswith((":", ";", ",")):
        return False
    rest = text[match.end() :]
    titled = bool(match["sign"]) or not rest or not rest[0].islower()
    return titled and not has_sentences(rest)


def names_table(caption: str) -> bool:
    """Tell whether a caption names a table; others name pictures."""
    match = _CAPTION.match(caption)
    return match is not None and match["kind"].lower() in _OF_TABLES


def is_unit(text: str) -> bool:
    """Tell the line «Đơn vị tính: triệu đồng» above a table."""
    return _UNIT.fullmatch(text) is not None
