"""A later paper and the older one, changed at the same moment in two processes."""

from sqlalchemy import select

from tests.service.builders import NOON, PASSWORD, take, the_way, version_of
from tests.service.chains import a_common_series, an_issued_plan, begin, follow
from tests.service.directories import add
from tests.service.meeting import one_refused, wish
from tests.service.records import state_of
from webapp.db.models.audit import AuditRow
from webapp.domain.process import Action
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import FillIn, fill_in, line_of_plan, line_page
from webapp.services.dispatches import Sending, send
from webapp.services.outgoing import PaperKey
from webapp.services.transitions import Deed, take_step


def the_deed(database, plan_id, action):
    version, note = version_of(database, plan_id), "Ghi sai thẩm quyền"
    return Deed(plan_id, version, Action(action), note=note, password=PASSWORD)


def test_voiding_the_later_paper_and_sending_the_older_do_not_wait_for_each_other(
    database, rules, office, at_once
):
    issued = an_issued_plan(database, rules, office)
    later = follow(database, rules, office, issued, "amends")  # both count in one series
    wanted = Sending(PaperKey(issued), (add(database, office),))

    told = at_once(
        wish(take_step, office.clerk, the_deed(database, later, "void"), NOON),
        wish(send, office.clerk, wanted, NOON),
    )

    assert (state_of(database, later), told[1]) == ("voided", "Đã ghi gửi 1 nơi.")


def test_a_line_is_not_filled_in_after_its_plan_was_recalled(database, rules, office, at_once):
    a_common_series(database, office)
    issued = an_issued_plan(database, rules, office)
    notice = begin(database, office.drafter, issued, "recalls")
    for actor, action, more in the_way(office)[:-1]:
        take(database, rules, actor, notice, action, waiver="Nêu đúng lỗi", **more)
    row_id = line_of_plan(database, office.clerk, issued)
    page = line_page(database, office.clerk, row_id)

    at_once(
        wish(fill_in, office.clerk, FillIn(row_id, page.version, BookEntry(copies=9)), NOON),
        wish(take_step, office.clerk, the_deed(database, notice, "number"), NOON),
    )

    assert events_of(database, issued)[-1] == "followed"


def events_of(database, plan_id):
    query = select(AuditRow.action).where(AuditRow.plan_id == plan_id)
    with database.reading() as session:
        return session.scalars(query.order_by(AuditRow.ordinal)).all()


def test_a_plan_is_sent_or_its_number_crossed_out(database, rules, office, at_once):
    issued = an_issued_plan(database, rules, office)
    wanted = Sending(PaperKey(issued), (add(database, office),))

    answers = at_once(
        wish(take_step, office.clerk, the_deed(database, issued, "void"), NOON),
        wish(send, office.clerk, wanted, NOON),
    )

    assert one_refused(answers)
