"""Refusals and faults turned into pages: one table, one place."""

import logging
from contextlib import suppress
from dataclasses import dataclass

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge
from werkzeug.wsgi import get_input_stream

from webapp.domain.errors import (
    DomainError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    PasswordNeededError,
    StalePageError,
)
from webapp.services import other_agency, refused_access
from webapp.services.other_agency import Elsewhere
from webapp.services.readiness import found_no_room
from webapp.services.refused_access import Refusal
from webapp.web import kept_forms
from webapp.web.accounts.forms import SignInForm
from webapp.web.context import current_who, now, parts, wants_fragment
from webapp.web.headers import request_id

log = logging.getLogger(__name__)
TOO_OFTEN = refused_access.TOO_OFTEN
DRAINED_AT_MOST = 64 * 1024 * 1024
"""Of a body that is too large this much is read, so that the browser hears the answer."""


class SignInNeededError(Exception):
    """The page is for signed-in people, and nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How one kind of refusal is shown."""

    status: int
    title: str


REFUSALS: dict[type[DomainError], Answer] = {
    NotFoundError: Answer(404, "Không tìm thấy"),
    ForbiddenError: Answer(403, "Không thực hiện được"),
    StalePageError: Answer(409, "Trang đã cũ"),
    InvalidInputError: Answer(422, "Chưa nhận được"),
    PasswordNeededError: Answer(422, "Cần mật khẩu"),
    DomainError: Answer(422, "Chưa thực hiện được"),
}
TOO_LARGE = (
    "Nội dung gửi lên vượt quá giới hạn cho phép nên chưa có gì được lưu. "
    "Hãy bấm nút quay lại của trình duyệt, rút gọn văn bản hoặc chọn tệp nhỏ hơn rồi gửi lại."
)
HTTP_REFUSALS = {
    404: ("Không tìm thấy", "Không có trang này. Hãy kiểm tra địa chỉ hoặc quay về bàn làm việc."),
    405: ("Không có trang này", "Địa chỉ này không mở được theo cách đó. Hãy về bàn làm việc."),
    413: ("Quá lớn", TOO_LARGE),
    415: ("Không đọc được", "Chỉ nhận nội dung của biểu mẫu. Hãy mở trang trong trình duyệt."),
    TOO_OFTEN: (
        "Thử quá nhiều lần",
        "Có quá nhiều lần gửi trong thời gian ngắn. Hãy đợi một phút.",
    ),
}
NO_ROOM = (
    "Máy chủ đã hết chỗ lưu nên việc vừa làm chưa được thực hiện. Hãy báo quản trị hệ thống dọn ổ "
    "đĩa, rồi bấm nút quay lại của trình duyệt và gửi lại."
)
FALLBACK = ("Yêu cầu không hợp lệ", "Yêu cầu này không đọc được. Hãy tải lại trang rồi thử lại.")


def install(app: Flask) -> None:
    """Register every handler."""
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(SignInNeededError, sign_in_needed)
    app.register_error_handler(CSRFError, token_missing)
    app.register_error_handler(HTTPException, not_served)
    app.register_error_handler(Exception, broken)


def refused(error: DomainError) -> ResponseReturnValue:
    """Show the sentence of a refusal with its status."""
    answer = next(REFUSALS[kind] for kind in type(error).__mro__ if kind in REFUSALS)
    if isinstance(error, ForbiddenError | NotFoundError):
        found = elsewhere()
        if found is not None:
            return render_template(
                "errors/elsewhere.html", found=found, path=request.full_path.rstrip("?")
            )
        note_refusal(answer.status)
    return page(answer.status, answer.title, str(error))


def elsewhere() -> Elsewhere | None:
    """Return in which other agency of his the reader may open the page, if there is one."""
    who = current_who()
    if who is None or not who.agencies[1:] or request.method != "GET" or wants_fragment():
        return None
    return other_agency.elsewhere(parts().database, who.actor, request.view_args or {}, now())


