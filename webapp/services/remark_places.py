"""Where the remarks of a return stand in the text of now, and what became of their passages."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from webapp.db.models.remarks import RemarkRow
from webapp.db.queries import plans
from webapp.domain.comment_anchors import Anchor, AnchoredText, Hold
from webapp.domain.differences import passage_change
from webapp.domain.form_rules.places import place_label
from webapp.domain.plan import Plan
from webapp.domain.word_differences import Piece
from webapp.services.plan_texts import text_of


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """What a remark is about, for whoever reads it now."""

    hold: Hold = Hold.WHOLE
    where: str = ""
    """«Căn cứ 2»; empty for the whole plan, and where it stands nowhere any more."""
    name: str = ""
    """Of the passage in the shown text: `body/ab12`."""
    number: int = 0
    """Which paragraph of it: of a table, from 1."""
    start: int = 0
    end: int = 0
    area: str = ""
    """The control of the drafting form that holds it: `body`, `appendix-0-body`."""
    change: tuple[Piece, ...] = ()
    """Its words as they were returned and as they are; none where nothing changed."""


class RemarkPlaces:
    """Finds the passages of remarks in one text; what is asked twice is looked up once."""

    def __init__(self, session: Session, plan_id: int, text: Plan) -> None:
        self._session = session
        self._plan_id = plan_id
        self._text = text
        self._texts: dict[int, Plan] = {}

    @cached_property
    def _anchored(self) -> AnchoredText:
        return AnchoredText(self._text)

    def of(self, row: RemarkRow) -> RemarkPlace:
        """Return where the remark stands, and the difference of its passage."""
        if not row.block_id:
            return RemarkPlace()
        stands = self._anchored.find(Anchor(row.block_id, row.quote, row.context))
        return RemarkPlace(
            hold=stands.hold,
            where=place_label(self._text, stands.place) if stands.place else "",
            name=stands.place,
            number=stands.number,
            start=stands.start,
            end=stands.end,
            area=_area_of(stands.place),
            change=self._change(row),
        )

    def _change(self, row: RemarkRow) -> tuple[Piece, ...]:
        """Return what the answer rests on: the text that was sent with it, else the present one."""
        later = self._text if row.sent_ordinal is None else self._revision(row.sent_ordinal)
        return passage_change(self._revision(row.revision_ordinal), later, row.block_id)

    def _revision(self, ordinal: int) -> Plan:
        if ordinal not in self._texts:
            row = plans.revision(self._session, self._plan_id, ordinal)
            self._texts[ordinal] = text_of(row) if row else self._text
        return self._texts[ordinal]


def _area_of(place: str) -> str:
    field, _, rest = place.partition("/")
    return f"appendix-{rest.partition('/')[0]}-body" if field == "appendixes" else field
