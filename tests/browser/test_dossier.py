"""The hồ sơ trình: the drafter adds the tờ trình, the leader reads it on his phone."""

import pytest

from tests.browser.conftest import PHONE
from tests.browser.people import Decider, Drafter
from tests.service.builders import a_plan
from tests.web.plan_steps import Way
from webapp.adapters import libreoffice
from webapp.documents.check_report import Report, make_report
from webapp.services import dossier_pages

NAME = "Tờ trình ban hành Kế hoạch tuyên truyền năm 2026"


@pytest.fixture
def word_file(tmp_path, site):
    path = tmp_path / "To trinh 05.docx"
    path.write_bytes(make_report(Report("a.docx", NAME, "", site.now(), (), ())))
    return path


def test_the_leader_reads_on_his_phone_what_the_drafter_added(windows, site, rules, word_file):
    plan_id = a_plan(site.database, site.office)
    drafter = windows.open(Drafter, site.office.drafter).opens_plan(plan_id)
    drafter.follows("Thêm tài liệu")
    drafter.page.get_by_label("Tệp").set_input_files(word_file)
    drafter.writes("Tên, trích yếu", NAME)
    drafter.page.get_by_label("Số, ký hiệu").fill("05/TTr-VHXH")
    drafter.presses("Thêm").sees(f"Đã thêm «{NAME}» vào hồ sơ trình.").sees("1 tài liệu")
    Way(site.database, rules, site.office, plan_id).checked()

    leader = windows.open(Decider, site.office.signer, size=PHONE, has_touch=True, is_mobile=True)
    leader.opens_decision(plan_id).sees("Hồ sơ trình: 1 tài liệu")
    assert leader.width == PHONE["width"]
    leader.follows(NAME).sees("Đang làm hình các trang")
    if libreoffice.find_soffice() is None:
        pytest.skip("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    dossier_pages.make_waiting(site.database, site.now())

    leader.page.get_by_alt_text("Trang 1").wait_for()  # the page asks by itself
    assert leader.width == PHONE["width"]
    with leader.page.expect_download() as taken:
        leader.page.get_by_role("link", name="Tải về").click()
    assert taken.value.suggested_filename.startswith("to-trinh-05-ttr-vhxh-ban-hanh-ke-hoach")
