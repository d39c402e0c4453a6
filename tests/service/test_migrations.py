import json
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Boolean, Date, DateTime, Integer, MetaData, create_engine, inspect, text

from webapp.db.migrations import versions
from webapp.db.schema import check, downgrade, upgrade

REVISIONS = sorted(path.name[:4] for path in Path(versions.__path__[0]).glob("[0-9]*.py"))


def ask(url, question):
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return question(connection)
    finally:
        engine.dispose()


def tables(url):
    return ask(url, lambda connection: set(inspect(connection).get_table_names()))


def test_each_migration_goes_up_down_and_up_again(blank_url):
    for i, revision in enumerate(REVISIONS):
        upgrade(blank_url, revision)
        before = tables(blank_url)

        downgrade(blank_url, REVISIONS[i - 1] if i else "base")
        upgrade(blank_url, revision)

        assert tables(blank_url) == before
    downgrade(blank_url, "base")
    assert tables(blank_url) == {"alembic_version"}


def test_the_migrations_make_what_the_models_say(blank_url):
    upgrade(blank_url)

    check(blank_url)  # raises on a difference

    assert {"plans", "steps", "register_rows", "audit_events"} <= tables(blank_url)


def test_a_second_upgrade_changes_nothing(blank_url):
    upgrade(blank_url)
    upgrade(blank_url)

    def count(connection):
        return connection.scalar(text("SELECT count(*) FROM document_types"))

    assert ask(blank_url, count) == 32


def test_plans_of_before_get_the_urgency_of_their_newest_text(blank_url):
    upgrade(blank_url, "0032")
    engine = create_engine(blank_url)
    with engine.begin() as connection:
        known = MetaData()
        known.reflect(connection)
        connection.execute(known.tables["agencies"].insert(), an_old_row(known, "agencies"))
        connection.execute(known.tables["people"].insert(), an_old_row(known, "people"))
        for plan_id, texts in {1: ("", "KHẨN"), 2: ("KHẨN", "")}.items():
            connection.execute(known.tables["plans"].insert(), an_old_row(known, "plans", plan_id))
            for ordinal, said in enumerate(texts, start=1):
                text_row = an_old_row(known, "revisions", 10 * plan_id + ordinal)
                text_row |= {"plan_id": plan_id, "ordinal": ordinal}
                text_row["content"] = json.dumps({"priority": said})
                connection.execute(known.tables["revisions"].insert(), text_row)
    engine.dispose()

    upgrade(blank_url)

    query = text("SELECT priority FROM plans ORDER BY id")
    assert ask(blank_url, lambda connection: connection.scalars(query).all()) == ["KHẨN", ""]


def an_old_row(known, table, row_id=1):
    """Return a row of a table as it was then, with what every column must have."""
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    samples = {Integer: 1, Boolean: True, DateTime: moment, Date: moment.date()}
    needed = (one for one in known.tables[table].columns if not one.nullable)
    row = {
        one.name: next((v for kind, v in samples.items() if isinstance(one.type, kind)), "")
        for one in needed
    }
    return row | {"id": row_id} | ({"state": "content_check"} if table == "plans" else {})


def test_what_was_sent_before_stands_as_it_stood_with_what_came_back(blank_url):
    upgrade(blank_url, "0041")
    engine = create_engine(blank_url)
    with engine.begin() as connection:
        known = MetaData()
        known.reflect(connection)
        for table in ("agencies", "people", "plans", "recipients"):
            connection.execute(known.tables[table].insert(), an_old_row(known, table))
        sent = an_old_row(known, "dispatches", 7) | {"channel": "paper"}
        connection.execute(known.tables["dispatches"].insert(), sent)
        said = an_old_row(known, "dispatch_returns", 3) | {"dispatch_id": 7, "receipt": "arrived"}
        connection.execute(known.tables["dispatch_returns"].insert(), said)
    engine.dispose()

    for revision in ("head", "0041", "head"):
        (downgrade if revision == "0041" else upgrade)(blank_url, revision)

    query = text(
        "SELECT d.id, d.plan_id, r.id FROM dispatches AS d"
        " JOIN dispatch_returns AS r ON r.dispatch_id = d.id ORDER BY r.id"
    )
    assert ask(blank_url, lambda connection: connection.execute(query).all()) == [(7, 1, 3)]


def test_the_document_types_of_the_decree_are_data(blank_url):
    upgrade(blank_url)

    def plan_type(connection):
        query = text("SELECT code, drafted_here FROM document_types WHERE name = 'Kế hoạch'")
        return connection.execute(query).one()

    assert tuple(ask(blank_url, plan_type)) == ("KH", True)
