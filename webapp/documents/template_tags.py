"""The code that a template may hold: it shows placeholders, repeats and chooses; nothing else."""

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

MOST_TAGS = 1_000
_FILTERS = frozenset({"upper", "lower", "capitalize", "trim"})
_OF_LOOP = frozenset({"first", "last", "index", "index0", "length"})
_PLAIN = (
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.For,
    nodes.Tuple,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.CondExpr,
    nodes.Concat,
)
_REFUSED = (
    (
        (nodes.Getattr, nodes.Getitem),
        "thẻ lấy thuộc tính hoặc phần tử; mẫu chỉ được ghi thẳng tên thẻ.",
    ),
    (
        (nodes.Call, nodes.CallBlock, nodes.Macro),
        "thẻ gọi hàm; mẫu chỉ được ghi tên thẻ, lặp (for) và chọn (if).",
    ),
    (
        (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block),
        "thẻ nạp tệp khác; mẫu phải nằm trọn trong một tệp Word.",
    ),
)
_GENERAL = "thẻ làm tính hoặc đặt biến; mẫu chỉ được ghi tên thẻ, lặp (for) và chọn (if)."
_CELL = re.compile(r"<(/?)w:(tbl|tr|tc)[ >]")
_PART = re.compile(r"word/(document|header|footer|footnotes)(\d*)\.xml")
_PART_NAMES = {
    "document": "Thân văn bản",
    "header": "Đầu trang",
    "footer": "Chân trang",
    "footnotes": "Chú thích cuối trang",
}


def code_faults(name: str, source: str, environment: Environment) -> list[str]:
    """Return what in a part's source is more than showing, repeating and choosing, with places.

    Nothing of the source is run: what cannot end or reaches further than its values is told by
    its shape alone.
    """
    lined = numbered(source)
    try:
        tree = environment.parse(lined)
    except TemplateSyntaxError as error:
        return [f"{place(name, lined, error.lineno)}: thẻ viết sai cú pháp."]
    if len(re.findall("{[{%]", source)) > MOST_TAGS:
        return [f"{part_name(name)}: có hơn {MOST_TAGS} thẻ; hãy chia gọn lại."]
    found = dict.fromkeys(_faults(tree, None))
    return [f"{place(name, lined, line)}: {fault}" for line, fault in found]


def _faults(node: nodes.Node, inner: frozenset[str] | None) -> Iterator[tuple[int, str]]:
    """Yield line and fault of what stands in a node; `inner` are the names of the loop around."""
    for child in node.iter_child_nodes():
        fault = _fault(child, inner)
        if fault:
            yield child.lineno, fault
        elif isinstance(child, nodes.For):
            yield from _faults(child, _names(child.target))
        elif not _is_of_loop(child):
            yield from _faults(child, inner)


def _fault(node: nodes.Node, inner: frozenset[str] | None) -> str:
    if isinstance(node, nodes.For):
        return _fault_of_loop(node, inner)
    if isinstance(node, nodes.Filter):
        return "" if node.name in _FILTERS else f"bộ lọc «{node.name}» không được dùng trong mẫu."
    if isinstance(node, _PLAIN) or _is_of_loop(node):
        return ""
    return next((why for kinds, why in _REFUSED if isinstance(node, kinds)), _GENERAL)


def _fault_of_loop(node: nodes.For, inner: frozenset[str] | None) -> str:
    """Return why a loop might not end in time: each goes once over what is given."""
    if not isinstance(node.iter, nodes.Name) or node.recursive:
        return "vòng lặp không chạy trên một thẻ danh sách; hãy viết «for … in tên_thẻ»."
    if inner is not None and node.iter.name not in inner:
        return "vòng lặp nằm trong vòng lặp khác; hãy tách ra hai chỗ."
    return ""


def _is_of_loop(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Getattr)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "loop"
        and node.attr in _OF_LOOP
    )


def _names(target: nodes.Node) -> frozenset[str]:
    return frozenset(
        one.name for one in (target, *target.find_all(nodes.Name)) if isinstance(one, nodes.Name)
    )


def numbered(source: str) -> str:
    """Return the source with every paragraph on a line of its own, so that a fault has a place."""
    return re.sub("<w:p([ >])", r"\n<w:p\1", source)


def place(name: str, lined: str, line: int) -> str:
    """Return where a line of a numbered source stands: part, table cell, words of the paragraph."""
    lines = lined.splitlines()
    at = min(line, len(lines)) - 1
    words = re.sub("<[^>]+>", "", lines[at]).strip()
    shown = re.sub("{%.*?%}", "", words).strip() or words
    cell = _cell_at("\n".join(lines[:at]))
    return ", ".join(filter(None, (part_name(name), cell, f"đoạn «{shown[:80]}»")))


def place_of_name(name: str, source: str, placeholder: str, environment: Environment) -> str:
    """Return where a placeholder first stands in a part that shows it."""
    lined = numbered(source)
    used = environment.parse(lined).find_all(nodes.Name)
    return place(name, lined, min(one.lineno for one in used if one.name == placeholder))


def part_name(name: str) -> str:
    """Return what a person calls a part of a Word file."""
    found = _PART.fullmatch(name)
    if found is None:
        return name
    return " ".join(filter(None, (_PART_NAMES[found[1]], found[2])))


def cell_name(table: int, row: int, cell: int) -> str:
    """Return what a person calls a cell."""
    return f"bảng {table}, hàng {row}, ô {cell}"


def _cell_at(before: str) -> str:
    """Return the innermost table cell that is open after the XML."""
    tables, open_tables = 0, list[list[int]]()
    for closing, kind in _CELL.findall(before):
        if kind == "tbl":
            tables += not closing
            open_tables = open_tables[:-1] if closing else [*open_tables, [tables, 0, 0]]
        elif open_tables and not closing:
            top = open_tables[-1]
            open_tables[-1] = (
                [top[0], top[1] + 1, 0] if kind == "tr" else [top[0], top[1], top[2] + 1]
            )
    return cell_name(*open_tables[-1]) if open_tables else ""
