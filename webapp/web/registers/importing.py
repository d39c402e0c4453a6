"""Nhập danh bạ từ tệp: a sheet is read, reported line by line, then taken over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, HiddenField

from webapp.domain.errors import InvalidInputError
from webapp.services import recipient_import as services
from webapp.web.access import limited
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form
from webapp.web.registers.blueprint import bp
from webapp.web.registers.recipients import keepers
from webapp.web.sent_files import sent


class SheetForm(Form):
    """The choice of a file."""

    file = FileField("Tệp danh bạ (.xlsx, .csv)")


class TakeOverForm(Form):
    """The word on a report."""

    fingerprint = HiddenField()


@bp.get("/noi-nhan/nhap")
@keepers
def choosing_sheet() -> ResponseReturnValue:
    """Offer the choice of a file."""
    return show(SheetForm(formdata=None))


@bp.get("/noi-nhan/nhap/mau")
@keepers
def sheet_to_fill() -> ResponseReturnValue:
    """Send the sheet to fill in."""
    return sent(services.template())


@bp.post("/noi-nhan/nhap")
@keepers
@limited("30 per minute")
def read_sheet() -> ResponseReturnValue:
    """Read the file and lead to its report, or say what is wrong with it."""
    form = SheetForm()
    if form.validate_on_submit():
        with form.refusals():
            file = chosen_file()
            if file is None:
                raise InvalidInputError("Hãy chọn một tệp.", "file")
            upload_id = services.keep_sheet(
                parts().database, current_actor(), file.name, file.data, now()
            )
            return redirect(url_for("registers.sheet_report", upload_id=upload_id))
    return show(form), form.status


@bp.get("/noi-nhan/nhap/<int:upload_id>")
@keepers
def sheet_report(upload_id: int) -> ResponseReturnValue:
    """Show what each line would do."""
    return show_report(upload_id, TakeOverForm(formdata=None))


@bp.post("/noi-nhan/nhap/<int:upload_id>")
@keepers
def take_sheet_over(upload_id: int) -> ResponseReturnValue:
    """Write what the report said, or show how it has changed."""
    form = TakeOverForm()
    if form.validate_on_submit():
        with form.refusals():
            done = services.take_over(
                parts().database, current_actor(), upload_id, form.fingerprint.data or "", now()
            )
            flash(
                f"Đã nhập danh bạ: thêm {done[services.NEW]}, cập nhật {done[services.CHANGED]}, "
                f"không nhận {done[services.REFUSED]} dòng.",
                "success",
            )
            return redirect(url_for("registers.recipients"))
    return show_report(upload_id, form), form.status


def show(form: SheetForm) -> str:
    """Render the choice of a file."""
    return render_template("registers/sheet.html", form=form, heads=services.COLUMNS)


def show_report(upload_id: int, form: TakeOverForm) -> str:
    """Render the report as it is now."""
    page = services.report(parts().database, current_actor(), upload_id, now())
    return render_template(
        "registers/sheet_report.html", page=page, form=form, labels=services.LABELS
    )
