"""A công văn on its paper: «V/v» under the number, «Kính gửi», no type name (PL3, Mẫu 1.5)."""

from dataclasses import replace
from itertools import count

import pytest

from tests.golden.papers import FOLDER, NOTE, shipped, words
from tests.golden.papers import a_plan as a_plain_plan
from tests.golden.word_reader import Paper
from webapp.documents.layout.checking import check_file
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.documents.template import checked_template, load_template
from webapp.documents.template_files import read_files
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Run
from webapp.domain.stages import Stage

LETTER = load_template(FOLDER.parent / "cong_van_dinh_chinh")
NOTICE = load_template(FOLDER.parent / "thong_bao_thu_hoi")
TWO = (words("Các phòng thuộc xã"), words("Ủy ban nhân dân xã"))


def paper(stage=Stage.ISSUED, **changes):
    return Paper(render(replace(LETTER.sample, **changes), LETTER, stage, NOTE))


def read_back(plan):
    ids = count(1)
    return read_docx(render(plan, LETTER, Stage.ISSUED), lambda: f"b{next(ids)}")


@pytest.mark.parametrize("template", [LETTER, NOTICE], ids=lambda one: one.name)
def test_the_issued_sample_has_no_finding_at_all(template):
    assert check_file(render(template.sample, template, Stage.ISSUED)) == ()


@pytest.mark.parametrize("template", [LETTER, NOTICE], ids=lambda one: one.name)
@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SIGNING])
def test_the_sample_before_its_number_has_no_finding_either(template, stage):
    sample = replace(template.sample, code_number=None, promulgated_on=None)

    assert check_file(render(sample, template, stage, NOTE), stage) == ()


def test_the_subject_stands_under_the_number_behind_its_sign():
    shown = paper()
    number = shown.of_style("SoKyHieu")[0]
    about = shown.after(number)

    assert about.text.startswith("V/v đính chính Kế hoạch số 08/KH-UBND")
    assert (about.size, about.align, about.twips("spacing.before")) == (13, "center", 120)
    assert "CÔNG VĂN" not in shown.words()


def test_one_addressee_stands_on_the_line_of_its_words():
    shown = paper(addressees=(words("Sở Nội vụ"),)).find("Kính gửi: Sở Nội vụ")

    assert (shown.size, shown.align) == (14, "center")


def test_several_addressees_stand_in_a_list_that_ends_with_a_full_stop():
    shown = paper(addressees=TWO)
    list_ = [*shown.of_style("KinhGuiDong"), *shown.of_style("KinhGuiCuoi")]

    assert shown.of_style("KinhGuiDau")[0].text == "Kính gửi:"
    assert [one.text for one in list_] == ["- Các phòng thuộc xã;", "- Ủy ban nhân dân xã."]


@pytest.mark.parametrize(
    "addressees",
    [(), (words("Sở Nội vụ"),), TWO, ((Run("Kính gửi", bold=True),),)],
    ids=["none", "one", "two", "bold"],
)
def test_the_addressees_are_read_back_as_they_were(addressees):
    plan = replace(LETTER.sample, addressees=addressees)

    assert read_back(plan) == plan


def test_an_addressee_that_is_the_issuer_is_no_line_of_the_head():
    own = render(replace(LETTER.sample, addressees=TWO[::-1]), LETTER, Stage.ISSUED)

    assert check_file(own) == ()


def test_a_plan_has_no_room_for_addressees():
    with pytest.raises(InvalidInputError, match="không có chỗ cho nơi kính gửi"):
        render(a_plain_plan(addressees=TWO), shipped(), Stage.DRAFT)


def test_only_a_paper_with_addressees_may_lack_its_type():
    files = read_files(FOLDER)
    cut = files.fields.replace('"ten_loai"', '"ten_khac"')

    with pytest.raises(InvalidInputError, match="ten_loai"):
        checked_template(replace(files, fields=cut))
