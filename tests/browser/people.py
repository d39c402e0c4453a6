"""People at their windows, by what they do: drafter, checkers, leader, clerk."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.service.builders import PASSWORD

DRAWN = "[data-preview][data-preview-drawn]"


@dataclass
class Visitor:
    """Somebody with a window."""

    page: Page
    site: str

    def goes_to(self, path: str) -> Self:
        self.page.goto(f"{self.site}{path}")
        return self

    def signs_in(self, username: str, password: str) -> Self:
        self.goes_to("/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: "/dang-nhap" not in url)
        return self

    def presses(self, name: str, *, exact: bool = True) -> Self:
        """Press a button and wait for the page that follows."""
        with self.page.expect_navigation():
            self.button(name, exact=exact).click()
        return self

    def button(self, name: str, *, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    def follows(self, name: str, *, exact: bool = True) -> Self:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()
        return self

    def sees(self, words: str) -> Self:
        expect(self.page.locator("main")).to_contain_text(words)
        return self

    def highlights(self, words: str) -> Self:
        """Select words of the text, as a finger or a mouse does."""
        line = self.page.locator(".sheet p", has_text=words).first
        line.evaluate(
            """(line, words) => {
              const text = [...line.childNodes].find((one) => one.data?.includes(words));
              const start = text.data.indexOf(words);
              line.scrollIntoView({ block: "center" });
              getSelection().setBaseAndExtent(text, start, text, start + words.length);
            }""",
            words,
        )
        return self

    @property
    def words(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def width(self) -> int:
        """How wide the page is; wider than its window means scrolling sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    @property
    def plan_id(self) -> int:
        """The plan whose page is open."""
        found = re.search(r"/ke-hoach/(\d+)", self.page.url)
        assert found, self.page.url
        return int(found.group(1))

    def opens_plan(self, plan_id: int) -> Self:
        return self.goes_to(f"/ke-hoach/{plan_id}")


class Drafter(Visitor):
    """Chuyên viên."""

    def pastes(self, text: str) -> str:
        """Paste a paper, take it over; return the report that was shown."""
        self.goes_to("/ke-hoach/dan")
        self.page.get_by_label("Hoặc dán văn bản", exact=True).fill(text)
        self.presses("Đọc văn bản")
        report = self.words
        self.presses("Đưa vào bản soạn")
        return report

    def writes(self, label: str, text: str) -> Self:
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    def chooses(self, label: str, choice: str | int) -> Self:
        select = self.page.get_by_label(label, exact=True)
        if isinstance(choice, int):
            select.select_option(index=choice)
        else:
            select.select_option(label=choice)
        return self

    def fields(self) -> str:
        """The words that stand in the typed fields of the form."""
        boxes = self.page.locator("form[data-draft] [data-outline]").all()
        return "\n".join(box.input_value() for box in boxes)

    def mends(self, faults: dict[str, str]) -> Self:
        """Correct what the findings name, in whatever field it stands: pattern and words."""
        for box in self.page.locator("form[data-draft] [data-outline]").all():
            before = box.input_value()
            after = before
            for pattern, words in faults.items():
                after = re.sub(pattern, words, after)
            if after != before:
                box.fill(after)
        return self

    def adds_recipient(self, name: str) -> Self:
        box = self.page.get_by_label("Nơi nhận", exact=True)
        box.fill(f"{name}\n{box.input_value()}")
        return self

    def value(self, label: str) -> str:
        return self.page.get_by_label(label, exact=True).input_value()

    def selects(self, label: str, words: str) -> Self:
        """Select words in a text field, as a mouse would."""
        self.page.get_by_label(label, exact=True).evaluate(
            "(area, words) => {"
            " const at = area.value.indexOf(words);"
            " area.focus();"
            " area.setSelectionRange(at, at + words.length); }",
            words,
        )
        return self

    def saves(self) -> Self:
        return self.presses("Lưu")

    def submits(self) -> Self:
        """Save, go on to the page of the submission, and submit."""
        self.presses("Lưu và trình duyệt")
        return self.presses("Trình")

    def submits_in_spite(self, reason: str) -> Self:
        """Save and submit a text with errors of form, and say why."""
        self.presses("Lưu và trình duyệt")
        self.page.get_by_label("Vẫn trình vì").fill(reason)
        return self.presses("Vẫn trình")

    def sets_aside(self, finding: str, reason: str) -> Self:
        """Set a warning aside without leaving the desk."""
        line = self.page.locator("form[data-draft] .finding", has_text=finding)
        line.get_by_role("link", name="Bỏ qua").click()
        self.page.get_by_label("Lý do bỏ qua").fill(reason)
        self.button("Bỏ qua cảnh báo").click()
        expect(self.page.locator("#da-bo-qua", has_text=reason)).to_be_attached()
        expect(line).to_have_count(0)
        return self

    def answers(self, *said: tuple[str, str]) -> Self:
        """Answer the remarks above the form in their order: what was done, and a word."""
        for number, (done, words) in enumerate(said):
            row = self.page.locator("[data-answers] .remark-row").nth(number)
            row.get_by_label(done, exact=True).check()
            row.get_by_role("textbox").fill(words)
        self.button("Lưu trả lời").click()
        expect(self.page.locator("[data-answers] .notice-success")).to_be_visible()
        return self

    def withdraws(self, plan_id: int) -> Self:
        self.goes_to(f"/ke-hoach/{plan_id}/viec/rut-lai")
        return self.presses("Rút lại")

    def edits(self, plan_id: int) -> Self:
        return self.goes_to(f"/ke-hoach/{plan_id}/soan")

    def sees_the_paper(self) -> Self:
        """Wait until the paper is drawn."""
        self.page.wait_for_selector(DRAWN)
        return self

    @property
    def sheet(self) -> Locator:
        """The drawn paper."""
        return self.page.locator("[data-preview-sheet] section")

    @property
    def paper(self) -> str:
        """The words of the drawn paper."""
        return self.sheet.inner_text()

    @property
    def autosave_line(self) -> Locator:
        return self.page.locator("[data-autosave-status]")


