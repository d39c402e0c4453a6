"""A template is checked when it is loaded; a bad one is refused with the place of the fault."""

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from webapp.documents.template import check_template, list_templates, load_template
from webapp.domain.errors import InvalidInputError

SHIPPED = Path(__file__).parents[2] / "doc_templates"
NUMBER = "{{ so_ky_hieu }}"


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped template."""
    return Path(shutil.copytree(SHIPPED / "ke_hoach", tmp_path / "ke_hoach"))


def rewrite(folder, part, old, new):
    """Change the text of one part of the template."""
    path = folder / "template.docx"
    with ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    assert old in members[part]
    members[part] = members[part].replace(old, new)
    with ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)


def drop(folder, part):
    """Take one part out of the template."""
    path = folder / "template.docx"
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != part}
    with ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def rewrite_body(folder, old, new):
    rewrite(folder, "word/document.xml", old, new)


def test_the_shipped_template_is_sound():
    assert check_template(SHIPPED / "ke_hoach") == []


def test_a_template_is_known_by_the_hash_of_its_word_file(folder):
    before = load_template(folder)
    rewrite_body(folder, "Nơi nhận:", "Nơi gửi:")

    after = load_template(folder)

    assert (before.name, before.label) == ("ke_hoach", "Kế hoạch (Mẫu 1.4, Phụ lục III)")
    assert len(before.sha256) == 64
    assert before.sha256 != after.sha256
    assert before.source != after.source


def test_the_folders_with_a_word_file_are_listed(folder):
    (folder.parent / "khac").mkdir()

    assert list_templates(folder.parent) == ("ke_hoach",)


@pytest.mark.parametrize("name", ["template.docx", "fields.toml", "sample.json"])
def test_a_template_without_one_of_its_files_is_refused(folder, name):
    (folder / name).unlink()

    assert check_template(folder) == [f"Mẫu «ke_hoach» chưa dùng được: thiếu tệp {name}."]


def test_a_file_that_is_no_zip_is_refused(folder):
    (folder / "template.docx").write_bytes(b"no zip")

    assert "không phải văn bản Word" in check_template(folder)[0]


def test_a_zip_that_is_no_word_file_is_refused(folder):
    with ZipFile(folder / "template.docx", "w") as archive:
        archive.writestr("a.txt", "a")

    assert "không phải văn bản Word" in check_template(folder)[0]


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        ("{{ so_ky_hieu }", "Thân văn bản, bảng 1, hàng 2, ô 1, đoạn «{{ so_ky_hieu }»: thẻ mở"),
        ("{% if so_ky_hieu %}", "bảng 1, hàng 2, ô 1, đoạn «{% if so_ky_hieu %}»: khối «if»"),
        ("{{ so_ky_hieu | khong_co }}", "bảng 1, hàng 2, ô 1, đoạn «{{ so_ky_hieu | khong_co }}»"),
        ("{{ so_ky_hieuu }}", "thẻ «so_ky_hieuu» không có trong danh sách thẻ của mẫu; có phải"),
        (
            "{{ xyzt }}",
            "hàng 2, ô 1, đoạn «{{ xyzt }}»: thẻ «xyzt» không có trong danh sách thẻ của mẫu; hãy",
        ),
        ("{{ range }}", "thẻ «range» không có trong danh sách"),
        ("Số", "mẫu thiếu thẻ «so_ky_hieu» (Số, ký hiệu); hãy thêm vào."),
        (
            "{{ 'a' in 3 or so_ky_hieu }}",
            "Thân văn bản, bảng 1, hàng 2, ô 1, đoạn «{{ 'a' in 3 or so_ky_hieu }}»: dữ liệu thử",
        ),
    ],
)
def test_a_wrong_tag_is_refused_with_its_place(folder, tag, fault):
    rewrite_body(folder, NUMBER, tag)

    assert fault in " ".join(check_template(folder))


def test_a_placeholder_that_was_declared_but_has_no_data_is_refused_with_its_place(folder):
    rewrite_body(folder, NUMBER, "{{ so_ky_hieu }} {{ ma_ho_so }}")
    with (folder / "fields.toml").open("a", encoding="utf-8") as fields:
        fields.write('\n[[fields]]\nplaceholder = "ma_ho_so"\nlabel = "Mã hồ sơ"\n')
        fields.write('kind = "text"\nrequired = false\n')

    (sentence,) = check_template(folder)
    assert "hàng 2, ô 1, đoạn «{{ so_ky_hieu }} {{ ma_ho_so }}»: không có dữ liệu" in sentence


def test_a_tag_in_an_attribute_is_refused(folder):
    rewrite_body(folder, '<w:pStyle w:val="SoKyHieu"/>', '<w:pStyle w:val="{{ so_ky_hieu }}"/>')

    assert "thẻ trong thuộc tính" in check_template(folder)[0]


def test_a_tag_where_no_tag_is_looked_for_is_refused(folder):
    rewrite(folder, "docProps/core.xml", "Kế hoạch", "{{ trich_yeu }}")

    assert "docProps/core.xml của mẫu có thẻ" in check_template(folder)[0]


def test_a_placeholder_that_shows_words_of_the_plan_may_not_be_left_out(folder):
    rewrite_body(folder, "{{ ho_ten }}", "")
    fields = folder / "fields.toml"
    fields.write_text(fields.read_text("utf-8").replace('"ho_ten"', '"khong_co"'), "utf-8")

    assert "mẫu thiếu thẻ «ho_ten»" in check_template(folder)[0]


def test_a_template_may_leave_out_the_rule_under_the_issuer(folder):
    rewrite_body(folder, "{{p duong_ke_co_quan }}", "")
    fields = folder / "fields.toml"
    kept = fields.read_text("utf-8").split("\n\n")
    fields.write_text("\n\n".join(f for f in kept if "duong_ke_co_quan" not in f), "utf-8")

    assert check_template(folder) == []


def test_a_template_without_the_style_of_a_rule_is_refused(folder):
    rewrite(folder, "word/styles.xml", 'w:styleId="DuongKe"', 'w:styleId="Khac"')

    assert "thiếu kiểu «Đường kẻ» (mã DuongKe)" in check_template(folder)[0]


def test_a_template_without_the_part_for_footnotes_is_refused(folder):
    drop(folder, "word/footnotes.xml")

    assert "thiếu phần chú thích cuối trang" in check_template(folder)[0]


def test_a_part_for_footnotes_that_is_none_is_refused(folder):
    rewrite(folder, "word/footnotes.xml", "w:footnotes", "w:khac")

    assert "word/footnotes.xml của mẫu sai cấu trúc" in check_template(folder)[0]


def test_a_tag_among_the_footnotes_is_refused(folder):
    rewrite(folder, "word/footnotes.xml", "<w:separator/>", "<w:t>{{ ho_ten }}</w:t>")

    assert "word/footnotes.xml của mẫu có thẻ" in check_template(folder)[0]


def test_heavy_styles_are_refused(folder):
    rewrite(folder, "word/styles.xml", "</w:styles>", f"<!--{'x' * 40_000}--></w:styles>")

    assert "hãy xóa kiểu không dùng" in check_template(folder)[0]


def test_a_template_without_margins_is_refused(folder):
    rewrite_body(folder, "<w:pgSz", "<w:khong")

    assert "không có khổ giấy và lề" in check_template(folder)[0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('label = "Kế hoạch (', "label = Kế hoạch (", "viết sai cú pháp"),
        ("label = ", "nhan = ", "thiếu khóa 'label'"),
        ('kind = "rule"', 'kind = "hinh"', "giá trị sai"),
        ("subject =", "khong_co =", "giá trị sai"),
        ('keys = { subject = "Trích yếu" }', 'keys = "subject"', "giá trị sai"),
    ],
)
def test_wrong_fields_are_refused(folder, old, new, fault):
    fields = folder / "fields.toml"
    text = fields.read_text("utf-8")
    assert old in text
    fields.write_text(text.replace(old, new), "utf-8")

    assert fault in check_template(folder)[0]


def test_a_sample_that_is_no_plan_is_refused(folder):
    (folder / "sample.json").write_text(json.dumps({"khong": 1}), "utf-8")

    assert "không có khóa nào tên là «khong»" in check_template(folder)[0]


def test_a_sample_that_is_no_json_is_refused(folder):
    (folder / "sample.json").write_text("{", "utf-8")

    assert check_template(folder)


def test_a_refused_template_is_a_refusal_for_the_page():
    with pytest.raises(InvalidInputError) as refusal:
        load_template(SHIPPED / "khong_co")

    assert refusal.value.field == "template"


def test_the_column_of_the_issuer_gives_its_rule_its_room(folder):
    rewrite_body(folder, '<w:tcW w:w="3742"', '<w:tcW w:w="3000"')

    assert load_template(folder).geometry.issuer == 3000


def test_an_issuer_outside_a_table_has_the_whole_line(folder):
    rewrite_body(folder, '<w:tcW w:w="3742" w:type="dxa"/>', "")

    assert load_template(folder).geometry.issuer == 11906 - 1701 - 851


def test_a_header_may_be_without_tags(folder):
    rewrite(folder, "word/header1.xml", "{{ du_thao }}", "")

    assert check_template(folder) == []


def test_a_tag_that_word_tore_into_runs_still_works(folder):
    torn = '{</w:t></w:r><w:r><w:t xml:space="preserve">{ so_ky_hieu }}'
    rewrite_body(folder, NUMBER, torn)

    assert check_template(folder) == []
