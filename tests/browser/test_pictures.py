"""A picture under a drafter's hands: inserted where the text is written, drawn, kept, shown."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Drafter
from tests.browser.test_every_screen import barriers, sideways
from tests.golden.test_pictures import drawn
from tests.service.builders import a_plan
from webapp.services import drafting_desk


@pytest.fixture
def plan_id(site):
    return a_plan(site.database, site.office)


@pytest.fixture
def chart(tmp_path):
    path = tmp_path / "bieu-do.png"
    path.write_bytes(drawn())
    return path


def parts(drafter):
    return drafter.page.locator("[data-picture]")


def inserts(drafter, file):
    drafter.page.get_by_label("Chèn hình", exact=True).set_input_files(file)
    expect(parts(drafter)).to_have_count(1)


def shows(drafter, selector):
    """Wait until the picture is drawn: its points have come."""
    image = drafter.page.locator(selector)
    expect(image).to_have_js_property("complete", value=True)
    return image.evaluate("image => image.naturalWidth")


def test_a_picture_is_drawn_where_it_was_inserted_and_outlives_a_reload(
    windows, site, plan_id, chart
):
    drafter = windows.open(Drafter, site.office.drafter)
    drafter.edits(plan_id).sees_the_paper()
    lines = drafter.value("Nội dung").split("\n")
    drafter.selects("Nội dung", lines[0])

    inserts(drafter, chart)
    drafter.page.get_by_label("Mô tả cho người không nhìn thấy hình").fill("Tỷ lệ đúng hạn")

    assert drafter.value("Nội dung").split("\n")[1].startswith("[[hình ")
    expect(drafter.sheet.locator("img")).to_have_count(1)
    expect(drafter.autosave_line).to_contain_text("Đã lưu tạm lúc")
    drafter.page.reload()
    assert shows(drafter, "[data-picture] img") == 320
    drafter.saves()
    fields = drafting_desk.editing(site.database, site.office.drafter, plan_id, site.now()).fields
    assert [part.description for part in fields.pictures] == ["Tỷ lệ đúng hạn"]
    drafter.opens_plan(plan_id)
    assert shows(drafter, ".sheet-picture img") == 320


def test_a_copy_of_this_machine_brings_its_picture_back(windows, site, chart):
    drafter = windows.open(Drafter, site.office.drafter)
    drafter.goes_to("/ke-hoach/soan").writes("Nội dung", "I. MỤC ĐÍCH")
    inserts(drafter, chart)
    expect(drafter.autosave_line).to_contain_text("Đã giữ trên máy này")

    drafter.page.reload()
    expect(parts(drafter)).to_have_count(0)
    drafter.page.locator("[data-copy-use]").click()

    assert shows(drafter, "[data-picture] img") == 320
    assert "[[hình " in drafter.value("Nội dung")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_part_of_a_picture_fits_every_screen(windows, site, plan_id, chart, size):
    drafter = windows.open(Drafter, site.office.drafter, size=size, bypass_csp=True)
    drafter.edits(plan_id)
    inserts(drafter, chart)

    assert barriers(drafter) == []
    assert sideways(drafter, size) == []
