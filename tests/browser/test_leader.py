"""The leader's part on a phone of 360 px: one screen, one decision."""

import pytest

from tests.browser.conftest import PHONE
from tests.browser.papers import mended, papers
from tests.browser.people import Decider
from tests.service.builders import PASSWORD, a_plan
from tests.service.imported import take_import
from tests.web.plan_steps import Way
from webapp.services import importing
from webapp.services.drafting import Target

THUMB = 44
"""CSS pixels that a thumb needs."""
MOST_BYTES = 50_000
LONGEST = mended(max(papers().values(), key=len))


@pytest.fixture
def leader(windows, site):
    return windows.open(Decider, site.office.signer, size=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def way(site, rules):
    """A plan that waits for the leader."""
    return Way(site.database, rules, site.office, a_plan(site.database, site.office)).checked()


def test_the_leader_agrees_from_the_desk_with_a_thumb(leader, way, site):
    leader.goes_to("/").follows("Tuyên truyền, phổ biến pháp luật", exact=False)
    leader.sees("Vũ Đình Khôi").sees("Ngô Thanh Mai").sees("TM. ỦY BAN NHÂN DÂN")

    leader.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    leader.presses("Đồng ý")

    assert way.state(site.office.signer) == "signature"


def test_the_leader_sends_back_with_a_reason(leader, way, site):
    leader.returns(way.plan_id, "Làm rõ kinh phí.")

    assert way.state(site.office.drafter) == "returned"


def test_a_wrong_password_keeps_what_was_typed(leader, way):
    leader.opens_decision(way.plan_id)
    leader.page.locator("summary", has_text="Ghi thêm ý kiến").click()
    leader.page.get_by_label("Ý kiến khi đồng ý").fill("Nhất trí.")
    leader.page.get_by_label("Mật khẩu", exact=True).fill("không phải")

    leader.presses("Đồng ý").sees("Mật khẩu không đúng")

    assert leader.page.get_by_label("Ý kiến khi đồng ý").input_value() == "Nhất trí."


def test_everything_fits_the_width_and_the_thumb(leader, way):
    leader.opens_decision(way.plan_id)

    assert leader.width == PHONE["width"]
    for button in (leader.button("Đồng ý"), leader.page.locator(".return-fold > summary")):
        box = button.bounding_box()
        assert box
        assert box["height"] >= THUMB


def test_the_longest_paper_comes_in_one_small_request(leader, site, rules):
    paper = importing.read_text(LONGEST)
    saved = take_import(site.database, site.office.drafter, Target(), paper, site.now())
    way = Way(site.database, rules, site.office, saved.plan_id).checked()
    asked = []
    leader.page.on("response", lambda answer: asked.append(answer.url))

    answer = leader.page.goto(f"{leader.site}/ke-hoach/{way.plan_id}/duyet")

    assert [url for url in asked if "/static/" not in url] == [leader.page.url]
    assert answer
    assert len(answer.body()) <= MOST_BYTES
