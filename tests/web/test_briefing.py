"""«Phiếu trình» on the screen: written, kept when refused, read by those behind."""


def address(way):
    return f"/ke-hoach/{way.plan_id}/phieu-trinh"


def write(client, way, status=200, **typed):
    return client.fill(client.get(address(way)), address(way), status, **typed)


def test_the_drafter_writes_it_and_the_leader_reads_it(sign_in, office, way):
    page = write(sign_in(office.drafter), way, summary="Tóm tắt việc cần quyết định")
    assert "Đã lưu phiếu trình." in page.text
    way.checked()

    leader = sign_in(office.signer)
    assert address(way) in leader.get(f"/ke-hoach/{way.plan_id}/duyet").links().values()
    page = leader.get(address(way))
    assert "Tóm tắt việc cần quyết định" in page.text
    assert not page.all("textarea")
    answer = leader.raw("GET", f"{address(way)}/tai-ve")
    assert "phieu-trinh-" in answer.headers["Content-Disposition"]


def test_what_was_typed_stays_beside_what_another_saved(sign_in, office, way):
    drafter, head = sign_in(office.drafter), sign_in(office.unit_head)
    way.submitted()
    old = head.get(address(way))
    write(drafter, way, summary="Bản của người soạn thảo")

    page = head.fill(old, address(way), 409, summary="Bản của trưởng phòng")
    assert "Lê Thị Hạnh đã lưu phiếu trình" in page.text
    assert "Bản của người soạn thảo" in page.text
    assert page.one("textarea", name="summary").text.strip() == "Bản của trưởng phòng"
    page = head.fill(page, address(way))
    assert "Đã lưu phiếu trình." in page.text


def test_an_empty_one_is_refused_in_its_place_and_a_reader_is_told_to_wait(sign_in, office, way):
    page = write(sign_in(office.drafter), way, 422, summary=" ", proposal="Đề nghị duyệt")
    assert "Ghi tóm tắt nội dung trình." in page.text
    assert page.one("textarea", name="proposal").text.strip() == "Đề nghị duyệt"

    way.checked()
    assert "chưa có phiếu trình" in sign_in(office.signer).get(address(way)).text
    sign_in(office.signer).get(f"{address(way)}/tai-ve", 404)
