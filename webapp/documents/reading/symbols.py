# ruff: noqa: RUF001 - signs are what this table is about
"""Signs of the fonts Symbol and Wingdings as the letters a reader sees."""

import sys

_SYMBOL_LETTERS = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
_SYMBOL_SIGNS = {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xBC: "…", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x20: " ", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xB6: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_BOXES = {
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "wingdings 3": {},
    "webdings": {0x61: "✓", 0x63: "□", 0x72: "✗"},
}
"""The signs of forms in fonts that are otherwise pictures."""
_PRIVATE, _BYTE = 0xF000, 0xFF
_FIRST_SIGN, _SPACE = 0x7F, 0x20
UNKNOWN = "□"


def is_sign_font(font: str) -> bool:
    """Tell a font whose letters are signs."""
    return font.lower().startswith(("symbol", "wingdings", "webdings"))


def signs(text: str, font: str) -> str:
    """Return text in such a font as the signs that a reader sees."""
    return "".join([sign(ord(letter), font) for letter in text])


def sign(code: int, font: str) -> str:
    """Return one sign by its code in the font; an unknown one as an empty box."""
    byte = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + _BYTE else code
    if byte > _BYTE:
        return chr(code) if code <= sys.maxunicode else UNKNOWN
    name = font.lower()
    if name in _BOXES:
        return " " if byte == _SPACE else _BOXES[name].get(byte, UNKNOWN)
    if name.startswith("wingdings"):
        return _WINGDINGS.get(byte, UNKNOWN)
    if not name.startswith("symbol"):
        return chr(code) if code == byte else UNKNOWN
    if byte < _FIRST_SIGN and byte not in _SYMBOL_SIGNS:
        return _SYMBOL_LETTERS.get(chr(byte), chr(byte))
    return _SYMBOL_SIGNS.get(byte, UNKNOWN)
