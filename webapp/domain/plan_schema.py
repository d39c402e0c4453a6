"""The published JSON Schema of a plan, for scripts that write or read one."""

from enum import StrEnum
from typing import Any

from webapp.domain.plan import BlockKind, MarkerKind, Medium, Orientation
from webapp.domain.plan_json import (
    LONGEST_SIDE,
    MEDIA_TYPES,
    MOST_COPIES,
    MOST_NUMBER,
    RUN_FLAGS,
)

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}


def plan_schema() -> Schema:
    """Return the schema (JSON Schema 2020-12) that every plan on paper or disk obeys."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kế hoạch",
        **_object(_plan_properties()),
        "$defs": {
            "run": _run(),
            "runs": _list(_ref("run")),
            "block": _block(),
            "marker": _marker(),
            "cell": _cell(),
            "picture": _picture(),
            "appendix": _appendix(),
            "signer": _signer(),
            "report_item": _report_item(),
        },
    }


def _plan_properties() -> Schema:
    number: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": MOST_NUMBER}
    copies: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": MOST_COPIES}
    day: Schema = {"type": ["string", "null"], "format": "date"}
    return {
        "organ_in_charge": _said("Cơ quan chủ quản trực tiếp"),
        "organ_name": _said("Cơ quan ban hành; các dòng cách nhau bằng dấu xuống dòng"),
        "code_number": {**number, "description": "Số của văn bản"},
        "code_notation": _said("Ký hiệu, ví dụ KH-UBND"),
        "promulgation_place": _said("Địa danh"),
        "promulgated_on": {**day, "description": "Ngày ban hành"},
        "document_type": _said("Tên loại"),
        "subject": {**_ref("runs"), "description": "Trích yếu"},
        "addressees": {**_list(_ref("runs")), "description": "Kính gửi, mỗi nơi một mục"},
        "legal_bases": {**_list(_ref("runs")), "description": "Căn cứ, mỗi đoạn một mục"},
        "opening": {**_list(_ref("runs")), "description": "Mở đầu"},
        "body": {**_list(_ref("block")), "description": "Nội dung"},
        "closing": {**_list(_ref("runs")), "description": "Phần kết"},
        "to_places": {**_list(_ref("runs")), "description": "Nơi nhận, không có dòng Lưu"},
        "filing_line": {**_ref("runs"), "description": "Dòng Lưu"},
        "signer": {**_ref("signer"), "description": "Khối chữ ký"},
        "unit": _said("Chữ viết tắt của đơn vị soạn thảo"),
        "priority": _said("Mức độ khẩn"),
        "secrecy": _said("Độ mật"),
        "circulation_note": _said("Chỉ dẫn về phạm vi lưu hành (ô 11)"),
        "typer_notation": _said("Ký hiệu người soạn thảo (ô 12)"),
        "promulgation_amount": {**copies, "description": "Số lượng bản phát hành (ô 12)"},
        "foot_address": _said("Địa chỉ ở chân trang đầu (ô 13), mỗi dòng một ý"),
        "medium": {**_one_of(Medium), "description": "Hình thức của bản gốc"},
        "appendixes": {**_list(_ref("appendix")), "description": "Phụ lục"},
        "attachments": {**_list(_TEXT), "description": "Hồ sơ trình kèm theo"},
        "report": {**_list(_ref("report_item")), "description": "Điều người nhập cần biết"},
    }


def _run() -> Schema:
    flags = dict.fromkeys(RUN_FLAGS, _FLAG)
    return _object({"text": _TEXT, **flags, "note": _said("Chú thích cuối trang")}, "text")


def _block() -> Schema:
    properties = {
        "id": _TEXT,
        "kind": _one_of(BlockKind),
        "level": _whole(0, 99),
        "marker": {"anyOf": [_ref("marker"), {"type": "null"}]},
        "runs": _ref("runs"),
        "picture": _ref("picture"),
        "rows": _list(_list(_ref("cell"))),
        "widths": _list({"type": "number", "exclusiveMinimum": 0}),
        "header_rows": _whole(0, 999),
    }
    return _object(properties, "kind")


def _picture() -> Schema:
    side: Schema = {"type": "number", "exclusiveMinimum": 0, "maximum": LONGEST_SIDE}
    properties = {
        "sha256": {**_TEXT, "pattern": "^[0-9a-f]{64}$"},
        "media_type": {"enum": list(MEDIA_TYPES)},
        "width": {**side, "description": "mm"},
        "height": {**side, "description": "mm"},
        "description": _said("Lời tả hình cho người không nhìn được"),
        "data": {**_TEXT, "contentEncoding": "base64"},
    }
    return _object(properties, "sha256", "media_type", "width", "height")


def _marker() -> Schema:
    properties = {"kind": _one_of(MarkerKind), "text": _TEXT, "fixed": _FLAG}
    return _object(properties, "kind", "text")


def _cell() -> Schema:
    paragraphs = _list(_ref("runs"))
    return _object({"paragraphs": paragraphs, "columns": _whole(1, 999), "rows": _whole(1, 9999)})


def _appendix() -> Schema:
    body = _list(_ref("block"))
    return _object({"title": _TEXT, "body": body, "orientation": _one_of(Orientation)})


def _signer() -> Schema:
    lines = _list(_TEXT)
    names = ("position", "full_name", "second_title")
    return _object({"authority": lines, **dict.fromkeys(names, _TEXT)})


def _report_item() -> Schema:
    return _object(dict.fromkeys(("kind", "place", "message", "text"), _TEXT))


def _object(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _said(description: str) -> Schema:
    return {**_TEXT, "description": description}


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _one_of(values: type[StrEnum]) -> Schema:
    return {"enum": [value.value for value in values]}
