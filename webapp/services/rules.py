"""The shipped workflows and templates, read at start; a started plan keeps its own version."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Generic, Self, TypeVar

from sqlalchemy.orm import Session

from webapp.db.models.plans import BlobRow, PlanRow
from webapp.db.upsert import insert_if_absent
from webapp.documents.template import FILES, Template, list_templates, load_template
from webapp.documents.zip_writer import deflate, write_zip
from webapp.domain.errors import InvalidInputError
from webapp.domain.workflow import Workflow
from webapp.domain.workflow_toml import load

SHIPPED = "ke_hoach"
"""The workflow and the template that new plans begin on."""

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class _Shipped(Generic[_Thing]):
    thing: _Thing
    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


class Rules:
    """What plans go by: workflows and templates by name, or by the version a plan began on."""

    def __init__(
        self,
        workflows: Mapping[str, _Shipped[Workflow]],
        templates: Mapping[str, _Shipped[Template]],
    ) -> None:
        self._workflows = workflows
        self._templates = templates

    @classmethod
    def load(cls, workflows_dir: Path, templates_dir: Path) -> Self:
        """Read and check every file; raise with the place of the first fault."""
        texts = [path.read_bytes() for path in sorted(workflows_dir.glob("*.toml"))]
        loaded = [_Shipped(load(text.decode()), text, "application/toml") for text in texts]
        workflows = {shipped.thing.name: shipped for shipped in loaded}
        templates = {
            name: _Shipped(
                load_template(templates_dir / name), _pack(templates_dir / name), "application/zip"
            )
            for name in list_templates(templates_dir)
        }
        return cls(workflows, templates)

    def workflow(self, name: str = SHIPPED) -> Workflow:
        """Return the shipped workflow of the name."""
        return _find(self._workflows, name, "quy trình").thing

    def workflow_by_sha(self, session: Session, sha: str) -> Workflow:
        """Return the version of a workflow that a plan was started on."""
        return _stored_workflow(session.get_one(BlobRow, sha).content)

    def workflow_of(self, session: Session, plan: PlanRow) -> Workflow:
        """Return the plan's own workflow, else the one it would begin on."""
        if plan.workflow_sha256 is None:
            return self.workflow()
        return self.workflow_by_sha(session, plan.workflow_sha256)

    def template(self, name: str = SHIPPED) -> Template:
        """Return the shipped template of the name."""
        return _find(self._templates, name, "mẫu").thing

    def template_by_sha(self, session: Session, sha: str) -> Template:
        """Return the version of a template that a plan was started on."""
        return _stored_template(SHIPPED, session.get_one(BlobRow, sha).content)

    def template_of(self, session: Session, plan: PlanRow) -> Template:
        """Return the plan's own template, else the one it would begin on."""
        if plan.template_sha256 is None:
            return self.template()
        return self.template_by_sha(session, plan.template_sha256)

    def start(self, session: Session, plan: PlanRow, now: datetime) -> None:
        """Bind the plan to the shipped versions for good, and keep their bytes."""
        workflow = _find(self._workflows, SHIPPED, "quy trình")
        template = _find(self._templates, SHIPPED, "mẫu")
        for shipped in (workflow, template):
            insert_if_absent(
                session,
                BlobRow,
                sha256=shipped.sha256,
                media_type=shipped.media_type,
                content=shipped.content,
                created_at=now,
            )
        plan.workflow_sha256, plan.template_sha256 = workflow.sha256, template.sha256


def _find(things: Mapping[str, _Shipped[_Thing]], name: str, what: str) -> _Shipped[_Thing]:
    if name not in things:
        known = ", ".join(sorted(things)) or "chưa có"
        raise InvalidInputError(f"Không có {what} «{name}»; chọn trong: {known}.")
    return things[name]


def _pack(folder: Path) -> bytes:
    """Return the template's files as one zip whose bytes depend on their content alone."""
    return write_zip(deflate(name, (folder / name).read_bytes()) for name in FILES)


@lru_cache(maxsize=32)
def _stored_workflow(content: bytes) -> Workflow:
    return load(content.decode())


@lru_cache(maxsize=8)
def _stored_template(name: str, content: bytes) -> Template:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        folder.mkdir()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for file in FILES:
                (folder / file).write_bytes(archive.read(file))
        return load_template(folder)
