"""Every main screen: usable with a reader for the blind, on the narrowest phone, without scripts."""

from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Clerk, Decider, Drafter, Visitor
from tests.service.builders import PASSWORD
from tests.web.plan_steps import Way, a_way
from webapp.domain.process import Action

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = (
    ("drafter", "/"),
    ("drafter", "/ke-hoach"),
    ("drafter", "/ke-hoach/soan"),
    ("drafter", "/ke-hoach/dan"),
    ("drafter", "/ke-hoach/{returned}"),
    ("drafter", "/ke-hoach/{returned}/soan"),
    ("drafter", "/ke-hoach/{returned}/ban/1"),
    ("drafter", "/ke-hoach/{returned}/viec/trinh"),
    ("signer", "/ke-hoach/{waiting}/duyet"),
    ("clerk", "/ke-hoach/{signed}"),
    ("clerk", "/ke-hoach/{signed}/viec/cap-so"),
    ("clerk", "/so-van-ban-di"),
    ("administrator", "/quan-tri"),
)
"""Whose screen, and where; the words in braces are plans at different steps."""


@pytest.fixture
def plans(site, rules):
    """Plans at the steps that the screens show."""

    def way() -> Way:
        return a_way(site.database, rules, site.office)

    returned = way().submitted()
    returned.take(site.office.unit_head, Action.RETURN, note="Bổ sung số liệu.")
    return {
        "returned": returned.plan_id,
        "waiting": way().checked().plan_id,
        "signed": way().signed().plan_id,
    }


@pytest.mark.parametrize(("role", "path"), SCREENS)
def test_a_screen_fits_both_windows_and_has_no_serious_barrier(role, path, windows, site, plans):
    visitor = windows.open(Visitor, getattr(site.office, role), bypass_csp=True)

    for size in (PHONE, DESKTOP):
        visitor.page.set_viewport_size(size)
        visitor.goes_to(path.format(**plans))
        assert visitor.width <= size["width"], "the page scrolls sideways"
        assert not barriers(visitor), barriers(visitor)


def barriers(visitor) -> list[str]:
    """Return what axe calls serious or critical, each with the first place."""
    visitor.page.add_script_tag(path=AXE)
    found = visitor.page.evaluate("axe.run().then((result) => result.violations)")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def test_a_plan_goes_its_way_without_scripts(windows, site):
    drafter = windows.open(Drafter, site.office.drafter, java_script_enabled=False)
    drafter.goes_to("/ke-hoach/soan")
    drafter.writes("Trích yếu", "Làm việc không cần mã lệnh").chooses("Người ký", 1)
    drafter.writes("Căn cứ", "Căn cứ Luật Thanh niên ngày 16 tháng 6 năm 2020;")
    drafter.writes("Mở đầu", "Ủy ban nhân dân xã ban hành Kế hoạch như sau:")
    drafter.writes("Nội dung", "I. MỤC ĐÍCH\n\n1. Thử.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Các thôn./.")
    drafter.writes("Nơi nhận", "UBND tỉnh").submits()
    plan_id = drafter.plan_id

    windows.open(Decider, site.office.unit_head, java_script_enabled=False).agrees(plan_id)
    windows.open(Decider, site.office.format_checker, java_script_enabled=False).agrees(plan_id)
    leader = windows.open(Decider, site.office.signer, java_script_enabled=False)
    leader.agrees(plan_id, password=PASSWORD)
    clerk = windows.open(Clerk, site.office.clerk, java_script_enabled=False)

    clerk.records_signature(plan_id, "02/03/2026").numbers(plan_id).sees("115/KH-UBND")
