"""Every address that names a row, called by every role of another agency and by nobody."""

from io import BytesIO

import pytest
from werkzeug.routing import Rule

from tests.service.builders import PASSWORD, a_person, an_agency, save
from tests.service.dossier_files import PDF
from tests.web.agency_rows import OWN_WORD, YEAR, everything, rows_of_an_agency
from tests.web.client import Client
from webapp.db.models.organisations import PersonRow
from webapp.domain.people import Role
from webapp.services import passwords

ROLES = tuple(role for role in Role if role is not Role.INSTALLATION_ADMIN)
NO_ROWS = frozenset({"installation", "help", "assets"})
"""Rooms whose addresses name nothing of an agency."""
WORDS = {
    "key": "0" * 64,
    "ordinal": 1, "page": 1, "year": YEAR, "expected": 115, "kind": "pdf", "size": "nho",
    "slug": "du-thao", "step_key": "x", "name": "ke_hoach",
}  # fmt: skip
"""Arguments that are no ids; a new one that names a row belongs into `agency_rows`."""
SLUGS = {"plans.deed": "trinh", "plans.do_deed": "trinh", "admin.trial_paper": "ban-hanh"}
SENT = {
    "version": "1", "note": "Xin ý kiến", "reason": "Ghi nhầm", "text": "Nội dung",
    "words": "Ý kiến", "password": PASSWORD, "answer": "agree", "vote": "agree", "stance": "agree",
    "kind": "to_trinh", "title": "Tờ trình", "paper_date": "", "paper_number": "", "issuer": "",
}  # fmt: skip
"""What a form may ask for: enough of it that a refusal is about the row and not about a field."""
WITH_FILE = frozenset({"plans.attach"})
QUIET = {
    "plans.drop_working_copy": "drops what the person himself typed, and leads to the plan",
    "plans.pdf_panel": "leads a reader without scripts to the plan",
    "admin.discard_template": "drops what the person himself sent, and leads to the list",
}
"""Addresses that answer with a way on, which is refused there; nothing was changed."""
IN_A_LATER_STATE = frozenset({"question_id", "copy_id", "dispatch_id"})
"""Rows whose pages open in a state that a draft is not in; the draft itself is seen to be real."""
NOTED = frozenset({"sign_ins", "sign_in_failures", "audit_events", "audit_heads", "notifications"})
"""What a visit itself writes; of so many refusals the administrator gets a notice."""


def names_rows(rule: Rule) -> bool:
    return bool(rule.arguments - set(WORDS)) and rule.endpoint.split(".")[0] not in NO_ROWS


@pytest.fixture
def visits(app):
    """Method and rule of each address that names a row."""
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        if names_rows(rule)
        for method in sorted({"GET", "POST"} & set(rule.methods or ()))
    ]


@pytest.fixture
def agency(sqlite_database):
    return rows_of_an_agency(sqlite_database)


@pytest.fixture
def strangers(sqlite_database, app, agency):  # noqa: ARG001 - the agency is there first
    """A browser for each role of another agency, for who holds all, and for who works nowhere."""
    other = an_agency(sqlite_database, short_name="UBND xã Bình An")
    for role in ROLES:
        a_person(sqlite_database, other, role, username=f"la.{role}")
    a_person(sqlite_database, other, *ROLES, username="la.all", installation_admin=True)
    nowhere = PersonRow(
        username="la.nowhere", full_name="Ngô Gia Bảo", installation_admin=True,
        password_hash=passwords.hash_password(PASSWORD),
    )  # fmt: skip
    save(sqlite_database, lambda _: nowhere)
    everybody = (*ROLES, "all", "nowhere")
    return {who: Client(app).sign_in(f"la.{who}", PASSWORD) for who in everybody}


def address(app, rule: Rule, ids) -> str:
    values = {**WORDS, **ids}
    if rule.endpoint in SLUGS:
        values["slug"] = SLUGS[rule.endpoint]
    unknown = rule.arguments - set(values)
    assert not unknown, f"{rule.rule}: say in tests/web what {unknown} of an agency is"
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(
            rule.endpoint, {name: values[name] for name in rule.arguments}
        )
    return str(built)


def sent_to(client, method, path, endpoint, headers=None):
    data = {"csrf_token": client.token(), **SENT} if method == "POST" else None
    if data and endpoint in WITH_FILE:
        data["file"] = (BytesIO(PDF), "to trinh.pdf")
    return client.raw(method, path, data=data, headers=headers or {})


def test_no_role_of_another_agency_sees_or_changes_a_row(
    app, sqlite_database, agency, strangers, visits
):
    before = everything(sqlite_database, but=NOTED)
    addresses = [(method, rule, address(app, rule, agency[1])) for method, rule in visits]
    wrong = []

    for who, client in strangers.items():
        # A single role asks as a script does: its refusals are short and quickly made.
        headers = {} if who == "all" else {"HX-Request": "true"}
        for method, rule, path in addresses:
            answer = sent_to(client, method, path, rule.endpoint, headers)
            quiet = QUIET.get(rule.endpoint) and answer.status_code == 302
            if not (quiet or answer.status_code in {403, 404}) or OWN_WORD.encode() in answer.data:
                wrong.append(f"{who}: {method} {rule.rule} {answer.status_code} {answer.location}")

    assert len(visits) > 100
    assert not wrong, "\n".join(wrong)
    assert everything(sqlite_database, but=NOTED) == before


def test_nobody_signed_in_is_led_to_the_sign_in(app, sqlite_database, agency, visitor):
    before = everything(sqlite_database, but=NOTED)
    public = {"accounts.sign_in", "accounts.open_session", "assets.file", "health.health"}
    wrong = []

    for rule in app.url_map.iter_rules():
        for method in (
            {"GET", "POST"} & set(rule.methods or ()) if rule.endpoint not in public else ()
        ):
            ids = agency[1] if names_rows(rule) else {**agency[1], "name": "x"}
            answer = sent_to(visitor, method, address(app, rule, ids), rule.endpoint)
            led = answer.status_code == 401 or (answer.location or "").startswith("/dang-nhap")
            if not led or OWN_WORD.encode() in answer.data:
                wrong.append(f"{method} {rule.rule} {answer.status_code}")

    assert not wrong, "\n".join(wrong)
    assert everything(sqlite_database, but=NOTED) == before


def test_no_page_without_a_row_tells_of_another_agency(app, strangers):
    pages = [
        rule
        for rule in app.url_map.iter_rules()
        if not rule.arguments and "GET" in (rule.methods or ())
    ]
    told = []

    for role, client in strangers.items():
        for rule in pages:
            answer = client.raw("GET", rule.rule, query_string={"tim": "Trồng cây"})
            if answer.status_code >= 500 or OWN_WORD.encode() in answer.data:
                told.append(f"{role}: {rule.rule} {answer.status_code}")

    assert not told, "\n".join(told)


def test_the_rows_are_real_for_their_own_agency(app, agency, sign_in, visits):
    """Or the refusals above would prove nothing."""
    office, ids = agency
    people = (office.drafter, office.administrator, office.clerk, office.unit_head, office.signer)
    clients = [sign_in(one) for one in people]
    named = {name for method, rule in visits if method == "GET" for name in rule.arguments}
    seen = {
        name
        for method, rule in visits
        if method == "GET"
        and any(one.raw("GET", address(app, rule, ids)).status_code == 200 for one in clients)
        for name in rule.arguments
    }

    assert named - seen - set(WORDS) <= IN_A_LATER_STATE
