"""Talk about a text on the screen: quotes that lead to their words, replies, «Xong», mentions."""

from tests.service.builders import a_text
from tests.web.client import words

BLOCK = a_text().body[4]
PLACE = f"body/{BLOCK.id}"
QUOTE = "Phòng Văn hóa - Xã hội"


def address(way, rest=""):
    return f"/ke-hoach/{way.plan_id}/trao-doi{rest}"


def say(client, way, status=200, **typed):
    values = {"place": PLACE, "quote": QUOTE, "text": "Thêm thời hạn.", **typed}
    return client.fill(client.get(f"/ke-hoach/{way.plan_id}"), address(way), status, **values)


def thread_of(page):
    (item,) = [one for one in page.all("li") if one.get("id", "").startswith("muc-td")]
    return item.get("id").removeprefix("muc-td")


def test_the_quote_leads_to_its_words_and_these_lead_back(sign_in, office, way):
    page = say(sign_in(office.unit_head), way)

    assert "Đã gửi trao đổi." in page.text
    key = f"td{thread_of(page)}"
    page.one("span", id=f"chu-{key}")
    (mark,) = [one for one in page.all("a") if one.get("href") == f"#muc-{key}"]
    assert words(mark) == QUOTE
    assert [words(one) for one in page.all("a") if one.get("href") == f"#chu-{key}"] == [QUOTE]


def test_the_drafter_replies_and_closes_it(sign_in, office, way):
    thread = thread_of(say(sign_in(office.unit_head), way))
    drafter = sign_in(office.drafter)
    page = drafter.get(f"/ke-hoach/{way.plan_id}")
    page = drafter.fill(page, address(way, f"/{thread}"), text="Đã thêm tháng 6.")
    assert "Đã thêm tháng 6." in page.text

    page = drafter.fill(page, address(way, f"/{thread}/xong"))
    assert "Đã xong (1)" in page.text
    assert "Lê Thị Hạnh đánh dấu xong" in page.text
    assert not [one for one in page.all("a") if one.get("href") == f"#muc-td{thread}"]


def test_what_was_typed_comes_back_with_what_is_wrong(sign_in, office, way):
    client = sign_in(office.unit_head)
    page = say(client, way, 422, quote="Công an xã", text="Ai chủ trì?")

    assert "Không thấy chữ trích trong đoạn đã chọn" in page.text
    assert page.one("textarea", name="text").text.strip() == "Ai chủ trì?"
    page = client.fill(page, address(way), quote="")
    assert BLOCK.runs[0].text in page.text
    assert "Đã gửi trao đổi." in page.text


def test_an_empty_reply_is_given_back_beside_what_it_answers(sign_in, office, way):
    thread = thread_of(say(sign_in(office.unit_head), way))
    client = sign_in(office.drafter)
    page = client.get(f"/ke-hoach/{way.plan_id}")

    page = client.fill(page, address(way, f"/{thread}"), 422, text=" ")
    assert "Ghi nội dung trao đổi rồi gửi." in page.text
    assert "Thêm thời hạn." in page.text


def test_whoever_is_called_finds_the_thread_from_his_notices(sign_in, office, way):
    text = "@Ngô Thanh Mai xem giúp."
    page = say(sign_in(office.drafter), way, place="", quote="", text=text)
    thread = thread_of(page)
    assert "Về cả văn bản" in page.text
    assert "Đã nhắc Ngô Thanh Mai" in page.text

    links = sign_in(office.format_checker).get("/thong-bao").links().values()
    assert f"/ke-hoach/{way.plan_id}#muc-td{thread}" in links


def test_an_issued_plan_offers_no_form(sign_in, office, way):
    say(sign_in(office.unit_head), way)
    way.issued()

    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")
    assert "Thêm thời hạn." in page.text
    assert not [one for one in page.all("form") if "trao-doi" in one.get("action", "")]


def test_a_closed_thread_is_opened_again_from_the_page(sign_in, office, way):
    thread = thread_of(say(sign_in(office.unit_head), way))
    drafter = sign_in(office.drafter)
    page = drafter.fill(drafter.get(f"/ke-hoach/{way.plan_id}"), address(way, f"/{thread}/xong"))

    page = drafter.fill(page, address(way, f"/{thread}/mo-lai"))

    assert "Đã mở lại trao đổi này." in page.text
    assert "Lê Thị Hạnh mở lại lúc" in page.text
    assert "1 đang mở" in page.text


def test_the_page_of_a_decision_leads_to_the_open_threads(sign_in, office, way):
    say(sign_in(office.unit_head), way)
    way.submitted()

    page = sign_in(office.unit_head).get(f"/ke-hoach/{way.plan_id}/duyet")

    assert page.links()["1 trao đổi đang mở"] == f"/ke-hoach/{way.plan_id}#trao-doi"
