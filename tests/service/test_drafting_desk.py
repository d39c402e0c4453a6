from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    an_agency,
    an_authority,
    an_office,
    bring_to,
    save,
    version_of,
    words,
)
from webapp.db.models.organisations import UnitRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import Signer
from webapp.services import drafting, drafting_desk
from webapp.services.draft_fields import DraftFields

LATER = NOON + timedelta(hours=1)


def typed(database, office, plan_id, **changes):
    """What the form of the plan would post, with changes."""
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    fields = asdict(replace(page.fields, **changes))
    return {name: "" if value is None else str(value) for name, value in fields.items()}


def test_a_new_form_begins_with_place_unit_archive_line_and_the_only_signer(database, office):
    page = drafting_desk.editing(database, office.drafter, None, NOON)

    assert page.fields == DraftFields(
        promulgation_place="An Phước",
        filing_line="Lưu: VT, VHXH.",
        unit_id=office.unit_id,
        signing_authority_id=office.authority_id,
    )
    assert (page.plan_id, page.version, page.ordinal, page.may_submit) == (None, 0, 0, False)
    assert (page.document_type, page.notation) == ("KẾ HOẠCH", "KH-UBND")
    assert page.organ_name == ("ỦY BAN NHÂN DÂN", "XÃ AN PHƯỚC")


def test_a_drafter_without_a_unit_begins_without_one(database, office):
    lonely = a_person(database, office.agency_id, Role.DRAFTER)

    fields = drafting_desk.editing(database, lonely, None, NOON).fields

    assert (fields.unit_id, fields.filing_line) == (None, "Lưu: VT.")


def test_of_two_signers_none_is_chosen_beforehand(database, office):
    an_authority(database, office.agency_id, office.signer.person_id, scope="Văn hóa, xã hội")

    page = drafting_desk.editing(database, office.drafter, None, NOON)

    assert page.fields.signing_authority_id is None
    assert [one.label for one in page.authorities] == [
        "Phạm Quốc Toản – TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
        "Phạm Quốc Toản – TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH (Văn hóa, xã hội)",
    ]
    assert page.authorities[0].block[-1] == "Phạm Quốc Toản"


def test_the_form_shows_the_saved_text_as_it_can_be_typed(database, office):
    plan_id = a_plan(database, office)

    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)

    assert page.fields.body.startswith("I. **MỤC ĐÍCH, YÊU CẦU**\n\n1. Nâng cao hiểu biết")
    assert page.fields.to_places == "UBND tỉnh\nCác thôn"
    assert (page.version, page.ordinal, page.state_label) == (1, 1, "Đang soạn thảo")
    assert (page.consequence, page.may_submit) == ("", True)
    assert page.signature_block == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Quốc Toản")


def test_opening_and_saving_a_form_changes_nothing(database, office):
    plan_id = a_plan(database, office)
    fields = drafting_desk.editing(database, office.drafter, plan_id, NOON).fields

    saved = drafting.save(database, office.drafter, plan_id, 1, fields, now=LATER)

    assert saved.changed is False


def test_findings_stand_beside_their_field(database, office):
    plan_id = a_plan(database, office, a_text(subject=(), signer=Signer()))

    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)

    fields = {one.field for one in page.findings if one.severity == "error"}
    assert {"subject", "signing_authority_id"} <= fields
    assert [one.severity for one in page.findings] == sorted(
        (one.severity for one in page.findings), key=["error", "warning", "hint"].index
    )


def test_findings_of_typed_text_need_no_saving(database, office):
    fields = DraftFields(subject="Kế hoạch", body="1. Việc thứ nhất.\n3. Việc thứ ba.")

    found = drafting_desk.findings_for(database, office.drafter, fields, None, NOON).standing

    about_body = [one for one in found if one.field == "body"]
    assert about_body
    assert "3. Việc thứ ba" in about_body[0].excerpt


