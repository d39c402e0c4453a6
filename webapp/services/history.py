"""The events of a plan as Vietnamese sentences: who did what, with the reason."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from webapp.db.models.audit import AuditRow
from webapp.domain.copies import KIND_LABELS, CopyKind
from webapp.domain.detours import ANSWER_LABELS, Answer, QuestionKind
from webapp.domain.recalling import ANSWER_LABELS as ANSWER_LABELS_OF_RECALL
from webapp.domain.recalling import RecallAnswer
from webapp.services.book_entries import told
from webapp.services.plan_pages import HistoryItem

VIEW, READ_PAPER = "view", "read_paper"
"""Kept in the log and left out of the page, which every look would fill."""
PRINTED = "mark_printed"
_FOLLOWING = {
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "corrects": "đính chính",
    "recalls": "thu hồi",
}
Details = Mapping[str, Any]
_KINDS = {"pdf": "PDF ", "pdfa": "PDF/A "}
_STAGES = {"draft": "bản dự thảo", "signing": "bản trình ký", "issued": "bản phát hành"}


def history(events: Iterable[AuditRow]) -> tuple[HistoryItem, ...]:
    """Return the events, newest first, without the views."""
    told = [_item(event) for event in events if event.action not in {VIEW, READ_PAPER}]
    return tuple(reversed(told))


def _item(event: AuditRow) -> HistoryItem:
    details: Details = json.loads(event.details)
    sentence = SENTENCES.get(event.action, _something)(details) + _passed_over(details)
    return HistoryItem(
        at=event.at,
        sentence=f"{event.actor_name}{_in_place(details)} {sentence}.",
        note=str(details.get("note", "")),
        action=event.action,
        waiver=str(details.get("waiver", "")),
        voided=tuple(str(one) for one in details.get("voided", ())),
        bound_anew=tuple(str(one) for one in details.get("bound_anew", ())),
        errors=tuple(f"{one['where']}: {one['message']}" for one in details.get("errors", ())),
    )


def _in_place(details: Details) -> str:
    if "in_place_of" not in details:
        return ""
    return f" xử lý thay {details['in_place_of_name']} (theo {details['document']})"


def _something(_details: Details) -> str:
    return "cập nhật văn bản"


def _said(words: str) -> Callable[[Details], str]:
    def sentence(_details: Details) -> str:
        return words

    return sentence


def _save(details: Details) -> str:
    return f"lưu nội dung lần {details.get('revision')}"


def _import(details: Details) -> str:
    return f"đưa văn bản có sẵn vào dự thảo (lần {details.get('revision')})"


def _download(details: Details) -> str:
    return f"tải {_KINDS.get(str(details.get('kind')), '')}{_stage(details)}"


def _ask_pdf(details: Details) -> str:
    return f"yêu cầu làm {_KINDS.get(str(details.get('kind')), '')}{_stage(details)}"


def _stage(details: Details) -> str:
    return _STAGES.get(str(details.get("stage")), "văn bản")


def _brief(details: Details) -> str:
    return f"lập phiếu trình (bản {details.get('ordinal')})"


def _submit(details: Details) -> str:
    answered = details.get("answered")
    answers = f", trả lời {answered} ý kiến" if answered else ""
    return f"trình văn bản (lần trình {details.get('round')}){answers}"


def _approve(details: Details) -> str:
    others = details.get("together_with")
    with_others = f" (đồng ý cùng đợt với {others} văn bản khác)" if others else ""
    answered = details.get("answered")
    taken_up = f", giữ nguyên theo {answered} ý kiến trả về bước này" if answered else ""
    return f"{_at_step('đồng ý')(details)}{with_others}{taken_up}"


def _return(details: Details) -> str:
    count = int(details.get("remarks", 1))
    said = _at_step(f"trả lại với {count} ý kiến" if count > 1 else "trả lại")(details)
    target = details.get("target")
    return f"{said}, về bước «{target}»" if target else said


def _answer(details: Details) -> str:
    return f"lưu trả lời {details.get('answered')} trong {details.get('of')} ý kiến"


def _passed_over(details: Details) -> str:
    count = len(details.get("errors", ()))
    return f" khi còn {count} lỗi thể thức" if count else ""


def _dismiss(details: Details) -> str:
    return f"bỏ qua cảnh báo: {str(details.get('message')).rstrip('.')}"


def _paper(words: str) -> Callable[[Details], str]:
    def sentence(details: Details) -> str:
        return words.format(f"{str(details.get('kind')).lower()} «{details.get('title')}»")

    return sentence


def _collect(details: Details) -> str:
    done = {"enter": "nhập", "change": "sửa", "drop": "bỏ"}[str(details.get("deed"))]
    return f"{done} ý kiến của {details.get('office')} ({str(details.get('stance')).lower()})"


def _explain(details: Details) -> str:
    return f"ghi tiếp thu, giải trình ý kiến của {details.get('who')}"


def _poll(details: Details) -> str:
    return f"mở phiếu lấy ý kiến {details.get('members')} thành viên"


def _ballot(details: Details) -> str:
    """Say no more than that: who has to answer yet reads the history too."""
    late = " (muộn)" if details.get("late") else ""
    return f"trả lời phiếu lấy ý kiến{late}"


def _at_step(words: str) -> Callable[[Details], str]:
    def sentence(details: Details) -> str:
        step = details.get("step")
        return f"{words} ở bước «{step}»" if step else words

    return sentence


def _consult(details: Details) -> str:
    agrees = details.get("kind") == QuestionKind.BEFORE_ME
    return f"{'xin đồng ý của' if agrees else 'hỏi'} {details.get('asked')} trước khi quyết định"


def _reply(details: Details) -> str:
    said = ANSWER_LABELS[Answer(str(details.get("answer")))].lower()
    return f"trả lời {details.get('asker')}: {said}"


def _change_signer(details: Details) -> str:
    return f"đổi người ký từ {details.get('from_signer')} sang {details.get('to_signer')}"


def _hand_over(details: Details) -> str:
    typed = ", kèm bản gõ dở" if details.get("typed") else ""
    old, new = details.get("from_drafter"), details.get("to_drafter")
    return f"giao {new} soạn thảo thay {old}{typed}"


def _transfer(details: Details) -> str:
    return f"chuyển bước «{details.get('step')}» cho {details.get('to')}"


def _signature(details: Details) -> str:
    signed_on = date.fromisoformat(str(details["signed_on"]))
    return f"ghi nhận đã nhận bản có chữ ký ngày {signed_on:%d/%m/%Y}"


def _receive(details: Details) -> str:
    day = date.fromisoformat(str(details["received_on"]))
    receipt = details.get("receipt")
    number = f", số tiếp nhận {receipt}" if receipt else ""
    return f"tiếp nhận hồ sơ trình ngày {day:%d/%m/%Y}{number}"


def _comment(details: Details) -> str:
    said = "trả lời trong trao đổi" if details.get("reply") else "mở trao đổi về văn bản"
    named = ", ".join(details.get("mentioned", ()))
    return f"{said}, nhắc {named}" if named else said


def _move_deadline(details: Details) -> str:
    old, new = (date.fromisoformat(str(details[one])) for one in ("from", "to"))
    days = f"từ {old:%d/%m/%Y} sang {new:%d/%m/%Y}"
    step = details.get("step")
    return f"chuyển hạn bước «{step}» {days} vì ngày nghỉ, ngày làm bù thay đổi"


def _number(details: Details) -> str:
    marked = f" ({str(details['marked']).rstrip('.')})" if "marked" in details else ""
    return f"cấp số {details.get('number')}{marked}"


def _fill_in(details: Details) -> str:
    return f"bổ sung sổ đăng ký: {told(details['changes'])}"


def _recall_answer(details: Details) -> str:
    said = ANSWER_LABELS_OF_RECALL[RecallAnswer(str(details.get("answer")))].lower()
    return f"ghi xác nhận thu hồi của {details.get('place')}: {said} ({details.get('said_by')} báo)"


def _copy(details: Details) -> str:
    kind = KIND_LABELS[CopyKind(str(details.get("kind")))].lower()
    amount, places = details.get("amount"), details.get("recipients")
    return f"{kind} thành {amount} bản, số {details.get('copy')}, gửi {places}"


SENTENCES: dict[str, Callable[[Details], str]] = {
    "create": _said("tạo dự thảo"),
    "clone": _said("tạo dự thảo từ một kế hoạch có sẵn"),
    "begin": _said("bắt đầu văn bản theo kế hoạch đã phát hành"),
    "follow_up": lambda details: (
        f"bắt đầu văn bản {_FOLLOWING.get(str(details.get('kind')), 'liên quan')}"
    ),
    "followed": _said("phát hành văn bản có hiệu lực với kế hoạch này"),
    "unfollowed": _said("hủy số văn bản đã có hiệu lực với kế hoạch này"),
    "save": _save,
    "import": _import,
    "download": _download,
    PRINTED: lambda details: f"đánh dấu đã in {details.get('copies')} bản: {_stage(details)}",
    "brief": _brief,
    "download_brief": _said("tải phiếu trình"),
    "download_tracking": _said("tải phiếu theo dõi quá trình xử lý"),
    "ask_pdf": _ask_pdf,
    "submit": _submit,
    "approve": _approve,
    "return": _return,
    "consult": _consult,
    "reply": _reply,
    "take_back": lambda details: f"rút câu hỏi gửi {details.get('asked')}",
    "transfer": _transfer,
    "change_signer": _change_signer,
    "hand_over": _hand_over,
    "speak_late": _at_step("gửi ý kiến muộn"),
    "pass_overdue": _at_step("cho qua vì quá hạn cho ý kiến"),
    "answer": _answer,
    "pass_on": _said("chuyển dự thảo bị trả lại cho người soạn thảo"),
    "withdraw": _said("rút lại văn bản"),
    "receive": _receive,
    "record_signature": _signature,
    "number": _number,
    "issue": _said("phát hành văn bản"),
    "fill_in": _fill_in,
    "dispatch": lambda details: f"ghi gửi {details.get('count')} nơi nhận",
    "dispatch_return": lambda details: (
        f"ghi kết quả gửi {details.get('place')}: {str(details.get('receipt')).lower()}"
    ),
    "recall_answer": _recall_answer,
    "export_edxml": _said("tải gói edXML"),
    "copy": _copy,
    "download_copy": lambda details: f"tải bản sao số {details.get('copy')}",
    "ask_copy_pdf": lambda details: f"yêu cầu làm lại PDF của bản sao số {details.get('copy')}",
    "void": _said("hủy số, giữ dòng trong sổ đăng ký"),
    "cancel": _said("bỏ dự thảo"),
    "dismiss": _dismiss,
    "collect": _collect,
    "explain": _explain,
    "poll": _poll,
    "ballot": _ballot,
    "close_poll": _said("đóng phiếu lấy ý kiến thành viên"),
    "download_opinions": _said("tải bảng tổng hợp, tiếp thu, giải trình ý kiến"),
    "download_poll": _said("tải phiếu lấy ý kiến thành viên"),
    "attach": _paper("thêm vào hồ sơ trình {}"),
    "replace_paper": _paper("thay trong hồ sơ trình bằng bản mới {}"),
    "detach": _paper("gỡ khỏi hồ sơ trình {}"),
    "download_paper": _paper("tải từ hồ sơ trình {}"),
    "add_signed": lambda details: f"đưa lên bản đã ký, đóng dấu (bản {details.get('ordinal')})",
    "fill_signed": lambda details: (
        f"để hệ thống điền số, ngày vào bản người ký đã ký số (bản {details.get('ordinal')})"
    ),
    "download_signed": _said("tải bản đã ký, đóng dấu"),
    "comment": _comment,
    "resolve": _said("đánh dấu xong một trao đổi"),
    "move_deadline": _move_deadline,
    "reopen": _said("mở lại một trao đổi đã xong"),
    "restore": _said("khôi phục một cảnh báo đã bỏ qua"),
    "return_by_rule": _said(
        "trả văn bản về người soạn thảo vì nội dung khác bản đã được kiểm tra, duyệt (Điều 11)"
    ),
}
