"""Tables of the drafting form as grids: typed, pasted, merged, saved as they were seen."""

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import Drafter
from tests.browser.test_every_screen import barriers
from tests.service.builders import a_plan
from tests.unit.test_table_text import any_table
from webapp.domain.outline.table_text import parse_table, write_table
from webapp.services import drafting_desk

EXCEL = """<html><head><style>.xl65 {font-weight: 700}</style></head><body><table>
<tr style='height:15pt'><td style="width:48pt">TT</td><td colspan=2><b>Việc cần làm</b></td></tr>
<tr><td rowspan=2>1</td><td>Rà soát*</td><td>Trước<br>30/4</td></tr>
<tr><td>Tổng hợp</td><td>15/5</td></tr>
</table></body></html>"""
PLAIN = "TT\tViệc cần làm\t\n1\tRà soát*\tTrước 30/4\n\tTổng hợp\t15/5"
PASTE = """([plain, html]) => {
  const data = new DataTransfer();
  data.setData("text/plain", plain);
  if (html) data.setData("text/html", html);
  const given = { clipboardData: data, bubbles: true, cancelable: true };
  const area = document.activeElement;
  const wasLeft = area.dispatchEvent(new ClipboardEvent("paste", given));
  if (wasLeft && area.setRangeText) {
    area.setRangeText(plain, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""


class TableDrafter(Drafter):
    """A drafter at a grid."""

    def puts_a_table_behind(self, words):
        self.selects("Nội dung", words)
        self.button("Chèn bảng vào chỗ con trỏ").click()
        expect(self.grid).to_be_visible()
        return self

    def pastes_rows(self, plain, html=""):
        self.page.evaluate(PASTE, [plain, html])
        return self

    def types(self, *words):
        """Type cells one after the other, as the Tab key goes."""
        for one in words:
            self.page.keyboard.type(one)
            self.page.keyboard.press("Tab")
        return self

    def presses_keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    @property
    def grid(self):
        return self.page.get_by_role("grid")

    @property
    def text(self):
        """The text of the table that will be saved."""
        return self.page.locator("textarea[data-table-text]").first.input_value()


@pytest.fixture
def plan_id(site):
    return a_plan(site.database, site.office)


@pytest.fixture
def drafter(windows, site):
    return windows.open(TableDrafter, site.office.drafter)


def saved_tables(site, plan_id):
    page = drafting_desk.editing(site.database, site.office.drafter, plan_id, site.now())
    return [part.text for part in page.fields.tables]


def test_a_table_from_excel_is_merged_previewed_kept_and_saved(drafter, plan_id, site):
    drafter.edits(plan_id).sees_the_paper().puts_a_table_behind("người dân")
    drafter.pastes_rows(PLAIN, EXCEL)
    assert drafter.text.split("\n") == [
        "[[cột đều; đầu 1]]",
        "TT | **Việc cần làm** | <",
        r"1 | Rà soát\* | Trước<p>30/4",
        "^ | Tổng hợp | 15/5",
    ]

    drafter.page.get_by_role("gridcell", name="Rà soát*").click()
    drafter.presses_keys("Shift+ArrowDown")
    drafter.button("Gộp ô").click()
    drafter.page.get_by_role("gridcell", name="15/5").click()
    drafter.types("Trước ngày *15/5* | sáng")

    typed = drafter.text
    assert typed.split("\n")[2:] == [
        r"1 | Rà soát\*<p>Tổng hợp | Trước<p>30/4",
        r"^ | ^ | Trước ngày *15/5* \| sáng",
    ]
    expect(drafter.sheet.locator("table")).to_have_count(3)
    expect(drafter.sheet).to_contain_text("Trước ngày 15/5 | sáng")
    expect(drafter.autosave_line).to_contain_text("Đã lưu tạm lúc")
    drafter.page.reload()
    assert drafter.text == typed
    drafter.saves()
    assert saved_tables(site, plan_id) == [typed]
    drafter.opens_plan(plan_id)
    expect(drafter.page.locator("td[rowspan='2']")).to_have_count(2)


def test_cells_are_typed_moved_through_and_taken_back_with_the_keys(drafter, plan_id):
    drafter.edits(plan_id).puts_a_table_behind("người dân")

    drafter.types("Thôn", "Số hộ", "Ghi chú", "Tân Mới", "45")
    drafter.presses_keys("Enter", "x", "Alt+Enter", "y", "Escape", "Control+Home", "Control+b")
    assert drafter.text.split("\n")[1:3] == ["**Thôn** | Số hộ | Ghi chú", "Tân Mới | 45 | "]

    drafter.presses_keys("Control+z", "ArrowDown", "Enter", "Alt+Enter", "z", "Enter")
    assert drafter.text.split("\n")[1:3] == [
        "Thôn | Số hộ | Ghi chú",
        "Tân Mới<p>z | 45 | ",
    ]

    drafter.presses_keys("Control+a", "Delete")
    assert "Thôn" not in drafter.text
    drafter.presses_keys("Control+z")
    assert "Thôn" in drafter.text

    drafter.presses_keys("Escape", "Tab")
    expect(drafter.page.get_by_label("Xóa bảng 1 khi lưu")).to_be_focused()


def test_rows_columns_widths_and_head_follow_the_buttons(drafter, plan_id):
    drafter.edits(plan_id).puts_a_table_behind("người dân").types("a", "b", "c")

    drafter.button("+ Cột phải").click()
    drafter.button("Xóa hàng").click()
    drafter.button("+ Hàng trên").click()
    drafter.page.get_by_label("Độ rộng cột 1, phần trăm").fill("40")
    drafter.presses_keys("Enter")
    drafter.page.get_by_label("Hàng đầu lặp lại").fill("2")
    drafter.presses_keys("Tab")

    lines = drafter.text.split("\n")
    assert lines[0] == "[[cột 40 20 20 20; đầu 2]]"
    assert len(lines) == 4
    assert drafter.button("Xóa cột").is_enabled()
    drafter.presses_keys("Shift+Tab")
    drafter.page.get_by_role("gridcell").first.click()
    drafter.presses_keys("Control+a")
    drafter.button("Xóa cột").click()
    drafter.sees("Muốn bỏ cả bảng, hãy đánh dấu «Xóa bảng» rồi lưu.")


def test_the_width_of_a_narrow_column_can_be_read(drafter, plan_id):
    drafter.edits(plan_id).puts_a_table_behind("người dân").types("a", "b", "c")
    width = drafter.page.get_by_label("Độ rộng cột 1, phần trăm")

    width.fill("5,5")
    drafter.presses_keys("Enter")

    shown, needed = width.evaluate("field => [field.clientWidth, field.scrollWidth]")
    assert shown >= max(needed, 20)


def test_rows_pasted_into_the_text_can_become_a_table(drafter, plan_id):
    drafter.edits(plan_id).selects("Nội dung", "người dân.")
    drafter.page.keyboard.press("End")
    drafter.page.keyboard.type("\n")
    drafter.pastes_rows("Thôn\tSố hộ\nTân Mới\t45")

    drafter.sees("Chữ vừa dán là một bảng 2 hàng × 2 cột")
    drafter.button("Đổi thành bảng").click()

    assert drafter.text == "[[cột đều; đầu 1]]\nThôn | Số hộ\nTân Mới | 45"
    assert "Số hộ" not in drafter.value("Nội dung")
    assert "người dân.\n[[bảng " in drafter.value("Nội dung")


def test_a_table_whose_line_is_deleted_says_so_and_can_be_put_back(drafter, plan_id):
    drafter.edits(plan_id).puts_a_table_behind("người dân").types("Giữ lại")
    body = drafter.value("Nội dung")

    drafter.writes("Nội dung", "I. KHÁC")
    note = drafter.page.get_by_text("Dòng của bảng này không còn trong văn bản.")
    expect(note).to_be_visible()
    drafter.button("Đặt lại vào chỗ con trỏ").click()

    expect(note).to_be_hidden()
    line = next(one for one in body.split("\n") if one.startswith("[[bảng"))
    assert drafter.value("Nội dung") == f"I. KHÁC\n{line}"


def test_a_table_of_a_new_plan_comes_back_from_this_machine(drafter):
    drafter.goes_to("/ke-hoach/soan").writes("Nội dung", "I. MỘT")
    drafter.button("Chèn bảng vào chỗ con trỏ").click()
    drafter.types("Chưa từng lưu")
    expect(drafter.autosave_line).to_contain_text("Đã giữ trên máy này")
    text = drafter.text

    drafter.page.reload()
    drafter.button("Đưa lại vào biểu mẫu").click()

    assert drafter.text == text
    drafter.saves().sees("Đã tạo dự thảo")
    assert drafter.text == text.strip()


def test_a_wrong_text_stays_text_until_it_is_right(drafter, plan_id):
    drafter.edits(plan_id).puts_a_table_behind("người dân")
    drafter.button("Sửa dạng chữ").click()
    drafter.page.locator("textarea[data-table-text]").fill("a | b\n< | c")

    drafter.page.locator(".table-part > summary").click()
    drafter.page.locator(".table-part > summary").click()

    drafter.sees("Bảng 1 có chỗ ghi chưa đúng")
    drafter.saves().sees("Bảng 1, hàng 2, ô 1: dấu <")
    assert drafter.text == "a | b\n< | c"


def test_a_grid_has_no_barriers_and_fits_a_phone(windows, site, plan_id):
    drafter = windows.open(
        TableDrafter, site.office.drafter, size=PHONE, has_touch=True, bypass_csp=True
    )
    drafter.edits(plan_id)
    drafter.button("Chèn bảng vào chỗ con trỏ").tap()
    cell = drafter.page.get_by_role("gridcell").nth(4)

    cell.tap()
    cell.tap()
    drafter.page.keyboard.type("Chạm hai lần")
    drafter.page.keyboard.press("Enter")

    assert drafter.text.split("\n")[2] == " | Chạm hai lần | "
    assert drafter.width <= PHONE["width"]
    assert not barriers(drafter)


@given(any_table())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_grid_reads_and_writes_the_text_that_the_server_does(reader, table):
    text = write_table(table)

    assert trimmed(parse_table(reader(text))) == trimmed(table)


@pytest.fixture
def reader(drafter, plan_id):
    """The grid's own reading and writing of a text, without its page."""
    drafter.edits(plan_id)
    source = drafter.page.locator("script[src*='tables.js']").get_attribute("src")
    script = source.replace("tables.js", "tables-text.js").split("?")[0]
    return lambda text: drafter.page.evaluate(
        "([script, text]) => import(script).then((one) => one.writeTable(one.readTable(text)))",
        [script, text],
    )


def trimmed(table):
    """Rows without the empty cells at their ends, which the grid fills up."""
    rows = []
    for row in table.rows:
        cells = list(row)
        while cells and (cells[-1].paragraphs, cells[-1].columns, cells[-1].rows) == ((), 1, 1):
            cells.pop()
        rows.append(cells)
    return rows, table.widths, table.header_rows
