"""«Mẫu văn bản»: which templates the agency uses, own ones uploaded, looked at and withdrawn."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.adapters.clock import vietnam_today
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.stages import Stage
from webapp.services import templates_list, templates_upload
from webapp.services.papers import STAGE_LABELS
from webapp.web.access import limited
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.template_forms import ChoiceForm, UploadForm, UseForm, WithdrawForm
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts
from webapp.web.sent_files import sent

STAGES = {"du-thao": Stage.DRAFT, "trinh-ky": Stage.SIGNING, "phat-hanh": Stage.ISSUED}


@bp.get("/mau-van-ban")
@administrators
def templates() -> ResponseReturnValue:
    """List the templates, and who uses which."""
    return list_page(None), 200


@bp.post("/mau-van-ban/chon")
@administrators
def choose_template() -> ResponseReturnValue:
    """Let the agency, or one of its advisory bodies, use another template."""
    form = ChoiceForm.offering(parts().rules.plan_template_labels())
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_issuer()
            templates_list.choose_template(
                parts().database, parts().rules, current_actor(), wanted, now()
            )
            flash("Đã đổi mẫu; kế hoạch trình từ nay dùng mẫu này.", "success")
            return redirect(url_for("admin.templates"))
    return list_page(form), form.status


@bp.get("/mau-van-ban/<string:name>/tai-ve")
@administrators
def download_template(name: str) -> ResponseReturnValue:
    """Send the shipped Word file, to begin an own one from."""
    return sent(templates_list.download_shipped(parts().rules, current_actor(), name))


@bp.get("/mau-van-ban/ban/<int:version_id>/tai-ve")
@administrators
def download_template_version(version_id: int) -> ResponseReturnValue:
    """Send the Word file of an own version."""
    return sent(templates_list.download_version(parts().database, current_actor(), version_id))


@bp.get("/mau-van-ban/<string:name>/tai-len")
@administrators
def new_template(name: str) -> ResponseReturnValue:
    """Say how a template is made, and offer the box for its file."""
    return upload_page(name, UploadForm(), ())


@bp.post("/mau-van-ban/<string:name>/tai-len")
@administrators
@limited("20 per minute")
def upload_template(name: str) -> ResponseReturnValue:
    """Check a Word file; show every fault with its place, or the sample plan on it."""
    form = UploadForm()
    given = None
    if form.validate_on_submit():
        with form.refusals():
            given = chosen_file()
            if given is None:
                raise InvalidInputError("Hãy chọn tệp Word (.docx) của mẫu.", "file")
    if given is None:
        return upload_page(name, form, ()), form.status
    checked = templates_upload.check_upload(
        parts().database, parts().rules, current_actor(), name, given, now=now()
    )
    if checked.upload_id is None:
        return upload_page(name, form, templates_upload.sentences(checked.faults)), 422
    flash("Tệp đạt mọi phép kiểm tra. Xem bản thử rồi chọn ngày bắt đầu dùng.", "success")
    return redirect(url_for("admin.try_template", name=name, upload_id=checked.upload_id))


@bp.get("/mau-van-ban/<string:name>/xem-thu/<int:upload_id>")
@administrators
def try_template(name: str, upload_id: int) -> ResponseReturnValue:
    """Show the sample plan on a checked file, and ask from when to use it."""
    form = UseForm(formdata=None, used_from=vietnam_today(now()))
    return try_page(name, upload_id, form)


@bp.get("/mau-van-ban/<string:name>/xem-thu/<int:upload_id>/<string:slug>")
@administrators
def trial_paper(name: str, upload_id: int, slug: str) -> ResponseReturnValue:
    """Send the sample plan of one stage on a checked file."""
    if slug not in STAGES:
        raise NotFoundError("Không có bản thử này; chọn một bản trong trang xem thử.")
    use = (name, upload_id)
    paper = templates_upload.trial_paper(
        parts().database, parts().rules, current_actor(), use, STAGES[slug], now=now()
    )
    return sent(paper)


@bp.post("/mau-van-ban/<string:name>/xem-thu/<int:upload_id>")
@administrators
def use_template(name: str, upload_id: int) -> ResponseReturnValue:
    """Take a checked file into use from a day."""
    form = UseForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(name, upload_id)
            templates_upload.use_from(
                parts().database, parts().rules, current_actor(), wanted, now()
            )
            flash(_taken(name), "success")
            return redirect(url_for("admin.templates"))
    return try_page(name, upload_id, form), form.status


@bp.post("/mau-van-ban/<string:name>/xem-thu/<int:upload_id>/bo")
@administrators
def discard_template(name: str, upload_id: int) -> ResponseReturnValue:
    """Drop a checked file that is not wanted after all."""
    templates_upload.discard(parts().database, current_actor(), name, upload_id)
    flash("Đã bỏ tệp vừa tải lên; mẫu đang dùng không đổi.", "info")
    return redirect(url_for("admin.templates"))


@bp.get("/mau-van-ban/ban/<int:version_id>/rut")
@administrators
def ask_to_withdraw(version_id: int) -> ResponseReturnValue:
    """Ask whether a version is to be withdrawn."""
    return withdraw_page(version_id, WithdrawForm())


@bp.post("/mau-van-ban/ban/<int:version_id>/rut")
@administrators
def withdraw_template(version_id: int) -> ResponseReturnValue:
    """Withdraw a version."""
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.refusals():
            version = form.version.data or 0
            templates_list.withdraw(parts().database, current_actor(), version_id, version, now())
            flash("Đã rút bản mẫu; kế hoạch bắt đầu bằng bản này vẫn giữ nó.", "success")
            return redirect(url_for("admin.templates"))
    return withdraw_page(version_id, form), form.status


def _taken(name: str) -> str:
    """Say that a version was taken, and what is still to be done where nobody uses its template."""
    database, rules, actor = parts().database, parts().rules, current_actor()
    issuers = templates_list.issuers(database, rules, actor)
    if name not in rules.plan_template_labels() or name in {one.template_name for one in issuers}:
        return "Đã nhận bản mẫu. Kế hoạch đang trình vẫn giữ mẫu cũ."
    return "Đã nhận bản mẫu, nhưng chưa ai dùng: hãy chọn mẫu này ở «Ai dùng mẫu nào» rồi lưu."


def list_page(refused: ChoiceForm | None) -> str:
    """Show the templates, with a form of choice for each issuer."""
    database, rules, actor = parts().database, parts().rules, current_actor()
    labels = rules.plan_template_labels()
    issuers = templates_list.issuers(database, rules, actor)
    choices = [(one, ChoiceForm.offering(labels, one)) for one in issuers]
    found = templates_list.list_templates(database, rules, actor, now())
    return render_template(
        "admin/templates.html", templates=found, choices=choices, refused=refused
    )


def upload_page(name: str, form: UploadForm, faults: tuple[str, ...]) -> str:
    """Show the box for a file, with what was wrong with the last one."""
    shipped = parts().rules.template(name)
    return render_template("admin/template_upload.html", template=shipped, form=form, faults=faults)


def try_page(name: str, upload_id: int, form: UseForm) -> str:
    """Show a checked file as the sample plan looks on it."""
    found = templates_upload.waiting(
        parts().database, parts().rules, current_actor(), name, upload_id, now=now()
    )
    slug = request.args.get("ban", "")
    return render_template(
        "admin/template_try.html",
        found=found,
        upload_id=upload_id,
        form=form,
        shown=slug if slug in STAGES else "du-thao",
        stages={slug: STAGE_LABELS[stage] for slug, stage in STAGES.items()},
    )


def withdraw_page(version_id: int, form: WithdrawForm) -> str:
    """Show the question whether to withdraw a version."""
    found = templates_list.version_view(parts().database, current_actor(), version_id, now())
    return render_template("admin/template_withdraw.html", found=found, form=form)
