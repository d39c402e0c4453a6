"""Letters, sent to a real mail server on this machine."""

import socket
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, an_agency, save
from tests.service.mail_server import SENDER, a_mail_server
from webapp.adapters.mail import Letter, Post
from webapp.db.models.audit import AuditRow
from webapp.db.models.process import NotificationRow
from webapp.domain.errors import InvalidInputError, StalePageError
from webapp.domain.mail_times import MailChoice, MailMode
from webapp.services.mail_choices import choose, own_choice
from webapp.services.mailing import deliver

MORNING = NOON + timedelta(hours=20)
"""Tuesday, 8:00 in Vietnam."""


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
def agency_id(database):
    return an_agency(database)


@pytest.fixture
def person(database, agency_id):
    return a_person(database, agency_id, email="hanh@xa-an-phuoc.example")


def tell(database, person, message="Kế hoạch «Trồng cây»: bị trả lại.", **changes):
    values = {
        "agency_id": person.agency_id,
        "person_id": person.person_id,
        "kind": "returned",
        "message": message,
        "created_at": NOON,
    }
    return save(database, lambda _: NotificationRow(**{**values, **changes}))


def sent(database, post, now=NOON):
    return deliver(database, post, "https://ban-hanh.example", lambda: now)


def row(database):
    with database.reading() as session:
        return session.scalars(select(NotificationRow)).one()


def test_a_notification_becomes_one_letter_with_a_link(database, post, box, person):
    tell(database, person)

    assert sent(database, post) == 1

    (letter,) = box.letters
    assert letter["Subject"] == "Kế hoạch «Trồng cây»: bị trả lại."
    assert letter["To"] == "Lê Thị Hạnh <hanh@xa-an-phuoc.example>"
    assert letter["From"] == f"Ban Hành <{SENDER}>"
    assert letter["Message-ID"].endswith("@xa-an-phuoc.example>")
    text = letter.get_content()
    assert "bị trả lại. (UBND xã An Phước)" in text
    assert "https://ban-hanh.example/thong-bao" in text
    assert row(database).sent_at == NOON


def test_a_second_sweep_sends_nothing_again(database, post, box, person):
    tell(database, person)

    assert (sent(database, post), sent(database, post)) == (1, 0)
    assert len(box.letters) == 1


def test_several_notices_of_one_person_go_in_one_letter(database, post, box, person):
    tell(database, person, "Kế hoạch «A»: bị trả lại.")
    tell(database, person, "Kế hoạch «B»: chờ anh/chị xử lý.")

    assert sent(database, post) == 2

    (letter,) = box.letters
    assert letter["Subject"] == "2 việc mới trên Ban Hành"
    assert letter.get_content().index("«A»") < letter.get_content().index("«B»")


def test_a_long_letter_counts_what_it_leaves_out(database, post, box, person):
    for number in range(53):
        tell(database, person, f"Việc số {number}.")

    assert sent(database, post) == 53

    text = box.letters[0].get_content()
    assert "Việc số 49." in text
    assert "Việc số 50." not in text
    assert "và 3 việc khác: https://ban-hanh.example/thong-bao" in text


def test_each_person_gets_a_letter_of_his_own(database, post, box, agency_id, person):
    other = a_person(database, agency_id, full_name="Trần Văn Bình", email="binh@xa.example")
    tell(database, person)
    tell(database, other)

    assert sent(database, post) == 2

    assert {letter["To"].addresses[0].addr_spec for letter in box.letters} == {
        "hanh@xa-an-phuoc.example",
        "binh@xa.example",
    }


@pytest.mark.parametrize("changes", [{"email": ""}, {"email": "di@xa.example", "active": False}])
def test_who_cannot_be_written_to_has_it_in_the_inbox_alone(
    database, post, box, agency_id, changes
):
    tell(database, a_person(database, agency_id, **changes))

    assert sent(database, post) == 0

    assert box.letters == []
    assert row(database).sent_at == NOON


