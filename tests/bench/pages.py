"""The pages that the bench of lists asks for, each time with other values."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.crowd import ROLES, UNITS, person_id, rare_word


@dataclass(frozen=True)
class Page:
    """A page that is asked for again and again."""

    name: str
    who: str
    address: str
    """Each name in braces becomes a value that is drawn anew."""

    def ask(self, drawn: random.Random, count: int) -> str:
        """Return an address of the page in a database of so many plans."""
        return re.sub(r"{(\w+)}", lambda named: str(VALUES[named[1]](drawn, count)), self.address)


def _days(drawn: random.Random, _: int) -> str:
    """Return two months of one of the years that every database has in full."""
    year, month = drawn.randrange(2017, 2022), drawn.randrange(1, 11)
    return f"tu_ngay={year}-{month:02}-01&den_ngay={year}-{month + 1:02}-28"


BEGINNINGS = ("chuyen", "m1", "tru", "m19", "hu")
VALUES: dict[str, Callable[[random.Random, int], object]] = {
    "any_year": lambda r, _: r.randrange(2016, 2027),
    "beginning": lambda r, _: r.choice(BEGINNINGS),
    "day": lambda r, _: r.randrange(10, 28),
    "days": _days,
    "deep": lambda r, n: r.randrange(n // 2, n),
    "deep_line": lambda r, n: r.randrange(10, n // 25),
    "deep_notice": lambda r, n: r.randrange(n, 2 * n),
    "followed": lambda r, n: r.randrange(n // 400) * 400 + 7,
    "full_year": lambda r, _: r.randrange(2017, 2021),
    "issued": lambda r, n: r.randrange(n // 200, n // 200 * 60) // 50 * 50 + 9,
    "middling": lambda r, _: f"m{int(2000 ** r.random())}",
    "month": lambda r, _: r.randrange(1, 13),
    "number": lambda r, n: r.randrange(1, n // 25),
    "quarter": lambda r, _: r.randrange(1, 5),
    "rare": lambda r, n: rare_word(r.randrange(n)),
    "signer": lambda r, _: person_id(1, ROLES.index("signer"), r.randrange(1, UNITS)),
    "topic": lambda r, _: f"chuyende{r.randrange(40)}",
    "topic_of_before": lambda r, _: f"chuyende{r.randrange(20)}",
    "topic_of_later": lambda r, _: f"chuyende{20 + r.randrange(20)}",
    "unit": lambda r, _: 1040 + r.randrange(40),
    "year_of_words": lambda r, _: r.randrange(2016, 2026),
}
"""`issued` and `followed` are plans of the first agency."""
PAGES = (
    Page("list", "drafter", "/ke-hoach?"),
    Page("list, deep", "drafter", "/ke-hoach?truoc={deep}"),
    Page("list of all, deep", "clerk", "/ke-hoach?truoc={deep}"),
    Page("list, drafts", "drafter", "/ke-hoach?trang_thai=draft"),
    Page("list, on their way", "drafter", "/ke-hoach?trang_thai=running"),
    Page("list, cancelled", "clerk", "/ke-hoach?trang_thai=cancelled"),
    Page("list, one unit", "clerk", "/ke-hoach?don_vi={unit}"),
    Page("list, late", "clerk", "/ke-hoach?qua_han=1"),
    Page("list, late, drafter", "drafter", "/ke-hoach?qua_han=1"),
    Page("list, mine", "drafter", "/ke-hoach?cua_toi=1"),
    Page("list, one year", "drafter", "/ke-hoach?nam={any_year}"),
    Page("desk", "unit_head", "/"),
    Page("desk of the clerk", "clerk", "/"),
    Page("desk of the drafter", "drafter", "/"),
    Page("inbox", "unit_head", "/thong-bao"),
    Page("inbox, deep", "drafter", "/thong-bao?truoc={deep_notice}"),
    Page("search, common words", "drafter", "/ke-hoach?q=kế+hoạch"),
    Page("search, without marks", "drafter", "/ke-hoach?q=thuc+hien"),
    Page("search, one subject", "drafter", "/ke-hoach?q={topic}"),
    Page("search, several words", "drafter", "/ke-hoach?q=thuc+hien+{topic}+{year_of_words}"),
    Page("search, rare word", "drafter", "/ke-hoach?q={rare}"),
    Page("search, middling word", "drafter", "/ke-hoach?q={middling}"),
    Page("search, beginning of a word", "drafter", "/ke-hoach?q={beginning}"),
    Page(
        "search, words never together",
        "drafter",
        "/ke-hoach?q={topic_of_before}+{topic_of_later}",
    ),
    Page("search, no such word", "drafter", "/ke-hoach?q=kehoachx"),
    Page("search, exact number", "drafter", "/ke-hoach?q={number}"),
    Page("search, word and state", "clerk", "/ke-hoach?q=thuc+hien&trang_thai=cancelled"),
    Page("register", "drafter", "/so-van-ban-di?nam=2020"),
    Page("register of the clerk", "clerk", "/so-van-ban-di?nam=2020"),
    Page("register, deep", "clerk", "/so-van-ban-di?nam=2021&truoc={deep_line}"),
    Page("register, one year", "clerk", "/so-van-ban-di?nam={full_year}"),
    Page("register, number", "clerk", "/so-van-ban-di?nam=2020&tim={number}"),
    Page("register, search", "clerk", "/so-van-ban-di?nam=2020&tim={topic}"),
    Page("register, rare word", "clerk", "/so-van-ban-di?nam=2020&tim={rare}"),
    Page("register, middling word", "clerk", "/so-van-ban-di?nam=2020&tim={middling}"),
    Page("field, form", "drafter", "/bo-loc/tim-ke-hoach"),
    Page("field, urgent", "drafter", "/ke-hoach?do_khan=KHẨN"),
    Page("field, no such urgency", "drafter", "/ke-hoach?do_khan=HỎA TỐC"),
    Page("field, type never drafted", "clerk", "/ke-hoach?loai=2"),
    Page("field, days of issue", "drafter", "/ke-hoach?{days}"),
    Page("field, one day", "drafter", "/ke-hoach?tu_ngay=2019-05-{day}&den_ngay=2019-05-28"),
    Page("field, signer", "drafter", "/ke-hoach?nguoi_ky={signer}"),
    Page("field, signer and days", "drafter", "/ke-hoach?nguoi_ky={signer}&{days}"),
    Page("field, word and days", "drafter", "/ke-hoach?q={topic}&{days}"),
    Page("field, begun this year, oldest", "drafter", "/ke-hoach?lap=this_year&xep=oldest"),
    Page("export, page", "clerk", "/bo-loc/ket-qua/ke-hoach?trang_thai=issued"),
    Page("export, found", "clerk", "/bo-loc/ket-qua/ke-hoach?q={topic}"),
    Page("export, book", "clerk", "/bo-loc/ket-qua/so-van-ban-di?nam=2020"),
    Page("plan, issued", "drafter", "/ke-hoach/{issued}"),
    Page("plan, followed", "clerk", "/ke-hoach/{followed}"),
    Page("figures, month", "clerk", "/thong-ke?ky=thang&nam=2020&thang={month}"),
    Page("figures, month, unit", "unit_head", "/thong-ke?ky=thang&nam=2020&thang={month}"),
    Page("figures, quarter", "clerk", "/thong-ke?ky=quy&nam=2020&quy={quarter}"),
    Page("figures, year", "clerk", "/thong-ke?ky=nam&nam={full_year}"),
)
