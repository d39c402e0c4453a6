"""Letters that carry an issued plan, to a real mail server on this machine."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, a_unit, an_office, bring_to
from tests.service.directories import add, send_to
from tests.service.mail_server import a_mail_server
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchLetterRow
from webapp.services.dispatch_letters import deliver
from webapp.services.dispatch_pages import dispatches_on
from webapp.services.papers import download

OUTSIDE = "hnd@xa.example.vn"


@pytest.fixture
def server():
    with a_mail_server() as found:
        yield found


@pytest.fixture
def box(server):
    return server[0]


@pytest.fixture
def post(server):
    return server[1]


@pytest.fixture
def plan_id(database, rules, office):
    return bring_to(database, rules, office, a_plan(database, office), "issued")


@pytest.fixture
def unit_place(database, office):
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    return add(database, office, "Phòng Kinh tế", inside=f"unit:{unit}", email="kt@xa.example.vn")


def sent(database, post, now=NOON):
    return deliver(database, post, "https://ban-hanh.example", lambda: now)


def said(database, office, plan_id):
    with database.reading() as session:
        (item,) = dispatches_on(session, office.clerk, session.get_one(PlanRow, plan_id)).items
    return item


def test_an_outside_place_gets_the_issued_paper_itself(database, rules, office, plan_id, post, box):
    send_to(database, rules, office, plan_id, add(database, office, "Hội Nông dân", email=OUTSIDE))
    assert said(database, office, plan_id).letter == "Thư đang chờ gửi."

    assert sent(database, post) == 1

    (letter,) = box.letters
    text, paper = letter.iter_parts()
    assert letter["Subject"].startswith("115/KH-UBND: Tuyên truyền, phổ biến pháp luật")
    assert letter["To"].addresses[0].addr_spec == OUTSIDE
    assert "Kính gửi Hội Nông dân," in text.get_content()
    assert "gửi kèm thư này" in text.get_content()
    issued = download(database, rules, office.clerk, plan_id, None, now=NOON)
    assert paper.get_filename() == issued.file_name
    assert paper.get_content() == issued.data
    assert "word/document.xml" in ZipFile(BytesIO(paper.get_content())).namelist()
    assert "Máy chủ thư đã nhận lúc 12:00 02/03/2026." in said(database, office, plan_id).letter


def test_a_unit_of_the_agency_gets_a_link(database, rules, office, plan_id, unit_place, post, box):
    send_to(database, rules, office, plan_id, unit_place)

    assert sent(database, post) == 1

    (letter,) = box.letters
    assert not letter.is_multipart()
    assert f"https://ban-hanh.example/ke-hoach/{plan_id}" in letter.get_content()


def test_another_agency_of_the_installation_gets_the_paper(
    database, rules, office, plan_id, post, box
):
    other = an_office(database, short_name="Sở Nội vụ")
    inside = f"agency:{other.agency_id}"
    send_to(database, rules, office, plan_id, add(database, office, inside=inside, email=OUTSIDE))

    assert sent(database, post) == 1

    assert box.letters[0].is_multipart()


def test_a_second_sweep_sends_nothing_again(database, rules, office, plan_id, post, box):
    send_to(database, rules, office, plan_id, add(database, office, email=OUTSIDE))

    assert (sent(database, post), sent(database, post)) == (1, 0)
    assert len(box.letters) == 1


def test_a_worker_that_died_loses_no_letter(database, rules, office, plan_id, post, box):
    send_to(database, rules, office, plan_id, add(database, office, email=OUTSIDE))

    with pytest.raises(ZeroDivisionError):
        deliver(database, post, "https://ban-hanh.example", Dying())

    assert sent(database, post, NOON + timedelta(minutes=9)) == 0
    assert sent(database, post, NOON + timedelta(minutes=11)) == 1
    first, again = box.letters
    assert first["Message-ID"] == again["Message-ID"]


class Dying:
    """A clock that stops the worker after the letter left, before that is written down."""

    def __init__(self):
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return NOON if self.asked == 1 else 1 // 0


def test_a_full_mailbox_is_tried_again_and_given_up_in_the_end(
    database, rules, office, plan_id, post, caplog
):
    full = add(database, office, email="full@xa.example.vn")
    send_to(database, rules, office, plan_id, full)

    assert sent(database, post) == 0
    assert said(database, office, plan_id).letter == "Máy chủ thư chưa nhận, hệ thống sẽ thử lại."
    now = NOON
    for _ in range(12):
        now += timedelta(days=3)
        assert sent(database, post, now) == 0

    item = said(database, office, plan_id)
    assert "không gửi được sau nhiều lần thử" in item.letter
    assert item.letter_failed
    assert "was not taken" in caplog.text
    with database.reading() as session:
        assert session.scalars(select(DispatchLetterRow.tries)).one() == 11
