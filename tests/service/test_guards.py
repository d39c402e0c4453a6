import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from tests.service.builders import NOON, a_plan, an_office, type_id
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow, SeriesRow, SeriesYearRow
from webapp.db.models.organisations import AgencyRow, UnitRow
from webapp.db.models.plans import PlanRow, RevisionRow, WorkingCopyRow
from webapp.db.models.process import StepRow
from webapp.services import audit


def a_working_copy(plan_id, person_id):
    return WorkingCopyRow(
        plan_id=plan_id, person_id=person_id, fields="{}", base_ordinal=1, saved_at=NOON
    )


def a_register_row(office, **changes):
    values = {
        "agency_id": office.agency_id,
        "series_id": office.series_id,
        "year": 2026,
        "number": 114,
        "notation": "KH-UBND",
        "promulgated_on": NOON.date(),
        "type_name": "Kế hoạch",
        "subject": "Trồng cây đầu xuân",
        "registered_by": office.clerk.person_id,
        "registered_at": NOON,
    }
    return RegisterRow(**{**values, **changes})


def a_step(office, plan_id, **changes):
    values = {"agency_id": office.agency_id, "plan_id": plan_id, "round": 1, "step_key": "x"}
    return StepRow(**{**values, "since": NOON, **changes})


def add(database, row):
    with database.transaction() as session:
        session.add(row)
        audit.record(session, None, "built", now=NOON)


def test_a_change_without_its_event_is_refused(database):
    office = an_office(database)

    with (
        pytest.raises(RuntimeError, match="UnitRow; call"),
        database.transaction() as session,
    ):
        session.add(UnitRow(agency_id=office.agency_id, name="Văn phòng", abbreviation="VP"))

    with database.reading() as session:
        assert session.scalars(select(UnitRow.abbreviation)).all() == ["VHXH"]


@pytest.mark.parametrize("deed", ["change", "delete"])
def test_changing_or_deleting_a_guarded_row_needs_its_event_too(database, deed):
    office = an_office(database)

    with (
        pytest.raises(RuntimeError, match="without its audit event"),
        database.transaction() as session,
    ):
        unit = session.get_one(UnitRow, office.unit_id)
        if deed == "change":
            unit.name = "Văn phòng"
        else:
            session.delete(unit)


def test_a_change_after_the_event_is_refused(database):
    office = an_office(database)

    with (
        pytest.raises(RuntimeError, match="AgencyRow"),
        database.transaction() as session,
    ):
        agency = session.get_one(AgencyRow, office.agency_id)
        agency.place = "Bình An"
        audit.record(session, office.administrator, "save_agency", now=NOON)
        agency.place = "Hòa An"

    with database.reading() as session:
        assert session.get_one(AgencyRow, office.agency_id).place == "An Phước"


def test_rows_written_ahead_owe_an_event(database):
    office = an_office(database)

    with (
        pytest.raises(RuntimeError, match="never came"),
        database.transaction() as session,
    ):
        session.add(UnitRow(agency_id=office.agency_id, name="Văn phòng", abbreviation="VP"))
        audit.write_ahead(session)

    with database.reading() as session:
        assert len(session.scalars(select(UnitRow)).all()) == 1


def test_a_failed_transaction_leaves_no_debt_behind(database):
    office = an_office(database)
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.add(UnitRow(agency_id=office.agency_id, name="Văn phòng", abbreviation="VP"))
        audit.write_ahead(session)
        raise ZeroDivisionError

    add(database, UnitRow(agency_id=office.agency_id, name="Văn phòng", abbreviation="VP"))

    with database.reading() as session:
        assert len(session.scalars(select(UnitRow)).all()) == 2


def test_a_savepoint_pays_no_debt(database):
    office = an_office(database)

    with (
        pytest.raises(RuntimeError, match="never came"),
        database.transaction() as session,
    ):
        session.add(UnitRow(agency_id=office.agency_id, name="Văn phòng", abbreviation="VP"))
        audit.write_ahead(session)
        with session.begin_nested():
            pass


def test_an_event_inside_a_savepoint_pays_the_debt(database):
    office = an_office(database)

    with database.transaction() as session:
        session.add(UnitRow(agency_id=office.agency_id, name="Văn phòng", abbreviation="VP"))
        audit.write_ahead(session)
        with session.begin_nested():
            audit.record(session, office.administrator, "save_unit", now=NOON)

    with database.reading() as session:
        assert len(session.scalars(select(UnitRow)).all()) == 2


def test_a_table_without_a_guard_needs_no_event(database):
    office = an_office(database)
    plan_id = a_plan(database, office)

    with database.transaction() as session:
        session.add(a_working_copy(plan_id, office.drafter.person_id))
    with database.transaction() as session:
        session.execute(delete(WorkingCopyRow))

    with database.reading() as session:
        assert session.scalars(select(WorkingCopyRow)).all() == []


BULK = {
    "update of rows": update(PlanRow).values(state="issued"),
    "update of the table": PlanRow.metadata.tables["plans"].update().values(state="issued"),
    "delete": delete(StepRow),
    "insert": insert(AuditRow).values(agency_id=1, ordinal=9),
    "counter": update(SeriesYearRow).values(last_number=0),
    "text": text("UPDATE plans SET state = 'issued'"),
}


@pytest.mark.parametrize("statement", BULK.values(), ids=BULK)
def test_bulk_changes_of_guarded_tables_are_refused(database, statement):
    with (
        pytest.raises(RuntimeError, match=r"bulk change|passes the guards by"),
        database.transaction() as session,
    ):
        session.execute(statement)


