"""`banhanh import FILE.docx` writes the plan, or says in one line why not."""

import json

import pytest

from tests.unit.docx_samples import bold, foot, head, members, p, package, paper
from tests.unit.strategies import png
from tests.unit.test_docx_reading_pictures import drawing
from webapp.cli import main
from webapp.documents.reading.document import read_docx
from webapp.domain.plan_json import from_json

WORD = paper(p(bold("I. MỤC ĐÍCH")), p("1. Rà soát hồ sơ lưu trữ."))


def test_a_word_file_becomes_a_plan(tmp_path):
    (tmp_path / "a.docx").write_bytes(WORD)
    out = tmp_path / "a.json"

    assert main(["import", str(tmp_path / "a.docx"), "-o", str(out)]) == 0

    assert from_json(json.loads(out.read_text(encoding="utf-8"))) == read_docx(WORD)


@pytest.mark.parametrize("name", ["a.docx", "a.DOC", "a.docm"])
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path, capsys, name):
    (tmp_path / name).write_bytes(b"%PDF-1.7")

    assert main(["import", str(tmp_path / name)]) == 2

    told = capsys.readouterr().err
    assert "PDF" in told
    assert told.count("\n") == 1


def test_a_picture_goes_from_one_word_file_through_json_to_the_next(tmp_path):
    first, plan, second = (tmp_path / name for name in ("a.docx", "a.json", "b.docx"))
    drawn = png(40)
    parts = members(head() + p(drawing()) + foot(), (("image", "media/a.png", False),))
    first.write_bytes(package(parts | {"word/media/a.png": drawn}))

    assert main(["import", str(first), "-o", str(plan)]) == 0
    assert main(["render", str(plan), "-o", str(second)]) == 0

    (block,) = read_docx(second.read_bytes()).body
    assert block.picture
    assert block.picture.data == drawn
