"""Own templates of an agency: checked, taken into use from a day, kept by running plans."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, an_office, save, take
from tests.service.records import the_plan
from tests.unit.template_samples import FILES, with_words
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import AdvisoryBodyRow
from webapp.db.models.papers import TemplateVersionRow, UploadRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.stages import Stage
from webapp.services import papers, templates_list, templates_upload
from webapp.services.draft_fields import DraftFields
from webapp.services.rules import Rules
from webapp.services.templates_upload import UseInput
from webapp.services.uploads import Upload

NAME = "ke_hoach"
TODAY = date(2026, 3, 2)
OTHER = with_words("Nơi nhận:", "Nơi gửi:")
THIRD = with_words("Nơi nhận:", "Gửi tới:")


@pytest.fixture
def admin(office):
    return office.administrator


def check(database, rules, actor, docx=OTHER, now=NOON):
    file = Upload("Mẫu của xã.docx", docx)
    return templates_upload.check_upload(database, rules, actor, NAME, file, now=now)


def use(database, rules, actor, docx=OTHER, used_from=TODAY, label="Có lô gô", now=NOON):
    """Upload a file and take it into use; return the version's id."""
    upload_id = check(database, rules, actor, docx, now).upload_id
    values = UseInput(NAME, upload_id, label, used_from)
    return templates_upload.use_from(database, rules, actor, values, now)


def template_on(database, rules, office, day=TODAY, body_id=None):
    with database.reading() as session:
        return rules.template_for(session, office.agency_id, body_id, day).source


def the_view(database, rules, actor, now=NOON, name=NAME):
    views = templates_list.list_templates(database, rules, actor, now)
    return next(view for view in views if view.name == name)


def last_action(database, actor):
    own = select(AuditRow.action).where(AuditRow.agency_id == actor.agency_id)
    with database.reading() as session:
        return session.scalars(own.order_by(AuditRow.ordinal.desc())).first()


