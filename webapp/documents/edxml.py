"""Packages of the national document exchange: written, and read back (QCVN 102:2016/BTTTT).

No Signature element: it needs the key of the agency's own token, which the software that hands
the package over to the axis holds.
"""

import base64
import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from lxml import etree

from webapp.documents.zip_writer import deflate, write_zip
from webapp.domain.edxml_message import Attached, Business, Followed, Message, Organ
from webapp.domain.errors import InvalidInputError

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
MEDIA_TYPE = "application/xml"
_NOT_DIRECTING = "1"
_DAY, _MOMENT = "%Y/%m/%d", "%Y/%m/%d %H:%M:%S"
_VIETNAM = timezone(timedelta(hours=7))
_NO_PACKAGE = "Tệp này không phải gói edXML đúng cấu trúc QCVN 102; chọn tệp khác."
_MOST_UNPACKED = 200 * 1024 * 1024


def write(message: Message) -> bytes:
    """Return the package; the caller has seen that it fits."""
    root = etree.Element(_q("edXML"), nsmap={"edXML": NAMESPACE})
    envelope = _add(root, "edXMLEnvelope")
    header = _add(envelope, "edXMLHeader")
    _write_header(_add(header, "MessageHeader"), message)
    _write_trace(_add(header, "TraceHeaderList"), message)
    manifest = _add(_add(envelope, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    encoded = _add(root, "AttachmentEncoded")
    for one in message.files:
        _write_file(_add(manifest, "Reference"), one)
        attachment = _add(encoded, "Attachment")
        _write_file(attachment, one)
        packed = write_zip([deflate(one.file_name, one.data)])
        text = base64.b64encode(packed).decode("ascii")
        _add(attachment, "ContentTransferEncoded", text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def read(data: bytes) -> Message:
    """Return what a package says; refuse what is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
        return _read(root)
    except (etree.XMLSyntaxError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise InvalidInputError(_NO_PACKAGE) from error


def _write_header(header: etree._Element, message: Message) -> None:
    _write_organ(_add(header, "From"), message.sender)
    for receiver in message.receivers:
        _write_organ(_add(header, "To"), receiver)
    _add(header, "DocumentId", message.document_id)
    code = _add(header, "Code")
    _add(code, "CodeNumber", message.code_number)
    _add(code, "CodeNotation", message.code_notation)
    issued = _add(header, "PromulgationInfo")
    _add(issued, "Place", message.place)
    _add(issued, "PromulgationDate", message.promulgated_on.strftime(_DAY))
    kind = _add(header, "DocumentType")
    _add(kind, "Type", "1")
    _add(kind, "TypeName", message.type_name)
    _add(header, "Subject", message.subject)
    _add(header, "Content")
    signer = _add(header, "SignerInfo")
    _add(signer, "Competence", message.competence)
    _add(signer, "Position", message.position)
    _add(signer, "FullName", message.full_name)
    _add_all(_add(header, "ToPlaces"), "Place", message.to_places)
    other = _add(header, "OtherInfo")
    _add(other, "Priority", str(message.priority))
    _add(other, "SphereOfPromulgation", message.circulation)
    _add(other, "TyperNotation", message.typer_notation)
    _add(other, "PromulgationAmount", _count(message.amount))
    _add(other, "PageAmount", _count(message.pages))
    _add_all(_add(other, "Appendixes"), "Appendix", message.appendixes)
    if message.follows is not None:
        _write_followed(_add(header, "ResponseFor"), message, message.follows)
    _add(header, "SteeringType", _NOT_DIRECTING)


def _write_followed(answer: etree._Element, message: Message, old: Followed) -> None:
    _add(answer, "OrganId", message.sender.code)
    code = _add(answer, "Code")
    _add(code, "CodeNumber", old.code_number)
    _add(code, "CodeNotation", old.code_notation)
    _add(answer, "PromulgationDate", old.promulgated_on.strftime(_DAY))
    _add(answer, "DocumentId", message.followed_id)


def _write_trace(trace: etree._Element, message: Message) -> None:
    one = _add(trace, "TraceHeader")
    _add(one, "OrganId", message.sender.code)
    _add(one, "Timestamp", message.made_at.astimezone(_VIETNAM).strftime(_MOMENT))
    business = _add(trace, "Bussiness")  # spelled so in the standard
    kind = message.follows.business if message.follows else Business.NEW
    _add(business, "BussinessDocType", str(int(kind)))
    if message.follows is not None:
        _add(business, "BussinessDocReason", message.follows.reason)
    recalls = kind is Business.RECALL
    _add(business, "DocumentId", message.followed_id if recalls else message.document_id)
    staff = _add(business, "StaffInfo")
    _add(staff, "Department", message.department)
    _add(staff, "Staff", message.staff)
    if kind is Business.REPLACEMENT:
        replaced = _add(_add(business, "ReplacementInfoList"), "ReplacementInfo")
        _add(replaced, "DocumentId", message.followed_id)
        organs = [one.code for one in message.receivers]
        _add_all(_add(replaced, "OrganIdList"), "OrganId", organs)


def _write_organ(element: etree._Element, organ: Organ) -> None:
    _add(element, "OrganId", organ.code)
    _add(element, "OrganizationInCharge", organ.in_charge)
    _add(element, "OrganName", organ.name)
    _add(element, "OrganAdd", organ.address)
    _add(element, "Email", organ.email)


def _write_file(element: etree._Element, one: Attached) -> None:
    _add(element, "ContentId", f"cid:{one.content_id}")
    _add(element, "ContentType", one.media_type)
    _add(element, "AttachmentName", one.file_name)


def _read(root: etree._Element) -> Message:
    header = _at(root, "edXMLEnvelope/edXMLHeader/MessageHeader")
    trace = _at(root, "edXMLEnvelope/edXMLHeader/TraceHeaderList")
    moment = datetime.strptime(_text(trace, "TraceHeader/Timestamp"), _MOMENT)  # noqa: DTZ007  # next
    day = datetime.strptime(_text(header, "PromulgationInfo/PromulgationDate"), _DAY)  # noqa: DTZ007  # a date
    return Message(
        sender=_organ(_at(header, "From")),
        receivers=tuple(_organ(one) for one in _all(header, "To")),
        code_number=_text(header, "Code/CodeNumber"),
        code_notation=_text(header, "Code/CodeNotation"),
        place=_text(header, "PromulgationInfo/Place"),
        promulgated_on=day.date(),
        type_name=_text(header, "DocumentType/TypeName"),
        subject=_text(header, "Subject"),
        competence=_text(header, "SignerInfo/Competence"),
        position=_text(header, "SignerInfo/Position"),
        full_name=_text(header, "SignerInfo/FullName"),
        to_places=_texts(header, "ToPlaces/Place"),
        priority=int(_text(header, "OtherInfo/Priority")),
        circulation=_text(header, "OtherInfo/SphereOfPromulgation"),
        typer_notation=_text(header, "OtherInfo/TyperNotation"),
        amount=_number(_text(header, "OtherInfo/PromulgationAmount")),
        pages=_number(_text(header, "OtherInfo/PageAmount")),
        appendixes=_texts(header, "OtherInfo/Appendixes/Appendix"),
        made_at=moment.replace(tzinfo=_VIETNAM),
        department=_text(trace, "Bussiness/StaffInfo/Department"),
        staff=_text(trace, "Bussiness/StaffInfo/Staff"),
        files=tuple(_file(one) for one in _all(root, "AttachmentEncoded/Attachment")),
        follows=_followed(header, trace),
    )


def _followed(header: etree._Element, trace: etree._Element) -> Followed | None:
    if not _all(header, "ResponseFor"):
        return None
    day = datetime.strptime(_text(header, "ResponseFor/PromulgationDate"), _DAY)  # noqa: DTZ007  # a date
    return Followed(
        business=Business(int(_text(trace, "Bussiness/BussinessDocType"))),
        code_number=_text(header, "ResponseFor/Code/CodeNumber"),
        code_notation=_text(header, "ResponseFor/Code/CodeNotation"),
        promulgated_on=day.date(),
        reason=_text(trace, "Bussiness/BussinessDocReason"),
    )


def _organ(element: etree._Element) -> Organ:
    return Organ(
        code=_text(element, "OrganId"),
        name=_text(element, "OrganName"),
        in_charge=_text(element, "OrganizationInCharge"),
        address=_text(element, "OrganAdd"),
        email=_text(element, "Email"),
    )


def _file(element: etree._Element) -> Attached:
    packed = base64.b64decode(_text(element, "ContentTransferEncoded"), validate=True)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        (inside,) = archive.infolist()
        if inside.file_size > _MOST_UNPACKED:
            raise ValueError("too large unpacked")
        data = archive.read(inside)
    return Attached(
        content_id=_text(element, "ContentId").removeprefix("cid:"),
        file_name=_text(element, "AttachmentName"),
        media_type=_text(element, "ContentType"),
        data=data,
    )


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, _q(name))
    child.text = text or None
    return child


def _add_all(parent: etree._Element, name: str, texts: Iterable[str]) -> None:
    for text in texts:
        _add(parent, name, text)


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall("/".join(_q(name) for name in path.split("/")))


def _at(element: etree._Element, path: str) -> etree._Element:
    return _all(element, path)[0]


def _text(element: etree._Element, path: str) -> str:
    return _at(element, path).text or ""


def _texts(element: etree._Element, path: str) -> tuple[str, ...]:
    return tuple(one.text or "" for one in _all(element, path))


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if text else None
