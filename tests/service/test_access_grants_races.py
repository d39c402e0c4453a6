"""One right confirmed, declined and taken back at the same moment in two processes."""

from tests.service.builders import NOON, a_person
from tests.service.grants import change, form_of, the
from tests.service.meeting import one_refused, wish
from webapp.domain.people import Role
from webapp.services import audit, confirming_grants
from webapp.services.administration import save_person

CLERK, BOTH = frozenset({Role.CLERK}), frozenset({Role.CLERK, Role.SIGNER})


def test_confirming_and_declining_a_right_at_once_is_one_of_them(database, at_once, office):
    second = a_person(database, office.agency_id, Role.ADMINISTRATOR, full_name="Lý Thu An")
    grant_id = change(database, office, office.clerk, roles=BOTH).pending.id

    answers = at_once(
        wish(confirming_grants.confirm_grant, office.signer, grant_id, NOON),
        wish(confirming_grants.decline_grant, second, grant_id, "Chưa có phân công", now=NOON),
    )

    assert one_refused(answers)
    declined = answers[0].startswith("refused")
    view = the(database, office.administrator, office.clerk.person_id)
    assert (view.roles, view.pending) == (CLERK if declined else BOTH, None)
    assert audit.verify(database) == ()


def test_a_right_withdrawn_and_confirmed_at_once_is_not_half_held(database, at_once, office):
    view = change(database, office, office.clerk, roles=BOTH)

    told = at_once(
        wish(confirming_grants.confirm_grant, office.signer, view.pending.id, NOON),
        wish(save_person, office.administrator, form_of(view, roles=CLERK), NOON),
    )
    answers = [str(one) for one in told]  # saving answers with the person's id

    assert one_refused(answers)
    withdrawn = answers[0].startswith("refused")
    after = the(database, office.administrator, office.clerk.person_id)
    assert (after.roles, after.pending) == (CLERK if withdrawn else BOTH, None)
