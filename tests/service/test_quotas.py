"""Nobody fills the storage: pictures of a person, papers of a plan."""

from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_person, a_plan
from tests.service.dossier_files import FACTS, PDF, a_picture, attach
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.services import dossier_deeds, quotas
from webapp.services.draft_fields import new_id
from webapp.services.draft_pictures import add_picture
from webapp.services.uploads import Upload


def insert(database, actor, now=NOON):
    return add_picture(database, actor, a_picture(), new_id, name="a.png", now=now)


def test_who_inserts_many_pictures_waits_an_hour_and_nobody_else(database, office, monkeypatch):
    monkeypatch.setattr(quotas, "PICTURES_AN_HOUR", 2)
    colleague = a_person(database, office.agency_id, Role.DRAFTER)
    for _ in range(2):
        insert(database, office.drafter)

    with pytest.raises(InvalidInputError, match="2 hình trong một giờ") as refused:
        insert(database, office.drafter)

    assert refused.value.field == "pictures"
    assert insert(database, colleague).sha256
    assert insert(database, office.drafter, NOON + timedelta(hours=1)).sha256


def test_a_dossier_takes_so_many_papers_and_counts_the_replaced(database, office, monkeypatch):
    monkeypatch.setattr(quotas, "PAPERS", 2)
    plan_id, other = a_plan(database, office), a_plan(database, office)
    first = attach(database, office.drafter, plan_id)
    newer = Upload("a.png", a_picture())
    dossier_deeds.replace(database, office.drafter, first, FACTS, newer, now=NOON)

    with pytest.raises(InvalidInputError, match="đã nhận 2 tài liệu"):
        attach(database, office.drafter, plan_id, a_picture(size=(9, 9)), "b.png")

    assert attach(database, office.drafter, other, PDF)
