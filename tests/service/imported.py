"""Taking over an imported paper, as the desk of imports does with the file that waited."""

from webapp.services.drafting import Saved, Target, import_into


def take_import(database, actor, target: Target, imported, now) -> Saved:
    with database.transaction() as session:
        return import_into(session, actor, target, imported, now=now)