def test_findings_of_a_saved_plan_look_at_its_appendixes_too(database, office):
    plan_id = a_plan(database, office)
    fields = drafting_desk.editing(database, office.drafter, plan_id, NOON).fields

    found = drafting_desk.findings_for(database, office.drafter, fields, plan_id, NOON).standing

    assert [one for one in found if one.severity == "error"] == []


def test_what_is_typed_is_kept_and_offered_on_return(database, office):
    plan_id = a_plan(database, office)
    fields = typed(database, office, plan_id, subject="Trích yếu đang gõ")

    drafting_desk.autosave(database, office.drafter, plan_id, fields, 1, now=LATER)

    page = drafting_desk.editing(database, office.drafter, plan_id, LATER)
    assert page.working_copy is not None
    assert page.working_copy.fields.subject == "Trích yếu đang gõ"
    assert page.working_copy.fields.unit_id == office.unit_id
    assert page.working_copy.sentence == "Bản gõ dở lúc 13:00 ngày 02/03/2026."
    assert (page.working_copy.base_ordinal, page.working_copy.outdated) == (1, False)
    assert version_of(database, plan_id) == 1


def test_the_newest_typing_counts(database, office):
    plan_id = a_plan(database, office)
    for words_typed in ("một", "hai"):
        fields = typed(database, office, plan_id, subject=words_typed)
        drafting_desk.autosave(database, office.drafter, plan_id, fields, 1, now=LATER)

    page = drafting_desk.editing(database, office.drafter, plan_id, LATER)

    assert page.working_copy is not None
    assert page.working_copy.fields.subject == "hai"


def test_typing_that_is_what_was_saved_is_not_offered(database, office):
    plan_id = a_plan(database, office)
    drafting_desk.autosave(
        database, office.drafter, plan_id, typed(database, office, plan_id), 1, now=LATER
    )

    assert drafting_desk.editing(database, office.drafter, plan_id, LATER).working_copy is None


def test_typing_that_began_before_another_save_says_so(database, office):
    plan_id = a_plan(database, office)
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    other = replace(page.fields, subject="Lưu ở cửa sổ kia")
    drafting.save(database, office.drafter, plan_id, 1, other, now=LATER)
    fields = typed(database, office, plan_id, subject="gõ ở cửa sổ này")

    drafting_desk.autosave(database, office.drafter, plan_id, fields, 1, now=LATER)

    copy = drafting_desk.editing(database, office.drafter, plan_id, LATER).working_copy
    assert copy is not None
    assert copy.outdated is True


@pytest.mark.parametrize("end", ["save", "discard"])
def test_a_save_and_a_word_remove_what_was_typed(database, office, end):
    plan_id = a_plan(database, office)
    fields = typed(database, office, plan_id, subject="đang gõ")
    drafting_desk.autosave(database, office.drafter, plan_id, fields, 1, now=LATER)

    if end == "save":
        page = drafting_desk.editing(database, office.drafter, plan_id, LATER)
        drafting.save(database, office.drafter, plan_id, 1, page.fields, now=LATER)
    else:
        drafting_desk.discard_working_copy(database, office.drafter, plan_id)

    assert drafting_desk.editing(database, office.drafter, plan_id, LATER).working_copy is None


def test_discarding_nothing_harms_nothing(database, office):
    plan_id = a_plan(database, office)

    drafting_desk.discard_working_copy(database, office.drafter, plan_id)

    assert drafting_desk.editing(database, office.drafter, plan_id, LATER).working_copy is None


def test_half_typed_choices_and_odd_characters_are_kept(database, office):
    plan_id = a_plan(database, office)
    fields = {"subject": "a\x00b\ud800", "unit_id": "không rõ", "lạ": "bỏ qua"}

    drafting_desk.autosave(database, office.drafter, plan_id, fields, 1, now=LATER)

    copy = drafting_desk.editing(database, office.drafter, plan_id, LATER).working_copy
    assert copy is not None
    assert (copy.fields.subject, copy.fields.unit_id) == ("a\x00b\ud800", None)


