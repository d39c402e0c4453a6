# ruff: noqa: RUF001 - odd letters are what these tables are about
"""Text in the fonts of before Unicode: TCVN3 (.VnTime) and VNI, told by the name of the font."""

import re
import unicodedata

from webapp.domain.errors import InvalidInputError

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300",
    "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í",
              "ì": "ì"}  # fmt: skip
_VNI_BASES = frozenset("aeouyôöAEOUYÔÖ")
_UNICODE_ALREADY = re.compile(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_HARMLESS = frozenset("–—‘’“”…•°×±²³½¼\u00a0\u2011−→≤≥")
_LOOKS_LIKE_TCVN3 = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½©®ª«¬][A-Za-z]?")
_SURELY_DAMAGED, _SHARE = 12, 200


def encoding_of(font: str) -> str:
    """Return which old encoding a font's name tells of, or nothing."""
    name = font.lower()
    if name.startswith(".vn"):
        return "TCVN3-H" if name.endswith("h") else "TCVN3"
    return "VNI" if name.startswith("vni-") else ""


def to_unicode(text: str, font: str) -> str:
    """Return the text in Unicode; refuse letters that the table of the font does not have."""
    encoding = encoding_of(font)
    if text.isascii() or _UNICODE_ALREADY.search(text):
        return text.upper() if encoding == "TCVN3-H" else text
    if encoding == "VNI":
        return _from_vni(text, font)
    converted = "".join([_TCVN3.get(letter) or _kept(letter, font) for letter in text])
    return converted.upper() if encoding == "TCVN3-H" else converted


def leading_mark(text: str, font: str) -> str:
    """Return the mark that VNI text begins with: it belongs on the letter before it."""
    return _VNI_MARKS.get(text[:1].lower(), "") if encoding_of(font) == "VNI" else ""


def refuse_unnamed(text: str) -> None:
    """Refuse TCVN3 text whose font was changed, so that nothing tells for certain what it says."""
    found = len(_LOOKS_LIKE_TCVN3.findall(text))
    if found >= _SURELY_DAMAGED and found * _SHARE >= len(text):
        raise InvalidInputError(
            "Văn bản dùng bảng mã cũ (TCVN3) nhưng không còn tên phông chữ nên không chuyển được"
            " chắc chắn; hãy chuyển sang Unicode bằng công cụ chuyển mã rồi nhập lại."
        )


def _from_vni(text: str, font: str) -> str:
    letters: list[str] = []
    for place, letter in enumerate(text):
        mark = _VNI_MARKS.get(letter.lower())
        if mark and text[place - 1 : place] in _VNI_BASES:
            letters.append(mark)
        elif alone := _VNI_ALONE.get(letter.lower()):
            letters.append(alone.upper() if letter.isupper() else alone)
        else:
            letters.append(_kept(letter, font))
    return unicodedata.normalize("NFC", "".join(letters))


def _kept(letter: str, font: str) -> str:
    if letter.isascii() or letter in _HARMLESS:
        return letter
    raise InvalidInputError(
        f"Không chuyển được chắc chắn chữ «{letter}» của phông «{font}» sang Unicode;"
        " hãy chuyển mã văn bản rồi nhập lại."
    )
