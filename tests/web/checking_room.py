"""The room «Kiểm tra thể thức» as a browser uses it."""

from tests.unit.docx_samples import bold, p, paper

ROOM = "/kiem-tra-the-thuc"
WORD = paper(p("Căn cứ Luật Lưu trữ ngày 21/6/2024."), p(bold("I. MỤC ĐÍCH")), p("1. Rà soát."))


def check(client, name="Kế hoạch.docx", data=WORD, status=200, **choices):
    """Send a file with the form as it stands, some choices changed."""
    return client.upload(ROOM, name, data, status, **{"stage": "", "medium": "paper", **choices})
