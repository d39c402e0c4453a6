"""The PDF of a plan as it waits for its signature, without a program that converts it."""

from io import BytesIO

import pikepdf

HEAD = (
    (125, 728, "Số:        /KH-UBND"),
    (308, 728, "An Phước, ngày      tháng 3 năm 2026"),
    (85, 650, "Ủy ban nhân dân xã An Phước ban hành Kế hoạch như sau:"),
)
FOOT = (
    (85, 500, "Nơi nhận:"),
    (390, 500, "CHỦ TỊCH"),
    (380, 400, "Phạm Quốc Toản"),
)
SIZE = 13


def a_paper(*lines) -> bytes:
    """Return a page with lines at their places, in letters that can be read back."""
    shown = lines or HEAD + FOOT
    letters = sorted({letter for _, _, text in shown for letter in text})
    codes = {letter: number for number, letter in enumerate(letters, start=33)}
    names = [pikepdf.Name(f"/uni{ord(letter):04X}") for letter in letters]
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        coding = pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=pikepdf.Array([33, *names])
        )
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Times,
            Encoding=coding, FirstChar=33, LastChar=32 + len(letters),
            Widths=pikepdf.Array([500] * len(letters)),
        )  # fmt: skip
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawn = "\n".join(
            f"BT /F1 {SIZE} Tf {x} {y} Td <{bytes(codes[one] for one in text).hex()}> Tj ET"
            for x, y, text in shown
        )
        pdf.pages[0].Contents = pdf.make_stream(drawn.encode())
        pdf.save(saved)
    return saved.getvalue()
