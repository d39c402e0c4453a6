"""Đối chiếu: a restored book is told its last number on paper before it gives the next."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField
from wtforms.validators import Optional as MayBeEmpty

from webapp.services.restored_books import LastOnPaper, WaitingPage, confirm_book, waiting_page
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form
from webapp.web.registers.blueprint import bp, clerks


class ConfirmForm(Form):
    """The last number on paper."""

    number = IntegerField("Số cuối cùng đã ghi trên văn bản", [MayBeEmpty()])
    confirmed = BooleanField("Tôi đã xem bản lưu và văn bản đã phát hành: đây là số cuối cùng")

    def to_wish(self, series_id: int, year: int) -> LastOnPaper:
        """Return what the service takes; call it on a valid form only."""
        return LastOnPaper(series_id, year, self.number.data, bool(self.confirmed.data))


@bp.get("/doi-chieu/<int:series_id>/<int:year>")
@clerks
def confirming(series_id: int, year: int) -> ResponseReturnValue:
    """Ask for the last number, beside what the backup knows."""
    page = the_page(series_id, year)
    return to_book(series_id, year) if page is None else show(page, ConfirmForm(formdata=None))


@bp.post("/doi-chieu/<int:series_id>/<int:year>")
@clerks
def confirm(series_id: int, year: int) -> ResponseReturnValue:
    """Let the book go on after that number, or give the form back."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_wish(series_id, year)
            lost = confirm_book(parts().database, current_actor(), wanted, now())
            flash(_told(lost), "success")
            return to_book(series_id, year)
    page = the_page(series_id, year)
    if page is None:
        return to_book(series_id, year)
    return show(page, form), form.status


def _told(lost: range) -> str:
    if not lost:
        return "Sổ đã đối chiếu xong; cấp số như thường."
    span = f"{lost[0]} đến {lost[-1]}" if len(lost) > 1 else f"{lost[0]}"
    return (
        f"Sổ cấp tiếp từ số {lost[-1] + 1}. {len(lost)} số đã cấp trên giấy ({span}) chờ ghi lại: "
        "khi cấp số hoặc đăng ký văn bản, chọn đúng số ghi trên bản lưu."
    )


def to_book(series_id: int, year: int) -> ResponseReturnValue:
    """Lead to the book."""
    book: dict[str, Any] = {"nam": year, "day-so": series_id}
    return redirect(url_for("registers.book", **book))


def the_page(series_id: int, year: int) -> WaitingPage | None:
    """Return what the book says; None where it waits for nothing."""
    return waiting_page(parts().database, current_actor(), series_id, year)


def show(page: WaitingPage, form: ConfirmForm) -> str:
    """Render the page."""
    return render_template("registers/confirming.html", page=page, form=form)
