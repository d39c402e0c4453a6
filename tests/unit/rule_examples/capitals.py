"""Examples of the rules on capitals (PL2)."""

from tests.unit.a_good_plan import a_plan, para, with_body, words
from tests.unit.rule_examples.making import Example, line, text

EXAMPLES = (
    # sentences
    text("ND30-PL2-I", "Phòng Kinh tế Và Hạ tầng làm", "Ông Lò Thị Và làm"),
    text("ND30-PL2-I", "Trách nhiệm Của các thôn", "Trách nhiệm của các thôn"),
    line("ND30-PL2-I-dau-dong", "các thôn thực hiện.", "Các thôn thực hiện."),
    line("ND30-PL2-I-dau-dong", "ở thôn, các hộ thực hiện.", "z, Các hộ thực hiện."),
    Example(
        "ND30-PL2-I-dau-dong",
        "body/p9",
        with_body(para("Các thôn họp.", "p8"), para("trạm y tế báo cáo.", "p9")),
        with_body(para("Các thôn gồm:", "p8"), para("trạm y tế, trường học.", "p9")),
    ),
    Example(
        "ND30-PL2-I-dau-dong",
        "closing/0",
        a_plan(body=a_plan().body[:-1], closing=(words("các đơn vị thực hiện./."),)),
        a_plan(body=a_plan().body[:-1], closing=(words("Các đơn vị thực hiện./."),)),
    ),
    line(
        "ND30-PL2-I-sau-dau-cham",
        "Các thôn họp. trạm y tế báo cáo.",
        "Xong hay không? như sau: Các thôn, v.v. trạm y tế; TP. hồ.",
    ),
    text(
        "ND30-PL2-I-sau-cham-phay",
        "Các thôn họp; Phối hợp với trạm y tế",
        "Các thôn họp; Sở Y tế phối hợp",
    ),
    # special words
    text("ND30-PL2-V.1", "Chính sách của Nhà Nước", "Chính sách của Nhà nước, cơ quan nhà nước"),
    text(
        "ND30-PL2-V.1-nhan-dan",
        "Phục vụ Nhân Dân trong xã",
        "Báo Nhân Dân, Báo Quân Đội Nhân Dân, Nhân dân",
    ),
    text("ND30-PL2-V.1-nhan-dan", "Giao Tòa án Nhân Dân khu vực", "Giao Tòa án nhân dân khu vực"),
    text("ND30-PL2-V.4", "Chủ trương của đảng, pháp luật", "Sinh hoạt của đảng viên, của Đảng"),
    text("ND30-PL2-V.5", "Chào mừng ngày quốc khánh 2-9", "Chào mừng ngày Quốc khánh 2-9"),
    text("ND30-PL2-V.8b", "Dịp tết nguyên đán", "Dịp tết Nguyên đán"),
    text("ND30-PL2-V.8b", "Dịp Tết Trung Thu", "Dịp Tết Trung thu, ông Lê Trung Thu"),
    text("ND30-PL2-V.8c", "Họp vào sáng thứ hai hằng tuần", "Họp lần thứ hai, sáng thứ Hai"),
    text("ND30-PL2-V.8c", "Từ thứ hai đến thứ sáu", "Từ thứ Hai đến thứ Sáu"),
    text(
        "ND30-PL2-V.8c-thang",
        "Trong tháng, từ tháng hai, đầu tháng tám, họp",
        "Cứ một tháng hai lần, trong tháng Tám",
    ),
    text("ND30-PL2-V.2", "Tặng danh hiệu Nghệ sĩ nhân dân", "Tặng Nghệ sĩ Nhân dân, nhân dân"),
    # places
    text("ND30-PL2-III.1a", "Các xã của Tỉnh Nam Định họp", "Tỉnh ủy, Tỉnh đoàn họp"),
    text(
        "ND30-PL2-III.1a",
        "Các phường thuộc Thành phố Thái Nguyên",
        "Phát triển Thành phố Hồ Chí Minh",
    ),
    text("ND30-PL2-III.1a-ten-rieng", "Các xã của tỉnh Lào cai", "Các xã của tỉnh Lào Cai"),
    text("ND30-PL2-III.1b", "Họp tại phường 4, báo cáo", "Mỗi phường 4 cán bộ, tại Phường 4"),
    text("ND30-PL2-III.1c", "Phát triển thủ đô Hà Nội", "Phát triển Thủ đô Hà Nội"),
    text("ND30-PL2-III.1c", "Phát triển Thủ Đô", "Luật Thủ đô"),
    text(
        "ND30-PL2-III.1c",
        "Học tập thành phố Hồ Chí Minh",
        "Học tập các thành phố Hồ Chí Minh, Hà Nội",
    ),
    text("ND30-PL2-III.1-viet-nam", "Người Việt nam", "Người Việt Nam"),
    # bodies
    text("ND30-PL2-IV.1", "Ủy Ban nhân dân xã họp", "Ủy ban nhân dân xã, ủy ban nhân dân họp"),
    text("ND30-PL2-IV.1", "Các Uỷ Ban Nhân Dân họp", "Uỷ ban nhân dân xã họp"),
    text("ND30-PL2-IV.1", "Nghị quyết của Hội Đồng nhân dân xã", "Hội đồng nhân dân xã"),
    text("ND30-PL2-IV.1", "Đề nghị Mặt Trận Tổ quốc xã", "Đề nghị Mặt trận Tổ quốc xã"),
    text("ND30-PL2-IV.1", "Báo cáo Văn Phòng xã", "Ông Trần Văn Phòng, Văn phòng xã"),
    text("ND30-PL2-IV.1-nhan-dan", "Ủy ban Nhân dân xã họp", "Nhân dân xã họp"),
    text("ND30-PL2-IV.1-nhan-dan", "Các ủy ban Nhân dân họp", "Các ủy ban nhân dân họp"),
    text("ND30-PL2-IV.1-to-chuc", "Kiện toàn Ban chỉ đạo", "Kiện toàn ban chỉ đạo, Ban Chỉ đạo"),
    text("ND30-PL2-IV.1-to-chuc", "Giao Hội nông dân xã", "Giao Hội Nông dân, hội nông dân"),
    text("ND30-PL2-V.3-chinh-phu", "Thủ tướng chính phủ giao", "Thủ tướng Chính phủ giao"),
    text("ND30-PL2-III.1a-don-vi", "Báo cáo UBND Tỉnh", "Báo cáo UBND tỉnh, UBND Thành phố"),
    text("ND30-PL2-IV.1-linh-vuc", "Giao Đoàn Thanh Niên xã", "Theo báo Thanh Niên, Tuổi Trẻ"),
    text("ND30-PL2-IV.1-linh-vuc", "Giao Sở Tài Chính", "Giao Sở Tài chính, Sở TÀI CHÍNH"),
    text("ND30-PL2-IV.1-linh-vuc", "Giao Sở tài chính", "Giao Sở xây dựng kế hoạch"),
    text(
        "ND30-PL2-IV.1-linh-vuc",
        "Giao Sở Giáo dục và đào tạo",
        "Giao Sở Giáo dục và Đào tạo, Sở Công thương",
    ),
    text(
        "ND30-PL2-IV.1-linh-vuc",
        "Giao Phòng Kinh Tế xã",
        "Giao Công ty cổ phần Xây Dựng Kinh Tế Nậm Pồ",
    ),
    text("ND30-PL2-IV.1-so", "Giao sở Tài chính", "Giao các cơ sở Y tế, các sở tài chính"),
    text("ND30-PL2-V.3", "Giao Chủ Tịch xã", "Giao Chủ tịch xã, Phó Chủ tịch"),
    # documents
    text("ND30-PL2-V.6-ten-loai", "Thực hiện Nghị Quyết của xã", "Thực hiện Nghị quyết của xã"),
    text("ND30-PL2-V.6-luat", "Theo Luật đất đai", "Theo Luật Đất đai, pháp luật đất đai"),
    text("ND30-PL2-V.6-luat", "Theo Bộ luật dân sự", "Theo Bộ luật Dân sự"),
)
