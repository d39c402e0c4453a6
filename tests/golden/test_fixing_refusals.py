"""Files that are protected, final, signed or dangerous are refused with one sentence."""

import pytest

from tests.golden.fixed import changed, parts_of, with_parts
from tests.golden.papers import NOTE, a_plan, shipped
from tests.golden.test_layout import letters
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.domain.errors import InvalidInputError
from webapp.domain.stages import Stage

FALSE = '<property name="_MarkAsFinal" pid="2"><vt:bool>false</vt:bool></property>'
TRUE = FALSE.replace("false", "true")


@pytest.fixture(scope="module")
def paper():
    """Return a paper with a fault, so that there is something to correct."""
    made = render(a_plan(), shipped(), Stage.ISSUED, NOTE)
    return changed(made, letters("KẾ HOẠCH", bold=False))


def with_setting(docx, xml):
    settings = parts_of(docx)["word/settings.xml"].decode()
    head, end = settings.split(">", 2)[:2], settings.split(">", 2)[2]
    return with_parts(docx, **{"word/settings.xml": f"{'>'.join(head)}>{xml}{end}"})


def with_custom(docx, properties):
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    xml = f'<Properties xmlns="{space}" xmlns:vt="{types}">{properties}</Properties>'
    return with_parts(docx, **{"docProps/custom.xml": xml})


def with_signature_relation(docx):
    rels = parts_of(docx)["_rels/.rels"].decode()
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    added = f'<Relationship Id="s1" Type="{kind}" Target="origin.sigs"/></Relationships>'
    return with_parts(docx, **{"_rels/.rels": rels.replace("</Relationships>", added)})


def strict(docx):
    document = parts_of(docx)["word/document.xml"].decode()
    loose = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = document.replace(loose, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return with_parts(docx, **{"word/document.xml": document})


REFUSED = {
    "restricted": (
        lambda docx: with_setting(
            docx, '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
        ),
        "bỏ bảo vệ",
    ),
    "forms only": (
        lambda docx: with_setting(
            docx, '<w:documentProtection w:edit="forms" w:enforcement="true" w:salt="A"/>'
        ),
        "bỏ bảo vệ",
    ),
    "read-only recommended": (
        lambda docx: with_setting(docx, '<w:writeProtection w:recommended="1"/>'),
        "chỉ đọc",
    ),
    "password to write": (
        lambda docx: with_setting(docx, '<w:writeProtection w:hash="AAAA" w:salt="BBBB"/>'),
        "chỉ đọc",
    ),
    "marked final": (lambda docx: with_custom(docx, TRUE), "bản cuối cùng"),
    "signature part": (
        lambda docx: with_parts(docx, **{"_xmlsignatures/sig1.xml": "<Signature/>"}),
        "chữ ký số",
    ),
    "signature relation": (with_signature_relation, "chữ ký số"),
    "strict": (strict, "Strict Open XML"),
    "macros": (lambda docx: with_parts(docx, **{"word/vbaProject.bin": b"x"}), "macro"),
    "no zip": (lambda docx: docx[100:], "không phải văn bản Word"),
    "cut off": (lambda docx: docx[: len(docx) // 2], "bị hỏng"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_may_not_be_changed_is_refused(paper, name):
    make, words = REFUSED[name]

    with pytest.raises(InvalidInputError) as refused:
        fix_file(make(paper))

    message = str(refused.value)
    assert words in message
    assert message.endswith(".")
    assert "!" not in message


@pytest.mark.parametrize(
    "make",
    [
        lambda docx: with_setting(
            docx, '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>'
        ),
        lambda docx: with_setting(docx, '<w:documentProtection w:edit="readOnly"/>'),
        lambda docx: with_setting(docx, '<w:writeProtection w:recommended="0"/>'),
        lambda docx: with_custom(docx, FALSE),
        lambda docx: with_custom(docx, TRUE.replace("_MarkAsFinal", "Khác")),
    ],
    ids=["not enforced", "says nothing", "not recommended", "not final", "another property"],
)
def test_a_file_that_only_could_be_protected_is_corrected(paper, make):
    fixed = fix_file(make(paper))

    assert [change.sentence for change in fixed.changes] == ["Đoạn «KẾ HOẠCH»: chữ không đậm → đậm"]
