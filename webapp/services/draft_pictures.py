"""Pictures as parts of the drafting form: `[[hình <id>]]` in an outline, the rest beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from webapp.db.database import Database
from webapp.db.models.papers import UploadRow
from webapp.documents.images import read_image
from webapp.domain.block_ids import NewId
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.domain.plan import Block, BlockKind, Picture
from webapp.domain.plan_json import LONGEST_SIDE
from webapp.domain.text import clean
from webapp.services import blobs, quotas
from webapp.services.uploads import PICTURE

MOST_PICTURES = 200
UPLOAD_LIMIT = 5_000_000
TEXT_WIDTH = 165.0
"""Millimetres between the margins of A4 (PL1 I.2: at most 35 and 20 at the sides)."""
DESCRIPTION_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class PicturePart:
    """One picture as the form holds it."""

    id: str
    """Of its block."""
    held: str = ""
    """What it is: hash, media type, width and height in millimetres, parted by spaces."""
    width: str = ""
    """Millimetres as typed; the height follows."""
    description: str = ""
    dropped: bool = False
    """True where it goes with the next save."""
    number: int = field(default=0, compare=False)
    """What the form calls it: «Hình 2»."""

    @property
    def name(self) -> str:
        """Return the name of its field in the form."""
        return f"picture-{self.id}"

    @property
    def place(self) -> str:
        """Return the line that keeps its place in an outline."""
        return f"[[hình {self.id}]]"

    @property
    def sha256(self) -> str:
        """Return the hash of its bytes; empty where the form holds none."""
        found = _HELD.fullmatch(self.held)
        return found[1] if found else ""


_FIELD = re.compile(r"picture-([\w-]{1,60})")
_HELD = re.compile(r"([0-9a-f]{64}) (image/(?:png|jpeg)) ([0-9]{1,4}\.[0-9]) ([0-9]{1,4}\.[0-9])")
_WIDTH = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")
_PLACE = re.compile(r"^[ \t#]*\[\[hình ([^#\[\]\n][^\[\]\n]{0,60})\]\][ \t]*$", re.MULTILINE)


def typed_pictures(typed: Mapping[str, str]) -> tuple[PicturePart, ...]:
    """Return the pictures that a form posted, in its order."""
    found = ((_FIELD.fullmatch(name), held) for name, held in typed.items())
    named = [(match[1], held) for match, held in found if match]
    return tuple(
        PicturePart(
            name,
            held,
            typed.get(f"width-picture-{name}", "").strip(),
            _one_line(typed.get(f"about-picture-{name}", "")),
            bool(typed.get(f"drop-picture-{name}")),
            number,
        )
        for number, (name, held) in enumerate(named, start=1)
    )


def names_of_pictures(parts: tuple[PicturePart, ...]) -> dict[str, str]:
    """Return the pictures as a form posts them; `typed_pictures` reads them back."""
    typed: dict[str, str] = {}
    for part in parts:
        typed[part.name] = part.held
        typed[f"width-{part.name}"] = part.width
        typed[f"about-{part.name}"] = part.description
        if part.dropped:
            typed[f"drop-{part.name}"] = "1"
    return typed


def pictures_among(blocks: Iterable[Block]) -> tuple[PicturePart, ...]:
    """Return the form's parts of the pictures among the blocks."""
    pictures = [(block.id, block.picture) for block in blocks if block.picture and block.id]
    return tuple(
        _part(name, picture, number) for number, (name, picture) in enumerate(pictures, start=1)
    )


def cleaned_pictures(
    parts: tuple[PicturePart, ...], gone: Iterable[str], kept: Iterable[str]
) -> tuple[PicturePart, ...]:
    """Return what will be saved; a picture whose place is in an outline that goes, goes along."""
    places = {name for outline in gone for name in _PLACE.findall(outline)}
    places -= {name for outline in kept for name in _PLACE.findall(outline)}
    left = tuple(part for part in parts if not part.dropped and part.id not in places)
    if len(left) > MOST_PICTURES:
        raise InvalidInputError(
            f"Văn bản có {len(left)} hình, quá {MOST_PICTURES}; bỏ bớt rồi lưu lại.",
            field="pictures",
        )
    for part in left:
        picture_of(part)
    return left


def without_dropped_pictures(outline: str, parts: tuple[PicturePart, ...]) -> str:
    """Return the outline without the lines of pictures that go."""
    gone = {part.id for part in parts if part.dropped}
    return _PLACE.sub(lambda line: "" if line[1] in gone else line[0], outline) if gone else outline


def with_typed_pictures(
    blocks: tuple[Block, ...], parts: tuple[PicturePart, ...]
) -> tuple[Block, ...]:
    """Return the blocks with the pictures as typed, and those that are new."""
    typed = {part.id: part for part in parts}
    edited = [
        replace(block, picture=_edited(block.picture, typed.pop(block.id)))
        if block.picture and block.id in typed
        else block
        for block in blocks
    ]
    new = (
        Block(BlockKind.PICTURE, picture=picture_of(part), id=part.id) for part in typed.values()
    )
    return (*edited, *new)


