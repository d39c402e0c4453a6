import pytest
from sqlalchemy import create_engine, text

from tests.service.builders import NOON, a_plan, an_office
from webapp.db.models.audit import AuditRow
from webapp.db.models.plans import PlanRow
from webapp.services import audit


def tamper(database, *statements):
    """Change the log behind the guards, as somebody with the database's own tools could."""
    engine = create_engine(database.url)
    with engine.begin() as connection:
        for statement in (*WITHOUT_TRIGGERS[engine.dialect.name], *statements):
            connection.execute(text(statement))
    engine.dispose()


WITHOUT_TRIGGERS = {
    "sqlite": (
        "DROP TRIGGER guard_audit_events_update",
        "DROP TRIGGER guard_audit_events_delete",
        "DROP TRIGGER guard_audit_heads_delete",
    ),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


@pytest.fixture
def office(database):
    office = an_office(database)
    a_plan(database, office)
    a_plan(database, office)
    a_plan(database, office)
    return office


@pytest.fixture
def chain(office):
    return f"agency_id = {office.agency_id}"


@pytest.mark.usefixtures("office")
def test_an_untouched_log_has_no_fault(database):
    assert audit.verify(database) == ()


def test_events_of_a_plan_say_who_did_what_and_when(database, office):
    plan_id = a_plan(database, office)

    with database.reading() as session:
        (event,) = audit.events_of(session, plan_id)

    assert (event.actor_name, event.action, event.at) == ("Lê Thị Hạnh", "create", NOON)
    assert (event.agency_id, event.ordinal) == (office.agency_id, 4)


def test_a_rule_acts_in_the_agency_of_its_plan(database, office):
    with database.transaction() as session:
        plan_id = session.query(PlanRow.id).first()[0]
        audit.record(session, None, "return_by_rule", now=NOON, plan=plan_id, details={"b": "é"})

    with database.reading() as session:
        event = audit.events_of(session, plan_id)[-1]
    assert (event.agency_id, event.actor_id, event.actor_name) == (
        office.agency_id,
        None,
        "Hệ thống",
    )
    assert event.details == '{"b":"é"}'


def test_events_without_actor_and_plan_belong_to_the_installation(database):
    with database.transaction() as session:
        audit.record(session, None, "upgrade", now=NOON, subject="installation")

    with database.reading() as session:
        last = session.query(AuditRow).filter_by(agency_id=audit.INSTALLATION)
        assert last.order_by(AuditRow.ordinal.desc()).first().action == "upgrade"


@pytest.mark.parametrize(
    "change",
    ["actor_name = 'Lê Thị Hảnh'", "details = '{ }'", "action = 'approve'", "hash = 'x'"],
)
def test_a_changed_event_is_found(database, office, chain, change):
    tamper(database, f"UPDATE audit_events SET {change} WHERE {chain} AND ordinal = 2")

    faults = audit.verify(database)

    assert (office.agency_id, 2, "nội dung đã bị sửa") in [
        (fault.agency_id, fault.ordinal, fault.message) for fault in faults
    ]


def test_a_missing_event_is_found(database, office, chain):
    tamper(database, f"DELETE FROM audit_events WHERE {chain} AND ordinal = 2")

    assert audit.ChainFault(office.agency_id, 2, "thiếu sự kiện") in audit.verify(database)


def test_a_cut_end_is_found(database, office, chain):
    tamper(database, f"DELETE FROM audit_events WHERE {chain} AND ordinal = 3")

    cut = audit.ChainFault(office.agency_id, 3, "phần cuối của nhật ký bị cắt")
    assert audit.verify(database) == (cut,)


def test_a_chain_without_its_head_is_found(database, office, chain):
    tamper(database, f"DELETE FROM audit_heads WHERE {chain}")

    cut = audit.ChainFault(office.agency_id, 4, "phần cuối của nhật ký bị cắt")
    assert audit.verify(database) == (cut,)


def test_an_exchanged_event_does_not_join_the_one_before(database, chain):
    tamper(database, f"UPDATE audit_events SET previous_hash = 'x' WHERE {chain} AND ordinal = 3")

    messages = {fault.message for fault in audit.verify(database)}

    assert "không nối với sự kiện trước" in messages


def test_a_refused_transaction_leaves_no_event(database, office):
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        audit.record(session, office.clerk, "register", now=NOON)
        raise ZeroDivisionError

    assert audit.verify(database) == ()
