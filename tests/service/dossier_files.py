"""Files that people bring to a dossier: whole ones, and such as must be refused."""

from io import BytesIO

import pikepdf
from PIL import Image
from sqlalchemy import func, select

from tests.fake_office import a_pdf
from tests.service.builders import NOON
from tests.unit.docx_samples import p, package, paper
from webapp.db.models.audit import AuditRow
from webapp.domain.dossier import PaperFacts, PaperKind
from webapp.services import dossier_deeds, dossier_files
from webapp.services.uploads import Upload

PDF = a_pdf(pages=2)
DOCX = paper(p("Kính trình Ủy ban nhân dân xã xem xét, ban hành Kế hoạch."))
FACTS = PaperFacts(
    PaperKind.SUBMISSION,
    "Tờ trình ban hành Kế hoạch tuyên truyền năm 2026",
    "05/TTr-VHXH",
    NOON.date(),
    "Phòng Văn hóa - Xã hội",
)


def attach(database, actor, plan_id, data=PDF, name="to trinh.pdf", *, facts=FACTS, now=NOON):
    """Put a paper in; return its id."""
    file = Upload(name, data)
    return dossier_deeds.attach(database, actor, plan_id, facts, file, now=now).paper_id


def opened(database, actor, plan_id, paper_id, now=NOON):
    return dossier_files.paper_page(database, actor, plan_id, paper_id, now)


def events(database, action):
    with database.reading() as session:
        query = select(func.count()).select_from(AuditRow).where(AuditRow.action == action)
        return session.scalar(query)


def a_picture(form="PNG", size=(60, 40)) -> bytes:
    saved = BytesIO()
    Image.new("RGB", size, "white").save(saved, form)
    return saved.getvalue()


def pdf_that_runs(kind="JavaScript") -> bytes:
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), JS="app.alert(1)")
        pdf.save(saved)
    return saved.getvalue()


def locked_pdf(user="khoa") -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.save(saved, encryption=pikepdf.Encryption(owner="chu", user=user))
    return saved.getvalue()


def pdf_without_pages() -> bytes:
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(saved)
    return saved.getvalue()


def pdf_saying(words: str, letters: dict[str, str] | None = None) -> bytes:
    """Return a page with one line; `letters` are those that a code stands for: {"A": "Ậ"}."""
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            ToUnicode=pdf.make_stream(_letters({one: one for one in words} | (letters or {}))),
        )
        page = pdf.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(face)))
        page.Contents = pdf.make_stream(f"BT /F1 14 Tf 72 700 Td ({words}) Tj ET".encode())
        pdf.save(saved)
    return saved.getvalue()


def pdf_of_an_office() -> bytes:
    """Return a page as office programs write it: the length of its stream stands by itself."""
    things = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length 5 0 R>>stream\nq Q\nendstream",
        b"3",
    )
    data, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(things, start=1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    return data + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)


def _letters(meant: dict[str, str]) -> bytes:
    lines = "\n".join(f"<{ord(code):02x}> <{ord(one):04x}>" for code, one in meant.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        f"{len(meant)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    ).encode()


def workbook(kind="spreadsheetml.sheet.main", **more: bytes) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="application/{kind}+xml"/></Types>'
    )
    return package({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>", **more})
