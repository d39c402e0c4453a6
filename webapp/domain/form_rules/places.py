"""Places of findings in the users' words."""

from collections.abc import Iterable, Iterator, Mapping

from webapp.domain.form_rules.paper import block_place
from webapp.domain.plan import Block, BlockKind, Plan, plain

_FIELD_LABELS = {
    "organ_in_charge": "Cơ quan chủ quản",
    "organ_name": "Cơ quan ban hành",
    "code_number": "Số",
    "code_notation": "Ký hiệu",
    "promulgation_place": "Địa danh",
    "promulgated_on": "Ngày ban hành",
    "document_type": "Tên loại",
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "legal_bases": "Căn cứ",
    "opening": "Mở đầu",
    "body": "Nội dung",
    "closing": "Kết",
    "to_places": "Nơi nhận",
    "filing_line": "Dòng Lưu",
    "signer.authority": "Quyền hạn người ký",
    "signer.position": "Chức vụ người ký",
    "signer.full_name": "Họ tên người ký",
    "priority": "Mức độ khẩn",
    "signer.second_title": "Chức danh thứ hai của người ký",
    "secrecy": "Độ mật",
    "typer_notation": "Ký hiệu người soạn thảo",
    "appendixes": "Phụ lục",
    "header": "Quốc hiệu, Tiêu ngữ",
    "page": "Trang giấy",
}
_WHOLE = "Toàn văn bản"
_KIND_LABELS = {
    BlockKind.TABLE: "bảng",
    BlockKind.PICTURE: "hình",
    BlockKind.PAGE_BREAK: "ngắt trang",
}
_SHOWN = 40


def place_label(plan: Plan, place: str) -> str:
    """Return «Căn cứ 2», «Nội dung, đoạn «I. MỤC ĐÍCH…»»: where a person looks for it."""
    return place_labels(plan, [place])[0]


def place_labels(plan: Plan, places: Iterable[str]) -> tuple[str, ...]:
    """Return the same for many places of one plan."""
    blocks = dict(_blocks(plan))
    return tuple(_label(place, blocks) for place in places)


def _label(place: str, blocks: Mapping[str, Block]) -> str:
    field, _, rest = place.partition("/")
    label = _FIELD_LABELS.get(field, _WHOLE)
    if field == "body" and rest:
        return f"{label}, {_words(blocks[place])}"
    if field == "appendixes" and rest:
        number, _, name = rest.partition("/")
        label = f"{label} {int(number) + 1}"
        return f"{label}, {_words(blocks[place])}" if name else label
    return f"{label} {int(rest) + 1}" if rest else label


def _blocks(plan: Plan) -> Iterator[tuple[str, Block]]:
    for position, block in enumerate(plan.body):
        yield block_place(block, position), block
    for number, appendix in enumerate(plan.appendixes):
        for position, block in enumerate(appendix.body):
            yield block_place(block, position, number), block


def _words(block: Block) -> str:
    mark = block.marker.text if block.marker else ""
    text = f"{mark} {plain(block.runs)}".strip()
    if not text:
        return _KIND_LABELS.get(block.kind, "đoạn trống")
    return f"đoạn «{text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + '…'}»"
