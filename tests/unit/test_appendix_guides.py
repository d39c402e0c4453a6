"""«(Kèm theo Kế hoạch số …)» under the title of an appendix: rendering writes it by itself."""

import pytest

from tests.golden.papers import shipped
from tests.unit.docx_samples import bold, paper
from tests.unit.foreign_heads import BREAK, centred
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import plain
from webapp.domain.stages import Stage

NUMBER = "Số: 12/KH-SNV"
PASTED = (
    f"SỞ NỘI VỤ\n{NUMBER}\nKẾ HOẠCH\nTrồng cây\n\nI. MỤC TIÊU\n1. Phủ xanh.\n\n"
    "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nVõ Sáu\n\nPHỤ LỤC\nDANH MỤC\n"
)


def from_word(guide):
    lines = guide.split("\n")
    runs = BREAK.join(map(bold, lines))
    return read_docx(
        paper(after=centred(bold("PHỤ LỤC")) + centred(bold("DANH MỤC")) + centred(runs))
    )


def from_text(guide):
    return read_paper(f"{PASTED}{guide}\n\nMột hồ sơ.")


def every_way():
    return pytest.mark.parametrize("read", [from_word, from_text])


@every_way()
@pytest.mark.parametrize(
    "guide",
    [
        "(Kèm theo Kế hoạch số 12/KH-SNV ngày 05/3/2026 của Sở Nội vụ)",
        "(Ban hành kèm theo Kế hoạch số: 12 /KH-SNV ngày 05 tháng 3 năm 2026 của Sở Nội vụ).",
        "(Kèm theo Kế hoạch số        /KH-SNV ngày      tháng     năm 2026 của Sở Nội vụ)",
        "(Kèm theo Kế hoạch số ……/KH-SNV, ngày …/3/2026 của Sở Nội vụ)",
        "(KÈM THEO KẾ HOẠCH SỐ 12/KH-SNV)",
    ],
)
def test_a_guide_to_the_paper_itself_goes_and_is_told(read, guide):
    plan = read(guide)

    (appendix,) = plan.appendixes
    assert not any(plain(block.runs).lower().startswith("(") for block in appendix.body)
    (told,) = [item for item in plan.report if "Kèm theo" in item.message]
    assert (told.kind, told.place) == ("removed", "appendixes/0")
    assert told.text == " ".join(guide.split())
    assert read_docx(render(plan, shipped(), Stage.ISSUED)) == plan


@every_way()
@pytest.mark.parametrize(
    "guide",
    [
        "(Kèm theo Kế hoạch số 13/KH-SNV ngày 05/3/2026 của Sở Nội vụ)",
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND tỉnh)",
        "(Kèm theo Quyết định số 12/KH-SNV của Sở Nội vụ)",
        "(Kèm theo Kế hoạch số 12/KH-SNV) Mẫu này dùng cho các xã",
    ],
)
def test_a_guide_to_another_paper_or_with_more_words_stays(read, guide):
    plan = read(guide)

    assert plain(plan.appendixes[0].body[0].runs) == guide
    assert read_docx(render(plan, shipped(), Stage.ISSUED)) == plan


def test_a_paper_without_a_notation_keeps_its_guide():
    plan = read_paper(f"{PASTED}(Kèm theo Kế hoạch số 12/KH-SNV)\n\nMột.".replace(NUMBER, ""))

    assert plain(plan.appendixes[0].body[0].runs) == "(Kèm theo Kế hoạch số 12/KH-SNV)"
