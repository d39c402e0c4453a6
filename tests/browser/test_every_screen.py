"""Every main screen: usable with a screen reader, on the narrowest phone, without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Clerk, Decider, Drafter, Visitor
from tests.service.booking import register
from tests.service.builders import NOON, PASSWORD, a_person, a_plan, save
from tests.service.chains import a_common_series, an_issued_plan, follow
from tests.service.copied import a_copies_series, copy
from tests.service.directories import add, send_line, send_to
from tests.service.dossier_files import attach
from tests.service.faulty import bring_on, faulty_text, page_of, set_warning_aside
from tests.service.grants import change
from tests.service.places import entered
from tests.service.polled import ask, enter
from tests.service.powers import an_input
from tests.service.signed_papers import a_scan
from tests.web.plan_steps import Way, a_way
from webapp.db.models.numbers import SeriesYearRow
from webapp.db.models.recipients import DispatchRow
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit, comments, recipient_import, saved_filters, thread_turns
from webapp.services.administration import save_authority
from webapp.services.comments import NewComment
from webapp.services.line_files import attach as attach_signed
from webapp.services.saved_filters import SavedList
from webapp.services.uploads import Upload

SHEET = "Tên nơi nhận,Mã định danh,Thư điện tử,Nhóm\nUBND tỉnh,,vanthu@tinh.example.vn,\nX,sai,,\n"
"""A directory to bring in: a line that changes a place, and one that is refused."""
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = {
    "drafter": (
        "/",
        "/ke-hoach",
        "/ke-hoach?trang_thai=unissued&lap=this_month",
        "/bo-loc",
        "/bo-loc/luu/ke-hoach?cua_toi=1",
        "/bo-loc/ket-qua/ke-hoach",
        "/bo-loc/tim-ke-hoach?do_khan=KHẨN",
        "/ke-hoach?do_khan=KHẨN",
        "/bo-loc/{filter}/doi-ten",
        "/bo-loc/{filter}/xoa",
        "/ke-hoach/soan",
        "/ke-hoach/dan",
        "/ke-hoach/{returned}",
        "/ke-hoach/{returned}/soan",
        "/ke-hoach/{returned}/ban/1",
        "/ke-hoach/{returned}/viec/trinh",
        "/ke-hoach/{faulty}/ho-so/them",
        "/ke-hoach/{faulty}/ho-so/{paper}",
        "/ke-hoach/{faulty}/y-kien",
        "/ke-hoach/{faulty}/y-kien/them",
        "/ke-hoach/{faulty}/phieu/them",
        "/ke-hoach/{faulty}/phieu/{poll}",
        "/tro-giup",
        "/tro-giup/ky-so",
        "/tro-giup/du-lieu",
        "/tro-giup/the-thuc",
        "/tro-giup/the-thuc/nd30-pl1-ii-6a-luat",
        "/tro-giup/the-thuc/nd30-pl1-i-3",
        "/ke-hoach/{faulty}/viec/trinh",
        "/ke-hoach/{issued}",
        "/ke-hoach/{issued}/van-ban-tiep?loai=amends",
        "/ke-hoach/{faulty}/soan",
        "{warning}",
    ),
    "format_checker": ("/ke-hoach/{checked}", "/ke-hoach/{checked}/duyet"),
    "signer": (
        "/",
        "/phan-cong/tham-quyen/{power}",
        "/phan-cong/xu-ly-thay/{stand_in}",
        "/phan-cong/quyen",
        "/phan-cong/quyen/{grant}",
        "/ke-hoach/{waiting}/duyet",
        "/ke-hoach/{waived}/duyet",
        "/duyet-nhieu",
    ),
    "clerk": (
        "/thong-ke",
        "/thong-ke?ky=nam",
        "/ke-hoach/{signed}",
        "/ke-hoach/{signed}/da-in",
        "/ke-hoach/{signed}/viec/cap-so",
        "/ke-hoach/{signed}/ban-da-ky",
        "/ke-hoach/{issued}/sao-y",
        "/ke-hoach/{issued}/trich-sao",
        "/ke-hoach/noi-da-gui/{dispatch}/thu-hoi",
        "/ke-hoach/{recalled}",
        "/ke-hoach/da-trinh-cap-tren",
        "/so-van-ban-di",
        "/so-van-ban-di/noi-nhan",
        "/so-van-ban-di/noi-nhan/them",
        "/so-van-ban-di/noi-nhan/{place}",
        "/so-van-ban-di/noi-nhan/nhap",
        "/so-van-ban-di/noi-nhan/nhap/{sheet}",
        "/so-van-ban-di/dang-ky",
        "/so-van-ban-di/tu-so-giay",
        "/so-van-ban-di/giu-so",
        "/so-van-ban-di/dong/{line}/so-da-cap/115",
        "/so-van-ban-di/dong/{line}/bo-sung",
        "/so-van-ban-di/dong/{line}/huy",
        "/so-van-ban-di/dong/{sent_line}",
        "/so-van-ban-di/dong/{sent_line}/tep",
        "/so-van-ban-di/dong/{sent_line}/gui",
        "/so-van-ban-di/noi-da-gui/{dispatch}",
        "/so-van-ban-di/khoa-so/{series}/2026",
        "/so-van-ban-di/doi-chieu/{series}/2025",
        "/phan-cong",
        "/phan-cong/xu-ly-thay/them",
        "/phan-cong/xu-ly-thay/{stand_in}",
        "/phan-cong/tham-quyen/{power}",
        "/quan-tri/tham-quyen-ky",
        "/quan-tri/tham-quyen-ky/{power}",
    ),
    "administrator": (
        "/tai-khoan/xac-thuc-hai-buoc",
        "/quan-tri",
        "/quan-tri/so-dang-ky",
        "/quan-tri/chu-ky-so",
        "/quan-tri/quy-trinh",
        "/quan-tri/don-vi/them",
        "/quan-tri/nguoi",
        "/quan-tri/tu-choi",
        "/quan-tri/phu-luc-vi",
    ),
}
"""Whose screens, and where; the words in braces are plans at different steps."""


@pytest.fixture
def plans(site, rules):
    """Plans at the steps that the screens show."""

    def way() -> Way:
        return a_way(site.database, rules, site.office)

    returned = way().submitted()
    returned.take(site.office.unit_head, Action.RETURN, note="Bổ sung số liệu.")
    head, talked = site.office.unit_head, returned.plan_id
    said = [
        comments.add_comment(site.database, head, talked, NewComment(text, "subject"), now=NOON)
        for text in ("Xem lại trích yếu.", "Nhờ @Ngô Thanh Mai xem giúp.")
    ]
    thread_turns.resolve_thread(site.database, head, talked, said[0].comment_id, now=NOON)

    def faulty(state):
        plan_id = a_plan(site.database, site.office, faulty_text())
        set_warning_aside(site.database, rules, site.office.drafter, plan_id)
        return bring_on(site.database, rules, site.office, plan_id, state)

    draft = faulty("draft")
    hint = page_of(site.database, rules, site.office.drafter, draft).findings[-1]
    drafter = site.office.drafter
    enter(site.database, drafter, draft)
    return {
        "faulty": draft,
        "place": add(site.database, site.office, "UBND tỉnh", groups="Để báo cáo"),
        "sheet": recipient_import.keep_sheet(
            site.database, site.office.clerk, "danh-ba.csv", SHEET.encode(), NOON
        ),
        "filter": saved_filters.save_filter(
            site.database, drafter, SavedList.PLANS, "Của tôi", {"mine": True}, now=NOON
        ),
        "paper": attach(site.database, drafter, draft),
        "poll": ask(site.database, drafter, draft, [drafter, site.office.signer]),
        "warning": f"/ke-hoach/{draft}/bo-qua/{hint.known_by}",
        "checked": faulty("format_check"),
        "waived": faulty("approval"),
        "returned": returned.plan_id,
        "waiting": way().checked().plan_id,
        "signed": way().signed().plan_id,
        "issued": an_issued_plan(site.database, rules, site.office),
        **a_recalled_plan(site, rules),
        "stand_in": entered(
            site.database, site.office, site.office.unit_head, site.office.format_checker
        ),
        "power": a_proposed_power(site),
        "grant": a_waiting_right(site),
        "series": a_restored_book(site),
        "line": register(site.database, site.office).row_id,
        "sent_line": a_sent_line(site, rules),
    }


def a_restored_book(site) -> int:
    """Let last year's book of the office wait after a restore."""
    series_id: int = site.office.series_id
    book = {"series_id": series_id, "year": 2025, "last_number": 40, "unconfirmed_since": NOON}
    save(site.database, lambda _: SeriesYearRow(**book))
    with site.database.transaction() as session:
        rule, details = audit.Rule(site.office.agency_id), {"backup": NOON.isoformat()}
        audit.record(session, rule, "restored", now=NOON, details=details)
    return series_id


