"""Rules about what somebody meant to fill in: brackets, dots, codes of a template."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, warning
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import Words, quoted

LEFT_OPEN = warning("TL-cho-trong", "Thông lệ soạn thảo", "Văn bản không còn chỗ để trống chờ điền")
CODE = warning("TL-ma-mau", "Thông lệ soạn thảo", "Văn bản không còn mã của mẫu, của trường Word")
SAMPLE_NAME = warning(
    "TL-ten-mau", "Thông lệ soạn thảo", "Họ tên người ký là của người thật, không phải tên mẫu"
)

_BRACKETS = re.compile(
    r"\[[^\[\]\d][^\[\]]{2,}\]|\[\s*\]|<[^<>\d\s/][^<>]*>|\b(?:xxx+|XXX+)\b|_{3,}|\?{3,}"
    r"|\bxx/xx\b|\bdd/mm(?:/yyyy)?\b|\bDD/MM(?:/YYYY)?\b"
    r"|\((?:ghi rõ|ghi tên|nêu rõ|điền|chèn|nhập|tên cơ quan|tên đơn vị|họ tên|số liệu)[^()\d]*\)"
)
_DOTS = re.compile(
    r"(?:^|[\s(:/])(?:\.{4,}|…{2,}|…\.+)"
    r"|\b(?:ngày[ ]?(?:…|\.{2,})[ ]?(?:tháng|/)|tháng[ ]?(?:…|\.{2,})[ ]?năm)"
    r"|\bsố:?[ ]?(?:…|\.{2,})\s*/|\bsố:?\s*/[A-ZĐ]{2}|\bngày\s+tháng\b(?=\s+(?:\d|năm\s+\d))"
    r"|\bngày\s*/\s*\d"
)
_CODE = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{\w+\}|«[A-Za-z]+_\w+»|<<\w[^<>]*>>|#REF!"
    r"|Error! [A-Z]\w+(?: \w+){0,4}|\b(?:TODO|FIXME)\b|Lorem ipsum"
)
_ANY = re.compile(r"[\[<_?{#$«…(]|\.\.|xx|XX|mm|MM|\bsố|ngày|TODO|FIXME|Error|Lorem")
_SAMPLE_NAME = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm) (?:Văn|Thị) [A-C]|Họ (?:và )?tên\W*|\(?Đã ký\)?.*", re.IGNORECASE
)


def nothing_is_left_open(paper: Paper) -> Iterator[Finding]:
    """Point at blanks that somebody meant to fill in; a form in an appendix may have dots.

    A line drawn with underscores is a rule, and «(Kèm theo …)» may wait for number and date.
    """
    for passage in paper.passages:
        text = passage.text
        if not _ANY.search(text) or passage.is_enclosure_note or not text.strip("_ "):
            continue
        code = _CODE.search(text)
        found = None if code else _BRACKETS.search(text) or _open_dots(passage)
        if code:
            yield quoted(CODE, passage, code.span(), "Bỏ mã này, ghi nội dung thật.")
        elif found:
            yield quoted(LEFT_OPEN, passage, _words(found), "Còn để trống; điền hoặc bỏ đi.")


def _words(found: re.Match[str]) -> tuple[int, int]:
    shown = found.group()
    return found.start() + len(shown) - len(shown.lstrip()), found.end()


def _open_dots(passage: Passage) -> re.Match[str] | None:
    if passage.part is Part.APPENDIXES or passage.in_table:
        return None
    return _DOTS.search(passage.text)


def the_signer_is_named(paper: Paper) -> Iterator[Finding]:
    """Point at the name that a model has, and at «Đã ký»."""
    name = Words("signer.full_name", paper.plan.signer.full_name.strip())
    if _SAMPLE_NAME.fullmatch(name.text):
        yield quoted(SAMPLE_NAME, name, (0, len(name.text)), "Ghi họ tên người ký.")


RULES = (nothing_is_left_open, the_signer_is_named)
