"""However few or many lines of a book have the words, the same lines are found, in order."""

from itertools import product

import pytest

from tests.service.booking import line, register
from tests.service.builders import NOON, a_plan, a_text, bring_to, words
from webapp.db.queries import register as queries
from webapp.services import search_words
from webapp.services.book_lines import Crossing, void_line

SUBJECTS = ("Thả cá chép", "Nuôi ếch", "Nuôi ếch, thả cá chép", "Báo cáo quý")
WORDS = {
    (("chep",), ""): {0, 2},
    (("chep", "nuoi"), ""): {2},
    (("nuoi",), "ec"): {1, 2},
    ((), "nuo"): {1, 2},
    (("khong",), "co"): set(),
}


@pytest.fixture
def known(database, rules, office):
    """Twelve papers, of which some are crossed out, and two plans that say «Nuôi ếch»."""
    made = {}
    for place, number in enumerate(range(115, 129)):
        if place % 7 == 0:
            text = a_text(subject=words(SUBJECTS[1]))
            plan_id = bring_to(database, rules, office, a_plan(database, office, text), "issued")
            with database.transaction() as session:
                search_words.store(session, office.agency_id, plan_id, text)
            made[number] = (1, "issued")
            continue
        register(database, office, said={"subject": SUBJECTS[place % 4]})
        made[number] = (place % 4, "issued" if place % 3 else "void")
        if place % 3 == 0:
            row = line(database, number)
            void_line(database, office.clerk, Crossing(row.id, row.version, "Cấp nhầm"), NOON)
    return made


@pytest.mark.parametrize("few", [0, 1_000])
def test_few_and_many_lines_are_found_alike(database, office, known, monkeypatch, few):
    monkeypatch.setattr(queries, "FEW", few)
    book = queries.Book(office.agency_id, 2026, office.series_id)
    for (said, begun), status, below in product(WORDS, ("", "issued", "void"), (None, 121)):
        sought = queries.Sought(words=said, prefix=begun, status=status)
        right = [
            number
            for number, (subject, state) in sorted(known.items(), reverse=True)
            if subject in WORDS[said, begun] and status in {"", state}
        ]
        with database.reading() as session:
            for limit in (1, 2, 50):
                found = queries.lines(session, book, sought, below, limit)
                asked = [one for one in right if below is None or one < below][:limit]
                assert [one.number for one in found] == asked, (sought, below, limit)
            assert queries.how_many(session, book, sought, 3) == min(len(right), 3), sought
