"""Files that may not be changed: protected by their makers, or signed."""

from collections.abc import Iterator

from webapp.documents.reading.package import Package
from webapp.documents.reading.wordml import Element, W
from webapp.domain.errors import InvalidInputError

_PROTECTED = (
    "Tệp đang được bảo vệ, hạn chế chỉnh sửa nên không sửa tự động;"
    " hãy bỏ bảo vệ trong Word, lưu lại rồi thử lại."
)
_READ_ONLY = (
    "Tệp được đặt chỉ đọc nên không sửa tự động;"
    " hãy bỏ chế độ chỉ đọc trong Word, lưu lại rồi thử lại."
)
_FINAL = (
    "Tệp được đánh dấu là bản cuối cùng nên không sửa tự động;"
    " hãy bỏ đánh dấu trong Word, lưu lại rồi thử lại."
)
_SIGNED = (
    "Tệp có chữ ký số; sửa tự động sẽ làm chữ ký mất hiệu lực nên không thực hiện,"
    " hãy dùng bản chưa ký."
)
_STRICT = (
    "Tệp lưu ở dạng Strict Open XML nên không sửa tự động;"
    " hãy lưu lại trong Word ở dạng Word Document (.docx) rồi thử lại."
)
_STRICT_NAMES = b"purl.oclc.org/ooxml/wordprocessingml"
_MARKED = "_markasfinal"
_TRUE = frozenset({"1", "true", "on"})


def refuse_protected(package: Package) -> None:
    """Refuse a file that is protected, final or signed, with one sentence."""
    if _is_signed(package):
        raise InvalidInputError(_SIGNED)
    settings = package.part("settings")
    for one in () if settings is None else settings:
        if one.tag == W + "documentProtection" and _is_enforced(one):
            raise InvalidInputError(_PROTECTED)
        if one.tag == W + "writeProtection" and _is_kept_from_writing(one):
            raise InvalidInputError(_READ_ONLY)
    if _is_final(package):
        raise InvalidInputError(_FINAL)
    if _STRICT_NAMES in package.archive.read(package.main_name):
        raise InvalidInputError(_STRICT)


def _is_enforced(protection: Element) -> bool:
    """Tell whether a restriction of editing is in force; it is not when it says nothing."""
    return protection.get(W + "enforcement", "0") in _TRUE


def _is_kept_from_writing(protection: Element) -> bool:
    """Tell whether a password or the wish to be opened read-only stands there."""
    recommended = protection.get(W + "recommended", "0") in _TRUE
    return recommended or any(name != W + "recommended" for name in protection.attrib)


def _is_signed(package: Package) -> bool:
    names = package.archive.namelist()
    if any("_xmlsignatures/" in name.lower() for name in names):
        return True
    return any("digital-signature" in kind for kind in _kinds(package, names))


def _kinds(package: Package, names: list[str]) -> Iterator[str]:
    """Yield the kind of every relation of the package, and of every part."""
    for name in names:
        if name.endswith(".rels"):
            yield from (one.get("Type", "") for one in package.root(name))
    yield from (one.get("ContentType", "") for one in package.root("[Content_Types].xml"))


def _is_final(package: Package) -> bool:
    for name in package.archive.namelist():
        if name.lower() == "docprops/custom.xml":
            return any(map(_says_final, package.root(name)))
    return False


def _says_final(one: Element) -> bool:
    said = "".join(map(str, one.itertext())).strip().lower()
    return one.get("name", "").lower() == _MARKED and said in _TRUE
