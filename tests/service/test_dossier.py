"""The hồ sơ trình: papers put in, replaced, taken out, and read by whoever reads the plan."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.service.builders import NOON, bring_to, take
from tests.service.dossier_files import (
    FACTS,
    PDF,
    a_picture,
    attach,
    events,
    opened,
    pdf_saying,
    workbook,
)
from tests.service.records import last_event, told_last
from tests.unit.docx_samples import p, paper
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.domain.dossier import PaperKind
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.services import dossier_deeds, dossier_files, reading
from webapp.services.rules import Rules
from webapp.services.uploads import Upload

LATER = NOON + timedelta(hours=2)
REASON = "Nhầm tệp của kế hoạch khác"


def dossier(database, rules, actor, plan_id):
    return reading.plan_page(database, rules, actor, plan_id, NOON).dossier


def replace_with(database, actor, paper_id, data, *, facts=FACTS, now=LATER):
    file = Upload("ban moi.pdf", data)
    return dossier_deeds.replace(database, actor, paper_id, facts, file, now=now)


# --- putting in


def test_a_paper_is_kept_with_its_facts_and_its_hash(database, rules, office, plan_id):
    attach(database, office.drafter, plan_id)

    (one,) = dossier(database, rules, office.signer, plan_id).papers
    assert (one.kind_label, one.title, one.file_label) == ("Tờ trình", FACTS.title, "PDF")
    assert one.about == "Phòng Văn hóa - Xã hội, số 05/TTr-VHXH, ngày 02/03/2026"
    assert (one.who, one.size, one.ordinal) == ("Lê Thị Hạnh", len(PDF), 1)
    assert one.file_name == ("to-trinh-05-ttr-vhxh-ban-hanh-ke-hoach-tuyen-truyen-nam-2026.pdf")
    assert one.sha256.startswith(one.short_hash)


def test_the_event_says_what_was_added(database, office, plan_id):
    attach(database, office.drafter, plan_id)

    name, action, details = last_event(database, plan_id)
    assert (name, action) == ("Lê Thị Hạnh", "attach")
    assert (details["kind"], details["title"]) == ("Tờ trình", FACTS.title)
    assert len(details["sha256"]) == 64


def test_papers_stand_in_the_order_of_their_kinds(database, rules, office, plan_id):
    basis = replace(FACTS, kind=PaperKind.BASIS, title="Chương trình công tác")
    attach(database, office.drafter, plan_id, a_picture(), "a.png", facts=basis)
    attach(database, office.drafter, plan_id)

    papers = dossier(database, rules, office.drafter, plan_id).papers
    assert [one.kind for one in papers] == ["to_trinh", "can_cu"]


def test_a_second_tap_adds_nothing(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    again = dossier_deeds.attach(
        database, office.drafter, plan_id, FACTS, Upload("a.pdf", PDF), now=LATER
    )

    assert again.paper_id == first
    assert again.message == "Tài liệu này đã có trong hồ sơ trình; không cần thêm lại."
    assert len(dossier(database, rules, office.drafter, plan_id).papers) == 1


def test_without_a_file_nothing_is_added(database, office, plan_id):
    with pytest.raises(InvalidInputError, match="Chọn tệp") as refused:
        dossier_deeds.attach(database, office.drafter, plan_id, FACTS, None, now=NOON)

    assert refused.value.field == "file"


@pytest.mark.parametrize(
    "secret", [pdf_saying("MAT", {"A": "Ậ"}), paper(p("MẬT"))], ids=["pdf", "docx"]
)
def test_a_secret_paper_is_refused(database, office, plan_id, secret):
    with pytest.raises(InvalidInputError, match="bí mật nhà nước"):
        attach(database, office.drafter, plan_id, secret)


def test_whoever_the_plan_waits_for_adds_his_opinion_and_the_drafter_is_told(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "format_check")
    opinion = replace(FACTS, kind=PaperKind.OPINION, title="Ý kiến về thể thức")

    attach(database, office.format_checker, plan_id, facts=opinion)

    kind, message = told_last(database, office.drafter)
    assert kind == "dossier"
    assert "Ngô Thanh Mai thêm «Ý kiến về thể thức» vào hồ sơ trình." in message


def test_whoever_decides_is_told_of_a_new_paper(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    attach(database, office.drafter, plan_id)

    assert "Lê Thị Hạnh thêm" in told_last(database, office.signer)[1]


def test_others_may_not_add(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    with pytest.raises(ForbiddenError, match="người đang xử lý"):
        attach(database, office.unit_head, plan_id)

    assert not dossier(database, rules, office.unit_head, plan_id).may_add


def test_after_the_number_the_dossier_is_closed(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")

    with pytest.raises(ForbiddenError, match="đã đóng"):
        attach(database, office.drafter, plan_id)


# --- replacing


def test_a_new_version_takes_the_place_and_the_old_one_stays(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    second = replace_with(database, office.drafter, first, a_picture()).paper_id

    (one,) = dossier(database, rules, office.drafter, plan_id).papers
    assert (one.id, one.ordinal) == (second, 2)
    assert [old.id for old in one.older] == [first]
    assert opened(database, office.signer, plan_id, first).newest.id == second
    old = dossier_files.download(database, office.signer, plan_id, first, NOON)
    assert old.data == PDF


def test_only_the_newest_version_of_the_own_paper_offers_the_deeds(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    second = replace_with(database, office.drafter, first, a_picture()).paper_id

    assert opened(database, office.drafter, plan_id, second).paper.may_replace
    assert opened(database, office.drafter, plan_id, second).paper.may_remove
    assert not opened(database, office.drafter, plan_id, first).paper.may_replace
    assert not opened(database, office.signer, plan_id, second).paper.may_replace


def test_the_same_file_with_the_same_facts_is_no_new_version(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    with pytest.raises(InvalidInputError, match="giống hệt"):
        replace_with(database, office.drafter, first, PDF)


def test_a_slip_in_the_facts_is_mended_with_the_same_file(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    replace_with(database, office.drafter, first, PDF, facts=replace(FACTS, number="06/TTr-VHXH"))

    (one,) = dossier(database, rules, office.drafter, plan_id).papers
    assert "06/TTr-VHXH" in one.about


def test_a_second_tap_replaces_nothing(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    second = replace_with(database, office.drafter, first, a_picture())

    again = replace_with(database, office.drafter, first, a_picture())

    assert again.paper_id == second.paper_id
    assert "đã thay tài liệu này lúc 14:00 ngày 02/03/2026" in again.message


def test_a_version_that_was_replaced_is_not_replaced_again(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    replace_with(database, office.drafter, first, a_picture())

    with pytest.raises(StalePageError, match="Lê Thị Hạnh đã thay tài liệu này lúc 14:00"):
        replace_with(database, office.drafter, first, workbook())


def test_another_persons_paper_is_his(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    first = attach(database, office.format_checker, plan_id)

    with pytest.raises(ForbiddenError, match="người đã thêm"):
        replace_with(database, office.drafter, first, a_picture())


@pytest.mark.parametrize("paper_id", [999])
def test_a_paper_that_is_not_there_is_not_found(database, office, plan_id, paper_id):
    with pytest.raises(NotFoundError):
        replace_with(database, office.drafter, paper_id, PDF)
    with pytest.raises(NotFoundError):
        opened(database, office.drafter, plan_id, paper_id)


# --- taking out


def test_a_removed_paper_stays_with_its_reason(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    done = dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    found = dossier(database, rules, office.signer, plan_id)
    assert done.message == f"Đã gỡ «{FACTS.title}» khỏi hồ sơ trình."
    assert found.papers == ()
    (one,) = found.removed
    assert (one.removal.who, one.removal.reason) == ("Lê Thị Hạnh", REASON)
    assert opened(database, office.signer, plan_id, first).pages == 2


def test_a_reason_is_asked_for(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    with pytest.raises(InvalidInputError, match="Ghi lý do"):
        dossier_deeds.remove(database, office.drafter, first, " ", NOON)


def test_a_second_tap_removes_nothing(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    again = dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    assert "đã gỡ tài liệu này lúc 14:00" in again.message
    assert events(database, "detach") == 1


def test_what_was_removed_is_not_replaced(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    with pytest.raises(StalePageError, match="đã gỡ lúc"):
        replace_with(database, office.drafter, first, a_picture())


def test_the_same_paper_may_be_added_again_after_it_was_removed(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    assert attach(database, office.drafter, plan_id) != first


def test_nothing_is_removed_while_somebody_decides(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "content_check")

    with pytest.raises(ForbiddenError, match="đang trình"):
        dossier_deeds.remove(database, office.drafter, first, REASON, NOON)


def test_a_returned_plan_lets_the_drafter_remove_his(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return")

    dossier_deeds.remove(database, office.drafter, first, REASON, NOON)

    assert dossier(database, rules, office.drafter, plan_id).papers == ()


def test_a_name_without_letters_still_says_the_kind(database, rules, office, plan_id):
    attach(database, office.drafter, plan_id, facts=replace(FACTS, title="…", number=""))

    assert dossier(database, rules, office.drafter, plan_id).papers[0].file_name == "to-trinh.pdf"


# --- what the workflow asks for


@pytest.fixture
def asking(tmp_path):
    """Rules whose workflow asks for a tờ trình."""
    text = (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")
    (tmp_path / "ke_hoach.toml").write_text(f'papers = ["to_trinh"]\n{text}', encoding="utf-8")
    return Rules.load(tmp_path, templates_folder())


def test_the_page_says_what_the_workflow_asks_for(database, asking, office, plan_id):
    assert dossier(database, asking, office.drafter, plan_id).missing == ("Tờ trình",)

    attach(database, office.drafter, plan_id)

    assert dossier(database, asking, office.drafter, plan_id).missing == ()


def test_once_issued_nobody_asks_any_more(database, asking, office, plan_id):
    bring_to(database, asking, office, plan_id, "issued")

    assert dossier(database, asking, office.drafter, plan_id).missing == ()
