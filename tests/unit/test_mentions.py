"""«@Họ Tên»: who is meant, and what is nobody's name."""

import pytest

from webapp.domain.mentions import Mentions, mentioned

PEOPLE = ((1, "Lê Thị Hạnh"), (2, "Vũ Đình Khôi"), (3, "Lê Thị Hạ"), (4, "Trần An"), (5, "Trần An"))


def of(*ids, shared=(), unknown=()):
    return Mentions(frozenset(ids), shared, unknown)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Không nhắc ai.", of()),
        ("@Lê Thị Hạnh xem giúp.", of(1)),
        ("Nhờ @lê thị hạnh, @Vũ Đình Khôi.", of(1, 2)),
        ("(@Lê Thị Hạ)", of(3)),
        ("@Lê Thị Hạng", of(unknown=("Lê Thị Hạng",))),
        ("@Trần An xem", of(shared=("Trần An",))),
        ("Gửi về hanh@anphuoc.gov.vn, 5 @ 3, @5", of()),
        ("@Phòng Tư pháp; nhờ", of(unknown=("Phòng Tư pháp",))),
    ],
)
def test_a_sign_names_the_person_whose_whole_name_stands_behind_it(text, found):
    assert mentioned(text, PEOPLE) == found
