"""What the agency lets its clerks do with numbers beyond the plain order."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from webapp.services.book_settings import BookSettings, book_settings, save_book_settings
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import version_field
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form
from webapp.web.stale import Row, both_texts


class BookForm(Form):
    """The settings of the number book."""

    reserves_numbers = BooleanField("Cho văn thư giữ số trước")
    dates_run_back = BooleanField("Cho ghi lùi ngày")
    version = version_field()

    def to_settings(self) -> BookSettings:
        """Return what the service takes; call it on a valid form only."""
        return BookSettings(
            bool(self.reserves_numbers.data),
            bool(self.dates_run_back.data),
            self.version.data or 0,
        )


@bp.get("/so-dang-ky")
@administrators
def book() -> ResponseReturnValue:
    """Show the settings."""
    saved = book_settings(parts().database, current_actor())
    return render_template("admin/book.html", form=BookForm(obj=saved), rows=())


@bp.post("/so-dang-ky")
@administrators
def save_book() -> ResponseReturnValue:
    """Save the settings, or show them again beside what somebody else saved."""
    form = BookForm()
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            save_book_settings(parts().database, current_actor(), form.to_settings(), now())
            flash("Đã lưu cách cấp số của cơ quan.", "success")
            return redirect(url_for("admin.book"))
    if form.stale:
        saved = book_settings(parts().database, current_actor())
        rows = both_texts(form, BookForm(formdata=None, obj=saved))
    return render_template("admin/book.html", form=form, rows=rows), form.status
