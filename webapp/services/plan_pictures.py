"""The bytes of a plan's pictures: kept apart from its text by their hash, shown to its readers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import BlobRow, RevisionRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.plan import Block, Picture, Plan
from webapp.domain.plan_json import MEDIA_TYPES
from webapp.services import blobs
from webapp.services.plan_access import open_to_read
from webapp.services.uploads import PICTURE

_NOT_HERE = "Văn bản không có hình này; mở lại trang văn bản để xem bản mới nhất."


def pictures_of(plan: Plan) -> tuple[Picture, ...]:
    """Return the pictures of a plan in the order of the paper."""
    bodies = (plan.body, *(appendix.body for appendix in plan.appendixes))
    return tuple(block.picture for body in bodies for block in body if block.picture)


def keep_pictures(session: Session, plan: Plan, now: datetime) -> None:
    """Keep the bytes that came with a text, so that its JSON need not hold them.

    Refuse a text with a picture whose bytes are gone; those that are there stay for it.
    """
    found = sorted(pictures_of(plan), key=lambda one: bool(one.data))
    pictures = {one.sha256: one for one in found}
    if not pictures:
        return
    held = blobs.hold(session, pictures)
    for digest, picture in pictures.items():
        if picture.data:
            blobs.keep(session, picture.data, picture.media_type, now)
        elif digest not in held:
            raise _lost()


def with_pictures(session: Session, plan: Plan) -> Plan:
    """Return the plan with the bytes of its pictures, ready to be printed."""
    digests = {one.sha256 for one in pictures_of(plan) if not one.data}
    if not digests:
        return plan
    rows = session.execute(
        select(BlobRow.sha256, BlobRow.content).where(BlobRow.sha256.in_(digests))
    )
    held = {row.sha256: row.content for row in rows}

    def filled(picture: Picture) -> Picture:
        return replace(picture, data=picture.data or held.get(picture.sha256, b""))

    return _changed(plan, filled)


def picture_file(
    database: Database, actor: Actor, plan_id: int | None, digest: str
) -> tuple[bytes, str]:
    """Return bytes and media type of a picture that the actor may see.

    It stands in a text of the plan, which he may read, or he uploaded it himself.
    """
    with database.reading() as session:
        if plan_id is not None:
            open_to_read(session, actor, plan_id)
        seen = plan_id is not None and _stands_in(session, plan_id, digest)
        if not seen and digest not in own_uploads(session, actor, [digest]):
            raise NotFoundError(_NOT_HERE)
        row = session.get(BlobRow, digest)
        if row is None or row.media_type not in MEDIA_TYPES:
            raise NotFoundError(_NOT_HERE)
        return row.content, row.media_type


def settle_pictures(session: Session, actor: Actor, made: Plan, previous: Plan | None) -> Plan:
    """Return the plan with its new pictures as they were uploaded; refuse any other."""
    known = {one.sha256 for one in pictures_of(previous or Plan())}
    new = {one.sha256 for one in pictures_of(made) if not one.data} - known
    if not new:
        return made
    kinds = own_uploads(session, actor, new)
    if new - set(kinds):
        raise _lost()

    def settled(picture: Picture) -> Picture:
        return replace(picture, media_type=kinds.get(picture.sha256, picture.media_type))

    return _changed(made, settled)


def _lost() -> InvalidInputError:
    return InvalidInputError(
        "Có hình không còn trên máy chủ; hãy xóa dòng của hình đó rồi chèn lại hình.",
        field="pictures",
    )


def own_uploads(session: Session, actor: Actor, digests: Iterable[str]) -> dict[str, str]:
    """Return which of the pictures the actor uploaded, each with its media type."""
    rows = session.execute(
        select(BlobRow.sha256, BlobRow.media_type)
        .join(UploadRow, UploadRow.sha256 == BlobRow.sha256)
        .where(
            UploadRow.person_id == actor.person_id,
            UploadRow.agency_id == actor.agency_id,
            UploadRow.purpose == PICTURE,
            UploadRow.sha256.in_(set(digests)),
        )
    )
    return {row.sha256: row.media_type for row in rows}


def _stands_in(session: Session, plan_id: int, digest: str) -> bool:
    """Tell whether a text of the plan shows the picture, by its key in the JSON."""
    key = f'"sha256": "{digest}"'
    shown = RevisionRow.content.contains(key, autoescape=True)
    query = select(RevisionRow.id).where(RevisionRow.plan_id == plan_id, shown).limit(1)
    return session.scalar(query) is not None


def _changed(plan: Plan, change: Callable[[Picture], Picture]) -> Plan:
    def body(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(one, picture=change(one.picture)) if one.picture else one for one in blocks
        )

    appendixes = tuple(replace(one, body=body(one.body)) for one in plan.appendixes)
    return replace(plan, body=body(plan.body), appendixes=appendixes)
