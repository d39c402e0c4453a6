"""Every page and every file about a recalled plan says so: each address that names it is walked."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from pikepdf import Pdf
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON, a_plan, bring_to
from tests.service.chains import a_common_series, follow
from tests.service.copied import a_copies_series, copy
from tests.service.directories import add, send_to
from tests.service.dossier_files import PDF, attach
from tests.service.signed_papers import a_scan, hand_in
from tests.web.agency_rows import of_the_plan, put
from webapp.db.models.recipients import DispatchRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.domain.stages import Stage
from webapp.services import briefs, copy_files, pdf_making, pdf_papers
from webapp.services.briefs import BriefTexts
from webapp.services.papers import WORD
from webapp.services.pdf_papers import PDF_TYPE, PdfWish

MARK = "ĐÃ THU HỒI theo Thông báo số 21/TB-UBND ngày 02 tháng 3 năm 2026"
NAMING = {"plan_id", "dispatch_id"}
WORDS = {
    "ordinal": 1, "page": 1, "kind": "pdf", "size": "nho", "slug": "phat-hanh", "step_key": "x",
    "key": "0" * 64, "upload_id": 1, "digest": "0" * 64,
}  # fmt: skip
SLUGS = {"plans.deed": "trinh", "plans.explaining": "co-quan"}
FILES = {
    "plans.download": WORD,
    "plans.download_pdf": PDF_TYPE,
    "plans.tracking_sheet": WORD,
    "plans.brief_file": WORD,
    "plans.download_opinions": WORD,
    "plans.download_poll": WORD,
    "plans.copy_as_word": WORD,
    "plans.copy_as_pdf": PDF_TYPE,
    "plans.signed_file": PDF_TYPE,
    "plans.read_signed": PDF_TYPE,
}
ANOTHERS = {"plans.download_paper", "plans.paper_file"}
"""Papers of others in the dossier: they are not recalled, their names tell whose they are."""
PICTURES = {"plans.page_picture", "plans.paper_picture"}
"""The first is drawn of the marked PDF (tests/service/test_end_marks), the second of another's."""
CLOSED = {
    "plans.answers", "plans.asking_members", "plans.changing", "plans.choosing_drafter",
    "plans.choosing_signer", "plans.copying_part", "plans.copying_whole", "plans.dismissing",
    "plans.edit", "plans.edxml", "plans.entering", "plans.explaining", "plans.paste_into",
    "plans.picture", "plans.preview_import_into", "plans.replacing", "plans.report_into",
    "plans.sending",
}  # fmt: skip
"""What is no longer to be had of a recalled plan, by this reader."""


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def recalled(database, rules, office, tmp_path, monkeypatch):
    fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))
    a_common_series(database, office)
    a_copies_series(database, office)
    plan_id = a_plan(database, office)
    paper_id = attach(database, office.drafter, plan_id)
    briefs.save_brief(database, office.drafter, plan_id, BriefTexts("Tóm tắt"), base=0, now=NOON)
    rows = {name: put(database, row) for name, row in of_the_plan(office, plan_id).items()}
    bring_to(database, rules, office, plan_id, "issued")
    hand_in(database, office.clerk, plan_id, a_scan(2))
    pdf_papers.ask(database, rules, office.clerk, PdfWish(plan_id, Stage.ISSUED), NOON)
    pdf_making.make_waiting(database, NOON)
    made = copy(database, rules, office, plan_id)
    copy_files.make_waiting(database, NOON)
    send_to(database, rules, office, plan_id, add(database, office))
    follow(database, rules, office, plan_id, "recalls")
    with database.reading() as session:
        dispatch = session.scalars(select(DispatchRow.id).order_by(DispatchRow.id)).first()
        signed = session.scalars(select(SignedCopyRow.id)).one()
    return {
        **rows, "plan_id": plan_id, "paper_id": paper_id, "made_id": made.copy_id,
        "copy_id": signed, "dispatch_id": dispatch,
    }  # fmt: skip


def addresses(app, ids):
    """Yield endpoint and address of whatever can be fetched of the plan."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.arguments & NAMING:
            continue
        values = {**WORDS, **ids}
        values["slug"] = SLUGS.get(rule.endpoint, values["slug"])
        unknown = rule.arguments - set(values)
        assert not unknown, f"{rule.rule}: say here what {unknown} of a recalled plan is"
        with app.test_request_context():
            named = {name: values[name] for name in rule.arguments}
            yield rule.endpoint, app.url_map.bind("localhost").build(rule.endpoint, named)


def is_marked_word(data):
    """Tell whether each kind of page of each section has a header with the mark."""
    with ZipFile(BytesIO(data)) as archive:
        read = {name: archive.read(name).decode() for name in archive.namelist()}
    relations = read["word/_rels/document.xml.rels"]
    targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"', relations))
    heads = {}
    sections = re.findall(r"<w:sectPr\b.*?</w:sectPr>", read["word/document.xml"], re.DOTALL)
    for section in sections:
        for reference in re.findall(r"<w:headerReference[^>]*>", section):
            for kind, own in re.findall(r'w:type="(\w+)" r:id="(\w+)"', reference):
                heads[kind] = read[f"word/{targets[own]}"]
        wanted = ("default", "first") if "<w:titlePg" in section else ("default",)
        if not all(MARK in heads.get(kind, "") for kind in wanted):
            return False
    return bool(sections)


def is_marked_pdf(data):
    spoken = b"feff" + MARK.encode("utf-16-be").hex().encode()
    with Pdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
        return all(spoken in page.Contents.read_bytes() for page in pdf.pages)


IS_MARKED = {WORD: is_marked_word, PDF_TYPE: is_marked_pdf}


def test_every_page_and_every_file_about_a_recalled_plan_says_so(app, sign_in, office, recalled):
    clerk = sign_in(office.clerk)
    unmarked, files, untouched, closed = [], {}, set(), set()

    for endpoint, address in addresses(app, recalled):
        answer = clerk.raw("GET", address, follow_redirects=True)
        if answer.status_code != 200:
            closed.add(endpoint)
        elif answer.mimetype == "text/html":
            page = " ".join(answer.get_data(as_text=True).split())
            if MARK.casefold() not in page.casefold():
                unmarked.append(endpoint)
        elif answer.mimetype in IS_MARKED and endpoint not in ANOTHERS:
            files[endpoint] = answer.mimetype
            named = "filename=da-thu-hoi-" in answer.headers["Content-Disposition"]
            if not (named and IS_MARKED[answer.mimetype](answer.data)):
                unmarked.append(endpoint)
        else:
            untouched.add(endpoint)

    assert unmarked == []
    assert files == FILES
    assert untouched == ANOTHERS | PICTURES
    assert closed == CLOSED


def test_a_paper_of_the_dossier_tells_by_its_name_that_the_plan_is_over(sign_in, office, recalled):
    address = f"/ke-hoach/{recalled['plan_id']}/ho-so/{recalled['paper_id']}/tai-ve"

    file = sign_in(office.clerk).raw("GET", address)

    assert "filename=ho-so-van-ban-da-thu-hoi-" in file.headers["Content-Disposition"]
    assert file.data == PDF
