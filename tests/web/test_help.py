"""Help: how the check works, every rule with its source, addresses that never clash."""

import pytest

from tests.service.chains import an_issued_plan
from tests.web.client import words
from webapp.documents.layout import checking as layout
from webapp.domain.form_rules import checking
from webapp.services import help_pages, old_sign_ins

RULES = (*checking.CATALOGUE, *layout.CATALOGUE)


@pytest.fixture
def reader(sign_in, office):
    return sign_in(office.drafter)


def test_the_menu_leads_everybody_signed_in_to_help(reader, visitor):
    page = reader.get("/")

    assert page.links()["Trợ giúp"] == "/tro-giup"
    assert "Trợ giúp" not in visitor.get("/dang-nhap").links()
    assert visitor.get("/tro-giup").heading == "Đăng nhập"


def test_help_says_how_many_rules_there_are_and_leads_to_them(reader):
    page = reader.get("/tro-giup")

    assert f"{len({rule.id for rule in RULES})} quy tắc" in page.text
    assert "/tro-giup/the-thuc" in page.links().values()


def test_every_rule_is_listed_in_the_order_of_the_paper(reader):
    page = reader.get("/tro-giup/the-thuc")

    addresses = (one.get("href") or "" for one in page.all("a"))
    listed = {one for one in addresses if one.startswith("/tro-giup/the-thuc/")}
    heads = [words(one) for one in page.all("h2")]
    assert listed == {f"/tro-giup/the-thuc/{help_pages.slug_of(rule.id)}" for rule in RULES}
    assert heads.index("Quốc hiệu và Tiêu ngữ") < heads.index("Căn cứ và viện dẫn")
    assert heads.index("Chữ ký") < heads.index("Nơi nhận")


def test_no_two_rules_share_an_address():
    slugs = {help_pages.slug_of(rule.id) for rule in RULES}

    assert len(slugs) == len({rule.id for rule in RULES})


def test_points_d_and_d_with_a_stroke_are_two():
    assert help_pages.slug_of("ND30-PL1-II.6d") != help_pages.slug_of("ND30-PL1-II.6đ")


def test_every_rule_has_a_page_that_cites_its_source(reader):
    for rule in RULES:
        page = reader.get(f"/tro-giup/the-thuc/{help_pages.slug_of(rule.id)}")

        assert page.heading in {one.title for one in RULES if one.id == rule.id}
        assert rule.id in page.text
        assert words(page.all("h3")[0]), rule.id


def test_a_search_needs_no_script_and_no_marks(reader):
    page = reader.get("/tro-giup/the-thuc?tim=noi+nhan+cham+phay")

    assert "cuối dòng dấu chấm phẩy" in page.text
    assert "Khổ giấy A4" not in page.text


def test_rules_are_chosen_by_severity(reader):
    page = reader.get("/tro-giup/the-thuc?muc=goi-y")

    assert "Giữa hai từ chỉ có một dấu cách" in page.text
    assert "Khổ giấy A4" not in page.text


def test_a_search_that_finds_nothing_says_what_to_do(reader):
    page = reader.get("/tro-giup/the-thuc?tim=khong-co-chu-nay&muc=loi")

    assert "Không có quy tắc nào như vậy" in page.text
    assert page.links()["Bỏ lọc"] == "/tro-giup/the-thuc"


def test_an_unknown_rule_is_not_found(reader):
    page = reader.get("/tro-giup/the-thuc/khong-co", status=404)

    assert "Không có quy tắc này" in page.text


def test_help_says_who_signs_which_file_and_is_reached_where_the_signed_file_is_handed_in(
    sign_in, sqlite_database, rules, office
):
    clerk = sign_in(office.clerk)
    plan_id = an_issued_plan(sqlite_database, rules, office)

    assert clerk.get("/tro-giup").links()["Ký số"] == "/tro-giup/ky-so"
    assert clerk.get(f"/ke-hoach/{plan_id}/ban-da-ky").links()["Cách ký số"] == "/tro-giup/ky-so"
    assert "Chỉ văn thư đưa tệp lên được" in clerk.get("/tro-giup/ky-so").text


def test_people_read_what_is_kept_of_them_and_for_how_long(reader):
    page = reader.get("/tro-giup/du-lieu")

    assert reader.get("/tai-khoan").links()["Hệ thống giữ gì về anh/chị"] == "/tro-giup/du-lieu"
    assert f"Xóa sau {old_sign_ins.KEPT.days} ngày" in page.text
    assert "/tai-khoan#thiet-bi" in page.links().values()
