"""A plan goes to JSON and back whole; anything else is refused with its place."""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings

from tests.unit.strategies import plans, png
from webapp.domain.block_ids import with_ids
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Block, BlockKind, Picture, Plan, ReportItem, Run
from webapp.domain.plan_json import canonical_json, content_hash, from_json, to_json
from webapp.domain.plan_schema import plan_schema

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


@given(plans())
@settings(max_examples=60)
def test_a_plan_comes_back_from_json_whole(plan):
    written = json.dumps(to_json(plan), ensure_ascii=False)

    back = from_json(json.loads(written))

    assert back == plan
    assert back.report == plan.report
    assert [block.id for block in back.body] == [block.id for block in plan.body]


@given(plans())
@settings(max_examples=30)
def test_every_plan_obeys_the_published_schema(plan):
    schema = plan_schema()

    assert list(faults(to_json(plan), schema, schema["$defs"])) == []


def test_the_schema_finds_a_planted_fault():
    schema = plan_schema()
    written = to_json(Plan(body=(Block(BlockKind.PARAGRAPH),)))
    written["body"][0]["kind"] = "poem"

    assert list(faults(written, schema, schema["$defs"])) == ["poem"]


def faults(value, schema, defs):
    """Yield the values that break the part of JSON Schema which our schema uses."""
    if "$ref" in schema:
        yield from faults(value, defs[schema["$ref"].rsplit("/", 1)[1]], defs)
    elif "anyOf" in schema:
        if all(list(faults(value, one, defs)) for one in schema["anyOf"]):
            yield value
    elif "enum" in schema:
        if value not in schema["enum"]:
            yield value
    else:
        yield from type_faults(value, schema, defs)


def type_faults(value, schema, defs):
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    allowed = tuple(TYPES.get(name, type(None) if name == "null" else float) for name in named)
    if not isinstance(value, allowed):
        yield value
    elif isinstance(value, dict):
        yield from (key for key in value if key not in schema["properties"])
        yield from (key for key in schema["required"] if key not in value)
        for key in value:
            yield from faults(value[key], schema["properties"][key], defs)
    elif isinstance(value, list):
        for item in value:
            yield from faults(item, schema["items"], defs)


@given(plans())
@settings(max_examples=30)
def test_the_hash_sees_neither_number_nor_date_nor_report_nor_ids(plan):
    numbered = replace(
        plan,
        code_number=7,
        promulgated_on=date(2026, 3, 2),
        report=(ReportItem("missing", "subject", "Thiếu."),),
    )
    named = with_ids(numbered, iter(f"id{n}" for n in range(1000)).__next__)

    assert content_hash(named) == content_hash(plan)


def test_the_hash_sees_every_word_and_every_emphasis():
    plain = Plan(subject=(Run("Phòng, chống lụt bão"),))
    bold = Plan(subject=(Run("Phòng, chống lụt bão", bold=True),))
    other = Plan(subject=(Run("Phòng, chống lụt bảo"),))

    assert len({content_hash(plan) for plan in (plain, bold, other)}) == 3


def test_the_hash_does_not_see_how_letters_are_composed():
    in_parts = unicodedata.normalize("NFD", "Kế hoạch")

    assert content_hash(Plan(organ_name=in_parts)) == content_hash(Plan(organ_name="Kế hoạch"))


def test_the_canonical_form_has_sorted_keys_and_no_spaces():
    written = canonical_json(Plan()).decode()

    assert re.findall(r'[{,]"(\w+)":', written)[:3] == ["appendixes", "attachments", "body"]
    assert " " not in written.replace("KẾ HOẠCH", "")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "Tệp kế hoạch sai ở ngoài cùng: cần một đối tượng JSON."),
        ({"so": 1}, "không có khóa nào tên là «so»"),
        ({"subject": "Chữ"}, "mục «subject»: cần một danh sách"),
        ({"subject": [{"bold": True}]}, "mục «subject[0]»: thiếu khóa «text»"),
        ({"subject": [{"text": 1}]}, "mục «subject[0].text»: cần một chuỗi chữ"),
        ({"subject": [{"text": "", "bold": 1}]}, "«subject[0].bold»: cần true hoặc false"),
        ({"code_number": 0}, "«code_number»: cần một số nguyên từ 1"),
        ({"code_number": True}, "«code_number»: cần một số nguyên"),
        ({"promulgated_on": "2026-02-30"}, "«promulgated_on»: cần một ngày có thật"),
        ({"medium": "stone"}, "«medium»: cần một trong: paper, electronic"),
        ({"medium": ["paper"]}, "«medium»: cần một trong"),
        ({"body": [{}]}, "«body[0]»: thiếu khóa «kind»"),
        ({"body": [{"kind": "table", "widths": ["x"]}]}, "widths[0]»: cần một số dương"),
        ({"body": [{"kind": "table", "widths": [-1]}]}, "widths[0]»: cần một số dương"),
        ({"signer": {"authority": "TM."}}, "«signer.authority»: cần một danh sách"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_place(data, sentence):
    with pytest.raises(InvalidInputError) as refusal:
        from_json(data)

    assert sentence in str(refusal.value)


def test_flags_and_whole_keys_may_be_left_out():
    plan = from_json({"body": [{"kind": "paragraph", "runs": [{"text": "Một"}]}]})

    assert plan == Plan(body=(Block(BlockKind.PARAGRAPH, (Run("Một"),)),))


def test_text_from_a_file_is_made_regular():
    plan = from_json({"organ_name": "Xa\u0303\u00a0Hoa\u0300\x00"})

    assert plan.organ_name == "Xã Hoà"


def picture_block(shade=7, **changes):
    data = png(shade)
    values = {"width": 30.5, "height": 20.0, "description": "Sơ đồ", "data": data} | changes
    return Block(
        BlockKind.PICTURE, picture=Picture(sha256(data).hexdigest(), "image/png", **values)
    )


def test_a_picture_travels_with_its_bytes_only_in_a_file_of_its_own():
    plan = Plan(body=(picture_block(),))

    alone = from_json(to_json(plan, pictures=True))
    kept = from_json(to_json(plan))

    assert [block.picture and block.picture.data for block in alone.body] == [png(7)]
    assert [block.picture and block.picture.data for block in kept.body] == [b""]
    assert kept == alone == plan
    assert content_hash(kept) == content_hash(alone)


def test_another_picture_is_another_content():
    first, second = (Plan(body=(picture_block(shade),)) for shade in (1, 2))

    assert content_hash(first) != content_hash(second)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"sha256": "abc"}, "body[0].picture.sha256"),
        ({"sha256": "0" * 64}, "body[0].picture.data"),
        ({"data": "không phải base64"}, "body[0].picture.data"),
        ({"media_type": "image/svg+xml"}, "body[0].picture.media_type"),
        ({"width": 9000}, "body[0].picture"),
    ],
)
def test_a_picture_that_is_not_what_it_says_is_refused_with_its_place(changed, place):
    data = to_json(Plan(body=(picture_block(),)), pictures=True)
    data["body"][0]["picture"] |= changed

    with pytest.raises(InvalidInputError) as refusal:
        from_json(data)

    assert refusal.value.field == place


def test_a_plan_without_the_newer_keys_keeps_the_hash_it_was_approved_with():
    older = '"medium":"paper"'
    plan = Plan(organ_name="ỦY BAN NHÂN DÂN XÃ AN PHƯỚC")

    assert older.encode() in canonical_json(plan)
    assert b"foot_address" not in canonical_json(plan)
    assert content_hash(replace(plan, typer_notation="PL")) != content_hash(plan)
