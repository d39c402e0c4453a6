"""How much one person or one plan may keep here, so that nobody fills the storage (ASVS 12.1.3)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.papers import UploadRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.services.uploads import PICTURE

PICTURES_AN_HOUR = 200
"""Of one person: as many as one text may hold."""
PAPERS = 200
"""In the dossier of one plan, replaced and removed ones with them: nothing of it is deleted."""
_HOUR = timedelta(hours=1)


def demand_room_for_picture(session: Session, actor: Actor, now: datetime) -> None:
    """Refuse a picture of somebody who has brought too many just now."""
    brought = (
        select(func.count())
        .select_from(UploadRow)
        .where(
            UploadRow.created_at > now - _HOUR,
            UploadRow.person_id == actor.person_id,
            UploadRow.purpose == PICTURE,
        )
    )
    if (session.scalar(brought) or 0) >= PICTURES_AN_HOUR:
        raise InvalidInputError(
            f"Anh/chị đã chèn {PICTURES_AN_HOUR} hình trong một giờ; lưu bản đang soạn rồi chèn "
            "tiếp sau.",
            "pictures",
        )


def demand_room_in_dossier(session: Session, plan_id: int) -> None:
    """Refuse one more paper where the dossier has taken in too many."""
    taken = select(func.count()).select_from(DossierPaperRow)
    if (session.scalar(taken.where(DossierPaperRow.plan_id == plan_id)) or 0) >= PAPERS:
        raise InvalidInputError(
            f"Hồ sơ trình đã nhận {PAPERS} tài liệu, kể cả bản đã thay hoặc gỡ, nên không nhận "
            "thêm; hỏi văn phòng cách trình phần còn lại.",
            "file",
        )
