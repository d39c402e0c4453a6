"""The number and the date in the signed PDF, beside those of the register.

The leader signs the paper while it has neither (Điều 15.2, 15.3). What is filled in afterwards, in
the fields that the paper brought for it, has to be what the register gave, and nothing besides.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from webapp.domain.dates import date_words
from webapp.domain.numbers_text import number_text

NUMBER, DAY, MONTH, YEAR = "so", "ngay", "thang", "nam"
FIELDS = (NUMBER, DAY, MONTH, YEAR)
"""What the fields of the form are called."""
LEADER, AGENCY = "chu_ky_nguoi_ky", "chu_ky_co_quan"
"""The fields of the two signatures."""
_CALLED = {NUMBER: "số", DAY: "ngày", MONTH: "tháng", YEAR: "năm"}


def given(number: int, day: date) -> dict[str, str]:
    """Return what the register gave, as the paper writes it (PL1 II.3, II.4)."""
    words = date_words(day).split()
    return {NUMBER: number_text(number), DAY: words[1], MONTH: words[3], YEAR: words[5]}


def blanks(form: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    """Return what the register gave for the fields that are still empty."""
    return {name: wanted[name] for name in FIELDS if not form.get(name, "-") and name in wanted}


def contradiction(form: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """Return in which way the paper says something else than the register; empty: in none."""
    wrong = [name for name in FIELDS if form.get(name) and form[name] != wanted.get(name)]
    if not wanted or not wrong:
        return ""
    on_paper = ", ".join(f"{_CALLED[name]} {form[name]}" for name in wrong)
    in_book = ", ".join(f"{_CALLED[name]} {wanted[name]}" for name in wrong)
    return f"Tệp ghi {on_paper} nhưng sổ đăng ký văn bản đi ghi {in_book}"


def besides(form: Mapping[str, str], filled: Iterable[str]) -> tuple[str, ...]:
    """Return the fields filled in after a signature that are not for the number and the date."""
    return tuple(sorted(set(filled) - {*FIELDS})) if form else ()


def called(names: Iterable[str]) -> str:
    """Return «số, ngày» of names of fields; other papers' fields by their own names."""
    return ", ".join(_CALLED.get(name, name) for name in names)
