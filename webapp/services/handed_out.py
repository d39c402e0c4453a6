"""Files about a paper that is over, on their way out: each page says so, and so does the name."""

from dataclasses import replace

from sqlalchemy.orm import Session

from webapp.documents.head_marks import with_head_mark
from webapp.documents.known_files import PDF_TYPE
from webapp.documents.pdf.stamping import stamped
from webapp.services.end_marks import EndMark, end_mark_of
from webapp.services.papers import WORD, Download

_MARKERS = {WORD: with_head_mark, PDF_TYPE: stamped}


def handed_out(session: Session, plan_id: int, file: Download) -> Download:
    """Return the file as whoever takes it gets it: of a paper that is over, marked."""
    return marked(file, end_mark_of(session, plan_id))


def beside(session: Session, plan_id: int, file: Download) -> Download:
    """Return another's paper out of the plan's dossier: not marked, for it is not over itself.

    That the plan is over stands in the file's name.
    """
    mark = end_mark_of(session, plan_id)
    start = f"ho-so-van-ban-{mark.start}" if mark else ""
    return replace(file, file_name=f"{start}{file.file_name}")


def marked(file: Download, mark: EndMark | None) -> Download:
    """Return the file with the mark on every page and in its name, if there is one."""
    if mark is None:
        return file
    data = _MARKERS[file.media_type](file.data, mark.words)
    return replace(file, data=data, file_name=f"{mark.start}{file.file_name}")
