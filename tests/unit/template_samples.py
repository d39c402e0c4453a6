"""Word templates for tests: the shipped one, and the same with something changed."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from webapp.documents.template_files import TemplateFiles, read_files

SHIPPED = Path(__file__).parents[2] / "doc_templates"
FILES: TemplateFiles = read_files(SHIPPED / "ke_hoach")
BODY = "word/document.xml"


def members() -> dict[str, bytes]:
    """Return the parts of the shipped Word file."""
    with ZipFile(BytesIO(FILES.docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """Return the parts as a file."""
    made = BytesIO()
    with ZipFile(made, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_words(old: str, new: str, part: str = BODY) -> bytes:
    """Return the shipped Word file with other words."""
    parts = members()
    assert old.encode() in parts[part]
    return packed(parts | {part: parts[part].replace(old.encode(), new.encode())})