def placed_pictures(
    parts: Iterable[PicturePart], outlines: Iterable[tuple[str, str]]
) -> tuple[PicturePart, ...]:
    """Return the pictures that have a place in an outline."""
    placed = {name for _, outline in outlines for name in _PLACE.findall(outline)}
    return tuple(part for part in parts if part.id in placed)


def refuse_misplaced_pictures(
    parts: tuple[PicturePart, ...], outlines: list[tuple[str, str]], kept: Iterable[Block]
) -> None:
    """Refuse a picture without a place, and a place without a picture."""
    placed = placed_pictures(parts, outlines)
    for part in parts:
        if part not in placed:
            raise InvalidInputError(
                f"Hình {part.number} không còn dòng {part.place} trong văn bản; đặt lại dòng đó "
                f"vào chỗ của hình, hoặc đánh dấu «Bỏ hình {part.number}» rồi lưu.",
                field=part.name,
            )
    known = {part.id for part in parts} | {block.id for block in kept if block.picture}
    for name, outline in outlines:
        for unknown in _PLACE.findall(outline):
            if unknown not in known:
                raise InvalidInputError(
                    f"Dòng [[hình {unknown}]] không ứng với hình nào; xóa dòng đó, hoặc bấm "
                    "«Chèn hình» để có hình mới.",
                    field=name,
                )


def picture_of(part: PicturePart) -> Picture:
    """Return the picture that a part of the form says; refuse a width that no paper has."""
    found = _HELD.fullmatch(part.held)
    if found is None:
        raise InvalidInputError(
            f"Hình {part.number} gửi lên bị hỏng; xóa dòng {part.place} rồi chèn lại hình.",
            field=part.name,
        )
    if len(part.description) > DESCRIPTION_LIMIT:
        raise InvalidInputError(
            f"Mô tả của hình {part.number} dài quá {DESCRIPTION_LIMIT} ký tự; rút gọn rồi lưu lại.",
            field=part.name,
        )
    width, height = (_regular(float(side)) for side in (found[3], found[4]))
    typed = _typed_width(part) if part.width else width
    tall = height if typed == width else _regular(height * typed / width)
    return Picture(found[1], found[2], typed, tall, part.description)


def add_picture(
    database: Database, actor: Actor, data: bytes, new_id: NewId, *, name: str, now: datetime
) -> PicturePart:
    """Keep an uploaded picture; return its part for the form, as wide as it is or as the text."""
    if not actor.has(Role.DRAFTER):
        raise ForbiddenError("Chỉ chuyên viên được chèn hình vào văn bản.")
    if not data:
        raise InvalidInputError("Chọn tệp hình PNG hoặc JPEG rồi bấm «Chèn hình».", "pictures")
    if len(data) > UPLOAD_LIMIT:
        raise InvalidInputError(
            f"Hình lớn hơn {UPLOAD_LIMIT // 1_000_000} MB; giảm kích thước rồi chèn lại.",
            "pictures",
        )
    try:
        file = read_image(data, upright=True)
    except InvalidInputError as error:
        raise InvalidInputError(str(error), "pictures") from error
    width = min(file.width, TEXT_WIDTH)
    height = _regular(file.rows * width / file.columns)
    with database.transaction() as session:
        quotas.demand_room_for_picture(session, actor, now)
        digest = blobs.keep(session, file.data, file.media_type, now)
        session.add(
            UploadRow(
                person_id=actor.person_id,
                agency_id=actor.agency_id,
                purpose=PICTURE,
                file_name=name,
                sha256=digest,
                created_at=now,
            )
        )
    return _part(new_id(), Picture(digest, file.media_type, width, height), 0)


def with_new_picture(parts: tuple[PicturePart, ...], part: PicturePart) -> tuple[PicturePart, ...]:
    """Return the pictures with a new one."""
    return (*parts, replace(part, number=len(parts) + 1))


def _part(name: str, picture: Picture, number: int) -> PicturePart:
    held = f"{picture.sha256} {picture.media_type} {picture.width:.1f} {picture.height:.1f}"
    return PicturePart(name, held, _shown(picture.width), picture.description, number=number)


def _edited(picture: Picture, part: PicturePart) -> Picture:
    """Return the picture as typed, with the bytes it came with."""
    typed = picture_of(part)
    return replace(picture, width=typed.width, height=typed.height, description=typed.description)


def _shown(width: float) -> str:
    return f"{width:g}".replace(".", ",")


def _typed_width(part: PicturePart) -> float:
    if not _WIDTH.fullmatch(part.width) or not float(part.width.replace(",", ".")):
        raise InvalidInputError(
            f"Chiều rộng của hình {part.number} là số milimét trên giấy, ví dụ 120 hoặc 82,5.",
            field=part.name,
        )
    return _regular(float(part.width.replace(",", ".")))


def _regular(side: float) -> float:
    """Return a length to a tenth of a millimetre, within what a plan holds."""
    return min(max(round(side, 1), 0.1), float(LONGEST_SIDE))


def _one_line(typed: str) -> str:
    return clean(typed).text.replace("\n", " ").strip()