def test_what_was_read_needs_no_letter(database, post, box, person):
    tell(database, person, read_at=NOON)

    assert sent(database, post) == 0

    assert box.letters == []
    assert row(database).sent_at == NOON


def test_a_full_mailbox_is_tried_again_later_and_stops_nobody_else(
    database, post, agency_id, person, caplog
):
    full = a_person(database, agency_id, email="full@xa.example")
    tell(database, full)
    tell(database, person)

    assert sent(database, post) == 1

    with database.reading() as session:
        waiting = session.scalars(
            select(NotificationRow).where(NotificationRow.person_id == full.person_id)
        ).one()
    assert (waiting.sent_at, waiting.tries, waiting.taken_until) == (None, 1, None)
    assert waiting.due_at == NOON + timedelta(minutes=2)
    assert "mailbox full" in waiting.fault
    assert "was not taken" in caplog.text


def test_a_server_that_hangs_up_or_is_gone_loses_nothing(database, post, box, person):
    tell(database, person)
    box.down = True
    assert sent(database, post) == 0
    box.down = False

    assert sent(database, post, NOON + timedelta(minutes=1)) == 0
    assert sent(database, post, NOON + timedelta(minutes=3)) == 1

    assert len(box.letters) == 1
    assert row(database).fault == ""


def test_nobody_listens_and_the_letter_waits(database, person):
    tell(database, person)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = Post.from_url(f"smtp://127.0.0.1:{free.getsockname()[1]}", SENDER)

        assert sent(database, nobody) == 0

    assert "Refused" in row(database).fault


def test_after_the_last_try_it_stands_in_the_inbox_alone(database, post, agency_id):
    full = a_person(database, agency_id, email="full@xa.example")
    tell(database, full, tries=10, due_at=NOON)

    assert sent(database, post) == 0

    assert row(database).sent_at == NOON
    assert "mailbox full" in row(database).fault


def test_what_a_dead_worker_had_in_hand_is_sent_after_a_while(database, post, box, person):
    tell(database, person, due_at=NOON, taken_until=NOON + timedelta(minutes=10))

    assert sent(database, post, NOON + timedelta(minutes=9)) == 0
    assert sent(database, post, NOON + timedelta(minutes=11)) == 1

    assert len(box.letters) == 1


def test_a_digest_waits_for_its_hour_and_brings_all_at_once(database, post, box, person):
    choose(database, person, MailChoice(MailMode.DIGEST), 0, NOON)
    tell(database, person, "Việc một.")
    tell(database, person, "Việc hai.")

    assert sent(database, post, MORNING - timedelta(minutes=1)) == 0
    assert sent(database, post, MORNING) == 2

    assert len(box.letters) == 1


def test_another_choice_holds_for_what_waits_already(database, post, box, person):
    choose(database, person, MailChoice(MailMode.DIGEST), 0, NOON)
    tell(database, person)
    sent(database, post)
    assert box.letters == []

    choose(database, person, MailChoice(MailMode.EACH), 1, NOON)

    assert sent(database, post) == 1


def test_a_choice_is_kept_with_its_event_and_shown_again(database, person):
    wanted = MailChoice(MailMode.DIGEST, 7, 22, 6)

    choose(database, person, wanted, 0, NOON)

    found = own_choice(database, person)
    assert (found.choice, found.address, found.version) == (wanted, "hanh@xa-an-phuoc.example", 1)
    with database.reading() as session:
        query = select(AuditRow.subject).where(AuditRow.action == "choose_mail")
        assert session.scalars(query).all() == [f"person:{person.person_id}"]


def test_the_same_choice_again_leaves_no_event(database, person):
    choose(database, person, MailChoice(MailMode.NONE), 0, NOON)
    with database.reading() as session:
        before = len(session.scalars(select(AuditRow)).all())

    choose(database, person, MailChoice(MailMode.NONE), 1, NOON)

    with database.reading() as session:
        assert len(session.scalars(select(AuditRow)).all()) == before


