"""Papers that follow an issued plan, taken their whole way through the services."""

from tests.service.builders import NOON, a_plan, a_series, bring_to, take, the_way
from webapp.services import chain
from webapp.services.chain import Beginning

REASON = "Ghi sai thẩm quyền ban hành"


def an_issued_plan(database, rules, office):
    return bring_to(database, rules, office, a_plan(database, office), "issued")


def begin(database, actor, target_id, kind, *, reason=REASON, now=NOON):
    return chain.begin(database, actor, Beginning(target_id, kind, reason), now).plan_id


def follow(database, rules, office, target_id, kind):
    """Begin the later paper as its drafter and take it to its issue; return its id."""
    later = begin(database, office.drafter, target_id, kind)
    for actor, action, more in the_way(office):
        take(database, rules, actor, later, action, waiver="Nêu đúng lỗi cần đính chính", **more)
    return later


def a_common_series(database, office):
    """Papers that are no plans are counted in the series common to all types."""
    return a_series(database, office.agency_id, name="Văn bản", type_name=None, last_number=20)
