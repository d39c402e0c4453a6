"""«Kiểm tra thể thức»: a file with faults is checked, looked at on its pages, corrected, clean."""

from io import BytesIO

import pytest
from docx import Document
from docx.shared import RGBColor
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Visitor
from tests.browser.test_every_screen import barriers, sideways
from tests.golden.papers import a_plan, heading, paragraph, shipped
from tests.golden.pdf import need_the_tools
from webapp.documents.render import render
from webapp.domain.plan import MarkerKind
from webapp.domain.stages import Stage
from webapp.services import checked_pages

ROOM = "/kiem-tra-the-thuc"
WORK = "Các cơ quan, đơn vị tự kiểm tra việc lập hồ sơ, nộp lưu hồ sơ, tài liệu, báo cáo kết quả."
NUMBER = "main a.check-number"


def spoiled() -> bytes:
    """Return a paper of two pages: căn cứ upright, one paragraph of the second page in red."""
    body = (
        heading(MarkerKind.ROMAN, "I.", "Tổ chức thực hiện"),
        *(
            paragraph(f"Kiểm tra lần {number}. {WORK}", MarkerKind.ARABIC, f"{number}.")
            for number in range(1, 26)
        ),
    )
    document = Document(BytesIO(render(a_plan(body=body), shipped(), Stage.ISSUED)))
    for one in document.paragraphs:
        if one.text.startswith("Căn cứ Luật Lưu trữ"):
            for run in one.runs:
                run.italic = False
        if one.text.startswith("24."):
            for run in one.runs:
                run.font.color.rgb = RGBColor(0xC0, 0, 0)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def file():
    need_the_tools()
    return {"name": "Kế hoạch.docx", "mimeType": "application/octet-stream", "buffer": spoiled()}


@pytest.fixture
def drafter(windows, site):
    return windows.open(Visitor, site.office.drafter)


def checks(visitor, file):
    """Bring a file to the room and wait for what was found."""
    visitor.goes_to(ROOM)
    visitor.page.get_by_label("Tệp Word").set_input_files(file)
    visitor.button("Kiểm tra").click()
    visitor.page.wait_for_url(f"**{ROOM}/*")


def draws(site):
    """Do what the worker does."""
    assert checked_pages.make_waiting(site.database, site.now()) > 0


def takes(visitor, name, folder):
    """Return the downloaded file as Word opens it."""
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("link", name=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path, Document(str(path))


def test_a_file_is_checked_looked_at_corrected_and_clean(drafter, site, file, downloads):
    drafter.goes_to("/").follows("Kiểm tra thể thức")
    checks(drafter, file)
    drafter.sees("2 lỗi").sees("Đang vẽ các trang")
    draws(site)
    expect(drafter.page.locator(".page-marks").first).to_be_visible()

    red = drafter.page.locator(NUMBER, has_text="trang 2")
    mark = drafter.page.locator(red.get_attribute("href"))
    expect(mark).not_to_be_in_viewport()
    red.press("Enter")
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    mark.press("Enter")
    expect(red).to_be_focused()

    drafter.follows("Lỗi 2").sees("Căn cứ in nghiêng")
    _, report = takes(drafter, "Tải báo cáo", downloads)
    assert "BÁO CÁO KIỂM TRA THỂ THỨC" in [one.text for one in report.paragraphs]

    drafter.presses("Sửa tự động").sees("Đã sửa 2 chỗ").sees("chữ đứng → chữ nghiêng")
    path, mended = takes(drafter, "Tải tệp đã sửa", downloads)
    assert path.name == "ke-hoach-da-sua-the-thuc.docx"
    before = Document(BytesIO(file["buffer"]))
    assert [one.text for one in mended.paragraphs] == [one.text for one in before.paragraphs]

    checks(drafter, str(path))
    drafter.sees("Không thấy lỗi thể thức")


def test_a_dropped_or_bad_file_is_answered_in_place(drafter, file):
    drafter.goes_to(ROOM)
    chosen = drafter.page.get_by_label("Tệp Word")
    chosen.set_input_files(file | {"buffer": b"%PDF-1.7"})
    drafter.button("Kiểm tra").click()

    expect(drafter.page.locator("form[data-upload] .field-error")).to_contain_text("tệp PDF")
    assert drafter.page.url.endswith(ROOM)


def test_it_all_works_without_scripts(windows, site, file, downloads):
    drafter = windows.open(Visitor, site.office.drafter, java_script_enabled=False)
    checks(drafter, file)
    drafter.sees("Đang vẽ các trang")
    draws(site)
    drafter.follows("Tải lại trang")

    red = drafter.page.locator(NUMBER, has_text="trang 2")
    mark = drafter.page.locator(red.get_attribute("href"))
    red.click()
    expect(mark).to_be_in_viewport()
    mark.locator("text").click()
    expect(red).to_be_in_viewport()

    drafter.presses("Sửa tự động").sees("Đã sửa 2 chỗ")
    takes(drafter, "Tải tệp gốc", downloads)


def test_on_a_phone_the_tab_of_the_part_in_view_is_the_current_one(windows, site, file):
    visitor = windows.open(Visitor, site.office.drafter, size=PHONE)
    checks(visitor, file)
    current = visitor.page.locator(".check-tabs [aria-current]")
    expect(current).to_have_text("Kết quả")

    draws(site)
    expect(visitor.page.locator(".page-marks").first).to_be_attached()
    visitor.page.get_by_role("link", name="Trang in").click()
    expect(current).to_have_text("Trang in")
    visitor.page.get_by_role("link", name="Kết quả").click()
    expect(current).to_have_text("Kết quả")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_screen_fits_the_window_and_has_no_serious_barrier(windows, site, file, size):
    drafter = windows.open(Visitor, site.office.drafter, bypass_csp=True)
    drafter.page.set_viewport_size(size)
    checks(drafter, file)
    result = drafter.page.url.removeprefix(drafter.site)
    draws(site)
    drafter.goes_to(result).presses("Sửa tự động")
    mended = drafter.page.url.removeprefix(drafter.site)

    wrong = []
    for path in (ROOM, result, mended):
        drafter.goes_to(path)
        wrong += [f"{path}: {one}" for one in (*barriers(drafter), *sideways(drafter, size))]

    assert not wrong, "\n".join(wrong)
    drafter.goes_to(result)
    findings = drafter.page.locator("#loi-tim-thay").bounding_box()
    pages = drafter.page.locator("#cac-trang").bounding_box()
    assert (pages["x"] > findings["x"]) == (size is DESKTOP)