def test_a_stale_page_changes_no_choice(database, person):
    choose(database, person, MailChoice(MailMode.NONE), 0, NOON)

    with pytest.raises(StalePageError):
        choose(database, person, MailChoice(MailMode.EACH), 0, NOON)

    assert own_choice(database, person).choice.mode is MailMode.NONE


@pytest.mark.parametrize(
    "choice",
    [
        MailChoice(digest_hour=24),
        MailChoice(quiet_from=22),
        MailChoice(quiet_from=1, quiet_until=-1),
    ],
)
def test_hours_that_no_clock_has_are_refused(database, person, choice):
    with pytest.raises(InvalidInputError):
        choose(database, person, choice, 0, NOON)


@pytest.mark.parametrize("url", ["mailto:a@b", "smtp://", "http://may-chu:25"])
def test_an_address_of_no_mail_server_is_refused(url):
    with pytest.raises(InvalidInputError, match="SMTP_URL"):
        Post.from_url(url, SENDER)


def test_user_and_password_come_out_of_the_address():
    post = Post.from_url("smtp+starttls://van%40thu:m%2Fk@may-chu.example", SENDER)

    assert (post.host, post.port, post.starttls) == ("may-chu.example", 587, True)
    assert (post.user, post.password) == ("van@thu", "m/k")


def test_an_address_with_a_line_feed_is_no_way_into_the_letter(post, box):
    letter = Letter("1", "Lê Hạnh", "a@xa.example\nBcc: b@xa.example", "Việc mới", "Chữ", NOON)

    (posted,) = post.send([letter])

    assert posted.fault
    assert box.letters == []


def test_a_reason_of_several_lines_stays_one_subject(database, post, box, person):
    tell(database, person, "Kế hoạch «A»: bị trả lại: sai số liệu\nthiếu phụ lục")

    assert sent(database, post) == 1

    assert box.letters[0]["Subject"] == "Kế hoạch «A»: bị trả lại: sai số liệu thiếu phụ lục"


def test_a_long_subject_keeps_every_space(database, post, box, person):
    subject = " ".join(["ý kiến xử lý"] * 10)
    tell(database, person, subject)

    assert sent(database, post) == 1
    assert box.letters[0]["Subject"] == subject


@pytest.mark.parametrize("kind", ["smtps", "smtp+starttls"])
def test_a_letter_that_must_be_hidden_is_not_sent_openly(post, box, kind):
    secret = Post.from_url(f"{kind}://127.0.0.1:{post.port}", SENDER)
    letter = Letter("1", "Lê Hạnh", "a@xa.example", "Việc mới", "Chữ", NOON)

    (posted,) = secret.send([letter])

    assert posted.fault
    assert box.letters == []


def test_a_server_that_knows_no_password_gets_no_letter(post, box):
    named = Post.from_url(f"smtp://ten:mat-khau@127.0.0.1:{post.port}", SENDER)
    letter = Letter("1", "Lê Hạnh", "a@xa.example", "Việc mới", "Chữ", NOON)

    (posted,) = named.send([letter])

    assert posted.fault
    assert box.letters == []


def test_what_is_told_of_the_account_goes_at_once_and_to_the_address_named(
    database, post, box, person
):
    nothing = MailChoice(MailMode.NONE, 8, None, None)
    choose(database, person, nothing, 0, NOON)
    tell(database, person, kind="account", address="cu@xa-an-phuoc.example", about="account:")
    tell(database, person, kind="account", about="account:")

    assert sent(database, post) == 2
    assert [letter["To"].addresses[0].addr_spec for letter in box.letters] == [
        "cu@xa-an-phuoc.example", "hanh@xa-an-phuoc.example",
    ]  # fmt: skip
    assert "https://ban-hanh.example/tai-khoan" in box.letters[0].get_content()
