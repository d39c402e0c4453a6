"""The foot of a paper, form by form: nơi nhận, Lưu, signature, what stands below."""

import pytest

from webapp.domain.outline.paper import read_paper
from webapp.domain.outline.signature import is_authority
from webapp.domain.plan import Signer, plain

TEXT = "KẾ HOẠCH\nTrồng cây\n\nI. MỤC TIÊU\n1. Phủ xanh đồi trọc./.\n\n"


def read(foot):
    return read_paper(TEXT + foot)


def places(plan):
    return [plain(runs) for runs in plan.to_places]


def reported(plan, kind):
    return [(item.place, item.text) for item in plan.report if item.kind == kind]


def signed(lines):
    return read(f"Nơi nhận:\n- UBND xã;\n- Lưu: VT.\n\n{lines}").signer


@pytest.mark.parametrize(
    ("lines", "signer"),
    [
        ("GIÁM ĐỐC\nVõ Thị Sáu", Signer((), "GIÁM ĐỐC", "Võ Thị Sáu")),
        ("Chủ tịch\n\nVõ Thị Sáu", Signer((), "Chủ tịch", "Võ Thị Sáu")),
        ("Q. GIÁM ĐỐC\nVõ Sáu", Signer((), "Q. GIÁM ĐỐC", "Võ Sáu")),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nVõ Sáu",
            Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Võ Sáu"),
        ),
        (
            "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nVõ Sáu",
            Signer(("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG", "Võ Sáu"),
        ),
        (
            "TUQ. CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH\nKT. GIÁM ĐỐC SỞ\nPHÓ GIÁM ĐỐC\nPHỤ TRÁCH\nVõ Sáu",
            Signer(
                ("TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "KT. GIÁM ĐỐC SỞ"),
                "PHÓ GIÁM ĐỐC PHỤ TRÁCH",
                "Võ Sáu",
            ),
        ),
        (
            "TRƯỞNG BAN\n\n\nPHÓ CHỦ TỊCH UBND TỈNH\nVõ Sáu",
            Signer((), "TRƯỞNG BAN", "Võ Sáu", "PHÓ CHỦ TỊCH UBND TỈNH"),
        ),
        ("(Đã ký) Võ Thị Sáu", Signer((), "", "Võ Thị Sáu")),
        ("GIÁM ĐỐC\nĐã ký\nThS. Võ Sáu", Signer((), "GIÁM ĐỐC", "ThS. Võ Sáu")),
        ("GIÁM ĐỐC\nĐại tá Võ Sáu", Signer((), "GIÁM ĐỐC", "Đại tá Võ Sáu")),
        ("GIÁM ĐỐC\nVÕ THỊ SÁU", Signer((), "GIÁM ĐỐC", "VÕ THỊ SÁU")),
        ("GIÁM ĐỐC\nH'Lan Êban", Signer((), "GIÁM ĐỐC", "H'Lan Êban")),
        ("KT. CHỦ TỊCH\nVõ Sáu", Signer(("KT. CHỦ TỊCH",), "", "Võ Sáu")),
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\nVõ Sáu", Signer(("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC", "Võ Sáu")),
    ],
)
def test_the_signature_block_is_read(lines, signer):
    assert signed(lines) == signer


def test_a_signature_above_the_recipients_is_found():
    plan = read("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVõ Sáu\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.")

    assert plan.signer == Signer(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Võ Sáu")
    assert places(plan) == ["UBND tỉnh"]


def test_a_signature_without_recipients_is_found():
    assert read("CHỦ TỊCH\n\nVõ Sáu").signer == Signer((), "CHỦ TỊCH", "Võ Sáu")
    assert read("Võ Sáu").signer == Signer(full_name="Võ Sáu")


def test_a_sentence_about_a_leader_is_no_signature():
    plan = read("Giám đốc các sở, trưởng các ngành chịu trách nhiệm thi hành kế hoạch này.")

    assert plan.signer == Signer()
    assert len(plan.body) + len(plan.closing) == 3


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("- Như trên;\n- Sở Y tế;", ["Như trên", "Sở Y tế"]),
        ("Như trên;\nSở Y tế;", ["Như trên", "Sở Y tế"]),
        ("- Ban Nội chính và\nThanh tra;\n- Sở A", ["Ban Nội chính và Thanh tra", "Sở A"]),
        ("• Sở A;\n+ Sở B.\n– Sở C,", ["Sở A", "Sở B", "Sở C"]),
        ("- Sở A; - Sở B;", ["Sở A", "Sở B"]),
        ("- **Sở** A<sub>1</sub>;", ["Sở A1"]),
        ("- ;", []),
        ("**- ;**", []),
    ],
)  # fmt: skip
def test_recipients_are_read(lines, found):
    plan = read(f"Nơi nhận:\n{lines}\n- Lưu: VT.")

    assert places(plan) == found


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("- Lưu: VT.", ""),
        ("- Lưu: VT, (N09).", ""),
        ("- Lưu: VT, NC.", "NC"),
        ("- Lưu: VT, KT-TH(05b).", "KT-TH"),
        ("- Lưu: VT, LĐVP, VX1.", "VX"),
        ("- Lưu: VT, VPHoa.", "VP"),
        ("- Lưu VT, TCHC", "TCHC"),
        ("Lưu: Văn thư, QLĐT.", "QLĐT"),
    ],
)
def test_the_unit_comes_from_the_filing_line(line, unit):
    plan = read(f"*Nơi nhận:*\n- UBND xã;\n{line}")

    assert plain(plan.filing_line) == line.removeprefix("- ")
    assert plan.unit == unit