def a_sent_line(site, rules) -> int:
    """Register another document, with its file, and send it."""
    database, office = site.database, site.office
    row_id: int = register(database, office).row_id
    attach_signed(database, office.clerk, row_id, Upload("bao-cao.pdf", a_scan()), NOON)
    send_line(database, rules, office, row_id, add(database, office, "Sở Nội vụ"))
    return row_id


def a_recalled_plan(site, rules) -> dict[str, int]:
    """Copy and send a plan, then recall it."""
    database, office = site.database, site.office
    a_copies_series(database, office)
    a_common_series(database, office)
    plan_id = an_issued_plan(database, rules, office)
    copy(database, rules, office, plan_id)
    send_to(database, rules, office, plan_id, add(database, office, "Các thôn"))
    follow(database, rules, office, plan_id, "recalls")
    with database.reading() as session:
        sent = session.scalars(select(DispatchRow.id).where(DispatchRow.plan_id == plan_id)).one()
        return {"recalled": plan_id, "dispatch": sent}


def a_proposed_power(site) -> int:
    """Enter a power to sign that waits for the leader."""
    office = site.office
    deputy = a_person(site.database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")
    return save_authority(site.database, office.administrator, an_input(deputy), NOON)


def a_waiting_right(site) -> int:
    """Give the clerk a second role, which the leader did not confirm."""
    roles = frozenset({Role.CLERK, Role.REVIEWER})
    return int(change(site.database, site.office, site.office.clerk, roles=roles).pending.id)


@pytest.mark.parametrize("role", SCREENS)
def test_each_screen_fits_both_windows_and_has_no_serious_barrier(role, windows, site, plans):
    visitor = windows.open(Visitor, getattr(site.office, role), bypass_csp=True)
    wrong = []

    for size in (PHONE, DESKTOP):
        visitor.page.set_viewport_size(size)
        for path in SCREENS[role]:
            visitor.goes_to(path.format(**plans))
            wrong += [f"{path}: {one}" for one in (*barriers(visitor), *sideways(visitor, size))]

    assert not wrong, "\n".join(wrong)


def sideways(visitor, size) -> list[str]:
    """Return a complaint when the page is wider than its window."""
    return [f"{visitor.width} px wide"] if visitor.width > size["width"] else []


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


def test_more_lines_of_the_list_come_without_leaving_the_page(windows, site):
    for _ in range(27):
        a_plan(site.database, site.office)
    drafter = windows.open(Drafter, site.office.drafter).goes_to("/ke-hoach")
    lines = drafter.page.locator("#danh-sach .work-title")
    expect(lines).to_have_count(25)

    drafter.page.get_by_role("link", name="Xem thêm").click()

    expect(lines).to_have_count(27)
    expect(drafter.page.get_by_role("link", name="Xem thêm")).to_have_count(0)
    assert drafter.page.url == f"{drafter.site}/ke-hoach"
