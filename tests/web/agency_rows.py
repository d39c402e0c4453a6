"""One row of every kind that an address names, of one agency, all with a word that shows a leak."""

from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import inspect, select

from tests.service.builders import NOON, Office, a_plan, a_text, an_office, save, words
from tests.service.dossier_files import attach
from tests.unit.docx_samples import p, paper
from webapp.db.database import Database
from webapp.db.models.absences import StandInRow
from webapp.db.models.access_grants import AccessGrantRow
from webapp.db.models.comments import CommentRow
from webapp.db.models.copies import CopyPdfRow, CopyRow
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.findings import DismissalRow
from webapp.db.models.numbers import LineFileRow, RegisterRow
from webapp.db.models.opinions import OutsideOpinionRow, PollRow
from webapp.db.models.organisations import AdvisoryBodyRow, UnitRow
from webapp.db.models.papers import TemplateVersionRow, UploadRow
from webapp.db.models.plans import BlobRow, RevisionRow
from webapp.db.models.recipients import DispatchRow, RecipientRow
from webapp.db.models.searches import SavedFilterRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.db.models.signing import TrustAnchorRow
from webapp.domain.plan import Medium
from webapp.services import checking_files, import_desk, importing, uploads
from webapp.services.uploads import Upload

OWN_WORD = "Quỳnh Lộc"
"""Stands in every row of the agency: an answer to somebody else that holds it tells too much.

The agency's own name does without: whoever links a unit to its agency chooses from all names.
"""
YEAR = NOON.year


def rows_of_an_agency(database: Database) -> tuple[Office, dict[str, object]]:
    """Build the agency; return it, and what each argument of an address may be for its rows."""
    office = an_office(database, short_name="UBND xã An Phước")
    plan_id = a_plan(database, office, a_text(subject=words(f"Trồng cây tại {OWN_WORD}")))
    digest = a_file(database)
    rows = {**of_the_plan(office, plan_id), **of_the_agency(office, digest)}
    ids = {name: put(database, row) for name, row in rows.items()}
    picture = UploadRow(
        person_id=office.drafter.person_id, agency_id=office.agency_id, purpose=uploads.PICTURE,
        file_name="anh.png", sha256=digest, created_at=NOON,
    )  # fmt: skip
    save(database, lambda _: picture)
    ids |= sent_and_signed(database, office, plan_id, ids["recipient_id"], digest)
    ids["file_id"] = put(
        database,
        LineFileRow(
            register_row_id=ids["row_id"], ordinal=1, file_name=f"{OWN_WORD}.pdf", size=9,
            sha256=digest, checks="{}", added_by=office.clerk.person_id, added_at=NOON,
        ),
    )  # fmt: skip
    ids["made_id"] = copied(database, office, plan_id, ids["row_id"], digest)
    word = Upload(f"{OWN_WORD}.docx", paper(p(f"Trồng cây tại {OWN_WORD}.")))
    imported = importing.read_file(word.name, word.data)
    wanted = checking_files.Wanted(None, Medium.PAPER)
    return office, {
        **ids,
        "upload_id": import_desk.keep(
            database, office.drafter, None, word.name, imported, now=NOON
        ),
        "check_id": checking_files.check(database, office.drafter, word, wanted, NOON),
        "paper_id": attach(database, office.drafter, plan_id),
        "plan_id": plan_id,
        "person_id": office.drafter.person_id,
        "authority_id": office.authority_id,
        "series_id": office.series_id,
        "digest": digest,
    }


def put(database: Database, row: object) -> int:
    return save(database, lambda _: row)


def a_file(database: Database) -> str:
    content = f"tệp của {OWN_WORD}".encode()
    digest = sha256(content).hexdigest()
    kept = BlobRow(sha256=digest, media_type="image/png", content=content, created_at=NOON)
    save(database, lambda _: kept)
    return digest


def of_the_plan(office: Office, plan_id: int) -> dict[str, object]:
    """Return a row of each kind that hangs on a plan."""
    writer = office.drafter.person_id
    return {
        "question_id": ConsultationRow(
            agency_id=office.agency_id, plan_id=plan_id, round=1, step_key="x", kind="ask",
            asker_id=office.signer.person_id, asked_id=writer, question=f"Hỏi về {OWN_WORD}",
            revision_sha256="0" * 64, asked_at=NOON,
        ),
        "dismissal_id": DismissalRow(
            plan_id=plan_id, finding_sha256="0" * 64, rule="x", quote=OWN_WORD, words=OWN_WORD,
            reason=OWN_WORD, person_id=writer, at=NOON,
        ),
        "thread_id": CommentRow(
            plan_id=plan_id, author_id=writer, text=f"Xem lại {OWN_WORD}", block="", quote="",
            context="", ordinal=1, created_at=NOON,
        ),
        "opinion_id": OutsideOpinionRow(
            plan_id=plan_id, office=OWN_WORD, stance="remarks", text=OWN_WORD, paper_number="",
            entered_by=writer, entered_at=NOON,
        ),
        "poll_id": PollRow(
            plan_id=plan_id, question=f"Thống nhất {OWN_WORD}", due_on=NOON.date(),
            revision_sha256="0" * 64, opened_by=writer, opened_at=NOON,
        ),
    }  # fmt: skip


