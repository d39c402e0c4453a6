"""A công văn and a notice on their whole way: no page calls them a kế hoạch."""

import re

import pytest

from tests.service.builders import PASSWORD
from tests.service.chains import a_common_series, an_issued_plan, begin
from tests.web.client import Page, parse, words
from tests.web.plan_steps import Way
from tests.web.test_deeds import decide, do
from tests.web.test_end_marks import addresses

TARGET = re.compile(
    r"[Kk]ế hoạch (?:số 115/KH|đã phát hành$|đó$|tuyên truyền năm 2026|«Tuyên truyền)|"
    r"cho kế hoạch$|[Tt]ạo kế hoạch mới"
)
"""Where a page names the plan that the paper is about, gives an example, or advises a new plan."""
NOT_THERE = (
    "dispatch_id", "paper_id", "made_id", "copy_id", "question_id", "thread_id", "opinion_id",
    "poll_id", "dismissal_id",
)  # fmt: skip
PLAN = re.compile("kế hoạch", re.IGNORECASE)
SENTENCE = re.compile("[^.;]*kế hoạch[^.;]*", re.IGNORECASE)


@pytest.fixture
def way(sqlite_database, rules, office):
    """The issued plan that is written about."""
    a_common_series(sqlite_database, office)
    plan_id = an_issued_plan(sqlite_database, rules, office)
    return Way(sqlite_database, rules, office, plan_id)


def wrong_on(page):
    """Return the sentences of a page's main part that speak of a kế hoạch."""
    said = SENTENCE.findall(words(page.one("main")))
    return [one for one in said if PLAN.search(TARGET.sub("", one))]


def every_page(app, client, plan_id):
    """Yield what is wrong on each page of the paper that the person opens or is refused."""
    for endpoint, address in addresses(app, {**dict.fromkeys(NOT_THERE, 0), "plan_id": plan_id}):
        answer = client.raw("GET", address, follow_redirects=True)
        if answer.mimetype == "text/html":
            page = Page(answer, parse(answer.get_data(as_text=True)))
            yield from ((endpoint, one) for one in wrong_on(page))


@pytest.mark.parametrize("kind", ["corrects", "recalls"])
def test_no_page_on_its_way_calls_it_a_plan(app, sign_in, office, way, kind):
    later = begin(way.database, office.drafter, way.plan_id, kind)
    way = Way(way.database, way.rules, office, later)
    drafter, clerk, signer = map(sign_in, (office.drafter, office.clerk, office.signer))
    wrong = [*every_page(app, drafter, later)]

    pages = [do(drafter, way, "trinh", waiver="Đúng lỗi")]
    wrong += [*every_page(app, signer, later)]
    pages += [decide(sign_in(office.unit_head), way)]
    pages += [decide(sign_in(office.format_checker), way, waiver="Đúng lỗi")]
    pages += [decide(signer, way, password=PASSWORD, waiver="Đúng lỗi")]
    pages += [do(clerk, way, "nhan-ban-ky", signed_on="02/03/2026")]
    pages += [do(clerk, way, "cap-so", password=PASSWORD)]
    wrong += [*every_page(app, clerk, later)]
    pages += [one.get("/thong-bao") for one in (drafter, clerk, signer)]

    wrong += [("way", one) for page in pages for one in wrong_on(page)]
    assert wrong == []