def body(database, office, **changes):
    values = {"name": "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "abbreviation": "BCĐ", **changes}
    return save(database, lambda _: AdvisoryBodyRow(agency_id=office.agency_id, **values))


def test_a_sound_file_waits_with_its_report(database, rules, admin):
    checked = check(database, rules, admin)

    waiting = templates_upload.waiting(database, rules, admin, NAME, checked.upload_id, now=NOON)

    assert checked.faults == ()
    assert waiting.file_name == "Mẫu của xã.docx"
    assert ("ho_ten", "Họ và tên người ký") in waiting.placeholders


def test_a_wrong_file_is_not_kept_and_every_fault_is_named(database, rules, admin):
    checked = check(database, rules, admin, with_words("{{ ho_ten }}", "{{ ho_tenn }}"))

    assert checked.upload_id is None
    unknown, missing = templates_upload.sentences(checked.faults)
    assert unknown.startswith(
        "Thân văn bản, bảng 2, hàng 1, ô 2, đoạn «{{ ho_tenn }}»: thẻ «ho_tenn» không có trong "
        "danh sách thẻ của mẫu; có phải «ho_ten»"
    )
    assert missing == "Mẫu thiếu thẻ «ho_ten» (Họ và tên người ký); hãy thêm vào."
    with database.reading() as session:
        assert session.scalar(select(UploadRow)) is None


def test_a_check_that_does_not_end_refuses_the_file(database, rules, admin, monkeypatch):
    monkeypatch.setattr(templates_upload, "CHECKER", "webapp.no_such_module")

    checked = check(database, rules, admin)

    assert checked.upload_id is None
    assert checked.faults[0].startswith("Không kiểm tra xong tệp này trong thời gian")


@pytest.mark.parametrize("stage", list(Stage))
def test_the_sample_is_shown_on_the_waiting_file_at_each_stage(database, rules, admin, stage):
    upload_id = check(database, rules, admin).upload_id

    paper = templates_upload.trial_paper(database, rules, admin, (NAME, upload_id), stage, now=NOON)

    assert paper.data.startswith(b"PK")
    assert paper.file_name.startswith("thu-ke-hoach-")


def test_a_version_is_used_from_its_day_on_and_recorded(database, rules, office, admin):
    use(database, rules, admin, used_from=TODAY + timedelta(days=3))

    assert last_action(database, admin) == "add_template"
    assert template_on(database, rules, office) == FILES.docx
    assert template_on(database, rules, office, TODAY + timedelta(days=3)) == OTHER
    with database.reading() as session:
        assert session.scalar(select(UploadRow)) is None


def test_the_newest_day_counts_and_on_one_day_the_newest_version(database, rules, office, admin):
    use(database, rules, admin, OTHER, TODAY + timedelta(days=5))
    use(database, rules, admin, THIRD, TODAY)

    assert template_on(database, rules, office) == THIRD
    assert template_on(database, rules, office, TODAY + timedelta(days=9)) == OTHER

    use(database, rules, admin, THIRD, TODAY + timedelta(days=5))

    assert template_on(database, rules, office, TODAY + timedelta(days=9)) == THIRD


def test_a_version_is_no_other_agencys(database, rules, admin):
    elsewhere = an_office(database, short_name="UBND xã Khác")
    version_id = use(database, rules, admin)

    assert template_on(database, rules, elsewhere) == FILES.docx
    with pytest.raises(NotFoundError):
        templates_list.download_version(database, elsewhere.administrator, version_id)


def test_a_running_plan_keeps_its_version(database, rules, office, admin, plan_id):
    version_id = use(database, rules, admin)
    take(database, rules, office.drafter, plan_id, "submit")
    use(database, rules, admin, THIRD)
    templates_list.withdraw(database, admin, version_id, 1, NOON)

    plan = the_plan(database, plan_id)
    with database.reading() as session:
        assert rules.template_of(session, plan, TODAY).source == OTHER
    assert template_on(database, rules, office) == THIRD


def test_a_running_plan_keeps_a_template_that_todays_rules_refuse(
    database, rules, office, plan_id, tmp_path, monkeypatch
):
    take(database, rules, office.drafter, plan_id, "submit")
    monkeypatch.setattr("webapp.documents.template.MOST_STYLES", 10)
    monkeypatch.setattr("webapp.documents.template_safety.LARGEST", 10)
    later = Rules.load(tmp_path, tmp_path)

    plan = the_plan(database, plan_id)

    with database.reading() as session:
        assert later.template_of(session, plan, TODAY).source == FILES.docx


def test_the_preview_shows_the_template_that_the_plan_would_begin_on(
    database, rules, office, admin, plan_id
):
    def preview(of):
        fields = DraftFields(
            unit_id=office.unit_id, signing_authority_id=office.authority_id, subject="Thử mẫu"
        )
        return papers.preview(database, rules, office.drafter, fields, of, now=NOON)

    before = preview(None)
    use(database, rules, admin)

    assert preview(None) != before
    take(database, rules, office.drafter, a_plan(database, office), "submit")
    assert preview(plan_id)


def test_a_bound_plan_is_previewed_on_its_own_version(database, rules, office, admin, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.drafter, plan_id, "withdraw")
    fields = DraftFields(
        unit_id=office.unit_id, signing_authority_id=office.authority_id, subject="Thử mẫu"
    )
    before = papers.preview(database, rules, office.drafter, fields, plan_id, now=NOON)

    use(database, rules, admin)

    assert papers.preview(database, rules, office.drafter, fields, plan_id, now=NOON) == before


def test_a_withdrawn_version_is_not_used_again_and_cannot_be_withdrawn_twice(
    database, rules, office, admin
):
    version_id = use(database, rules, admin)

    templates_list.withdraw(database, admin, version_id, 1, NOON)

    assert last_action(database, admin) == "withdraw_template"
    assert template_on(database, rules, office) == FILES.docx
    with pytest.raises(StalePageError):
        templates_list.withdraw(database, admin, version_id, 1, NOON)
    with pytest.raises(InvalidInputError, match="đã được rút"):
        templates_list.withdraw(database, admin, version_id, 2, NOON)


def test_the_list_says_which_version_is_used_and_who_uses_it(database, rules, admin):
    use(database, rules, admin, label="Bản một")
    use(database, rules, admin, THIRD, label="Bản hai")
    use(database, rules, admin, used_from=TODAY + timedelta(days=9), label="Bản ba")

    view = the_view(database, rules, admin)

    assert view.issuers == ("UBND xã An Phước",)
    assert not view.shipped_now
    assert [(one.label, one.used_now, one.waits) for one in view.versions] == [
        ("Bản ba", False, True),
        ("Bản hai", True, False),
        ("Bản một", False, False),
    ]
    assert view.versions[0].uploaded_by == "Bùi Gia Bảo"


def test_the_shipped_file_and_an_own_version_can_be_downloaded(database, rules, admin):
    version_id = use(database, rules, admin)

    shipped = templates_list.download_shipped(rules, admin, NAME)
    own = templates_list.download_version(database, admin, version_id)

    assert (shipped.file_name, shipped.data) == ("mau-ke-hoach.docx", FILES.docx)
    assert (own.file_name, own.data) == ("mau-ke-hoach-ban-1.docx", OTHER)
    assert templates_list.version_view(database, admin, version_id, NOON).ordinal == 1


def test_a_day_that_is_past_is_refused(database, rules, admin):
    with pytest.raises(InvalidInputError, match="từ hôm nay trở đi") as refused:
        use(database, rules, admin, used_from=TODAY - timedelta(days=1))

    assert refused.value.field == "used_from"


def test_a_discarded_file_waits_no_more(database, rules, admin):
    upload_id = check(database, rules, admin).upload_id

    templates_upload.discard(database, admin, NAME, upload_id)

    with pytest.raises(NotFoundError):
        templates_upload.waiting(database, rules, admin, NAME, upload_id, now=NOON)


def test_who_does_not_administer_reaches_no_template(database, rules, office):
    drafter = office.drafter
    use_it = UseInput(NAME, 1, "a", TODAY)
    for forbidden in (
        lambda: check(database, rules, drafter),
        lambda: templates_upload.waiting(database, rules, drafter, NAME, 1, now=NOON),
        lambda: templates_upload.use_from(database, rules, drafter, use_it, NOON),
        lambda: templates_upload.discard(database, drafter, NAME, 1),
        lambda: templates_list.list_templates(database, rules, drafter, NOON),
        lambda: templates_list.withdraw(database, drafter, 1, 1, NOON),
        lambda: templates_list.download_shipped(rules, drafter, NAME),
    ):
        with pytest.raises(ForbiddenError):
            forbidden()


def test_the_agency_and_its_bodies_choose_among_the_shipped_templates(
    database, rules, office, admin
):
    body_id = body(database, office, template_name="khong_con")
    agency, board = templates_list.issuers(database, rules, admin)

    assert (agency.label, agency.body_id) == ("UBND xã An Phước", None)
    assert (board.label, board.body_id) == ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", body_id)
    assert board.template_name == "khong_con"

    chosen = replace(board, template_name=NAME)
    templates_list.choose_template(database, rules, admin, chosen, NOON)
    templates_list.choose_template(database, rules, admin, agency, NOON)

    assert last_action(database, admin) == "choose_template"
    assert template_on(database, rules, office, body_id=body_id) == FILES.docx
    with database.reading() as session:
        assert session.get_one(AdvisoryBodyRow, body_id).template_name == NAME


def test_a_choice_that_is_not_there_is_refused(database, rules, admin):
    agency = templates_list.issuers(database, rules, admin)[0]

    with pytest.raises(InvalidInputError, match="Chọn một mẫu trong danh sách"):
        wrong = replace(agency, template_name="khong_co")
        templates_list.choose_template(database, rules, admin, wrong, NOON)
    with pytest.raises(NotFoundError):
        wrong = replace(agency, body_id=999)
        templates_list.choose_template(database, rules, admin, wrong, NOON)
    elsewhere = an_office(database, short_name="UBND xã Khác")
    with pytest.raises(NotFoundError):
        wrong = replace(agency, body_id=body(database, elsewhere))
        templates_list.choose_template(database, rules, admin, wrong, NOON)
    with pytest.raises(StalePageError):
        templates_list.choose_template(database, rules, admin, replace(agency, version=9), NOON)


def test_versions_are_counted_for_each_agency_and_template(database, rules, admin):
    use(database, rules, admin)
    use(database, rules, admin)

    with database.reading() as session:
        assert session.scalars(
            select(TemplateVersionRow.ordinal).order_by(TemplateVersionRow.id)
        ).all() == [1, 2]
