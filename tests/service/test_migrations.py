from sqlalchemy import create_engine, inspect, text

from webapp.db.schema import check, downgrade, upgrade

REVISIONS = tuple(f"{number:04}" for number in range(1, 33))


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


def test_the_document_types_of_the_decree_are_data(blank_url):
    upgrade(blank_url)

    def plan_type(connection):
        query = text("SELECT code, drafted_here FROM document_types WHERE name = 'Kế hoạch'")
        return connection.execute(query).one()

    assert tuple(ask(blank_url, plan_type)) == ("KH", True)
