"""Pictures of a plan in a Word file: drawn in the text, kept as files of the package beside it."""

from collections.abc import Iterable

from webapp.documents.numbers import FIRST_PICTURE
from webapp.documents.word_xml import Xml, clean, escaped
from webapp.domain.plan import Picture, Plan

CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
EMU_A_MILLIMETRE = 36_000

_EMU_A_TWIP = 635
_A4_WIDTH = 11_906
_TALLEST_PORTRAIT, _TALLEST_LANDSCAPE = 12_400, 7_700
"""Twips: what a page of either kind holds below a heading or the head of an appendix."""
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg"}
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LOOK = (
    '<w:pPr><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
)


def of_plan(plan: Plan) -> tuple[Picture, ...]:
    """Return the pictures of a plan, each once, in the order of the paper."""
    bodies = (plan.body, *[appendix.body for appendix in plan.appendixes])
    found = [block.picture for body in bodies for block in body if block.picture]
    return tuple({picture.sha256: picture for picture in found}.values()) if found else ()


def file_name(picture: Picture) -> str:
    """Return the name of the picture's file in the package."""
    return f"word/media/{picture.sha256}.{_EXTENSIONS[picture.media_type]}"


def types_xml(pictures: Iterable[Picture], known: str) -> str:
    """Return the content types of the pictures, without those that the list knows by now."""
    kinds = sorted({picture.media_type for picture in pictures})
    return "".join(
        f'<Default Extension="{_EXTENSIONS[kind]}" ContentType="{kind}"/>'
        for kind in kinds
        if f'extension="{_EXTENSIONS[kind]}"' not in known.lower()
    )


def relations_xml(pictures: Iterable[Picture]) -> str:
    """Return what leads from the text to the files of the pictures."""
    return "".join(
        f'<Relationship Id="{_relation(picture)}" Type="{_IMAGE}"'
        f' Target="{file_name(picture).removeprefix("word/")}"/>'
        for picture in pictures
    )


def picture_xml(picture: Picture, room: int, number: int) -> Xml:
    """Return the picture in the middle of a line of its own, at most `room` twips wide."""
    width, height = _fitted(picture, room)
    described = _attribute(picture.description)
    name = f'id="{number}" name="Hình {number - FIRST_PICTURE + 1}" descr="{described}"'
    return Xml(
        f'<w:p>{_LOOK}<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main"'
        f' noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{_RELATED}" r:embed="{_relation(picture)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _fitted(picture: Picture, room: int) -> tuple[int, int]:
    """Return width and height in EMU, shrunk alike where the page is smaller."""
    tallest = _TALLEST_PORTRAIT if room < _A4_WIDTH else _TALLEST_LANDSCAPE
    width, height = picture.width * EMU_A_MILLIMETRE, picture.height * EMU_A_MILLIMETRE
    share = min(1, room * _EMU_A_TWIP / width, tallest * _EMU_A_TWIP / height)
    return max(1, round(width * share)), max(1, round(height * share))


def _relation(picture: Picture) -> str:
    """Return the id of the relation, which no template can have by chance."""
    return f"rIdHinh{picture.sha256[:24]}"


def _attribute(text: str) -> str:
    return escaped(clean(text)).replace('"', "&quot;")
