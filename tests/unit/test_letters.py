"""What a công văn has and other papers have not."""

from tests.unit.a_good_plan import a_plan, words
from webapp.domain.letters import kind_in_sentence, listed_subject, receivers, said_of

LETTER = {"document_type": "Công văn", "subject": words("đính chính Kế hoạch số 05/KH-UBND")}
PLACES = (words("Như trên"), words("Ủy ban nhân dân tỉnh"))


def test_a_letter_is_listed_with_its_sign_before_the_subject():
    assert listed_subject(a_plan(**LETTER)) == "V/v đính chính Kế hoạch số 05/KH-UBND"
    assert listed_subject(a_plan(**LETTER | {"subject": ()})) == ""
    assert listed_subject(a_plan(subject=words("Trồng cây"))) == "Trồng cây"


def test_as_above_stands_for_the_addressees():
    letter = a_plan(**LETTER, addressees=(words("Sở Nội vụ"),), to_places=PLACES)

    assert receivers(letter) == ("Sở Nội vụ", "Ủy ban nhân dân tỉnh")


def test_a_plan_goes_to_the_places_of_its_list_as_they_are():
    assert receivers(a_plan(to_places=PLACES)) == ("Như trên", "Ủy ban nhân dân tỉnh")


def test_a_paper_without_a_type_is_called_a_document():
    assert (kind_in_sentence("CÔNG VĂN"), kind_in_sentence(" ")) == ("công văn", "văn bản")


def test_a_sentence_about_a_plan_is_said_of_a_paper_of_another_type():
    said = "Kế hoạch đã có số; sửa kế hoạch này không được, tạo kế hoạch mới từ bản này."

    assert said_of("Công văn", said) == (
        "Công văn đã có số; sửa công văn này không được, tạo kế hoạch mới từ bản này."
    )
    assert said_of("Kế hoạch", said) == said
    assert said_of("", said).startswith("Văn bản đã có số; sửa văn bản này")