def of_the_agency(office: Office, digest: str) -> dict[str, object]:
    """Return a row of each kind that hangs on the agency itself."""
    agency_id, writer = office.agency_id, office.administrator.person_id
    return {
        "unit_id": UnitRow(agency_id=agency_id, name=f"Phòng {OWN_WORD}", abbreviation="QL"),
        "body_id": AdvisoryBodyRow(
            agency_id=agency_id, name=f"BAN CHỈ ĐẠO {OWN_WORD}", abbreviation="BCĐ"
        ),
        "stand_in_id": StandInRow(
            agency_id=agency_id, absent_id=office.signer.person_id,
            stand_in_id=office.unit_head.person_id, valid_from=NOON.date(),
            valid_until=NOON.date() + timedelta(days=9), document=OWN_WORD, entered_by=writer,
            entered_at=NOON,
        ),
        "grant_id": AccessGrantRow(
            agency_id=agency_id, person_id=office.clerk.person_id, joins=False, roles="signer",
            entered_by=writer, entered_at=NOON,
        ),
        "version_id": TemplateVersionRow(
            agency_id=agency_id, name="ke_hoach", ordinal=1, label=OWN_WORD, sha256=digest,
            used_from=date(YEAR, 1, 1), uploaded_by=writer, uploaded_at=NOON,
        ),
        "filter_id": SavedFilterRow(
            agency_id=agency_id, person_id=office.clerk.person_id, list_name="plans",
            name=OWN_WORD, folded="quynh loc", conditions="{}", created_at=NOON,
        ),
        "recipient_id": RecipientRow(agency_id=agency_id, name=OWN_WORD, folded="quynh loc"),
        "anchor_id": TrustAnchorRow(
            agency_id=agency_id, sha256="0" * 64, subject=OWN_WORD, issuer=OWN_WORD,
            valid_from=NOON, valid_to=NOON, certificate="", added_by=writer, added_at=NOON,
        ),
        "row_id": RegisterRow(
            agency_id=agency_id, series_id=office.series_id, year=YEAR, number=114,
            notation="KH-UBND", promulgated_on=NOON.date(), type_name="Kế hoạch",
            subject=f"Trồng cây {OWN_WORD}", registered_by=office.clerk.person_id,
            registered_at=NOON,
        ),
    }  # fmt: skip


def sent_and_signed(
    database: Database, office: Office, plan_id: int, recipient_id: int, digest: str
) -> dict[str, int]:
    """Write down that the plan was signed and sent."""
    clerk = office.clerk.person_id
    with database.reading() as session:
        revision_id = session.scalars(
            select(RevisionRow.id).where(RevisionRow.plan_id == plan_id)
        ).one()
    dispatch = DispatchRow(
        agency_id=office.agency_id, plan_id=plan_id, recipient_id=recipient_id, name=OWN_WORD,
        code="", email="", channel="paper", sent_on=NOON.date(), sent_by=clerk, sent_at=NOON,
    )  # fmt: skip
    copy = SignedCopyRow(
        plan_id=plan_id, ordinal=1, revision_id=revision_id, round=1, signed_on=NOON.date(),
        file_name=f"{OWN_WORD}.pdf", size=9, sha256=digest, checks="{}", added_by=clerk,
        added_at=NOON,
    )  # fmt: skip
    return {"dispatch_id": put(database, dispatch), "copy_id": put(database, copy)}


def copied(database: Database, office: Office, plan_id: int, row_id: object, digest: str) -> int:
    """Write down that the plan was copied, with the file that is made of it."""
    copy = CopyRow(
        plan_id=plan_id, register_row_id=row_id, kind="sao_y", form="paper", amount=1,
        purpose=OWN_WORD, authority_id=office.authority_id, source_sha256=digest,
        word_sha256=digest, made_by=office.clerk.person_id, made_at=NOON,
    )  # fmt: skip
    made_id = put(database, copy)
    put(database, CopyPdfRow(copy_id=made_id, source_sha256=digest, requested_at=NOON))
    return made_id


def everything(database: Database, *, but: frozenset[str]) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but those named, to be compared."""
    with database.reading() as session:
        connection = session.connection()
        names = sorted(set(inspect(connection).get_table_names()) - but)
        return {
            name: sorted(
                map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"')), key=repr
            )
            for name in names
        }
