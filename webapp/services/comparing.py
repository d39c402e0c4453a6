"""One revision of a plan beside another, word by word."""

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.plans import RevisionRow
from webapp.db.queries import plans
from webapp.domain.differences import compare_plans
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.services.plan_access import open_to_read, workflow_of
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import RevisionPage
from webapp.services.plan_texts import text_of
from webapp.services.reading_plan import revision_items
from webapp.services.views import earlier_look


def revision_page(
    database: Database, actor: Actor, plan_id: int, ordinal: int, against: int | None = None
) -> RevisionPage:
    """Return a revision and how it differs from another.

    By default from the one that the reader saw before it, else from the one before.
    """
    with database.reading() as session:
        plan = open_to_read(session, actor, plan_id)
        row = _revision(session, plan_id, ordinal)
        look = earlier_look(session, actor, plan_id, ordinal)
        before = look.ordinal if look else ordinal - 1 or None
        other = before if against is None else against
        text = text_of(row)
        compared = text_of(_revision(session, plan_id, other)) if other is not None else None
        revisions = revision_items(session, plan_id)
        author = next(one.author for one in revisions if one.ordinal == ordinal)
        return RevisionPage(
            head=head_of(
                session, plan, workflow_of(session, plan.workflow_sha256), revisions[0].ordinal
            ),
            ordinal=ordinal,
            against=other,
            author=author,
            at=row.created_at,
            plan=text,
            differences=compare_plans(compared, text) if compared is not None else None,
            revisions=revisions,
            looked_ordinal=look.ordinal if look else None,
            looked_at=look.at if look else None,
        )


def _revision(session: Session, plan_id: int, ordinal: int) -> RevisionRow:
    row = plans.revision(session, plan_id, ordinal)
    if row is None:
        raise NotFoundError(f"Văn bản này không có lần soạn {ordinal}; chọn trong danh sách.")
    return row