@pytest.mark.parametrize("statement", BULK.values(), ids=BULK)
def test_a_reading_session_runs_no_change(database, statement):
    with pytest.raises(RuntimeError, match="reading session"), database.reading() as session:
        session.execute(statement)


def test_a_reading_session_flushes_nothing(database):
    office = an_office(database)

    with pytest.raises(RuntimeError, match="reading session"), database.reading() as session:
        session.get_one(AgencyRow, office.agency_id).place = "Hòa An"
        session.flush()


def test_writing_the_same_value_is_no_change(database):
    office = an_office(database)

    for session_of in (database.reading, database.transaction):
        with session_of() as session:
            agency = session.get_one(AgencyRow, office.agency_id)
            agency.place = str(agency.place)
            session.flush()

    with database.reading() as session:
        assert session.get_one(AgencyRow, office.agency_id).version == 1


def test_a_moment_without_a_zone_is_refused(database):
    office = an_office(database)
    naive = NOON.replace(tzinfo=None)

    with pytest.raises(StatementError, match="time zone"):
        a_plan(database, office, now=naive)


def test_an_audit_event_cannot_be_changed_or_deleted(database):
    an_office(database)
    for statement in (update(AuditRow).values(action="x"), delete(AuditRow)):
        with pytest.raises(DBAPIError, match="append-only"), database.transaction() as session:
            session.execute(statement, execution_options=OWN_STATEMENT)


def test_a_revision_cannot_be_changed_or_deleted(database):
    a_plan(database, an_office(database))
    for statement in (update(RevisionRow).values(content="{}"), delete(RevisionRow)):
        with pytest.raises(DBAPIError, match="never changes"), database.transaction() as session:
            session.execute(statement, execution_options=OWN_STATEMENT)


def test_plans_steps_and_register_rows_cannot_be_deleted(database):
    office = an_office(database)
    plan_id = a_plan(database, office)
    add(database, a_step(office, plan_id))
    add(database, a_register_row(office))

    for table in (StepRow, RegisterRow, PlanRow):
        with pytest.raises(DBAPIError, match="never deleted"), database.transaction() as session:
            session.execute(delete(table), execution_options=OWN_STATEMENT)


@pytest.mark.parametrize("change", [{"number": 113}, {"year": 2025}])
def test_a_register_row_keeps_its_number(database, change):
    office = an_office(database)
    add(database, a_register_row(office))

    with pytest.raises(DBAPIError, match="keeps its place"), database.transaction() as session:
        session.execute(update(RegisterRow).values(**change), execution_options=OWN_STATEMENT)


def test_a_void_number_stays_void(database):
    office = an_office(database)
    void = {"status": "void", "void_reason": "Ghi nhầm loại văn bản", "voided_at": NOON}
    add(database, a_register_row(office, **void))

    with pytest.raises(DBAPIError, match="keeps its place"), database.transaction() as session:
        session.execute(
            update(RegisterRow).values(status="issued", voided_at=None),
            execution_options=OWN_STATEMENT,
        )


def test_a_counter_never_falls_below_a_number_that_was_given(database):
    office = an_office(database)
    add(database, a_register_row(office))

    with pytest.raises(DBAPIError, match="never falls"), database.transaction() as session:
        session.execute(
            update(SeriesYearRow).values(last_number=113), execution_options=OWN_STATEMENT
        )


FORBIDDEN_ROWS = {
    "a void row without a reason": lambda o, _: a_register_row(
        o, status="void", voided_at=NOON, void_reason=""
    ),
    "a void row without its time": lambda o, _: a_register_row(
        o, status="void", void_reason="Ghi nhầm"
    ),
    "a number below one": lambda o, _: a_register_row(o, number=0),
    "an approval bound to no text": lambda o, p: a_step(o, p, decision="approved", decided_at=NOON),
    "a decision without its time": lambda o, p: a_step(o, p, decision="returned"),
    "a waiver that names no errors": lambda o, p: a_step(o, p, waiver_reason="Theo mẫu của tỉnh"),
    "errors passed over without a reason": lambda o, p: a_step(o, p, waived_errors="[]"),
    "an empty reason of a waiver": lambda o, p: a_step(o, p, waiver_reason="", waived_errors="[]"),
}


@pytest.mark.parametrize("make", FORBIDDEN_ROWS.values(), ids=FORBIDDEN_ROWS)
def test_the_database_refuses(database, make):
    office = an_office(database)
    plan_id = a_plan(database, office)

    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, make(office, plan_id))


FORBIDDEN_PLANS = {
    "issued without a number": {"state": "issued"},
    "a number without a date": {"code_number": 5},
    "a number without a register row": {"code_number": 5, "promulgated_on": NOON.date()},
}


@pytest.mark.parametrize("changes", FORBIDDEN_PLANS.values(), ids=FORBIDDEN_PLANS)
def test_the_database_refuses_a_plan(database, changes):
    office = an_office(database)

    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        a_plan(database, office, **changes)


def test_a_number_is_unique_in_its_series_and_year(database):
    office = an_office(database)
    add(database, a_register_row(office))

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        add(database, a_register_row(office))


def test_a_series_is_found_by_the_builder(database):
    office = an_office(database)

    with database.reading() as session:
        series = session.get_one(SeriesRow, office.series_id)
        assert series.document_type_id == type_id(session)
