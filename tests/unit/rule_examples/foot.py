"""Examples of the rules on recipients, the line «Lưu», the signature block and appendixes."""

from tests.unit.a_good_plan import a_plan, issued, para, with_appendixes, words
from tests.unit.rule_examples.making import Example, filing, recipients, signer, text
from webapp.domain.plan import Appendix, Signer
from webapp.domain.stages import Stage

TM = "TM. ỦY BAN NHÂN DÂN"
KT = "KT. CHỦ TỊCH"
COUNCIL = {
    "organ_name": "HỘI ĐỒNG NHÂN DÂN\nXÃ NẬM PỒ",
    "code_notation": "KH-HĐND",
}


def head(*authority, position):
    return {"authority": authority, "position": position}


def appendix(note, title="DANH MỤC NHIỆM VỤ", count=1, stage=None):
    """Return a plan whose appendixes begin with this note."""
    one = Appendix(title, (para(note, "q1"),))
    opening = (words("Ban hành Kế hoạch và các Phụ lục như sau:"),)
    make = a_plan if stage is None else issued
    return make(appendixes=(one,) * count, opening=opening)


def titled(*titles):
    body = (para("Nhiệm vụ.", "q1"),)
    opening = (words("Ban hành Kế hoạch và các Phụ lục như sau:"),)
    return a_plan(appendixes=tuple(Appendix(one, body) for one in titles), opening=opening)


NOTE = "(Kèm theo Kế hoạch số 05/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân xã)"
OPEN_NOTE = "(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm … của Ủy ban nhân dân xã)"

