"""Copies of an issued plan through the real service, for tests of what they are and leave."""

from itertools import count

from tests.service.builders import NOON, a_series
from webapp.domain.copies import CopyKind
from webapp.services.copies import CopyWish, make_copy

_KEYS = count(1)


def a_copies_series(database, office, last_number=2) -> int:
    """Open the series in which all kinds of copies count."""
    return a_series(
        database,
        office.agency_id,
        name="Bản sao",
        type_name="Bản sao y",
        last_number=last_number,
    )


def copy(database, rules, office, plan_id, kind="sao_y", *, actor=None, now=NOON, **changes):
    """Make a copy as the clerk does; return what came of it."""
    values = {
        "form": "paper",
        "authority_id": office.authority_id,
        "to_places": "- Sở Tư pháp;\nCông an xã.",
        "key": f"sao-{next(_KEYS)}",
        **changes,
    }
    wish = CopyWish(plan_id, CopyKind(kind), **values)
    return make_copy(database, rules, actor or office.clerk, wish, now)
