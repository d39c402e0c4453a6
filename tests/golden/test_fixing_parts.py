"""What a corrected file holds beside its look stays: parts, pictures, comments, changes, data."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from tests.golden.fixed import W, parts_of, rules, said
from tests.unit.docx_samples import bold, members, p, package, paper, t
from webapp.documents.fixing.file import fix_file

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6260606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
SDT = (
    '<w:sdt><w:sdtPr><w:tag w:val="han"/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'
    "</w:sdtPr><w:sdtContent><w:r><w:t>30 tháng 6</w:t></w:r></w:sdtContent></w:sdt>"
)
PICTURE = (
    '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:blipFill r:embed="r9"/></pic:pic></w:drawing></w:r>'
)
RICH = (
    p(
        t("Các sở, ban, ngành "),
        '<w:ins w:id="1" w:author="Vừ A Của"><w:r><w:t>báo cáo</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="Vừ A Của"><w:r><w:delText>gửi</w:delText></w:r></w:del>',
        '<w:commentRangeStart w:id="5"/>',
        t(" trước ngày "),
        '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>',
        SDT,
        '<w:bookmarkStart w:id="7" w:name="han"/><w:bookmarkEnd w:id="7"/>',
        '<w:r><w:footnoteReference w:id="3"/></w:r>',
    ),
    p(PICTURE),
)
KEPT = ("ins", "del", "sdt", "sdtPr", "dataBinding", "commentRangeStart", "commentReference",
        "bookmarkStart", "footnoteReference", "drawing")  # fmt: skip


@pytest.fixture(scope="module")
def rich():
    """Return a plan with all that Word may hold, and much to correct."""
    made = parts_of(
        paper(
            *RICH,
            comments='<w:comment w:id="5"><w:p><w:r><w:t>Cho rõ hạn</w:t></w:r></w:p></w:comment>',
            footnotes='<w:footnote w:id="3"><w:p><w:r><w:t>Theo mẫu</w:t></w:r></w:p></w:footnote>',
        )
    )
    made |= {
        "word/media/image1.png": PNG,
        "customXml/item1.xml": b"<a  b='1'/>\n",
        "customXml/_rels/item1.xml.rels": b"<Relationships/>",
        "word/glossary/document.xml": b"<not  opened />",
        "docProps/thumbnail.bin": bytes(range(256)),
    }
    return package(made)


def test_there_is_something_to_correct(rich):
    assert len(rules(rich)) > 10


def test_every_other_part_stays_byte_for_byte(rich):
    before, after = parts_of(rich), parts_of(fix_file(rich).data)

    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_the_parts_keep_their_order(rich):
    assert list(parts_of(fix_file(rich).data)) == list(parts_of(rich))


@pytest.mark.parametrize("name", KEPT)
def test_what_hangs_in_the_text_stays(rich, name):
    before, after = (
        etree.fromstring(parts_of(docx)["word/document.xml"])
        for docx in (rich, fix_file(rich).data)
    )

    def written(root):
        return [(dict(one.attrib), "".join(one.itertext())) for one in root.iter(f"{W}{name}")]

    assert written(after) == written(before) != []


def test_every_word_stays_those_taken_out_too(rich):
    assert said(fix_file(rich).data) == said(rich)


def test_what_was_stored_stays_stored(rich):
    made = BytesIO()
    with ZipFile(BytesIO(rich)) as old, ZipFile(made, "w") as new:
        for item in old.infolist():
            kind = ZIP_STORED if item.filename.endswith(".png") else item.compress_type
            new.writestr(item.filename, old.read(item), kind)

    with ZipFile(BytesIO(fix_file(made.getvalue()).data)) as archive:
        assert archive.getinfo("word/media/image1.png").compress_type == ZIP_STORED


def test_unknown_words_of_the_root_stay():
    made = members(p(bold("KẾ HOẠCH")))
    made["word/document.xml"] = str(made["word/document.xml"]).replace(
        "<w:document ", '<w:document xmlns:x="urn:x" mc:Ignorable="x" x:y="z" '
    )

    after = etree.fromstring(parts_of(fix_file(package(made)).data)["word/document.xml"])

    assert after.get("{urn:x}y") == "z"
    assert (
        after.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
        == "x"
    )
