"""What load balancers ask."""

from dataclasses import replace

from tests.web.conftest import an_app
from webapp.db.database import Database


def test_a_process_whose_database_answers_is_well(app):
    answer = app.test_client().get("/suc-khoe")

    assert (answer.status_code, answer.text) == (200, "tốt\n")
    assert "Set-Cookie" not in answer.headers


def test_a_process_whose_database_is_away_gets_no_visitors(web_parts):
    away = Database("postgresql+psycopg://nobody@127.0.0.1:1/banhanh")
    app = an_app(replace(web_parts, database=away))

    answer = app.test_client().get("/suc-khoe")

    assert answer.status_code == 503
    assert "không trả lời" in answer.text
