"""The files that a template is made of: in their folder, or packed as one value."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from webapp.documents.zip_writer import deflate, write_zip

FILES = ("template.docx", "fields.toml", "sample.json")


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """The files of one template."""

    name: str
    docx: bytes
    fields: str
    """fields.toml."""
    sample: str
    """sample.json."""


def read_files(folder: Path) -> TemplateFiles:
    """Return the files in the folder as they are."""
    docx, fields, sample = (folder / name for name in FILES)
    return TemplateFiles(
        folder.name,
        docx.read_bytes(),
        fields.read_text(encoding="utf-8"),
        sample.read_text(encoding="utf-8"),
    )


def pack(files: TemplateFiles) -> bytes:
    """Return the files as one zip whose bytes depend on their content alone."""
    contents = (files.docx, files.fields.encode(), files.sample.encode())
    return write_zip(map(deflate, FILES, contents))


def unpack(name: str, packed: bytes) -> TemplateFiles:
    """Return the files of a zip that `pack` made."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        docx, fields, sample = (archive.read(file) for file in FILES)
    return TemplateFiles(name, docx, fields.decode(), sample.decode())
