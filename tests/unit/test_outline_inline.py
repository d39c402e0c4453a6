"""The notation of emphasis says runs, and every run can be said."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.strategies import runs
from webapp.domain.outline.inline import parse_runs, tidy, write_runs
from webapp.domain.plan import Run, plain

SIGNS = st.text(st.sampled_from("ab*\\<>/usbpnote()[]# \t\n.1đĐ"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("rõ **đậm** rõ", (Run("rõ "), Run("đậm", bold=True), Run(" rõ"))),
        ("*nghiêng*", (Run("nghiêng", italic=True),)),
        ("***cả hai***", (Run("cả hai", bold=True, italic=True),)),
        ("**đậm *cả hai***", (Run("đậm ", bold=True), Run("cả hai", bold=True, italic=True))),
        ("NC<sub>(AB)</sub>.", (Run("NC"), Run("(AB)", sub=True), Run("."))),
        ("m<SUP>2</SUP> <u>gạch</u>", (Run("m"), Run("2", sup=True), Run(" "),
                                       Run("gạch", underline=True))),
        ("một<br>hai", (Run("một\nhai"),)),
        ("đất<note>Theo *sổ* \\<b></note> rừng", (Run("đất", note="Theo *sổ* <b>"), Run(" rừng"))),
        ("<note>Trơ trọi</note>", (Run("", note="Trơ trọi"),)),
        ("**đậm**<note>x</note>", (Run("đậm", bold=True, note="x"),)),
        ("<note></note>", ()),
    ],
)  # fmt: skip
def test_the_notation_says_runs(written, said):
    assert parse_runs(written) == said


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "một (*) hai (*)",
        "chưa đóng **ở đây",
        "chưa mở** ở đây",
        "**** bốn sao ****",
        "5 < 6 và 7 > 6",
        "<b>thẻ lạ</b> <script>",
        "<u>chưa đóng",
        "chưa mở</u>",
        "<u>",
        "C:\\Thư mục\\",
        "<note>chưa đóng",
    ],
)
def test_signs_that_open_or_close_nothing_are_text(text):
    assert plain(parse_runs(text)) == text
    assert all(run == Run(run.text) for run in parse_runs(text))


def test_a_backslash_makes_signs_plain_text():
    assert parse_runs(r"\*không nghiêng\* \<u>") == (Run("*không nghiêng* <u>"),)


def test_a_backslash_first_in_the_text_is_no_part_of_it():
    assert parse_runs(r"\1. Một \Điều") == (Run("1. Một \\Điều"),)


@given(runs(SIGNS) | runs())
@example((Run("("), Run(")", italic=True)))
@example((Run(" a ", bold=True), Run("\tb\n", italic=True), Run("", note="x"), Run(" ")))
def test_every_run_can_be_written_and_read_back(some):
    once = tidy(some)

    assert parse_runs(write_runs(once)) == once
    assert parse_runs(write_runs(once, as_text=True)) == once


@given(SIGNS | st.text())
def test_any_text_can_be_read_and_what_was_read_can_be_written(text):
    read = parse_runs(text)

    assert parse_runs(write_runs(read)) == read


def test_neighbours_that_look_alike_become_one_run():
    tidied = tidy((Run("một "), Run(""), Run("hai"), Run("", note="x"), Run("ba")))

    assert tidied == (Run("một hai", note="x"), Run("ba"))
