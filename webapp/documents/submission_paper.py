"""«Tờ trình» as a plain Word file of our own: header, addressee, text, signature (PL1 II)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from webapp.documents.report_looks import BOLD, CENTRED, ITALIC, JUSTIFIED, SMALL, TEXT_WIDTH
from webapp.documents.report_parts import cell, file_of, paragraph, row, table
from webapp.documents.word_xml import Xml
from webapp.domain.dates import date_line

_TITLE = "TỜ TRÌNH"
_BIG = f'{BOLD}<w:sz w:val="28"/><w:szCs w:val="28"/>'
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LEFT = 4100
_HALVES = (_LEFT, TEXT_WIDTH - _LEFT)
_UNDER = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
_SHORT = '<w:spacing w:line="60" w:lineRule="exact"/><w:ind w:left="{0}" w:right="{0}"/>'
_BODY = f'<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/>{JUSTIFIED}'
_PART = '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/>'


@dataclass(frozen=True, slots=True)
class SubmissionPaper:
    """What the paper says."""

    organ_in_charge: str
    """As the header prints it, lines parted by a line feed; so is the next."""
    organ_name: str
    number: str
    """«88/TTr-SNNMT»."""
    place: str
    dated: date
    subject: str
    addressee: str
    text: str
    """Lines; one that begins with a roman number is the heading of a part."""
    to_places: str
    """Lines without their dashes."""
    position: str
    signer: str


def make_submission_paper(paper: SubmissionPaper, made_at: datetime) -> bytes:
    """Return the paper as a .docx whose bytes depend on what it says and the moment alone."""
    body = "".join((*_head(paper), *_text(paper), _foot(paper)))
    return file_of(body, f"Tờ trình {paper.subject}", made_at)


def _head(paper: SubmissionPaper) -> Iterator[Xml]:
    left = (
        *(paragraph(line, SMALL, CENTRED) for line in paper.organ_in_charge.splitlines()),
        *(paragraph(line, BOLD + SMALL, CENTRED) for line in paper.organ_name.splitlines()),
        _rule(1250),
        paragraph(f"Số: {paper.number}", setting=f'<w:spacing w:before="120"/>{CENTRED}'),
    )
    right = (
        paragraph(_NATION, BOLD + SMALL, CENTRED),
        paragraph(_MOTTO, BOLD, CENTRED),
        _rule(1050),
        paragraph(
            date_line(paper.place, paper.dated), ITALIC, f'<w:spacing w:before="120"/>{CENTRED}'
        ),
    )
    yield _beside(left, right)
    yield paragraph(_TITLE, _BIG, f'<w:spacing w:before="200"/>{CENTRED}')
    yield paragraph(paper.subject, BOLD, CENTRED)
    yield _rule(3700)
    yield paragraph(
        f"Kính gửi: {paper.addressee}.",
        setting=f'<w:spacing w:before="120" w:after="120"/>{CENTRED}',
    )


def _text(paper: SubmissionPaper) -> Iterator[Xml]:
    *lines, last = paper.text.splitlines()
    for line in lines:
        if line.split(".")[0].isupper():
            yield paragraph(line, BOLD, _PART)
        else:
            yield paragraph(line, ITALIC if line.startswith("Căn cứ") else "", _BODY)
    yield paragraph(last, setting=f"<w:keepNext/>{_BODY}")  # a signature never stands alone


def _foot(paper: SubmissionPaper) -> Xml:
    """Return the recipients beside the signature, which stay on one page."""
    places = (
        paragraph("Nơi nhận:", f"{BOLD}{ITALIC}{SMALL}", '<w:spacing w:before="240"/>'),
        *(
            paragraph(f"- {line}", '<w:sz w:val="22"/><w:szCs w:val="22"/>')
            for line in paper.to_places.splitlines()
        ),
    )
    signature = (
        paragraph(paper.position, BOLD, f'<w:spacing w:before="240"/>{CENTRED}'),
        paragraph("(Đã ký)", ITALIC, f'<w:spacing w:before="480" w:after="480"/>{CENTRED}'),
        paragraph(paper.signer, BOLD, CENTRED),
    )
    return _beside(places, signature)


def _beside(left: Iterable[Xml], right: Iterable[Xml]) -> Xml:
    first, second = _HALVES
    return table(
        _HALVES, row(cell("".join(left), first), cell("".join(right), second)), framed=False
    )


def _rule(indent: int) -> Xml:
    """Return the short line below a name, so far from both edges."""
    return paragraph("", setting=f"{_UNDER}{_SHORT.format(indent)}")
