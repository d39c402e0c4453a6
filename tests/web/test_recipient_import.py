"""The directory filled from a sheet, through the browser's door."""

PATH = "/so-van-ban-di/noi-nhan/nhap"
SHEET = "Tên nơi nhận,Mã định danh,Thư điện tử,Nhóm\nThôn Một,,,Các thôn\nThôn Hai,sai,,\n"


def test_a_sheet_is_reported_then_written(sign_in, office):
    client = sign_in(office.clerk)
    assert PATH in client.get("/so-van-ban-di/noi-nhan").links().values()

    page = client.upload(PATH, "danh-ba.csv", SHEET.encode())
    assert "1 thêm mới, 0 cập nhật, 0 không đổi, 1 không nhận" in page.text
    page = client.fill(page, f"{PATH}/")

    assert "Đã nhập danh bạ: thêm 1, cập nhật 0, không nhận 1 dòng." in page.text
    assert "Thôn Một" in page.text


def test_a_report_of_another_moment_comes_back_to_be_read_again(sign_in, office):
    client = sign_in(office.clerk)
    page = client.upload(PATH, "danh-ba.csv", SHEET.encode())

    page = client.fill(page, f"{PATH}/", 409, fingerprint="khac")

    assert "xem lại từng dòng rồi xác nhận" in page.text
    client.fill(page, f"{PATH}/")


def test_nothing_chosen_and_a_wrong_file_are_told_beside_the_field(sign_in, office):
    client = sign_in(office.clerk)

    assert "Hãy chọn một tệp." in client.post(PATH, {}, 422).text
    assert "Chọn tệp .xlsx hoặc .csv." in client.upload(PATH, "a.exe", b"x", 422).text


def test_the_sheet_to_fill_in_is_sent(sign_in, office):
    got = sign_in(office.clerk).raw("GET", f"{PATH}/mau")

    assert "danh-ba-noi-nhan-mau.xlsx" in got.headers["Content-Disposition"]