def test_a_long_filing_line_goes_on():
    plan = read("Nơi nhận:\n- UBND xã;\n- Lưu: VT, KTN,\nNC(05b).\nGIÁM ĐỐC\nVõ Sáu")

    assert plain(plan.filing_line) == "Lưu: VT, KTN, NC(05b)."
    assert plan.signer.position == "GIÁM ĐỐC"


def test_recipients_that_only_stand_in_the_text_are_no_foot():
    plan = read("2. Nơi nhận hồ sơ: bộ phận một cửa.\n\nNơi nhận:\n- UBND xã;\n- Lưu: VT.")

    assert places(plan) == ["UBND xã"]
    assert len(plan.body) == 3


def test_the_last_recipients_count_where_nothing_is_filed():
    plan = read("Nơi nhận:\n\n2. Các thôn thực hiện.\n\nNơi nhận\n- UBND xã;")

    assert places(plan) == ["UBND xã"]
    assert {item.place for item in plan.report if item.kind == "missing"} >= {"filing_line"}


def test_stray_lines_below_the_signature_are_reported_only():
    plan = read("Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nVõ Sáu\nSao y bản chính số 12\nNgười sao: An")

    assert reported(plan, "not_understood") == [
        ("tail", "Sao y bản chính số 12"),
        ("tail", "Người sao: An"),
    ]


def test_what_is_neither_title_nor_name_is_reported():
    plan = read("Nơi nhận:\n- UBND xã;\n- Lưu: VT.\n- Website huyện\nGIÁM ĐỐC\nVõ Sáu")

    assert reported(plan, "not_understood") == [("tail", "- Website huyện")]


def test_appendixes_are_bodies_of_their_own():
    foot = "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nVõ Sáu\n\n"

    plan = read(
        foot + "**PHỤ LỤC I**\nDANH MỤC CÂY GIỐNG\n1. Cây sấu\n2. Cây lim\n\nPhụ lục II\nKinh phí"
    )

    # Printing gives the labels again, as with a Word file.
    assert [appendix.title for appendix in plan.appendixes] == ["DANH MỤC CÂY GIỐNG", ""]
    assert [item.text for item in plan.report if item.place.startswith("appendixes")] == [
        "PHỤ LỤC I",
        "Phụ lục II",
    ]
    assert [len(appendix.body) for appendix in plan.appendixes] == [2, 1]
    ids = [b.id for b in (*plan.body, *plan.appendixes[0].body, *plan.appendixes[1].body)]
    assert len(set(ids)) == len(ids)


def test_many_lines_below_the_signature_are_kept_as_an_appendix():
    plan = read("Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nVõ Sáu\n\n" + "Cây sấu trồng ven đường.\n" * 6)

    (appendix,) = plan.appendixes
    assert appendix.title == ""
    assert len(appendix.body) == 6


def test_empty_emphasis_in_a_cell_of_the_foot_is_nothing():
    plan = read("Nơi nhận:\n<u></u>\t<u></u>\t- Trạm y tế;\n- Lưu: VT.\n")

    assert places(plan) == ["Trạm y tế"]


def test_authority_is_told_by_its_abbreviation():
    assert [is_authority(text) for text in ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")] == [True, False]


@pytest.mark.parametrize(
    ("line", "typer"),
    [
        ("PL.(300)", ("PL", 300)),
        ("NVD (15).", ("NVD", 15)),
        ("(200)", ("", 200)),
        ("(0)", ("", None)),
        ("(Khu vực 2)", ("", None)),
    ],
)
def test_who_typed_it_and_how_many_copies_are_issued(line, typer):
    plan = read(f"Nơi nhận:\n- UBND xã;\n- Lưu: VT, VX.\n{line}\n\nCHỦ TỊCH\nVõ Sáu")

    assert (plan.typer_notation, plan.promulgation_amount) == typer
    assert plan.signer.full_name == "Võ Sáu"


def test_footnotes_that_have_no_place_are_told():
    plan = read(
        "Nơi nhận:\n- UBND xã;\n- Lưu: VT.\nGIÁM ĐỐC<note>Một</note>\nVõ Sáu\n\n"
        "PHỤ LỤC<note>Hai</note>\nMột cây."
    )

    assert [item.text for item in plan.report if "Chú thích ở" in item.message] == ["Một", "Hai"]