class Decider(Visitor):
    """Whoever checks or approves: unit head, format checker, leader."""

    def opens_decision(self, plan_id: int) -> Self:
        return self.goes_to(f"/ke-hoach/{plan_id}/duyet")

    def agrees(self, plan_id: int, *, password: str = "") -> Self:
        self.opens_decision(plan_id)
        if password:
            self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        return self.presses("Đồng ý")

    def passes(self, plan_id: int, reason: str) -> Self:
        """Let a text with errors of form pass, and say why."""
        self.opens_decision(plan_id)
        self.page.get_by_label("Vẫn cho qua vì").fill(reason)
        return self.presses("Vẫn cho qua")

    def sets_aside(self, finding: str, reason: str) -> Self:
        """Set a warning of the open page aside."""
        line = self.page.locator(".finding", has_text=finding)
        line.get_by_role("link", name="Bỏ qua").click()
        self.page.get_by_label("Lý do bỏ qua").fill(reason)
        return self.presses("Bỏ qua cảnh báo")

    def returns(self, plan_id: int, reason: str, *more: str) -> Self:
        self.opens_decision(plan_id)
        self.page.locator("summary", has_text="Trả lại").click()
        self.page.get_by_label("Lý do trả lại").fill(reason)
        for number, remark in enumerate(more, start=2):
            self.button("Thêm ý kiến").click()
            self.page.get_by_label(f"Ý kiến {number}", exact=True).fill(remark)
        return self.presses("Trả lại kèm lý do")

    def passes_on(self, plan_id: int) -> Self:
        self.goes_to(f"/ke-hoach/{plan_id}/viec/chuyen")
        return self.presses("Chuyển người soạn thảo")


class Clerk(Visitor):
    """Văn thư."""

    def records_signature(self, plan_id: int, day: str) -> Self:
        self.goes_to(f"/ke-hoach/{plan_id}/viec/nhan-ban-ky")
        self.page.get_by_label("Ngày ký").fill(day)
        return self.presses("Đã nhận bản có chữ ký")

    def numbers(self, plan_id: int, *, password: str = PASSWORD) -> Self:
        self.goes_to(f"/ke-hoach/{plan_id}/viec/cap-so")
        box = self.page.get_by_label("Mật khẩu", exact=True)
        if box.count():
            box.fill(password)
        return self.presses("Cấp số")

    def downloads(self, plan_id: int, name: str, folder: Path) -> Path:
        self.opens_plan(plan_id)
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path
