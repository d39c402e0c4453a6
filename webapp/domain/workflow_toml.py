"""Read a workflow from its TOML text; a bad one is refused with the step and the fault."""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from webapp.domain.dossier import PaperKind
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.domain.workflow import (
    AskPassword,
    Mode,
    ReturnTo,
    Step,
    StepKind,
    StepUnit,
    Workflow,
    WorkflowError,
)
from webapp.domain.workflow_invariants import demand_sound

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_WORKFLOW_KEYS = {"name", "label", "media", "papers", "steps"}
_STEP_KEYS = {
    "key",
    "label",
    "kind",
    "role",
    "unit",
    "mode",
    "share",
    "deadline_days",
    "return_to",
    "voided_by_change",
    "ask_password",
    "same_person_may_also",
}

_Name = TypeVar("_Name", bound=StrEnum)


def load(text: str) -> Workflow:
    """Return the checked workflow; raise WorkflowError, naming the step and the fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WorkflowError(f"Tệp quy trình không phải TOML hợp lệ: {error}.") from error
    _demand_known(data, _WORKFLOW_KEYS, "quy trình")
    name = _text(data, "name", "quy trình")
    if not _KEY.fullmatch(name):
        raise WorkflowError(f"Tên quy trình «{name}» chỉ được gồm chữ thường, số và gạch dưới.")
    workflow = Workflow(
        name=name,
        label=_text(data, "label", "quy trình"),
        steps=_steps(data),
        media=_media(data),
        papers=_papers(data),
        sha256=sha256(text.encode()).hexdigest(),
    )
    demand_sound(workflow)
    return workflow


def _steps(data: Mapping[str, object]) -> tuple[Step, ...]:
    tables = data.get("steps")
    if not isinstance(tables, list) or not tables:
        raise WorkflowError("Quy trình chưa có bước nào; thêm ít nhất một mục [[steps]].")
    return tuple(_step(table, i) for i, table in enumerate(tables, start=1))


def _step(table: object, number: int) -> Step:
    if not isinstance(table, dict):
        raise WorkflowError(f"Bước thứ {number} không phải một mục [[steps]].")
    key = _text(table, "key", f"bước thứ {number}")
    if not _KEY.fullmatch(key):
        raise WorkflowError(f"Key «{key}» của bước thứ {number} chỉ được gồm a-z, 0-9 và _.")
    where = f"bước «{key}»"
    _demand_known(table, _STEP_KEYS, where)
    mode = _choice(table, "mode", Mode, where, Mode.ANY)
    return Step(
        key=key,
        label=_text(table, "label", where),
        kind=_choice(table, "kind", StepKind, where),
        role=_choice(table, "role", Role, where),
        mode=mode,
        share=_share(table, mode, where),
        deadline_days=_days(table, where),
        return_to=_choice(table, "return_to", ReturnTo, where, ReturnTo.UNIT_HEAD),
        voided_by_change=_flag(table, "voided_by_change", where),
        ask_password=_choice(table, "ask_password", AskPassword, where, AskPassword.NEVER),
        same_person_may_also=_keys(table, "same_person_may_also", where),
        unit=_choice(table, "unit", StepUnit, where) if "unit" in table else None,
    )


def _media(data: Mapping[str, object]) -> frozenset[Medium]:
    names = _keys(data, "media", "quy trình") if "media" in data else tuple(Medium)
    unknown = sorted(set(names) - set(Medium))
    if unknown or not names:
        raise WorkflowError(
            f"Quy trình có media không dùng được ({', '.join(unknown) or 'rỗng'}); "
            f"chọn trong: {', '.join(Medium)}."
        )
    return frozenset(Medium(name) for name in names)


def _papers(data: Mapping[str, object]) -> tuple[PaperKind, ...]:
    names = _keys(data, "papers", "quy trình")
    unknown = sorted(set(names) - set(PaperKind))
    if unknown:
        raise WorkflowError(
            f"Quy trình đòi loại tài liệu «{unknown[0]}» không có; "
            f"chọn trong: {', '.join(PaperKind)}."
        )
    return tuple(PaperKind(name) for name in names)


def _demand_known(table: Mapping[str, object], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise WorkflowError(f"Không hiểu khóa «{unknown[0]}» của {where}; sửa hoặc bỏ khóa này.")


def _text(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise WorkflowError(f"Thiếu «{key}» của {where}; ghi một chuỗi không rỗng.")
    return value


def _choice(
    table: Mapping[str, object],
    key: str,
    names: type[_Name],
    where: str,
    default: _Name | None = None,
) -> _Name:
    value = table.get(key, default)
    if value not in set(names):
        raise WorkflowError(
            f"«{key}» của {where} là «{value if value is not None else ''}»; "
            f"chọn trong: {', '.join(names)}."
        )
    return names(str(value))


def _share(table: Mapping[str, object], mode: Mode, where: str) -> float:
    value = table.get("share")
    if mode is not Mode.SHARE:
        if value is not None:
            raise WorkflowError(f'«share» của {where} chỉ dùng với mode "share"; bỏ khóa này.')
        return 0.0
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 1:
        raise WorkflowError(f"«share» của {where} phải lớn hơn 0 và không quá 1, ví dụ 0.5.")
    return float(value)


def _days(table: Mapping[str, object], where: str) -> int | None:
    value = table.get("deadline_days")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WorkflowError(f"«deadline_days» của {where} phải là số ngày làm việc từ 1 trở lên.")
    return value


def _flag(table: Mapping[str, object], key: str, where: str) -> bool:
    value = table.get(key, True)
    if not isinstance(value, bool):
        raise WorkflowError(f"«{key}» của {where} phải là true hoặc false.")
    return value


def _keys(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WorkflowError(f'«{key}» của {where} phải là danh sách chuỗi, ví dụ ["…"].')
    return tuple(value)