def note_refusal(status: int) -> None:
    """Tell the log whom a page or a deed was refused: a row of another agency is a 404 here."""
    who = current_who()
    if who is not None:
        asked = Refusal(
            route=request.endpoint or "",
            status=status,
            method=request.method,
            path=request.path,
            address=request.remote_addr or "",
        )
        refused_access.note(parts().database, who.actor, asked, now())


def sign_in_needed(error: SignInNeededError) -> ResponseReturnValue:
    """Send a reader to the sign-in page; keep the form of a writer on it."""
    del error
    if wants_fragment():
        sentence = "Phiên làm việc đã hết. Hãy bấm «Lưu»: chữ đã gõ được giữ qua lần đăng nhập."
        return render_template("errors/_fragment.html", sentence=sentence), 401
    if request.method != "POST":
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", tiep=wanted if wanted != "/" else None))
    try:
        kept = kept_forms.of_request()
    except RequestEntityTooLarge as too_large:
        return not_served(too_large)
    form = SignInForm(formdata=None, kept=kept_forms.seal(kept) if kept else "")
    return render_template("accounts/sign_in.html", form=form, kept=kept, lost=True), 401


def token_missing(error: CSRFError) -> ResponseReturnValue:
    """Give a form without a valid token back with a new one, to its owner only."""
    del error
    if wants_fragment():
        sentence = "Trang đã mở quá lâu. Hãy bấm «Lưu» để tiếp tục, chữ đã gõ được giữ."
        return render_template("errors/_fragment.html", sentence=sentence), 400
    kept = kept_forms.of_request()
    who = current_who()
    if kept is not None and (who is None or who.actor.person_id != kept.person_id):
        kept = None
    old = kept_forms.token_of_request()
    agency = kept_forms.agency_of_token(old)
    elsewhere = who is not None and agency not in {None, who.actor.agency_id}
    # With the old token the form stays refused until the person works where it belongs.
    token = old if elsewhere else generate_csrf()
    return render_template("errors/token.html", kept=kept, token=token, elsewhere=elsewhere), 400


def not_served(error: HTTPException) -> ResponseReturnValue:
    """Show what HTTP itself refuses: no such page, too large, too often."""
    if isinstance(error, RequestEntityTooLarge):
        drain()
    if error.code == TOO_OFTEN:
        note_refusal(TOO_OFTEN)
    title, sentence = HTTP_REFUSALS.get(error.code or 400, FALLBACK)
    return page(error.code or 400, title, sentence)


def drain() -> None:
    """Read on, or the browser shows a broken connection instead of the sentence."""
    try:
        stream = request.stream
    except RequestEntityTooLarge:  # refused by its declared length, nothing read yet
        stream = get_input_stream(request.environ)
    left = DRAINED_AT_MOST
    with suppress(ClientDisconnected):
        while left > 0 and (chunk := stream.read(min(left, 65536))):
            left -= len(chunk)


def broken(error: Exception) -> ResponseReturnValue:
    """Log a bug under the number of the request; say that number and nothing else.

    A full disk is no bug: people hear what to do.
    """
    log.error("request %s failed at %s", request_id(), request.endpoint, exc_info=error)
    if found_no_room(error):
        return page(507, "Máy chủ hết chỗ lưu", NO_ROOM)
    return render_template("errors/broken.html", request_id=request_id()), 500


def page(status: int, title: str, sentence: str) -> ResponseReturnValue:
    """Return the page of a refusal, or only its sentence where a script asked."""
    if wants_fragment():
        return render_template("errors/_fragment.html", sentence=sentence), status
    back = way_back() if status == REFUSALS[ForbiddenError].status else ""
    return render_template("errors/refused.html", title=title, sentence=sentence, back=back), status


def way_back() -> str:
    """Return the page of the paper whose deed was refused; empty where that page itself was."""
    plan_id = (request.view_args or {}).get("plan_id")
    if plan_id is None or request.endpoint == "plans.show":
        return ""
    return url_for("plans.show", plan_id=plan_id)
