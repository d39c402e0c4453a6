"""What number and issue wait for, on paper and in an electronic file."""

import pytest

from webapp.domain.plan import Medium
from webapp.domain.signing_order import Original, SigningRules

ASKS = SigningRules(file_before_number=True, file_before_issue=True)
ELECTRONIC = Medium.ELECTRONIC


@pytest.mark.parametrize("rules", [SigningRules(), ASKS])
def test_paper_gets_its_number_after_the_signature_whatever_the_agency_says(rules):
    paper = Original(Medium.PAPER, rules)

    assert "sau khi đã ký (khoản 2 Điều 15)" in (
        paper.before_number(signature_recorded=False) or ""
    )
    assert paper.before_number(signature_recorded=True) is None
    assert paper.before_issue() is None


@pytest.mark.parametrize(
    ("original", "waits"),
    [
        (Original(ELECTRONIC), False),
        (Original(ELECTRONIC, ASKS), True),
        (Original(ELECTRONIC, ASKS, has_signed_file=True), False),
        (Original(ELECTRONIC, SigningRules(file_before_issue=True)), False),
    ],
)
def test_an_electronic_paper_waits_for_the_leaders_file_where_the_agency_says_so(original, waits):
    said = original.before_number(signature_recorded=True)

    assert ("người ký đã ký số" in (said or "")) is waits


def test_where_the_number_comes_before_the_signature_no_file_is_asked_for():
    assert Original(ELECTRONIC, ASKS).before_number(signature_recorded=False) is None


@pytest.mark.parametrize(
    ("original", "waits"),
    [
        (Original(ELECTRONIC), False),
        (Original(ELECTRONIC, ASKS, has_signed_file=True), True),
        (Original(ELECTRONIC, ASKS, has_signed_file=True, has_numbered_file=True), False),
        (Original(ELECTRONIC, SigningRules(file_before_number=True)), False),
    ],
)
def test_it_goes_out_with_the_file_that_bears_its_number_where_the_agency_says_so(original, waits):
    assert ("mang số và chữ ký số" in (original.before_issue() or "")) is waits
