"""The pages that the bench of lists asks for, each time with other values."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.crowd import ROLES, UNITS, person_id, rare_word

Ask = Callable[[random.Random, int], str]
"""Makes the address of a page of a database of so many plans."""


@dataclass(frozen=True)
class Page:
    """A page that is asked for again and again, each time with other values."""

    name: str
    who: str
    ask: Ask


def _plans(values: str = "") -> Ask:
    return lambda *_: f"/ke-hoach?{values}"


def _signer(drawn: random.Random) -> int:
    return person_id(1, ROLES.index("signer"), drawn.randrange(1, UNITS))


def _days(drawn: random.Random) -> str:
    """Return two months of one of the years that every database has in full."""
    year, month = drawn.randrange(2017, 2022), drawn.randrange(1, 11)
    return f"tu_ngay={year}-{month:02}-01&den_ngay={year}-{month + 1:02}-28"


def _issued(drawn: random.Random, count: int) -> int:
    """Return a plan of the first agency that is issued."""
    return drawn.randrange(count // 200, count // 200 * 60) // 50 * 50 + 9


def _followed(drawn: random.Random, count: int) -> int:
    """Return one that a later paper followed."""
    return drawn.randrange(count // 400) * 400 + 7


BEGINNINGS = ("chuyen", "m1", "tru", "m19", "hu")
PAGES = (
    Page("list", "drafter", _plans()),
    Page("list, deep", "drafter", lambda r, n: f"/ke-hoach?truoc={r.randrange(n // 2, n)}"),
    Page("list of all, deep", "clerk", lambda r, n: f"/ke-hoach?truoc={r.randrange(n // 2, n)}"),
    Page("list, drafts", "drafter", _plans("trang_thai=draft")),
    Page("list, on their way", "drafter", _plans("trang_thai=running")),
    Page("list, cancelled", "clerk", _plans("trang_thai=cancelled")),
    Page("list, one unit", "clerk", lambda r, _: f"/ke-hoach?don_vi={1040 + r.randrange(40)}"),
    Page("list, late", "clerk", _plans("qua_han=1")),
    Page("list, late, drafter", "drafter", _plans("qua_han=1")),
    Page("list, mine", "drafter", _plans("cua_toi=1")),
    Page("list, one year", "drafter", lambda r, _: f"/ke-hoach?nam={r.randrange(2016, 2027)}"),
    Page("desk", "unit_head", lambda *_: "/"),
    Page("desk of the clerk", "clerk", lambda *_: "/"),
    Page("desk of the drafter", "drafter", lambda *_: "/"),
    Page("inbox", "unit_head", lambda *_: "/thong-bao"),
    Page("inbox, deep", "drafter", lambda r, n: f"/thong-bao?truoc={r.randrange(n, 2 * n)}"),
    Page("search, common words", "drafter", _plans("q=kế+hoạch")),
    Page("search, without marks", "drafter", _plans("q=thuc+hien")),
    Page("search, one subject", "drafter", lambda r, _: f"/ke-hoach?q=chuyende{r.randrange(40)}"),
    Page("search, several words", "drafter",
         lambda r, _: f"/ke-hoach?q=thuc+hien+chuyende{r.randrange(40)}+{r.randrange(2016, 2026)}"),
    Page("search, rare word", "drafter", lambda r, n: f"/ke-hoach?q={rare_word(r.randrange(n))}"),
    Page("search, middling word", "drafter",
         lambda r, _: f"/ke-hoach?q=m{int(2000 ** r.random())}"),
    Page("search, beginning of a word", "drafter",
         lambda r, _: f"/ke-hoach?q={r.choice(BEGINNINGS)}"),
    Page("search, words never together", "drafter",
         lambda r, _: f"/ke-hoach?q=chuyende{r.randrange(20)}+chuyende{20 + r.randrange(20)}"),
    Page("search, no such word", "drafter", _plans("q=kehoachx")),
    Page("search, exact number", "drafter", lambda r, n: f"/ke-hoach?q={r.randrange(1, n // 25)}"),
    Page("search, word and state", "clerk", _plans("q=thuc+hien&trang_thai=cancelled")),
    Page("register", "drafter", lambda *_: "/so-van-ban-di?nam=2020"),
    Page("register of the clerk", "clerk", lambda *_: "/so-van-ban-di?nam=2020"),
    Page("register, deep", "clerk",
         lambda r, n: f"/so-van-ban-di?nam=2021&truoc={r.randrange(10, n // 25)}"),
    Page("register, one year", "clerk",
         lambda r, _: f"/so-van-ban-di?nam={r.randrange(2017, 2021)}"),
    Page("register, number", "clerk",
         lambda r, n: f"/so-van-ban-di?nam=2020&tim={r.randrange(1, n // 25)}"),
    Page("register, search", "clerk",
         lambda r, _: f"/so-van-ban-di?nam=2020&tim=chuyende{r.randrange(40)}"),
    Page("register, rare word", "clerk",
         lambda r, n: f"/so-van-ban-di?nam=2020&tim={rare_word(r.randrange(n))}"),
    Page("register, middling word", "clerk",
         lambda r, _: f"/so-van-ban-di?nam=2020&tim=m{int(2000 ** r.random())}"),
    Page("field, form", "drafter", lambda *_: "/bo-loc/tim-ke-hoach"),
    Page("field, urgent", "drafter", _plans("do_khan=KHẨN")),
    Page("field, no such urgency", "drafter", _plans("do_khan=HỎA TỐC")),
    Page("field, type never drafted", "clerk", _plans("loai=2")),
    Page("field, days of issue", "drafter", lambda r, _: f"/ke-hoach?{_days(r)}"),
    Page("field, one day", "drafter", lambda r, _: (
        f"/ke-hoach?tu_ngay=2019-05-{r.randrange(10, 28)}&den_ngay=2019-05-28")),
    Page("field, signer", "drafter", lambda r, _: f"/ke-hoach?nguoi_ky={_signer(r)}"),
    Page("field, signer and days", "drafter",
         lambda r, _: f"/ke-hoach?nguoi_ky={_signer(r)}&{_days(r)}"),
    Page("field, word and days", "drafter",
         lambda r, _: f"/ke-hoach?q=chuyende{r.randrange(40)}&{_days(r)}"),
    Page("field, begun this year, oldest", "drafter", _plans("lap=this_year&xep=oldest")),
    Page("export, page", "clerk", lambda *_: "/bo-loc/ket-qua/ke-hoach?trang_thai=issued"),
    Page("export, found", "clerk",
         lambda r, _: f"/bo-loc/ket-qua/ke-hoach?q=chuyende{r.randrange(40)}"),
    Page("export, book", "clerk", lambda *_: "/bo-loc/ket-qua/so-van-ban-di?nam=2020"),
    Page("plan, issued", "drafter", lambda r, n: f"/ke-hoach/{_issued(r, n)}"),
    Page("plan, followed", "clerk", lambda r, n: f"/ke-hoach/{_followed(r, n)}"),
    Page("figures, month", "clerk",
         lambda r, _: f"/thong-ke?ky=thang&nam=2020&thang={r.randrange(1, 13)}"),
    Page("figures, month, unit", "unit_head",
         lambda r, _: f"/thong-ke?ky=thang&nam=2020&thang={r.randrange(1, 13)}"),
    Page("figures, quarter", "clerk",
         lambda r, _: f"/thong-ke?ky=quy&nam=2020&quy={r.randrange(1, 5)}"),
    Page("figures, year", "clerk", lambda r, _: f"/thong-ke?ky=nam&nam={r.randrange(2017, 2021)}"),
)  # fmt: skip
