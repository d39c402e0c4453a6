"""A mark at the head of every page of a Word file that is handed out: what became of its paper.

The bytes that are kept stay as they are. The mark stands in the headers that the file has, before
what they say; a kind of page that has no header, such as the first, gets one with the mark alone.
"""

import re
from io import BytesIO
from zipfile import ZipFile

from webapp.documents.word_xml import clean, escaped
from webapp.documents.zip_writer import deflate, write_zip

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_DOCUMENT, _TYPES = "word/document.xml", "[Content_Types].xml"
_RELATIONS, _OWN = "word/_rels/document.xml.rels", "word/headerMark.xml"
_OWN_ID = "rIdMark"
_SECTION = re.compile(r"<w:sectPr\b[^>]*>.*?</w:sectPr>", re.DOTALL)
_OPENING = re.compile(r"<w:sectPr\b[^>]*>")
_HEADED = re.compile(r'<w:headerReference\b[^>]*w:type="(\w+)"')
_HEAD = re.compile(r"<w:hdr\b[^>]*>")
_RED = "B4232A"
_SIDES = ("top", "left", "bottom", "right")
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="1" w:color="{_RED}"/>' for side in _SIDES
)
_MARK = (
    f'<w:p><w:pPr><w:pBdr>{_FRAME}</w:pBdr><w:jc w:val="center"/></w:pPr>'
    f'<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="{_RED}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    '</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
)


def with_head_mark(docx: bytes, words: str) -> bytes:
    """Return the file, made by this system, with the words at the head of every page."""
    mark = _MARK.format(words=escaped(clean(words)))
    with ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    heads = [name for name in parts if re.fullmatch(r"word/header\d+\.xml", name)]
    for name in heads:
        parts[name] = _HEAD.sub(lambda head: head[0] + mark, parts[name].decode(), count=1).encode()
    parts[_DOCUMENT] = _every_page_headed(parts[_DOCUMENT].decode()).encode()
    parts[_TYPES] = _inside(
        parts[_TYPES], f'<Override PartName="/{_OWN}" ContentType="{_HEADER_TYPE}"/>'
    )
    parts[_RELATIONS] = _inside(
        parts[_RELATIONS],
        f'<Relationship Id="{_OWN_ID}" Type="{_OFFICE}/header" Target="headerMark.xml"/>',
    )
    parts[_OWN] = f'<w:hdr xmlns:w="{_MAIN}">{mark}</w:hdr>'.encode()
    return write_zip(deflate(name, content) for name, content in parts.items())


def _inside(xml: bytes, element: str) -> bytes:
    """Return the list with one element more, the last."""
    text = xml.decode()
    place = text.rindex("</")
    return f"{text[:place]}{element}{text[place:]}".encode()


def _every_page_headed(body: str) -> str:
    """Refer to the mark's own header where a section has pages that no header reaches."""
    seen: set[str] = set()

    def headed(section: re.Match[str]) -> str:
        seen.update(_HEADED.findall(section[0]))
        wanted = {"default", "first"} if "<w:titlePg" in section[0] else {"default"}
        missing = sorted(wanted - seen)
        seen.update(missing)
        added = "".join(
            f'<w:headerReference xmlns:r="{_OFFICE}" w:type="{kind}" r:id="{_OWN_ID}"/>'
            for kind in missing
        )
        return _OPENING.sub(lambda opening: opening[0] + added, section[0], count=1)

    return _SECTION.sub(headed, body)
