"""Findings are found in what was typed, and their fixes change that and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.unit.a_good_plan import GOOD
from tests.unit.strategies import plans
from tests.unit.test_draft_parts import head_of
from webapp.domain.block_ids import with_ids
from webapp.domain.form_rules.findings import Finding, Fix, Severity
from webapp.domain.form_rules.paper import Paper
from webapp.domain.outline.stretches import Edit
from webapp.domain.stages import Stage
from webapp.services.draft_appendixes import AppendixPart
from webapp.services.draft_cleaning import cleaned
from webapp.services.draft_fields import DraftFields, from_plan, new_id, to_plan
from webapp.services.draft_notes import NotePart
from webapp.services.draft_tables import TablePart
from webapp.services.field_findings import findings_in, mended
from webapp.services.finding_places import FormPlaces, Spot
from webapp.services.finding_values import FieldFinding

TABLE = "[[đầu 1]]\nTT | Việc\n1 | Của ai , khi nào\n2 | Khác , nữa"


def plan_of(fields: DraftFields):
    return to_plan(cleaned(fields), head_of(GOOD))


def typed_words(fields: DraftFields, spot: Spot) -> str:
    area = spot.area
    if area.startswith("appendix-"):
        part = fields.appendixes[0]
        text = part.title if area.endswith("title") else part.body
    else:
        text = fields.tables[0].text if area.startswith("table-") else getattr(fields, area)
    return f"{area}: {text[spot.start : spot.end]}"


def a_finding(place: str, quote: str = "", fix: Fix | None = None) -> Finding:
    return Finding("TL-x", Severity.HINT, place, "Sai.", "", quote, fix)


FIELDS = DraftFields(
    subject="Mở rộng **dịch vụ** công",
    legal_bases="Căn cứ *một* ;\n\n   Căn cứ hai.",
    opening="Mở đầu có chú thích[[chú thích 1]] của ai.",
    body="# I. MỘT\n\n1. Việc  của **ai**\n\n[[bảng b1]]\n\n[[bảng b2]]\n\nII. HAI",
    closing="Kết./.",
    to_places="- UBND tỉnh;\nHội đồng nhân dân",
    filing_line="- Lưu: VT",
    promulgation_place="Nậm Pồ",
    appendixes=(
        AppendixPart("BỎ ĐI", body="Không tính", dropped=True, key=1),
        AppendixPart("DANH MỤC", body="\nViệc , của ai", key=7),
    ),
    tables=(TablePart("b1", "x | y", dropped=True), TablePart("b2", TABLE)),
    notes=(NotePart(1, "Chữ , của chú thích"),),
)


@pytest.mark.parametrize(
    ("place", "quote", "typed"),
    [
        ("subject", "", "subject: Mở rộng **dịch vụ** công"),
        ("subject", "dịch vụ công", "subject: dịch vụ** công"),
        ("legal_bases/0", " ;", "legal_bases:  ;"),
        ("legal_bases/1", "", "legal_bases: Căn cứ hai."),
        ("opening/0", "thích của", "opening: thích[[chú thích 1]] của"),
        ("body/0", "", "body: MỘT"),
        ("body/1", "  ", "body:   "),
        ("body/1", "1.", "body: 1."),
        ("body/3", "HAI", "body: HAI"),
        ("body/1", "không còn", "body: Việc  của **ai"),
        ("closing/0", "./.", "closing: ./."),
        ("to_places/0", "", "to_places: UBND tỉnh"),
        ("to_places/1", "nhân dân", "to_places: nhân dân"),
        ("filing_line", "", "filing_line: Lưu: VT"),
        ("promulgation_place", "Pồ", "promulgation_place: Pồ"),
    ],
)
def test_the_words_at_fault_are_found_in_their_control(place, quote, typed):
    plan = plan_of(FIELDS)
    field, _, number = place.partition("/")
    if field == "body":
        place = f"body/{plan.body[int(number)].id}"

    spot = FormPlaces(FIELDS, plan).spot(a_finding(place, quote))

    assert spot
    assert typed_words(FIELDS, spot) == typed


def test_words_of_an_appendix_and_of_a_table_are_found_in_theirs():
    fields = replace(FIELDS, appendixes=FIELDS.appendixes[1:], tables=FIELDS.tables[1:])
    fields = replace(fields, body=fields.body.replace("[[bảng b1]]\n\n", ""))
    plan = plan_of(fields)
    places = FormPlaces(fields, plan)
    block = plan.appendixes[0].body[0].id

    found = [
        places.spot(a_finding("appendixes/0", "MỤC")),
        places.spot(a_finding(f"appendixes/0/{block}", " ,")),
        places.spot(a_finding("body/b2", "Khác ,")),
    ]

    assert [typed_words(fields, spot) for spot in found if spot] == [
        "appendix-7-title: MỤC",
        "appendix-7-body:  ,",
        "table-b2: Khác ,",
    ]


def test_the_paper_is_searched_by_the_words_around_a_fault():
    words = "một hai ba bốn năm sáu bảy tám chín mười sai đây " + "và nhiều chữ nữa " * 20
    fields = DraftFields(opening=words)

    spot = FormPlaces(fields, plan_of(fields)).spot(a_finding("opening/0", "sai đây"))

    assert spot
    assert spot.around in words
    assert len(spot.around) == 30 + len("sai đây") + 30
    assert spot.around[spot.at : spot.at + spot.length] == "sai đây"


@pytest.mark.parametrize("place", ["code_notation", "appendixes", "page", "legal_bases/9"])
def test_what_the_form_does_not_hold_has_no_spot(place):
    assert FormPlaces(FIELDS, plan_of(FIELDS)).spot(a_finding(place)) is None


@pytest.mark.parametrize("quote", ["", "không còn", "  "])
def test_a_fault_of_a_table_as_a_whole_stands_at_its_beginning(quote):
    spot = FormPlaces(FIELDS, plan_of(FIELDS)).spot(a_finding("body/b2", quote))

    assert spot == Spot("table-b2", 0, 0)


def test_a_line_that_says_something_else_has_no_spot():
    plan = plan_of(FIELDS)
    other = replace(FIELDS, opening="Đã gõ khác hẳn.")

    assert FormPlaces(other, plan).spot(a_finding("opening/0", "thích")) is None


def test_a_fix_is_what_to_type_in_the_control():
    plan = plan_of(FIELDS)
    places = FormPlaces(FIELDS, plan)
    place = f"body/{plan.body[1].id}"

    spot = places.spot(a_finding(place, "  ", Fix("  ", " ")))

    assert spot
    assert spot.fix == Edit(spot.start + 1, spot.start + 2, "", " ")
    gone = places.spot(a_finding(place, "  ", Fix("không còn", "còn")))
    assert gone
    assert gone.fix is None


def test_a_fix_that_would_touch_emphasis_is_not_offered():
    fields = DraftFields(opening="M**ộ**t việc")

    spot = FormPlaces(fields, plan_of(fields)).spot(a_finding("opening/0", "Một", Fix("Một", "BA")))

    assert spot
    assert spot.fix is None


def test_of_two_like_faults_each_is_found_by_what_stands_before_it():
    fields = DraftFields(opening="Một  hai  ba")
    places = FormPlaces(fields, plan_of(fields))

    first = places.spot(a_finding("opening/0", "  ", Fix("  ", " ")))
    second = places.spot(a_finding("opening/0", "  ", Fix("hai  ", "hai ")))

    assert first
    assert second
    assert (first.start, second.start) == (3, 8)
    assert second.fix == Edit(9, 10, "", " ")


@given(plans())
def test_every_passage_of_a_form_is_found_where_it_was_typed(drawn):
    plan = with_ids(drawn, new_id)
    fields = from_plan(plan, None, None)
    places = FormPlaces(fields, plan)

    for passage in Paper(plan, Stage.DRAFT, plan.medium).passages:
        words = passage.text.strip()
        if words and not passage.in_table and passage.place.split("/")[0] in {"body", "opening"}:
            assert places.spot(a_finding(passage.place, words)), passage


def fixed(area: str, start: int, end: int, text: str) -> FieldFinding:
    spot = Spot(area, start, end, Edit(start, end, text))
    return FieldFinding("", "Sai.", "hint", "", "TL-x", spot=spot)


def test_all_fixes_are_made_at_once_in_every_control():
    fields = DraftFields(subject="a  b  c", body="x , y", tables=(TablePart("t", "1 , 2"),))

    after, count = mended(
        fields,
        [
            fixed("subject", 1, 2, ""),
            fixed("subject", 4, 5, ""),
            fixed("body", 1, 2, ""),
            fixed("table-t", 1, 2, ""),
            FieldFinding("", "Không sửa được.", "hint", "", "TL-x"),
        ],
    )

    assert (after.subject, after.body, after.tables[0].text) == ("a b c", "x, y", "1, 2")
    assert count == 4


def test_of_two_fixes_of_the_same_words_one_is_made():
    after, count = mended(
        DraftFields(subject="a  b"), [fixed("subject", 1, 3, " "), fixed("subject", 2, 3, "")]
    )

    assert (after.subject, count) == ("a b", 1)


def test_findings_of_a_form_are_told_apart_and_keep_their_keys():
    fields = replace(FIELDS, opening="Có [điền] và đảm bảo\nCó [điền] và đảm bảo", notes=())
    first = findings_in(fields, plan_of(fields))
    second = findings_in(fields, plan_of(fields))

    keys = [one.key for one in first]
    assert len(set(keys)) == len(keys)
    assert keys == [one.key for one in second]
