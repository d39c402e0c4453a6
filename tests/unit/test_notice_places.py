"""Where the link of a notice leads."""

import pytest

from webapp.services.notice_places import page_of


@pytest.mark.parametrize(
    ("notice", "page"),
    [
        ((7, None, None), "/ke-hoach/7"),
        ((7, "trao-doi-3", None), "/ke-hoach/7#trao-doi-3"),
        ((None, None, "grant:4"), "/phan-cong/quyen/4"),
        ((None, None, "authority:2"), "/phan-cong/tham-quyen/2"),
        ((None, None, "account:"), "/tai-khoan"),
        ((None, None, "refused:"), "/quan-tri/tu-choi"),
        ((None, None, None), "/thong-bao"),
    ],
)
def test_a_notice_leads_to_what_it_is_about_or_to_the_list(notice, page):
    assert page_of(*notice) == page
