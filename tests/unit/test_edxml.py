"""Exchange packages are written and read back, with every field, and never cut."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from webapp.documents import edxml
from webapp.domain.edxml_message import (
    LONGEST,
    Attached,
    Business,
    Followed,
    Message,
    Organ,
    competence_of,
    demand_fitting,
)
from webapp.domain.errors import InvalidInputError

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=40
)
_ORGANS = st.builds(
    Organ, st.just("000.00.12.H56"), _WORDS, in_charge=_WORDS, address=_WORDS, email=_WORDS
)
_FILES = st.builds(
    Attached, st.uuids().map(str), st.just("115-KH.docx"), _WORDS, st.binary(max_size=200)
)
_MESSAGES = st.builds(
    Message,
    sender=_ORGANS,
    receivers=st.lists(_ORGANS, min_size=1, max_size=3).map(tuple),
    code_number=_WORDS,
    code_notation=_WORDS,
    place=_WORDS,
    promulgated_on=st.dates(date(1900, 1, 1)),
    type_name=_WORDS,
    subject=_WORDS,
    competence=_WORDS,
    position=_WORDS,
    full_name=_WORDS,
    to_places=st.lists(_WORDS, max_size=3).map(tuple),
    priority=st.integers(0, 3),
    circulation=_WORDS,
    typer_notation=_WORDS,
    amount=st.none() | st.integers(1, 999),
    pages=st.none() | st.integers(1, 999),
    appendixes=st.lists(_WORDS, max_size=3).map(tuple),
    made_at=st.datetimes(datetime(1970, 1, 2), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda moment: min(moment, datetime(2999, 1, 1, tzinfo=UTC)).replace(microsecond=0)
    ),
    department=_WORDS,
    staff=_WORDS,
    files=st.lists(_FILES, max_size=2).map(tuple),
    follows=st.none()
    | st.builds(
        Followed,
        st.sampled_from(Business),
        code_number=_WORDS,
        code_notation=_WORDS,
        promulgated_on=st.dates(date(1900, 1, 1)),
        reason=_WORDS,
    ),
)
A_PACKAGE = Message(
    sender=Organ("000.00.12.H56", "ỦY BAN NHÂN DÂN XÃ AN PHƯỚC"),
    receivers=(Organ("000.00.13.H56", "Sở Nội vụ"),),
    code_number="115",
    code_notation="KH-UBND",
    place="An Phước",
    promulgated_on=date(2026, 3, 2),
    type_name="Kế hoạch",
    subject="Tuyên truyền pháp luật",
    competence="KT",
    position="PHÓ CHỦ TỊCH",
    full_name="Phạm Quốc Toản",
    to_places=("UBND tỉnh", "Các thôn"),
    priority=1,
    circulation="",
    typer_notation="",
    amount=None,
    pages=4,
    appendixes=(),
    made_at=datetime(2026, 3, 2, 5, tzinfo=UTC),
    department="Phòng Văn hóa - Xã hội",
    staff="Đỗ Minh Châu",
    files=(Attached("a1", "115.docx", "application/pdf", b"paper"),),
)


@given(_MESSAGES)
def test_what_is_written_is_read_back_with_every_field(message):
    assert edxml.read(edxml.write(message)) == message


def at(package, path):
    root = etree.fromstring(package)
    return root.findtext("/".join(f"{{{edxml.NAMESPACE}}}{name}" for name in path.split("/")))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("MessageHeader/DocumentId", "000.00.12.H56,2026,115/KH-UBND"),
        ("MessageHeader/PromulgationInfo/PromulgationDate", "2026/03/02"),
        ("MessageHeader/From/OrganId", "000.00.12.H56"),
        ("MessageHeader/To/OrganId", "000.00.13.H56"),
        ("MessageHeader/SignerInfo/Competence", "KT"),
        ("MessageHeader/OtherInfo/Priority", "1"),
        ("TraceHeaderList/TraceHeader/Timestamp", "2026/03/02 12:00:00"),
        ("TraceHeaderList/Bussiness/BussinessDocType", "0"),
    ],
)
def test_the_package_has_the_places_of_the_standard(path, text):
    assert at(edxml.write(A_PACKAGE), f"edXMLEnvelope/edXMLHeader/{path}") == text


def test_the_attachment_stands_outside_the_envelope_and_is_named_in_it():
    package = edxml.write(A_PACKAGE)

    manifest = "edXMLEnvelope/edXMLBody/edXMLManifest/Reference/ContentId"
    assert (
        at(package, manifest) == at(package, "AttachmentEncoded/Attachment/ContentId") == "cid:a1"
    )
    assert b"Signature" not in package


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a/>",
        b"not xml",
        edxml.write(A_PACKAGE).replace(b"2026/03/02", b"2026-03-02"),
        edxml.write(A_PACKAGE).replace(b"Encoded>UEs", b"Encoded>AAA"),
        edxml.write(A_PACKAGE).replace(b"Encoded>UEs", b"Encoded>%%%"),
    ],
)
def test_what_is_no_package_is_refused(data):
    with pytest.raises(InvalidInputError, match="không phải gói edXML"):
        edxml.read(data)


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(edxml, "_MOST_UNPACKED", 4)

    with pytest.raises(InvalidInputError, match="không phải gói edXML"):
        edxml.read(edxml.write(A_PACKAGE))


def test_a_package_that_fits_passes():
    demand_fitting(A_PACKAGE)


@pytest.mark.parametrize(
    "name", ["code_number", "code_notation", "type_name", "subject", "position", "full_name"]
)
def test_what_is_longer_than_the_decree_gives_is_refused_and_never_cut(name):
    fits: dict[str, Any] = {name: "x" * LONGEST[name]}
    long: dict[str, Any] = {name: "x" * (LONGEST[name] + 1)}
    demand_fitting(replace(A_PACKAGE, **fits))

    with pytest.raises(InvalidInputError, match=f"dài {LONGEST[name] + 1} ký tự"):
        demand_fitting(replace(A_PACKAGE, **long))


@pytest.mark.parametrize(
    "changes",
    [
        {"to_places": ("x" * 500, "y" * 500)},
        {"sender": Organ("000.00.12.H56", "x" * 201)},
        {"receivers": (Organ("000.00.12.H567", "Sở Nội vụ"),)},
    ],
)
def test_long_places_and_names_are_refused_too(changes):
    with pytest.raises(InvalidInputError, match="Phụ lục VI cho tối đa"):
        demand_fitting(replace(A_PACKAGE, **changes))


@pytest.mark.parametrize(
    ("receivers", "words"),
    [((), "Chưa có nơi nhận nào gửi qua trục"), ((Organ("", "Sở"),), "chưa có mã định danh")],
)
def test_a_package_to_nobody_is_refused(receivers, words):
    with pytest.raises(InvalidInputError, match=words):
        demand_fitting(replace(A_PACKAGE, receivers=receivers))


def test_the_time_is_vietnams_whatever_zone_it_came_in():
    again = edxml.read(edxml.write(A_PACKAGE))

    assert again.made_at.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("authority", "competence"),
    [
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "KT"),
        (("TM. ỦY BAN NHÂN DÂN",), "TM"),
        (("CHÁNH VĂN PHÒNG",), ""),
        ((), ""),
    ],
)
def test_the_last_line_of_the_authority_says_how_the_signer_signs(authority, competence):
    assert competence_of(authority) == competence


@pytest.mark.parametrize(
    ("business", "about"),
    [
        (Business.RECALL, "000.00.12.H56,2026,115/KH-UBND"),
        (Business.REPLACEMENT, A_PACKAGE.document_id),
    ],
)
def test_a_recall_and_a_replacement_name_the_paper_that_was_sent_before(business, about):
    old = Followed(business, "115", "KH-UBND", date(2026, 3, 2), "Thu hồi Kế hoạch số 115")

    root = etree.fromstring(edxml.write(replace(A_PACKAGE, follows=old)))

    names = {"e": edxml.NAMESPACE}
    assert root.findtext(".//e:BussinessDocType", namespaces=names) == str(int(business))
    assert root.findtext(".//e:Bussiness/e:DocumentId", namespaces=names) == about
    assert root.findtext(".//e:ResponseFor/e:DocumentId", namespaces=names) == (
        "000.00.12.H56,2026,115/KH-UBND"
    )
    replaced = root.findtext(".//e:ReplacementInfo/e:DocumentId", namespaces=names)
    assert (replaced is not None) == (business is Business.REPLACEMENT)
