"""Findings on the pages: marks in the shown text and back, places and fixes on the desk."""

import pytest

from tests.service.builders import a_plan, a_text
from tests.web.client import parse, words
from webapp.domain.plan import Block, BlockKind, Cell, Run, Signer, Table

FINDINGS = "/ke-hoach/loi-the-thuc"


def runs(text):
    return (Run(text),)


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def plan_id(sqlite_database, office):
    """A plan with a slip in its opening, in a table and in its recipients, and no signer."""
    table = Table(((Cell((runs("Việc"),)), Cell((runs("Phải  xong"),))),))
    text = a_text(
        opening=(runs("Ban hành  Kế hoạch như sau:"),),
        body=(*a_text().body, Block(BlockKind.TABLE, table=table, id="t1")),
        to_places=(runs("Các  thôn"),),
        signer=Signer(),
    )
    return a_plan(sqlite_database, office, text)


def marked(page):
    """The words that lead to a finding, each with the id of the finding."""
    links = (one for one in page.all("a") if "fault" in (one.get("class") or ""))
    return {words(one): (one.get("href") or "").removeprefix("#") for one in links}


def test_the_page_marks_words_at_fault_and_leads_both_ways(drafter, plan_id):
    page = drafter.get(f"/ke-hoach/{plan_id}")

    shown = marked(page)
    ids = {one.get("id") for one in page.tree.iter()}
    assert {"hành Kế", "Phải xong", "Các thôn", "(chưa chọn người ký)"} <= set(shown)
    assert set(shown.values()) <= ids
    item = page.one("li", id=shown["hành Kế"])
    assert f"#chu-{shown['hành Kế'].removeprefix('muc-')}" in {
        one.get("href") for one in item.iter("a")
    }


def test_a_mark_says_what_is_wrong(drafter, plan_id):
    page = drafter.get(f"/ke-hoach/{plan_id}")

    titles = {words(one): one.get("title") for one in page.all("a") if one.get("title")}
    assert "dấu cách" in str(titles["hành Kế"])


def test_every_finding_leads_to_its_rule(drafter, plan_id):
    page = drafter.get(f"/ke-hoach/{plan_id}")

    items = [one for one in page.all("li") if "finding" in (one.get("class") or "").split()]
    assert items
    for item in items:
        hrefs = [one.get("href") or "" for one in item.iter("a")]
        rule = next(one for one in hrefs if one.startswith("/tro-giup/the-thuc/"))
        assert drafter.get(rule).status == 200


def test_a_finding_of_the_desk_says_where_its_words_stand(drafter, plan_id):
    typed = drafter.get(f"/ke-hoach/{plan_id}/soan").values(f"/ke-hoach/{plan_id}/soan")

    answer = drafter.raw("POST", FINDINGS, data=typed, headers={"HX-Request": "true"})

    page = parse(f"<!DOCTYPE html>{answer.get_data(as_text=True)}")
    spots = [dict(one.attrib) for one in page.iter("li") if one.get("data-area") == "opening"]
    text = typed["opening"]
    assert [text[int(one["data-start"]) : int(one["data-end"])] for one in spots] == ["hành  Kế"]
    assert [one["data-fix-words"] for one in spots] == [" "]


def test_a_fix_is_a_button_of_the_form_that_saves_nothing(drafter, plan_id):
    where = f"/ke-hoach/{plan_id}/soan"
    page = drafter.get(where)
    item = next(one for one in page.all("li") if one.get("data-area") == "opening")
    goal = next(one.get("value") for one in item.iter("button"))

    after = drafter.fill(page, where, goal=goal)

    assert after.values(where)["opening"] == "Ban hành Kế hoạch như sau:"
    assert after.values(where)["to_places"] == "Các  thôn"
    assert "Đã sửa 1 chỗ trong biểu mẫu" in after.text
    assert drafter.get(where).values(where)["opening"] == "Ban hành  Kế hoạch như sau:"


def test_all_fixes_are_listed_before_the_button_that_makes_them(drafter, plan_id):
    where = f"/ke-hoach/{plan_id}/soan"
    page = drafter.get(where)
    listed = words(page.one("div", id="sua-tat-ca"))

    after = drafter.fill(page, where, goal="fix-all")

    assert "Sửa tất cả lỗi sửa được (3)" in listed
    assert "hành␣␣Kế → hành Kế" in listed
    assert after.values(where)["opening"] == "Ban hành Kế hoạch như sau:"
    assert after.values(where)["to_places"] == "Các thôn"
    assert "Phải xong" in after.values(where)["table-t1"]


def test_a_new_plan_is_mended_before_it_is_ever_saved(drafter):
    where = "/ke-hoach/soan"
    page = drafter.get(where)
    typed = {**page.values(where), "opening": "Ban hành  Kế hoạch như sau:"}

    after = drafter.post(where, {**typed, "goal": "fix-all"})

    assert after.values(where)["opening"] == "Ban hành Kế hoạch như sau:"


def test_a_fix_that_is_no_longer_there_says_so(drafter, plan_id):
    where = f"/ke-hoach/{plan_id}/soan"

    after = drafter.fill(drafter.get(where), where, goal="fix-khong-con")

    assert "không còn ở chỗ đó" in after.text


def test_what_is_shown_again_has_the_findings_of_what_was_typed(drafter, plan_id):
    where = f"/ke-hoach/{plan_id}/soan"
    typed = {"opening": "Ban hành Kế hoạch , như sau:", "goal": "add-appendix"}

    after = drafter.fill(drafter.get(where), where, **typed)

    assert "hoạch ," in words(after.one("div", id="loi-opening"))
