"""Plans laid out in the ways of many offices, corrected: words stay, twice is as once."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.golden.fixed import rules, said
from tests.unit.docx_samples import paper
from tests.unit.foreign_parts import STYLES, paragraphs, tables
from tests.unit.test_docx_reading_foreign import CHOICES, laid_out
from webapp.documents.fixing.file import FIXABLE, fix_file

WITHOUT_WIDTHS = {
    "ND30-PL1-II.1b-duong-ke",
    "ND30-PL1-II.2b-duong-ke",
    "ND30-PL1-II.5b-duong-ke",
}
"""The samples do not say how wide their cells are, so that no rule gets its length there."""
TYPED = {
    "ND30-PL1-II.1b-do-dai",
    "ND30-PL1-II.2b-do-dai",
    "ND30-PL1-II.5b-do-dai",
    "ND30-PL1-V-net-lien",
    "TL-do-dai-duong-ke",
}
"""A rule of few underscores is too short under letters of the right size; hyphens stay hyphens."""
SIDE_BY_SIDE = {"ND30-PL1-II.3c-number-canh", "ND30-PL1-II.4c-date-canh"}
"""Number and date on one line with a tab between them cannot be centred."""
APART = {"ND30-PL1-II.1c", "ND30-PL1-II.2b-dong-don"}
"""A row of a table between two lines stays."""
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A smaller example would take minutes to find and say no more."""


def assert_corrected(made):
    fixed = fix_file(made)

    assert said(fixed.data) == said(made)
    assert rules(fixed.data) <= rules(made) | TYPED
    assert rules(fixed.data) & FIXABLE <= WITHOUT_WIDTHS | TYPED | SIDE_BY_SIDE | APART
    assert fix_file(fixed.data).data == fixed.data


@settings(max_examples=30, deadline=None, phases=UNSHRUNK)
@given(st.fixed_dictionaries({name: st.sampled_from(ways) for name, ways in CHOICES.items()}))
def test_a_plan_of_any_shape_is_corrected(ways):
    assert_corrected(laid_out(**ways))


@settings(max_examples=30, deadline=None, phases=UNSHRUNK)
@given(st.lists(paragraphs() | tables(), min_size=1, max_size=4))
def test_a_plan_with_all_that_word_knows_is_corrected(parts):
    assert_corrected(paper(*(part.xml for part in parts), styles=STYLES))