EXAMPLES = (
    # recipients
    recipients("ND30-PL1-II.9b-nhu-tren", 0, ["Như trên"], ["Ủy ban nhân dân tỉnh"]),
    recipients("ND30-PL1-II.9c-nhu-dieu", 0, ["Như mục IV"], ["Như Thanh, Thạch Thành"]),
    recipients("ND30-PL1-II.9d", 0, ["UBND tỉnh;", "HĐND xã"], ["UBND tỉnh", "HĐND xã"]),
    recipients("ND30-PL1-II.9d", 1, ["UBND tỉnh", "- HĐND xã"], ["UBND tỉnh", "HĐND xã"]),
    recipients("ND30-PL1-II.9d", 1, ["UBND tỉnh", "HĐND xã."], ["UBND tỉnh", "HĐND xã"]),
    recipients("ND30-PL1-II.9d", 0, ["UBND tỉnh,", "HĐND xã"], ["UBND, HĐND...", "HĐND xã"]),
    recipients("ND30-PL1-II.9d", 0, [" ", "HĐND xã"], ["UBND tỉnh", "HĐND xã"]),
    recipients("ND30-PL1-II.9d-mot-dong", 0, ["UBND tỉnh; HĐND xã"], ["UBND tỉnh, HĐND xã"]),
    recipients("ND30-PL1-II.9d-luu-cuoi", 1, ["UBND tỉnh", "Lưu: VT, VX"], ["UBND tỉnh", "VX"]),
    recipients("TL-noi-nhan-chu", 0, ["Nơi nhận: UBND tỉnh"], ["UBND tỉnh"]),
    recipients("TL-noi-nhan-trung", 1, ["UBND tỉnh", "Ubnd tỉnh"], ["UBND tỉnh", "UBND xã"]),
    recipients("L72-2025-cap-huyen", 0, ["UBND các huyện, thị xã"], ["UBND các xã, phường"]),
    recipients("ND30-PL2-I-dau-dong", 0, ["các sở, ban, ngành"], ["Các sở, ban, ngành"]),
    # the last line
    filing("ND30-PL1-II.9d-luu-VT", "Lưu VT, VHXH.", "Lưu: VT, VHXH."),
    filing("ND30-PL1-II.9d-luu-VT", "Lưu: Vt, VHXH.", "Lưu: VT, VHXH (2)."),
    filing("ND30-PL1-II.9d-luu-VT", "Lưu: VHXH.", "Lưu: VT, VHXH(LVI)."),
    filing("ND30-PL1-II.9d-luu-VT", "VT, VHXH.", "Lưu:VT, VHXH."),
    filing("ND30-PL1-II.9d-luu-phay", "Lưu: VT VHXH.", "Lưu: VT, VHXH."),
    filing("ND30-PL1-II.9d-luu-phay", "Lưu: VT; VHXH.", "Lưu: VT, VHXH."),
    filing("ND30-PL1-II.9d-VT", "Lưu: Văn thư, VHXH.", "Lưu: VT, VHXH."),
    filing("ND30-PL1-II.9d-luu-cham", "Lưu: VT, VHXH", "Lưu: VT, VHXH."),
    filing("ND30-PL1-II.9d-luu-cham", "Lưu: VT, VHXH;", "Lưu: VT, VHXH."),
    filing("ND30-PL1-II.9d-so-ban", "Lưu: VT, VHXH, (2).", "Lưu: VT, VHXH (2)."),
    filing("ND30-PL1-II.9d-so-ban", "Lưu: VT, VHXH, 2 bản.", "Lưu: VT, VHXH (2)."),
    filing("ND30-PL1-II.9d-don-vi", "Lưu: VT.", "Lưu: VT, VHXH."),
    # who signs
    signer("ND30-PL1-II.7c-ho-ten", "full_name", {"full_name": ""}, {"full_name": "Lò Văn Inh"}),
    signer(
        "ND30-PL1-II.7c-chuc-vu",
        "position",
        head(TM, position=""),
        head(TM, position="CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7b",
        "authority",
        head("TM ỦY BAN NHÂN DÂN", KT, position="PHÓ CHỦ TỊCH"),
        head("TM. Ủy ban nhân dân", KT, position="Phó Chủ tịch"),
    ),
    signer(
        "ND30-PL1-II.7b",
        "authority",
        head("TM.ỦY BAN NHÂN DÂN", KT, position="PHÓ CHỦ TỊCH"),
        head(TM, KT, position="PHÓ CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7b",
        "authority",
        head(TM, "KT/ CHỦ TỊCH", position="PHÓ CHỦ TỊCH"),
        head(TM, position="Q. CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7b",
        "authority",
        head("T.M ỦY BAN NHÂN DÂN", KT, position="PHÓ CHỦ TỊCH"),
        head(TM, KT, position="PHÓ CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7b",
        "authority",
        head("THỪA ỦY QUYỀN CHỦ TỊCH", position="TRƯỞNG PHÒNG"),
        head("TUQ. CHỦ TỊCH", position="TRƯỞNG PHÒNG"),
    ),
    signer(
        "ND30-PL1-II.7b",
        "position",
        head(TM, position="Q CHỦ TỊCH"),
        head(TM, position="Q. CHỦ TỊCH"),
    ),
    signer(
        "TL-chuc-vu-co-quan",
        "position",
        head(TM, position="CHỦ TỊCH UBND XÃ"),
        head(TM, position="CHỦ TỊCH"),
    ),
    signer("TL-ho-ten-dau", "full_name", {"full_name": "Lò Văn Inh."}, {"full_name": "H'Yim Kđoh"}),
    signer("TL-ho-ten-dau", "full_name", {"full_name": "Lò Văn 2"}, {"full_name": "Lò Văn Hai"}),
    signer(
        "ND30-PL1-II.7b-van-ban-dang",
        "authority",
        head("T/M ỦY BAN NHÂN DÂN", KT, position="PHÓ CHỦ TỊCH"),
        head(TM, KT, position="PHÓ CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7b-ten-tap-the",
        "authority",
        head("TM. UBND", KT, position="PHÓ CHỦ TỊCH"),
        head("TM. UỶ BAN NHÂN DÂN", KT, position="PHÓ CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7b-TM",
        "authority",
        head(KT, position="PHÓ CHỦ TỊCH"),
        head("TL. CHỦ TỊCH", position="CHÁNH VĂN PHÒNG"),
    ),
    signer(
        "ND30-PL1-II.7b-TM-khac",
        "authority",
        head("TM. HỘI ĐỒNG NHÂN DÂN", KT, position="PHÓ CHỦ TỊCH"),
        head(TM, KT, position="PHÓ CHỦ TỊCH"),
    ),
    Example(
        "ND30-PL1-II.7b-TM-khac",
        "signer.authority",
        a_plan(**COUNCIL, signer=Signer((TM,), "CHỦ TỊCH", "Lò Văn Inh")),
        a_plan(**COUNCIL, signer=Signer(("TM. HỘI ĐỒNG NHÂN DÂN",), "CHỦ TỊCH", "Lò Văn Inh")),
    ),
    Example(
        "ND30-D13-thu-truong",
        "signer.authority",
        a_plan(
            organ_in_charge="UBND TỈNH ĐIỆN BIÊN",
            organ_name="SỞ TÀI CHÍNH",
            code_notation="KH-STC",
            signer=Signer(("TM. SỞ TÀI CHÍNH",), "GIÁM ĐỐC", "Lò Văn Inh"),
        ),
        a_plan(
            organ_in_charge="UBND TỈNH ĐIỆN BIÊN",
            organ_name="SỞ TÀI CHÍNH",
            code_notation="KH-STC",
            signer=Signer((), "GIÁM ĐỐC", "Lò Văn Inh"),
        ),
    ),
    signer(
        "TL-thu-tu-quyen-han",
        "authority",
        head(KT, TM, position="PHÓ CHỦ TỊCH"),
        head(TM, KT, position="PHÓ CHỦ TỊCH"),
    ),
    signer(
        "ND30-D13-KT",
        "authority",
        head(TM, position="PHÓ CHỦ TỊCH"),
        head("TUQ. CHỦ TỊCH", position="PHÓ TRƯỞNG PHÒNG"),
    ),
    signer(
        "ND30-D13-KT-cap-truong",
        "position",
        head(TM, KT, position="CHỦ TỊCH"),
        head(TM, position="CHỦ TỊCH"),
    ),
    signer(
        "ND30-D13-KT-khac-chuc-vu",
        "position",
        head(TM, "KT. GIÁM ĐỐC", position="PHÓ CHỦ TỊCH"),
        head("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", position="PHÓ CHÁNH VĂN PHÒNG"),
    ),
    signer(
        "ND30-D13-KT-khac-chuc-vu",
        "position",
        head("KT. CHỦ TỊCH", position="THỨ TRƯỞNG"),
        head("KT. BỘ TRƯỞNG", position="THỨ TRƯỞNG"),
    ),
    signer(
        "ND30-D13-TL",
        "position",
        head("TL. CHỦ TỊCH", position="PHÓ CHỦ TỊCH"),
        head("TL. CHỦ TỊCH", position="TRƯỞNG PHÒNG"),
    ),
    signer(
        "ND30-PL1-II.7c-viet-tat",
        "position",
        head(TM, KT, position="PHÓ CT"),
        head(TM, KT, position="PHÓ CHỦ TỊCH"),
    ),
    signer(
        "ND30-PL1-II.7c-viet-tat",
        "position",
        head("KT. GIÁM ĐỐC", position="P. GIÁM ĐỐC"),
        head("KT. GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC"),
    ),
    signer(
        "ND30-PL1-II.7c-viet-tat",
        "authority",
        head("TL. CT", position="CHÁNH VĂN PHÒNG"),
        head("TL. CHỦ TỊCH", position="CHÁNH VĂN PHÒNG"),
    ),
    signer(
        "ND30-PL1-II.7c-hoc-vi",
        "full_name",
        {"full_name": "ThS. Lò Văn Inh"},
        {"full_name": "Thái Văn Inh"},
    ),
    signer(
        "ND30-PL1-II.7c-hoc-vi",
        "full_name",
        {"full_name": "Tiến sĩ Lò Văn Inh"},
        {"full_name": "Tiến Văn Inh"},
    ),
    signer(
        "ND30-PL1-II.7đ-ho-ten",
        "full_name",
        {"full_name": "LÒ VĂN INH"},
        {"full_name": "H'Yim Kđoh"},
    ),
    signer("ND30-PL2-II.1", "full_name", {"full_name": "Lò văn Inh"}, {"full_name": "Lò Văn Inh"}),
    signer(
        "TL-ten-mau", "full_name", {"full_name": "Nguyễn Văn A"}, {"full_name": "Nguyễn Văn An"}
    ),
    # appendixes
    Example("ND30-PL1-III.1a", "appendixes", with_appendixes(1), with_appendixes(1, "Phụ lục")),
    Example("ND30-PL1-III.1a", "appendixes", with_appendixes(1), with_appendixes(1, "danh mục")),
    Example(
        "ND30-PL1-III.1a-la-ma",
        "opening/0",
        with_appendixes(2, "các Phụ lục, theo Phụ lục 1"),
        with_appendixes(2, "các Phụ lục, theo Phụ lục 1 ban hành kèm theo Thông tư"),
    ),
    Example(
        "ND30-PL1-III.1a",
        "appendixes/1",
        with_appendixes(2, "Phụ lục I"),
        with_appendixes(2, "Phụ lục I và Phụ lục II"),
    ),
    Example(
        "ND30-PL1-III.1a-la-ma",
        "opening/0",
        with_appendixes(2, "Phụ lục 1 và Phụ lục 2"),
        with_appendixes(1, "Phụ lục 1"),
    ),
    Example(
        "ND30-PL1-III.1a-la-ma",
        "appendixes/1",
        titled("Phụ lục I\nBIỂU MỘT", "Phụ lục 2\nBIỂU HAI"),
        titled("Phụ lục I\nBIỂU MỘT", "Phụ lục II\nBIỂU HAI"),
    ),
    Example(
        "ND30-PL1-III.1a-mot", "appendixes/0", titled("Phụ lục số 01:\nBIỂU"), titled("BIỂU 01")
    ),
    text("ND30-PL1-III.1a-thieu", "Chi tiết tại Phụ lục kèm theo", "Chi tiết kèm theo"),
    Example(
        "ND30-PL1-III.1a-thieu",
        "opening/0",
        with_appendixes(2, "Phụ lục I, Phụ lục II và Phụ lục IV"),
        with_appendixes(2, "Phụ lục I, Phụ lục II; Phụ lục IV của Thông tư"),
    ),
    Example("ND30-PL1-III.1b", "appendixes/0", titled("PHỤ LỤC\nBIỂU"), titled("PHỤ LỤC NHIỆM VỤ")),
    Example(
        "ND30-PL1-III.1c-dung-van-ban",
        "appendixes/0/q1",
        appendix(NOTE.replace("05/", "06/"), stage=Stage.ISSUED),
        appendix(NOTE, stage=Stage.ISSUED),
        Stage.ISSUED,
    ),
    Example(
        "ND30-PL1-III.1c-dung-van-ban",
        "appendixes/0/q1",
        appendix(NOTE.replace("ngày 02", "ngày 12"), stage=Stage.ISSUED),
        appendix(NOTE.replace("tháng 3", "tháng 3"), stage=Stage.ISSUED),
        Stage.ISSUED,
    ),
    Example(
        "ND30-PL1-III.1c-de-trong",
        "appendixes/0/q1",
        appendix(OPEN_NOTE, stage=Stage.ISSUED),
        appendix(OPEN_NOTE.replace("Kế hoạch", "Quyết định"), stage=Stage.ISSUED),
        Stage.ISSUED,
    ),
    Example(
        "ND30-PL1-III.1c-co-quan",
        "appendixes/0/q1",
        appendix(OPEN_NOTE.partition(" của")[0] + ")"),
        appendix(OPEN_NOTE),
    ),
    Example(
        "ND30-PL1-III.1c-co-quan",
        "appendixes/0/q1",
        appendix("(Kèm theo Kế hoạch số 05/KH-UBND)"),
        appendix(NOTE.replace(" của ", " ")),
    ),
)
