"""A text with one error, one warning and two hints, and what the pages know of them."""

from dataclasses import replace

from tests.service import recorded
from tests.service.builders import NOON, STATES, a_text, take, the_way, version_of, words
from webapp.domain.form_rules.checking import check
from webapp.domain.plan import Plan, Run
from webapp.domain.stages import Stage
from webapp.services import dismissing, drafting, drafting_desk, reading
from webapp.services.dismissing import Dismissing

REASON = "Tên chương trình do cấp trên đặt, viết thường."

WAIVER = "Dòng lưu theo mẫu in sẵn của cơ quan."


def faulty_text(**changes) -> Plan:
    text = a_text(
        subject=words("tuyên truyền pháp luật năm 2026"),
        filing_line=words("Lưu: VT, VHXH"),
    )
    heading, first, *rest = text.body
    body = (heading, replace(first, runs=(Run("Đảm bảo thiết thực , tiết kiệm."),)), *rest)
    return replace(text, body=body, **changes)


_MESSAGES = {one.rule: one.message for one in check(faulty_text(), Stage.SIGNING)}
ERROR = _MESSAGES["ND30-PL1-II.9d-luu-cham"]
WARNING = _MESSAGES["ND30-PL2-I-trich-yeu"]
HINT = _MESSAGES["TL-dam-bao"]


def bring_on(database, rules, office, plan_id, state, *, now=NOON):
    """Take the faulty draft to the state: whoever answers for its form says why it goes on."""

    def go() -> None:
        for actor, action, more in the_way(office)[: STATES.index(state)]:
            take(database, rules, actor, plan_id, action, now=now, waiver=WAIVER, **more)

    key = ("brought with a waiver", id(rules), office, plan_id, state, now)
    recorded.once(database, key, go, rules)
    return plan_id


def page_of(database, rules, actor, plan_id, now=NOON):
    return reading.plan_page(database, rules, actor, plan_id, now)


def key_of(page, message=WARNING):
    """Return what the page's finding with the message is known by."""
    return next(one.known_by for one in page.findings if one.message == message)


def messages(page):
    return [one.message for one in page.findings]


def set_aside(page):
    return [one.finding.message for one in page.dismissed]


def set_warning_aside(database, rules, actor, plan_id, *, now=NOON):
    """Let the actor dismiss the warning of the faulty text."""
    key = key_of(page_of(database, rules, actor, plan_id, now))
    wish = Dismissing(plan_id, version_of(database, plan_id), key, REASON)
    return dismissing.dismiss(database, actor, wish, now)


def edit(database, drafter, plan_id, *, now=NOON, **changes):
    """Save the plan with some fields changed."""
    page = drafting_desk.editing(database, drafter, plan_id, now)
    fields = replace(page.fields, **changes)
    return drafting.save(database, drafter, plan_id, page.version, fields, now=now)