def test_an_endless_text_is_not_autosaved(database, office):
    plan_id = a_plan(database, office)

    with pytest.raises(InvalidInputError, match="chưa lưu tạm được"):
        drafting_desk.autosave(
            database, office.drafter, plan_id, {"body": "a" * 2_000_001}, 1, now=LATER
        )


def test_only_who_may_save_may_autosave(database, office):
    plan_id = a_plan(database, office)

    with pytest.raises(ForbiddenError):
        drafting_desk.autosave(database, office.unit_head, plan_id, {}, 1, now=LATER)
    with pytest.raises(NotFoundError):
        drafting_desk.editing(database, an_office(database).drafter, plan_id, NOON)
    with pytest.raises(ForbiddenError):
        drafting_desk.editing(database, office.clerk, None, NOON)


def test_a_signer_whose_power_ended_stays_visible_and_marked(database, office):
    ended = an_authority(
        database, office.agency_id, office.signer.person_id, valid_until=NOON.date()
    )
    plan_id = a_plan(database, office, signing_authority_id=ended)

    page = drafting_desk.editing(database, office.drafter, plan_id, NOON + timedelta(days=1))

    assert [one.id for one in page.authorities] == [office.authority_id, ended]
    assert page.authorities[1].label.endswith("– hết hiệu lực")


def test_a_signer_whose_block_lacks_a_title_is_offered_with_a_warning_and_refused(database):
    agency_id = an_agency(database, collective="")
    drafter = a_person(database, agency_id, Role.DRAFTER)
    authority = an_authority(database, agency_id, a_person(database, agency_id).person_id)

    (choice,) = drafting_desk.editing(database, drafter, None, NOON).authorities

    assert choice.label.endswith("thiếu chức danh, báo quản trị cơ quan")
    with pytest.raises(InvalidInputError, match="Báo quản trị cơ quan") as refused:
        fields = DraftFields(signing_authority_id=authority)
        drafting.create_plan(database, drafter, fields, NOON)
    assert refused.value.field == "signing_authority_id"


def test_a_unit_that_was_closed_stays_where_it_was_chosen(database, office):
    closed = save(
        database,
        lambda _: UnitRow(
            agency_id=office.agency_id, name="Ban Nông nghiệp", abbreviation="NN", active=False
        ),
    )
    plan_id = a_plan(database, office, unit_id=closed)

    chosen = drafting_desk.editing(database, office.drafter, plan_id, NOON).units
    offered = drafting_desk.editing(database, office.drafter, None, NOON).units

    assert closed in {one.id for one in chosen}
    assert closed not in {one.id for one in offered}


def test_editing_during_the_checks_says_what_it_costs_and_brings_the_plan_back(
    database, rules, office
):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "format_check")
    page = drafting_desk.editing(database, office.drafter, plan_id, LATER)
    changed = replace(page.fields, subject="Trích yếu mới")

    saved = drafting.save(database, office.drafter, plan_id, page.version, changed, now=LATER)

    assert "rút văn bản về dự thảo" in page.consequence
    assert page.may_submit is False
    assert saved.state == "draft"
    after = drafting_desk.editing(database, office.drafter, plan_id, LATER)
    assert (after.state, after.ordinal, after.consequence) == ("draft", 2, "")


def test_an_unchanged_save_during_the_checks_voids_nothing(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "format_check")
    page = drafting_desk.editing(database, office.drafter, plan_id, LATER)

    saved = drafting.save(database, office.drafter, plan_id, page.version, page.fields, now=LATER)

    assert (saved.state, saved.changed) == ("format_check", False)


def test_an_approved_plan_cannot_be_edited(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "signature")

    with pytest.raises(ForbiddenError, match="đã được duyệt"):
        drafting_desk.editing(database, office.drafter, plan_id, LATER)


def test_emphasis_survives_the_form(database, office):
    subject = (*words("Tiết kiệm "), replace(words("điện")[0], italic=True))
    plan_id = a_plan(database, office, a_text(subject=subject))

    fields = drafting_desk.editing(database, office.drafter, plan_id, NOON).fields

    assert fields.subject == "Tiết kiệm *điện*"
