"""The filters of the lists as addresses, and back: what a page shows can be linked and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import Length
from wtforms.validators import Optional as MayBeEmpty

from webapp.domain.periods import AROUND_TODAY
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.saved_filters import SavedFilter, conditions_of, restored
from webapp.web.addresses import number
from webapp.web.entry_fields import a_day
from webapp.web.forms import Form, clean

PERIODS = tuple((name, words.capitalize()) for name, words in AROUND_TODAY.items())
"""Value and words of the choice «Lập trong»."""
_LONGEST_QUESTION = 200
_PLAN_NAMES = {
    "q": "q",
    "state": "trang_thai",
    "unit_id": "don_vi",
    "mine": "cua_toi",
    "year": "nam",
    "late": "qua_han",
    "period": "lap",
    "order": "xep",
    "type_id": "loai",
    "drafter_id": "nguoi_soan",
    "signer_id": "nguoi_ky",
    "priority": "do_khan",
    "issued_from": "tu_ngay",
    "issued_to": "den_ngay",
}
_BY_FIELD = tuple(_PLAN_NAMES)[-6:]
"""What the search by field asks beyond the bar above the list."""
_BOOK_NAMES = {
    "year": "nam",
    "series_id": "day-so",
    "q": "tim",
    "status": "tinh-trang",
    "file_notation": "ho-so",
    "retention": "bao-quan",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A saved filter above its list."""

    name: str
    address: str
    current: bool
    """The list shows just this."""


class FilterForm(Form):
    """The filters of the list; a form of GET needs no token."""

    class Meta(Form.Meta):
        """Reading needs no token."""

        csrf = False

    q = StringField("Tìm kiếm", validators=[Length(max=_LONGEST_QUESTION)])
    trang_thai = StringField("Trạng thái")
    don_vi = IntegerField("Đơn vị", validators=[MayBeEmpty()])
    cua_toi = BooleanField("Của tôi")
    qua_han = BooleanField("Quá hạn")
    nam = IntegerField("Năm", validators=[MayBeEmpty()])
    lap = StringField("Lập")
    xep = StringField("Thứ tự")
    loai = IntegerField("Tên loại", validators=[MayBeEmpty()])
    nguoi_soan = IntegerField("Người soạn thảo", validators=[MayBeEmpty()])
    nguoi_ky = IntegerField("Người ký", validators=[MayBeEmpty()])
    do_khan = StringField("Mức độ khẩn")
    tu_ngay = a_day("Ban hành từ ngày")
    den_ngay = a_day("Đến hết ngày")
    truoc = IntegerField(validators=[MayBeEmpty()])

    def to_filter(self) -> PlanFilter:
        """Return what the service takes; what cannot be read asks for all."""
        return PlanFilter(
            q=(self.q.data or "")[:_LONGEST_QUESTION],
            state=self.trang_thai.data or "",
            unit_id=self.don_vi.data,
            mine=bool(self.cua_toi.data),
            late=bool(self.qua_han.data),
            year=self.nam.data,
            period=self.lap.data or "",
            order=self.xep.data or "",
            type_id=self.loai.data,
            drafter_id=self.nguoi_soan.data,
            signer_id=self.nguoi_ky.data,
            priority=self.do_khan.data or "",
            issued_from=self.tu_ngay.data.isoformat() if self.tu_ngay.data else "",
            issued_to=self.den_ngay.data.isoformat() if self.den_ngay.data else "",
            before_id=self.truoc.data,
        )


def asked_plans() -> PlanFilter:
    """Return the filter of plans that the address of this request holds."""
    return FilterForm(request.args).to_filter()


def asked_lines() -> RegisterFilter:
    """Return the filter of the book that the address of this request holds."""
    return RegisterFilter(
        year=number("nam"),
        series_id=number("day-so"),
        q=clean(request.args.get("tim"))[:_LONGEST_QUESTION],
        status=clean(request.args.get("tinh-trang")),
        file_notation=clean(request.args.get("ho-so"))[:_LONGEST_QUESTION],
        retention=clean(request.args.get("bao-quan"))[:_LONGEST_QUESTION],
        before_number=number("truoc"),
    )


def plans_at(endpoint: str, wishes: PlanFilter, **more: Any) -> str:  # noqa: ANN401 - of an address
    """Return the address of a page that takes the filter of plans."""
    return url_for(endpoint, **_named(wishes, _PLAN_NAMES), **more)


def lines_at(endpoint: str, wishes: RegisterFilter, **more: Any) -> str:  # noqa: ANN401 - as above
    """Return the address of a page that takes the filter of the book."""
    return url_for(endpoint, **_named(wishes, _BOOK_NAMES), **more)


def list_at(wishes: PlanFilter | RegisterFilter) -> str:
    """Return the address of the list that the filter is of."""
    if isinstance(wishes, PlanFilter):
        return plans_at("plans.index", wishes)
    return lines_at("registers.book", wishes)


def chips(saved: Sequence[SavedFilter], wishes: PlanFilter | RegisterFilter) -> tuple[Chip, ...]:
    """Return the saved filters of the list that shows the wishes."""
    shown, kind = conditions_of(wishes), type(wishes)
    return tuple(
        Chip(one.name, list_at(restored(kind, one.conditions)), dict(one.conditions) == shown)
        for one in saved
    )


def inputs_of(wishes: PlanFilter | RegisterFilter) -> Mapping[str, object]:
    """Return what a form of GET sends along to ask for the same."""
    return _named(wishes, _PLAN_NAMES if isinstance(wishes, PlanFilter) else _BOOK_NAMES)


def inputs_by_field(wishes: PlanFilter) -> Mapping[str, object]:
    """Return what the bar above the list sends along of a search by field."""
    given = _named(wishes, _PLAN_NAMES)
    names = [_PLAN_NAMES[field] for field in _BY_FIELD]
    return {name: given[name] for name in names if name in given}


def _named(wishes: PlanFilter | RegisterFilter, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        names[field]: 1 if value is True else value
        for field, value in conditions_of(wishes).items()
    }
