"""The commands on files: what they print, where, and the code they end with."""

import io
import json
import shutil
import sys
import zipfile

import pytest

from tests import fake_office
from webapp.adapters import folders, libreoffice
from webapp.cli import main
from webapp.domain.form_rules.findings import Severity
from webapp.domain.workflow import WorkflowError
from webapp.services.rules import Rules

PAPER = """ỦY BAN NHÂN DÂN
XÃ AN PHƯỚC

Số: 12/KH-UBND

An Phước, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Trồng cây đầu xuân năm 2026

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Ủy ban nhân dân xã ban hành Kế hoạch trồng cây đầu xuân như sau:

I. MỤC ĐÍCH

1. Trồng 500 cây xanh.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế chủ trì./.

Nơi nhận:
- Như kế hoạch;
- Lưu: VT, KT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phạm Quốc Toản
"""


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "giay.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path, paper):
    path = tmp_path / "plan.json"
    assert main(["import", str(paper), "-o", str(path)]) == 0
    return path


def change(plan, **values):
    data = json.loads(plan.read_text(encoding="utf-8"))
    plan.write_text(json.dumps(data | values), encoding="utf-8")
    return str(plan)


def words_of(path):
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml"))


def refusal(capsys, *arguments):
    assert main([str(one) for one in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def test_import_writes_the_plan_to_a_file(plan):
    data = json.loads(plan.read_text(encoding="utf-8"))

    assert (data["code_number"], data["code_notation"]) == (12, "KH-UBND")
    assert data["promulgated_on"] == "2026-01-05"
    assert "Trồng cây đầu xuân" in plan.read_text(encoding="utf-8")


def test_import_without_an_output_prints_the_plan(paper, plan, capsys):
    assert main(["import", str(paper)]) == 0

    assert capsys.readouterr().out == plan.read_text(encoding="utf-8")


def test_import_refuses_what_it_cannot_read(tmp_path, capsys):
    for name, data in (("a.docx", b""), ("a.odt", b""), ("a.txt", b"\xff\xfeK\x00\x00\xd8")):
        (tmp_path / name).write_bytes(data)

        assert refusal(capsys, "import", tmp_path / name)

    assert "Không đọc được" in refusal(capsys, "import", tmp_path / "khong-co.txt")


def test_render_writes_a_docx_and_tells_nothing_when_all_is_there(plan, tmp_path, capsys):
    change(plan, organ_name="ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC")
    out = tmp_path / "ra.docx"

    assert main(["render", str(plan), "-o", str(out)]) == 0

    assert "Trồng cây đầu xuân năm 2026" in words_of(out)
    assert "DỰ THẢO" not in words_of(out)
    assert capsys.readouterr().err == ""


def test_render_names_what_it_leaves_blank(plan, tmp_path, capsys):
    signer = {"authority": [], "position": "", "full_name": "", "second_title": ""}
    change(plan, code_number=None, signer=signer)

    assert main(["render", str(plan), "-o", str(tmp_path / "ra.docx"), "--stage", "issued"]) == 0

    blank = capsys.readouterr().err
    assert "Để trống: Số." in blank
    assert "Để trống: Chức vụ của người ký." in blank


def test_render_of_a_plan_without_a_number_is_a_draft(plan, tmp_path):
    out = tmp_path / "ra.docx"

    main(["render", change(plan, code_number=None, promulgated_on=None), "-o", str(out)])

    assert "DỰ THẢO" in words_of(out)


def test_render_gives_the_same_bytes_each_time(plan, tmp_path):
    for name in ("mot.docx", "hai.docx"):
        main(["render", str(plan), "-o", str(tmp_path / name)])

    assert (tmp_path / "mot.docx").read_bytes() == (tmp_path / "hai.docx").read_bytes()


def test_render_writes_a_pdf_and_says_what_there_is_to_say(plan, tmp_path, capsys, monkeypatch):
    fake_office.install(tmp_path, monkeypatch)
    change(plan, organ_name="ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC")

    assert main(["render", str(plan), "-o", str(tmp_path / "ra.PDF")]) == 0

    assert (tmp_path / "ra.PDF").read_bytes().startswith(b"%PDF-")
    assert "bản xem" in capsys.readouterr().err


def test_render_to_pdf_needs_libreoffice_and_says_so(plan, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)

    assert "libreoffice-writer" in refusal(capsys, "render", plan, "-o", tmp_path / "ra.pdf")
    assert not (tmp_path / "ra.pdf").exists()


def test_render_refuses_what_it_cannot_make(plan, tmp_path, capsys):
    out = tmp_path / "ra.docx"

    assert ".docx" in refusal(capsys, "render", plan, "-o", tmp_path / "ra.odt")
    assert "Không ghi được" in refusal(capsys, "render", plan, "-o", tmp_path / "khong" / "a.docx")
    assert "khac" in refusal(capsys, "render", plan, "-o", out, "--template", "khac")
    assert not out.exists()


def test_check_ends_with_one_when_the_decree_is_broken(plan, capsys):
    change(plan, organ_name="", code_notation="")

    assert main(["check", str(plan)]) == 1

    assert "Lỗi [" in capsys.readouterr().out


def test_check_prints_findings_as_json(plan, capsys):
    change(plan, organ_name="")

    assert main(["check", str(plan), "--json"]) == 1

    findings = json.loads(capsys.readouterr().out)
    assert set(findings[0]) == {"rule", "severity", "place", "message", "source"}
    assert {one["severity"] for one in findings} <= set(Severity)


def test_check_knows_the_stage(plan, capsys):
    change(plan, code_number=None, promulgated_on=None)

    main(["check", str(plan), "--json", "--stage", "issued"])
    issued = json.loads(capsys.readouterr().out)
    main(["check", str(plan), "--json"])
    draft = json.loads(capsys.readouterr().out)

    assert "code_number" in {one["place"] for one in issued}
    assert "code_number" not in {one["place"] for one in draft}


NO_PLANS = {
    "no JSON": "không phải JSON",
    "a list": "[1, 2]",
    "a wrong type": '{"subject": 7}',
    "too deep": "[" * 100_000,
    "a number without end": '{"code_number": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("text", NO_PLANS.values(), ids=NO_PLANS)
def test_check_refuses_a_file_that_holds_no_plan(tmp_path, capsys, text):
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")

    assert refusal(capsys, "check", path)


def test_check_of_a_docx_is_refused_for_now(tmp_path, capsys):
    assert ".docx" in refusal(capsys, "check", tmp_path / "a.docx")


def test_the_schema_describes_a_plan(capsys):
    assert main(["schema"]) == 0

    assert "legal_bases" in json.loads(capsys.readouterr().out)["properties"]


def test_the_shipped_workflow_is_listed_checked_and_drawn(capsys):
    assert main(["workflow", "list"]) == 0
    assert "ke_hoach\tQuy trình cấp xã: ngắn gọn\n" in capsys.readouterr().out
    assert main(["workflow", "check"]) == 0
    assert "ke_hoach.toml: đúng" in capsys.readouterr().out
    assert main(["workflow", "draw", "ke_hoach"]) == 0
    assert "Kiểm tra thể thức" in capsys.readouterr().out


def test_a_bad_workflow_is_named_with_its_fault(tmp_path, capsys):
    path = tmp_path / "xau.toml"
    path.write_text('name = "xau"\nlabel = "Xấu"\n', encoding="utf-8")

    assert main(["workflow", "check", str(path)]) == 1

    assert capsys.readouterr().err.startswith("xau.toml: Quy trình chưa có bước nào")
    assert "Không đọc được" in refusal(capsys, "workflow", "draw", tmp_path / "khong-co.toml")


def test_a_copied_workflow_that_kept_its_name_is_refused(tmp_path, monkeypatch, capsys):
    shipped = folders.workflows_folder() / "ke_hoach.toml"
    for name in ("ke_hoach", "moi"):
        shutil.copy(shipped, tmp_path / f"{name}.toml")
    monkeypatch.setattr(folders, "workflows_folder", lambda: tmp_path)

    assert main(["workflow", "check"]) == 1

    assert capsys.readouterr().err.startswith("moi.toml: Đã có quy trình khác tên «ke_hoach»")
    with pytest.raises(WorkflowError, match="dòng «name»"):
        Rules.load(tmp_path, tmp_path)


def test_the_shipped_templates_are_listed_and_checked(capsys):
    assert main(["template", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("ke_hoach\tKế hoạch")
    assert main(["template", "check"]) == 0
    assert capsys.readouterr().out == "9 mẫu đều đúng; văn bản thử không có lỗi thể thức.\n"


def test_a_bad_template_is_named_with_its_fault(tmp_path, capsys):
    assert main(["template", "check", str(tmp_path)]) == 1

    assert "template.docx" in capsys.readouterr().err


def test_a_template_whose_paper_has_errors_of_form_is_not_called_right(tmp_path, capsys):
    shipped = folders.templates_folder() / "ke_hoach"
    folder = shutil.copytree(shipped, tmp_path / "ke_hoach_rieng")
    with zipfile.ZipFile(shipped / "template.docx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    body = members["word/document.xml"].decode()
    assert "Nơi nhận:" in body
    members["word/document.xml"] = body.replace("Nơi nhận:", "Gửi tới:").encode()
    with zipfile.ZipFile(folder / "template.docx", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    assert main(["template", "check", str(folder)]) == 1

    said = capsys.readouterr()
    assert said.err.startswith("ke_hoach_rieng: văn bản thử, ")
    assert "Nơi nhận" in said.err
    assert not said.out


def test_vietnamese_is_printed_whatever_the_terminal_says(monkeypatch):
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)

    assert main(["workflow", "list"]) == 0

    narrow.flush()
    assert "Quy trình" in narrow.buffer.getvalue().decode("utf-8")
