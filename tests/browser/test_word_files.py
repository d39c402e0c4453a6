"""A Word file on its way in: chosen or dropped, reported beside the draft, taken over, saved."""

from base64 import b64encode

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Drafter, Visitor
from tests.browser.test_every_screen import barriers, sideways
from tests.service.builders import a_plan
from tests.unit.docx_samples import bold, p, paper, row, table

WORD = paper(
    p("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"),
    p("Sở Nội vụ ban hành Kế hoạch như sau:"),
    p(bold("I. MỤC ĐÍCH")),
    p("1. Rà soát hồ sơ lưu trữ của các phòng."),
    p("1.200 – 700 – 500"),
    table(row("TT", "Việc"), row("1", "Rà soát"), widths=(500, 4500)),
    p("Các đơn vị thực hiện./."),
)
FILE = {"name": "Kế hoạch 2025.docx", "mimeType": "application/octet-stream", "buffer": WORD}
BAD = FILE | {"buffer": b"%PDF-1.7"}
DROP = """([zone, name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def drafter(windows, site):
    return windows.open(Drafter, site.office.drafter)


def chooses(visitor, file):
    visitor.page.locator("form[data-upload] input[type=file]").set_input_files(file)


def shows_report(visitor):
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Kết quả đọc văn bản")


def test_a_chosen_file_is_reported_beside_its_paper_then_taken_over_and_saved(drafter):
    drafter.goes_to("/ke-hoach/soan")
    chooses(drafter, FILE)

    shows_report(drafter)
    drafter.sees("Của văn bản gốc, không đưa vào kế hoạch mới").sees("Vừ A Của")
    drafter.sees_the_paper()
    assert "Rà soát hồ sơ lưu trữ của các phòng" in drafter.paper
    assert "Vừ A Của" not in drafter.paper
    drafter.presses("Đưa vào bản soạn")

    assert drafter.value("Trích yếu") == "Kiểm tra công tác lưu trữ năm 2026"
    drafter.sees("Báo cáo đọc văn bản gốc")
    drafter.writes("Trích yếu", "Kiểm tra công tác lưu trữ năm 2027").saves()
    drafter.sees("Đã lưu dự thảo lần 2")


def test_the_report_leads_to_the_block_it_is_about(drafter):
    drafter.goes_to("/ke-hoach/soan")
    chooses(drafter, FILE)
    shows_report(drafter)
    drafter.sees_the_paper()
    line = drafter.page.locator("[data-import-pane=text] div[id^=khoi-]", has_text="1.200 – 700")
    expect(line).not_to_be_visible()

    drafter.page.locator("a[data-import-place][href^='#khoi-']").first.click()

    expect(line).to_be_in_viewport()
    drafter.button("Như khi in").click()
    expect(line).not_to_be_visible()


def test_a_dropped_file_is_read_too(drafter):
    drafter.goes_to("/ke-hoach/soan")
    zone = drafter.page.locator("form[data-upload]")

    zone.evaluate(
        f"(zone, given) => ({DROP})([zone, ...given])", [FILE["name"], b64encode(WORD).decode()]
    )

    shows_report(drafter)


def test_a_bad_file_leaves_the_typed_text_and_says_why(drafter, site):
    drafter.edits(a_plan(site.database, site.office))
    drafter.writes("Kết", "Vừa gõ thêm.")

    chooses(drafter, BAD)

    expect(drafter.page.locator("form[data-upload] .field-error")).to_contain_text("tệp PDF")
    assert drafter.value("Kết") == "Vừa gõ thêm."


def test_the_button_of_an_old_draft_opens_the_choice_of_files(drafter, site):
    drafter.edits(a_plan(site.database, site.office))

    with drafter.page.expect_file_chooser() as chosen:
        drafter.page.get_by_role("link", name="Nhập từ Word").click()
    chosen.value.set_files(FILE)

    shows_report(drafter)
    drafter.sees("đang có chữ").presses("Thay chữ trong bản soạn")
    assert drafter.value("Trích yếu") == "Kiểm tra công tác lưu trữ năm 2026"


def test_a_file_comes_in_without_scripts(windows, site):
    drafter = windows.open(Drafter, site.office.drafter, java_script_enabled=False)
    drafter.goes_to("/ke-hoach/soan")
    chooses(drafter, BAD)
    drafter.presses("Đọc tệp, xem trước rồi mới điền")
    drafter.sees("Đây là tệp PDF")

    chooses(drafter, FILE)
    drafter.presses("Đọc văn bản")

    shows_report(drafter)
    pane = drafter.page.get_by_role("region", name="Bản soạn từng đoạn")
    expect(pane).to_contain_text("Rà soát hồ sơ lưu trữ của các phòng")
    drafter.presses("Đưa vào bản soạn")
    assert drafter.value("Trích yếu") == "Kiểm tra công tác lưu trữ năm 2026"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_report_and_draft_fit_the_window_and_have_no_serious_barrier(windows, site, size):
    drafter = windows.open(Visitor, site.office.drafter, bypass_csp=True)
    drafter.page.set_viewport_size(size)
    drafter.goes_to("/ke-hoach/soan")
    chooses(drafter, FILE)
    shows_report(drafter)
    drafter.page.wait_for_selector("[data-preview-drawn]", state="attached")

    assert not [*barriers(drafter), *sideways(drafter, size)]
    report = drafter.page.locator("#bao-cao").bounding_box()
    draft = drafter.page.locator("#ban-soan").bounding_box()
    assert (draft["x"] > report["x"]) == (size is DESKTOP)
