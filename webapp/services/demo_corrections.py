"""The demo's correction: a công văn that is being written to an issued plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from webapp.db.database import Database
from webapp.domain.chain import LinkKind
from webapp.domain.people import Actor
from webapp.services import chain, drafting, drafting_desk
from webapp.services.chain import Beginning


def correct(
    database: Database, actor: Actor, plan_id: int, step: Mapping[str, Any], moment: datetime
) -> None:
    """Begin the công văn and fill in its rows; it stays a draft for people to go on with."""
    wanted = Beginning(plan_id, LinkKind.CORRECTS, step["note"])
    letter = chain.begin(database, actor, wanted, moment).plan_id
    page = drafting_desk.editing(database, actor, letter, moment)
    table = page.fields.tables[0]
    head = table.text.splitlines()[:2]  # widths, then the titles of the columns
    rows = [" | ".join(row) for row in step["rows"]]
    filled = replace(table, text="\n".join([*head, *rows]))
    fields = replace(page.fields, tables=(filled,))
    drafting.save(database, actor, letter, page.version, fields, now=moment)
