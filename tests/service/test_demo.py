"""The demo tells a story through the real services, once, and never in production."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select

from tests.service.builders import NOON, an_agency
from webapp.db.database import Database
from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.organisations import AgencyRow, MembershipRow, PersonRow
from webapp.db.models.plans import BlobRow, PlanRow, RevisionRow
from webapp.domain.errors import ForbiddenError
from webapp.domain.form_rules.checking import check
from webapp.domain.people import Actor, Role
from webapp.domain.plan_json import from_json
from webapp.domain.stages import Stage
from webapp.services import (
    accounts,
    audit,
    demo,
    evidence,
    numbering,
    seals,
    situations,
    submitted_above,
    workflows_list,
)
from webapp.services.recipients import directory


@pytest.fixture(scope="module")
def loaded(migrated_file, rules, tmp_path_factory):
    """A loaded demo, which the tests of this module share."""
    path = shutil.copy(migrated_file, tmp_path_factory.mktemp("demo") / "banhanh.db")
    shared = Database(f"sqlite:///{path}")
    assert demo.load_demo(shared, rules, NOON)
    yield shared
    shared.close()


def test_three_plans_and_a_correction_stand_at_different_steps(database, rules):
    assert demo.load_demo(database, rules, NOON)

    with database.reading() as session:
        plans = session.scalars(select(PlanRow).order_by(PlanRow.id)).all()

    assert [(plan.state, plan.code_number) for plan in plans] == [
        ("draft", None),
        ("deputy_review", None),
        ("issued", 42),
        ("draft", None),
    ]
    assert audit.verify(database) == ()


def test_the_demo_is_whole(loaded):
    assert audit.verify(loaded) == ()
    assert list(evidence.verify(loaded)) == []
    assert list(seals.verify(loaded)) == []


def test_every_demo_text_is_well_formed(loaded):
    with loaded.reading() as session:
        rows = session.scalars(select(RevisionRow).order_by(RevisionRow.id)).all()
        texts = [from_json(json.loads(row.content)) for row in rows]

    begun, filled_in = (text for text in texts if text.document_type == "CÔNG VĂN")
    assert {one.rule for one in check(begun)} == {"TL-cho-trong"}
    assert len(texts) == 6
    for text in (filled_in, *texts[:4]):
        assert check(text, Stage.DRAFT) == ()
        assert check(text, Stage.SIGNING) == ()


def test_the_provinces_plan_goes_with_the_signed_submission_its_workflow_asks_for(loaded):
    with loaded.reading() as session:
        row = session.scalars(select(DossierPaperRow)).one()
        data = session.get_one(BlobRow, row.sha256).content

    assert (row.kind, row.paper_number, row.issuer) == (
        "to_trinh",
        "88/TTr-SNNMT",
        "Sở Nông nghiệp và Môi trường",
    )
    assert row.title.startswith("Tờ trình về việc ban hành Kế hoạch")
    assert row.title.endswith("năm 2026 trên địa bàn tỉnh Phú Thọ")
    lines = [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]
    assert "Kính gửi: Ủy ban nhân dân tỉnh Phú Thọ." in lines
    assert "{year}" not in "".join(lines)


def test_the_communes_register_stands_at_114(loaded):
    with loaded.reading() as session:
        plan = session.scalars(select(PlanRow).order_by(PlanRow.id)).first()
        expected = numbering.expected(session, plan.agency_id, plan.document_type_id, NOON.date())

    assert (expected.number, expected.text) == (115, "115/KH-UBND")


def test_every_agency_has_a_directory_with_its_own_code_and_places_inside(loaded):
    for agency_id, actor in clerks(loaded).items():
        found = directory(loaded, actor)
        assert found.own_code.endswith(".H99")
        assert any(one.values.inside != f"agency:{agency_id}" for one in found.recipients)
        assert found.groups


def clerks(database):
    """A clerk of each agency."""
    with database.reading() as session:
        agencies = session.scalars(select(AgencyRow.id).order_by(AgencyRow.id)).all()
        people = [(one, situations.people_of(session, one)) for one in agencies]
    return {one: next(who for who in some if who.has(Role.CLERK)) for one, some in people}


def test_every_agency_uses_the_template_of_its_kind(loaded):
    with loaded.reading() as session:
        chosen = session.scalars(select(AgencyRow.template_name).order_by(AgencyRow.id)).all()

    assert chosen == ["ke_hoach_ubnd_xa", "ke_hoach_ubnd_tinh", "ke_hoach_so"]


def test_every_agency_has_a_person_for_every_role_of_its_workflow(loaded, rules):
    with loaded.reading() as session:
        agencies = session.scalars(select(AgencyRow.id)).all()
        many = select(MembershipRow.person_id).group_by(MembershipRow.person_id)
        shared = session.scalars(many.having(func.count() > 1)).all()

    for agency_id in agencies:
        chief = Actor(1, "", agency_id, None, "", frozenset({Role.ADMINISTRATOR}))
        chosen = workflows_list.issuers(loaded, rules, chief)
        assert {issuer.missing for issuer in chosen} == {()}
    assert len(agencies) == 3
    assert len(shared) == 3


def test_the_department_sees_the_plan_that_it_submitted_to_the_province(loaded):
    with loaded.reading() as session:
        department = session.scalars(select(AgencyRow.id).order_by(AgencyRow.id.desc())).first()
    clerk = Actor(1, "", department, None, "", frozenset({Role.CLERK}))

    found = submitted_above.submitted_list(loaded, clerk, None, NOON).items

    assert [one.issuer for one in found] == ["UBND tỉnh Phú Thọ"]


def test_the_printed_accounts_sign_in_with_the_common_password(loaded):
    for username in ("hethong", "xa.chuyenvien", "tinh.thamtra"):
        assert any(line.startswith(f"{username} ") for line in demo.account_lines())

        opened = accounts.sign_in(loaded, accounts.SignIn(username, demo.PASSWORD), NOON)

        assert not opened.must_change_password


def test_a_second_start_keeps_what_people_did(loaded, rules):
    assert not demo.load_demo(loaded, rules, NOON + timedelta(days=1))

    with loaded.reading() as session:
        assert session.scalar(select(func.count()).select_from(PlanRow)) == 4


def test_the_demo_can_be_loaded_on_any_day_of_the_year(sqlite_database, rules):
    new_year = datetime(2027, 1, 2, 3, tzinfo=UTC)

    demo.load_demo(sqlite_database, rules, new_year)

    with sqlite_database.reading() as session:
        issued = session.scalars(select(PlanRow).where(PlanRow.state == "issued")).one()
        assert (issued.code_number, issued.promulgated_on.year) == (42, 2027)
        assert "năm 2027" in issued.subject


def test_production_refuses_the_demo_and_its_accounts(database):
    demo.refuse_in_production(production=False)
    demo.refuse_demo_accounts(database)
    with database.transaction() as session:
        session.add(PersonRow(username="mau", full_name="Mẫu", password_hash="x", demo=True))
        audit.record(session, None, "built", now=NOON)

    with pytest.raises(ForbiddenError, match="APP_ENV=production"):
        demo.refuse_in_production(production=True)
    with pytest.raises(ForbiddenError, match="tài khoản mẫu"):
        demo.refuse_demo_accounts(database)


def test_the_demo_stays_away_from_a_database_in_use(database, rules):
    an_agency(database)
    with database.transaction() as session:
        session.add(PersonRow(username="that", full_name="Thật", password_hash="x"))
        audit.record(session, None, "built", now=NOON)

    assert not demo.load_demo(database, rules, NOON)
