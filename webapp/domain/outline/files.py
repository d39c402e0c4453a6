"""Text files that people upload: bytes to text, or one sentence why not."""

import codecs
import re
import unicodedata

from webapp.domain.errors import InvalidInputError

MOST_BYTES = 8_000_000
MOST_LINES = 100_000
MOST_CHARACTERS = 4_000_000
_BOMS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FORMATS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
_MOST_CONTROLS = 0.01
_SAMPLE = 20_000
_LEAST_ODD = 5
_ODD_SHARE = 5
"""Old text has such letters in more than a third of its words, foreign names in far fewer."""
_OLD_LETTERS = re.compile(r"(?<=[A-Za-z])[\xb8µ¶¹¨¾¼½ÆÇË®ÎÏÑªÖ×ØÞßåæçëîïñøö÷ûüþ¬äÄÅÜ]|[®ñö×][a-z]")


def decode(data: bytes) -> str:
    """Return the text of a .txt or .md file; refuse what is no Unicode text."""
    if len(data) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise InvalidInputError(f"Tệp lớn hơn {megabytes} MB; hãy chia nhỏ rồi tải lên lại.")
    if data.startswith(_OTHER_FORMATS):
        raise InvalidInputError(
            "Tệp không phải văn bản thuần .txt hoặc .md; hãy mở tệp, sao chép nội dung và dán vào."
        )
    text = _decoded(data)
    if _looks_binary(text):
        raise InvalidInputError(
            "Tệp chứa dữ liệu nhị phân, không phải văn bản; hãy chọn tệp .txt hoặc .md khác."
        )
    check_size(text)
    check_letters(text)
    return text


def check_letters(text: str) -> None:
    """Refuse text of the old Vietnamese fonts (TCVN3, VNI), whose letters only those can show."""
    words = text[:_SAMPLE].split()
    odd = sum(bool(_OLD_LETTERS.search(word)) for word in words)
    if odd >= _LEAST_ODD and odd * _ODD_SHARE >= len(words):
        raise InvalidInputError(
            "Văn bản dùng phông chữ cũ (TCVN3 hoặc VNI), không chuyển được một cách chắc chắn;"
            " hãy chuyển sang Unicode rồi nhập lại."
        )


def check_size(text: str) -> None:
    """Refuse a paper that is too long to be read as one plan."""
    if len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES:
        raise InvalidInputError(
            f"Văn bản dài quá {MOST_LINES} dòng hoặc {MOST_CHARACTERS} ký tự;"
            " hãy chia nhỏ rồi nhập lại."
        )


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(_BOMS_16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InvalidInputError(
            "Tệp không dùng bảng mã Unicode (UTF-8); hãy lưu lại dưới dạng UTF-8 rồi tải lên."
        ) from None


def _looks_binary(text: str) -> bool:
    controls = sum(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\v\f"
                   for letter in text[:100_000])  # fmt: skip
    return "\0" in text or controls > _MOST_CONTROLS * len(text[:100_000])
