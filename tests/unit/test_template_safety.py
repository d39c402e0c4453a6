"""A hostile or wrong Word file is refused as a template, each with its one sentence."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from docxtpl_lint.messages import RULES

from tests.unit.template_samples import BODY, FILES, members, packed, with_words
from webapp.documents.template import checked_template, reopened_template
from webapp.documents.template_files import TemplateFiles
from webapp.documents.template_lint import SENTENCES
from webapp.documents.template_safety import LARGEST, LARGEST_LIVE
from webapp.domain.errors import InvalidInputError

TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
NUMBER = "{{ so_ky_hieu }}"
CELL = "Thân văn bản, bảng 1, hàng 2, ô 1, đoạn «"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;&b;">]>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def with_part(name, content=b"<a/>"):
    return packed(members() | {name: content})


def with_number(tag):
    return with_words(NUMBER, tag)


def with_relation(kind, target="a.xml", mode=""):
    relation = f'<Relationship Id="rId99" Type="{KIND}{kind}" Target="{target}"{mode}/>'
    return with_words("</Relationships>", f"{relation}</Relationships>", RELS)


def with_paragraph(words):
    return with_words("<w:body>", f"<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p>")


def with_field(code):
    run = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = char.format("begin") + run + char.format("end")
    return with_words("<w:body>", f"<w:body><w:p>{field}</w:p>")


def encrypted():
    data = bytearray(packed(members(), ZIP_STORED))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def duplicate():
    made = BytesIO(packed(members()))
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(made, "a") as archive:
        archive.writestr(BODY, "<a/>")
    return made.getvalue()


def refusal(docx):
    with pytest.raises(InvalidInputError) as refused:
        checked_template(
            TemplateFiles(FILES.name, docx, FILES.fields, FILES.sample),
        )
    return str(refused.value)


HOSTILE = {
    "no zip": (lambda: b"Kinh gui", "không phải văn bản Word (.docx)"),
    "a renamed PDF": (lambda: b"%PDF-1.7", "không phải văn bản Word (.docx)"),
    "an old or locked file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
    "a locked zip": (encrypted, "mật khẩu"),
    "half a file": (lambda: FILES.docx[:4000], "Tệp bị hỏng"),
    "another zip": (lambda: packed({"a.xml": b"<a/>"}), "không phải văn bản Word (.docx)"),
    "a workbook": (
        lambda: with_words("wordprocessingml.document.main", "spreadsheetml.sheet.main", TYPES),
        "không phải văn bản Word (.docx)",
    ),
    "two parts of one name": (duplicate, "Tệp bị hỏng"),
    "a heavy file": (lambda: bytes(LARGEST + 1), "lớn quá mức"),
    "a zip bomb": (lambda: with_part("word/media/a.png", bytes(11_000_000)), "lớn quá mức"),
    "too many parts": (
        lambda: packed(members() | {f"word/media/{n}.png": b"" for n in range(100)}),
        "lớn quá mức",
    ),
    "a heavy body": (lambda: with_paragraph("a" * LARGEST_LIVE), "lớn quá mức"),
    "macros": (lambda: with_part("word/vbaProject.bin", b"x"), "chứa macro"),
    "macros by type": (
        lambda: with_words("wordprocessingml.document.main", "ms-word.macroEnabled.main", TYPES),
        "chứa macro",
    ),
    "macros by relation": (lambda: with_relation("vbaProject"), "chứa macro"),
    "an object": (lambda: with_part("word/embeddings/a.xlsx"), "chứa đối tượng nhúng"),
    "ActiveX": (lambda: with_part("word/activeX/activeX1.xml"), "chứa điều khiển ActiveX"),
    "an embedded font": (lambda: with_part("word/fonts/f.odttf"), "chứa phông chữ nhúng"),
    "a part that may be anything": (lambda: with_part("word/a.exe"), "phần lạ «word/a.exe»"),
    "a part above the file": (lambda: with_part("../a.xml"), "phần lạ «../a.xml»"),
    "a relation to anything": (lambda: with_relation("la"), "phần lạ «la»"),
    "a joined file": (lambda: with_relation("aFChunk"), "chứa tệp ghép"),
    "an embedded object": (lambda: with_relation("oleObject"), "chứa đối tượng nhúng"),
    "a remote template": (
        lambda: with_relation("attachedTemplate", "http://a/b.dotm", ' TargetMode="External"'),
        "chứa liên kết tới một mẫu khác",
    ),
    "a remote picture": (
        lambda: with_relation("image", "http://a/b.png", ' TargetMode="External"'),
        "chứa liên kết ra ngoài",
    ),
    "a link": (
        lambda: with_relation("hyperlink", "http://a", ' TargetMode="External"'),
        "chứa liên kết",
    ),
    "a field that fetches": (
        lambda: with_field(' INCLUDEPICTURE "http://a/b.png" '),
        "trường «INCLUDEPICTURE",
    ),
    "a field that runs": (lambda: with_field(" DDEAUTO cmd "), "trường «DDEAUTO cmd»"),
    "a field in pieces": (
        lambda: with_field(" DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd "),
        "trường «DDEAUTO cmd»",
    ),
    "a field without an end": (
        lambda: with_words(
            "<w:body>", "<w:body><w:p><w:r><w:instrText>DDE a</w:instrText></w:r></w:p>"
        ),
        "trường «DDE a»",
    ),
    "a simple field": (
        lambda: with_words("<w:body>", '<w:body><w:p><w:fldSimple w:instr="LINK a"/></w:p>'),
        "trường «LINK a»",
    ),
    "entities": (
        lambda: with_part("word/settings.xml", ENTITIES + b"<a>&d;</a>"),
        "khai báo XML (DTD)",
    ),
    "broken XML": (lambda: with_part("word/settings.xml", b"<a>"), "Tệp bị hỏng"),
    "a call": (
        lambda: with_number("{{ so_ky_hieu() }}"),
        f"{CELL}{{{{ so_ky_hieu() }}}}»: thẻ gọi hàm",
    ),
    "a way to the classes": (
        lambda: with_number("{{ so_ky_hieu.__class__ }}"),
        "thẻ lấy thuộc tính",
    ),
    "the same by index": (
        lambda: with_number("{{ so_ky_hieu['__class__'] }}"),
        "thẻ lấy thuộc tính",
    ),
    "the same by filter": (
        lambda: with_number("{{ so_ky_hieu | attr('__class__') }}"),
        "bộ lọc «attr» không được dùng",
    ),
    "no escaping": (lambda: with_number("{{ so_ky_hieu | safe }}"), "bộ lọc «safe»"),
    "a macro": (lambda: with_number("{% macro a() %}{% endmacro %}"), "thẻ gọi hàm"),
    "another file": (lambda: with_number("{% include 'a' %}"), "thẻ nạp tệp khác"),
    "an import": (lambda: with_number("{% import 'os' as a %}"), "thẻ nạp tệp khác"),
    "a variable": (lambda: with_number("{% set a = 1 %}"), "thẻ làm tính hoặc đặt biến"),
    "a number without end": (lambda: with_number("{{ 9 ** 9 ** 9 ** 9 }}"), "thẻ làm tính"),
    "a text without end": (lambda: with_number("{{ 'a' * 999999999 }}"), "thẻ làm tính"),
    "a loop without end": (
        lambda: with_number("{% for i in range(1000000000) %}{{ i }}{% endfor %}"),
        "vòng lặp không chạy trên một thẻ danh sách",
    ),
    "a loop on itself": (
        lambda: with_number("{% for i in noi_nhan recursive %}{{ i }}{% endfor %}"),
        "vòng lặp không chạy trên một thẻ danh sách",
    ),
    "loops in loops": (
        lambda: with_number(
            "{% for a in can_cu %}{% for b in can_cu %}{{ b }}{% endfor %}{% endfor %}"
        ),
        "vòng lặp nằm trong vòng lặp khác",
    ),
    "hundreds of thousands of braces": (
        lambda: with_number("{%" * 100_000),
        "quá nhiều dấu ngoặc nhọn",
    ),
    "thousands of tags": (lambda: with_number("{{ ho_ten }}" * 1001), "có hơn 1000 thẻ"),
    "words without end": (
        lambda: with_number(
            NUMBER + "{% for a in dia_danh_ngay %}" + "a" * 200_000 + "{% endfor %}"
        ),
        "Bản thử dài quá mức",
    ),
    "a wrong syntax": (lambda: with_number("{{ so_ky_hieu so }}"), "thẻ viết sai cú pháp"),
    "code in an attribute": (
        lambda: with_words('<w:pStyle w:val="SoKyHieu"/>', '<w:pStyle w:val="{{ ho_ten }}"/>'),
        "có thẻ trong thuộc tính",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_one_sentence(case):
    make, sentence = HOSTILE[case]

    said = refusal(make())

    assert sentence in said
    assert len(said.splitlines()) == 1


def test_every_fault_is_named_with_its_place():
    once = refusal(with_words("{{ ten_loai }}", "{{ ten_loai }"))
    twice = with_words("{{ ten_loai }}", "{{ ten_loai | abc }}{{ ten_loai | xyz }}")

    assert once == (
        "Thân văn bản, đoạn thứ 16, đoạn «{{ ten_loai }»: "
        "thẻ mở bằng «{{» mà không đóng bằng «}}»; gõ lại cả thẻ một lần."
    )
    assert len(refusal(twice).splitlines()) == 2


def test_a_tag_of_a_header_is_placed_in_the_header():
    said = refusal(with_words("{{ du_thao }}", "{{ du_thao.a }}", "word/header1.xml"))

    assert said.startswith("Đầu trang 1, đoạn «{{ du_thao.a }}»: thẻ lấy thuộc tính")


def test_a_template_may_repeat_choose_and_ask_where_in_a_loop_it_is():
    tag = "{% for a in co_quan_ban_hanh %}{{ a | upper }}{{ '' if loop.last else ' ' }}{% endfor %}"

    template = checked_template(
        TemplateFiles(FILES.name, with_number(f"{NUMBER}{tag}"), FILES.fields, FILES.sample)
    )

    assert template.label == "Kế hoạch (Mẫu 1.4, Phụ lục III)"


def test_a_template_that_word_saved_again_keeps_its_place_in_the_styles():
    latent = f'<w:latentStyles w:count="376">{"<w:lsdException/>" * 3000}</w:latentStyles>'
    docx = with_words("</w:styles>", f"{latent}</w:styles>", "word/styles.xml")

    template = checked_template(TemplateFiles(FILES.name, docx, FILES.fields, FILES.sample))

    assert template.source == docx


def test_what_was_taken_once_is_opened_again_whatever_the_rules_say_today():
    docx = with_number(f"{NUMBER}{{% set a = 1 %}}")

    template = reopened_template(TemplateFiles(FILES.name, docx, FILES.fields, "{}"))

    assert (template.source, template.label) == (docx, "Kế hoạch (Mẫu 1.4, Phụ lục III)")


def test_every_error_of_the_linter_has_its_vietnamese_sentence():
    errors = {
        name
        for name, rule in RULES.items()
        if rule.severity == "error" and not name.startswith(("DTL3", "DTL4"))
    }

    assert errors <= set(SENTENCES)


def test_an_error_that_the_linter_learns_later_gets_a_general_sentence(monkeypatch):
    monkeypatch.setattr("webapp.documents.template_lint.SENTENCES", {})

    assert "thẻ viết sai (mã DTL001); so lại với mẫu" in refusal(with_number("{{ ho_ten }"))
